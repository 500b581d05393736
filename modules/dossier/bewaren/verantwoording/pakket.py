"""The pack of files with which a gemeente accounts for itself (P19)."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from keukentafel import registry, veilige_csv
from keukentafel.identity.rollen import Rol
from keukentafel.instellingen import huidige_instellingen
from keukentafel.tenancy import GemeenteRef
from modules.dossier.bewaren.actions.bewaartermijn import termijnen_nu
from modules.dossier.bewaren.kaart import KAART, UITGEZONDERD
from modules.dossier.bewaren.queries.dpia import dpias
from modules.dossier.bewaren.verantwoording.register import Verwerking, rechtenmatrix, register, verwerkers
from modules.dossier.bewaren.verantwoording.sbom import sbom, versie

Tabel = Sequence[Sequence[object]]


def als_csv(rijen: Tabel) -> bytes:
    """Return rows as CSV that a spreadsheet does not take for a formula, with a mark so that it reads UTF-8."""
    uit = io.StringIO()
    schrijver = veilige_csv.writer(uit, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    schrijver.writerows(rijen)
    return b"\xef\xbb\xbf" + uit.getvalue().encode()


def register_rijen(rijen: Iterable[Verwerking]) -> Tabel:
    """Return the register of processing as a table."""
    kop = [
        "Verwerking",
        "Doel",
        "Grondslag",
        "Betrokkenen",
        "Soorten gegevens",
        "Ontvangers",
        "Bewaren",
        "Tabellen",
    ]
    return [
        kop,
        *(
            [
                v.beschrijving.titel, v.beschrijving.doel, v.beschrijving.grondslag,
                ", ".join(v.beschrijving.betrokkenen), ", ".join(naam for naam, _ in v.gegevens) or "geen",
                ", ".join(v.ontvangers) or "geen", " | ".join(v.bewaren), v.tabellen,
            ]
            for v in rijen
        ),
    ]  # fmt: skip


def routes_rijen() -> Tabel:
    """Return routes × roles from the rights table itself."""
    rollen = list(Rol)
    uit: list[list[object]] = [
        ["Route", "Soort gegevens", "Wijzigt", "Iedereen", *(str(rol.label) for rol in rollen)]
    ]
    for route, recht in sorted(registry.rechten().items()):
        wie = ["ja" if recht.geldt_voor(frozenset({rol})) else "" for rol in rollen]
        uit.append(
            [route, recht.categorie, "ja" if recht.schrijft else "", "ja" if recht.is_openbaar else "", *wie]
        )
    return uit


def bestanden(gemeente: GemeenteRef, *, at: datetime, lock: Path | None) -> dict[str, bytes]:
    """Return every file of the pack, by name."""
    matrix, termijnen = huidige_instellingen().protocol, termijnen_nu()
    rijen = register(matrix, termijnen)
    uit = {
        "verwerkingsregister.csv": als_csv(register_rijen(rijen)),
        "verwerkers.csv": als_csv(_verwerker_rijen()),
        "dpia.csv": als_csv(_dpia_rijen()),
        "rechtenmatrix.csv": als_csv(rechtenmatrix(matrix)),
        "routes-rollen.csv": als_csv(routes_rijen()),
        "bewaartermijnen.csv": als_csv(_termijn_rijen(termijnen)),
        "persoonsgegevens.csv": als_csv(_kaart_rijen()),
        "conformiteit.csv": als_csv(_conformiteit()),
        "sbom.cdx.json": json.dumps(sbom(lock), indent=1, ensure_ascii=False).encode(),
    }  # fmt: skip
    uit["LEESMIJ.txt"] = _leesmij(gemeente, matrix.versie, at, sorted(uit))
    uit["MANIFEST.sha256"] = "".join(
        f"{hashlib.sha256(inhoud).hexdigest()}  {naam}\n" for naam, inhoud in sorted(uit.items())
    ).encode()
    return uit


def schrijf(gemeente: GemeenteRef, map_: Path, *, at: datetime, lock: Path | None) -> list[Path]:
    """Write the pack in a folder, which is made when it is not there; return the files."""
    map_.mkdir(parents=True, exist_ok=True)
    paden = []
    for naam, inhoud in bestanden(gemeente, at=at, lock=lock).items():
        pad = map_ / naam
        pad.write_bytes(inhoud)
        paden.append(pad)
    return sorted(paden)


def _verwerker_rijen() -> Tabel:
    rijen = [[v.naam, v.dienst, v.land, v.overeenkomst_op or "nog niet"] for v in verwerkers()]
    return [["Naam", "Dienst", "Waar", "Overeenkomst"], *rijen]


def _dpia_rijen() -> Tabel:
    uit: list[list[object]] = [
        ["Module", "Versie", "Stand", "Vastgesteld", "Herzien op", "Restrisico", "Risico", "Maatregel"]
    ]
    for dpia in dpias():
        for risico, maatregel in dpia.risicos:
            uit.append(
                [
                    dpia.titel, dpia.versie or "", dpia.stand_in_woorden, dpia.vastgesteld_op or "",
                    dpia.herzien_op or "", dpia.restrisico_in_woorden, risico, maatregel,
                ]
            )  # fmt: skip
    return uit


def _termijn_rijen(termijnen: Mapping[str, Any]) -> Tabel:
    kop = ["Soort", "Bewaren", "Grondslag", "Wetstekst controleren"]
    return [
        kop,
        *([t.titel, t.in_woorden, t.grondslag, "ja" if t.controleer else ""] for t in termijnen.values()),
    ]


def _kaart_rijen() -> Tabel:
    kop = [
        "Tabel",
        "Wat",
        "Soort gegevens",
        "Persoon via",
        "Huishouden via",
        "Niet in afschrift, omdat",
    ]
    in_kaart = [[r.model, r.titel, r.letter, r.persoon, r.huishouden, ""] for r in KAART.values()]
    return [kop, *in_kaart, *([naam, "", "", "", "", reden] for naam, reden in UITGEZONDERD.items())]


def _conformiteit() -> Tabel:
    ruw = tomllib.loads(Path(__file__).with_name("conformiteit.toml").read_text(encoding="utf-8"))
    kop = ["Norm", "Vraagt", "Stand", "Bewijs"]
    return [kop, *([n["naam"], n["vraagt"], n["stand"], n["bewijs"]] for n in ruw["norm"])]


def _leesmij(gemeente: GemeenteRef, protocol: int, at: datetime, namen: Sequence[str]) -> bytes:
    regels = [
        f"Verantwoording van gemeente {gemeente.naam} ({gemeente.cbs_code})",
        f"Gemaakt op {at:%d-%m-%Y %H:%M} UTC met Keukentafel {versie()}, informatieprotocol versie {protocol}.",
        "Alles hierin komt uit de echte inrichting. Er staan geen gegevens van inwoners in.",
        "",
        *namen,
    ]
    return ("\r\n".join(regels) + "\r\n").encode()
