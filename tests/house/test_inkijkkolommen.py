"""Every column of a gemeente is classified for a look of the supplier; what is new is closed (ADR 0020).

`KT_KOLOMMEN=schrijf` writes what is new as closed and takes out what is gone. Read it, and move a column to
`open` only when it can never say anything of a person.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from keukentafel.tenancy.inkijk import Kolommen, lees_kolommen
from keukentafel.tenancy.velden import VersleuteldJsonField, VersleuteldTekstField

LIJST = Path("modules/ondersteuning/kolommen.txt")
GEHEEL_DICHT = ("audit_", "ondersteuning_", "sporen_")
"""Tables of which no column opens: the logboeken, and the answers about looking along themselves."""
PERSOONLIJK = frozenset(
    {
        "naam",
        "bsn",
        "email",
        "telefoon",
        "adres",
        "straat",
        "postcode",
        "huisnummer",
        "geboortedatum",
        "tekst",
    }
)
"""Names of columns that are never open in a table of a household."""


def tabellen() -> dict[str, Any]:
    """Return every table of a gemeente with its model."""
    return {
        model._meta.db_table: model
        for config in apps.get_app_configs()
        if config.name in settings.TENANT_APPS
        for model in config.get_models(include_auto_created=True)
    }


def lijst() -> dict[str, Kolommen]:
    return lees_kolommen(LIJST.read_text(encoding="utf-8"))


def schrijf() -> None:
    """Put what is new at `dicht` (or `nooit`), and take out what is gone."""
    oud, kop = lijst(), LIJST.read_text(encoding="utf-8").split("\n\n")[0]
    regels = [kop, ""]
    for tabel, model in sorted(tabellen().items()):
        stond = oud.get(tabel, Kolommen())
        kolommen = {veld.column for veld in model._meta.concrete_fields}
        groepen = {
            "open": kolommen & stond.open,
            "nooit": kolommen & stond.nooit,
        }
        nieuw = kolommen - groepen["open"] - groepen["nooit"]
        groepen["nooit" if tabel.startswith(GEHEEL_DICHT) else "dicht"] = (
            nieuw | groepen["nooit"] if tabel.startswith(GEHEEL_DICHT) else nieuw
        )
        regels.append(tabel)
        regels += [
            f"  {naam:<5} {' '.join(sorted(groepen[naam]))}"
            for naam in ("open", "dicht", "nooit")
            if groepen.get(naam)
        ]
    LIJST.write_text("\n".join(regels) + "\n", encoding="utf-8")


def test_every_column_is_classified_once() -> None:
    if os.environ.get("KT_KOLOMMEN") == "schrijf":
        schrijf()
    echt = {
        (tabel, veld.column) for tabel, model in tabellen().items() for veld in model._meta.concrete_fields
    }
    genoemd = [
        (tabel, kolom)
        for tabel, groepen in lijst().items()
        for groep in (groepen.open, groepen.dicht, groepen.nooit)
        for kolom in groep
    ]

    assert sorted(echt - set(genoemd)) == [], "KT_KOLOMMEN=schrijf zet deze kolommen dicht; lees ze na."
    assert sorted(set(genoemd) - echt) == [], "Deze kolommen zijn er niet meer: KT_KOLOMMEN=schrijf."
    assert len(genoemd) == len(set(genoemd))


def test_no_secret_and_no_text_of_a_person_stands_open() -> None:
    open_ = [
        (tabel, veld)
        for tabel, model in tabellen().items()
        for veld in model._meta.concrete_fields
        if veld.column in lijst().get(tabel, Kolommen()).open
    ]

    gesloten_taal = [
        f"{tabel}.{veld.column}"
        for tabel, veld in open_
        if isinstance(veld, VersleuteldTekstField | VersleuteldJsonField)
    ]
    van_het_logboek = [f"{tabel}.{veld.column}" for tabel, veld in open_ if tabel.startswith(GEHEEL_DICHT)]
    van_een_mens = [
        f"{tabel}.{veld.column}"
        for tabel, veld in open_
        if tabel.startswith(("dossier_", "wmo_", "jeugd_", "participatie_", "identity_", "hulpvragen_"))
        and (veld.column in PERSOONLIJK or (isinstance(veld, models.TextField) and not veld.choices))
        and tabel not in ("dossier_termijnnorm",)
    ]
    assert (gesloten_taal, van_het_logboek, van_een_mens) == ([], [], [])
