"""Making, changing and removing a decision, and what document holds it (rules brc-001 to brc-009)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from modules.zgw.besluiten.models import Besluit
from modules.zgw.catalogus.models import Besluittype, ZaaktypeBesluit
from modules.zgw.fouten import GEHEEL, Ongeldig, Veldfout, fout
from modules.zgw.nummer import willekeurig
from modules.zgw.zaken.actions.zaak import weiger_gesloten
from modules.zgw.zaken.models import Zaak

VAST = ("identificatie", "verantwoordelijke_organisatie", "besluittype", "zaak")
_NAMEN = {"verantwoordelijke_organisatie": "verantwoordelijkeOrganisatie"}


def maak_besluit(
    *, besluittype: Besluittype, verantwoordelijke_organisatie: str, datum: date, ingangsdatum: date,
    zaak: Zaak | None = None, vandaag: date, **velden: Any,
) -> Besluit:  # fmt: skip
    """Make a decision from within, when its besluittype allows it in this zaak.

    `velden`: identificatie, bestuursorgaan, vervaldatum, vervalreden, publicatiedatum, verzenddatum,
    uiterlijke_reactiedatum, toelichting, beschikking_id, huishouden_id, inwoner_id. A closed zaak is no hindrance:
    what staff decide after it stands with it.

    :raises Ongeldig: a rule of the standard, with its code at its field.
    """
    geheel = {
        "besluittype": besluittype, "verantwoordelijke_organisatie": verantwoordelijke_organisatie, "datum": datum,
        "ingangsdatum": ingangsdatum, "zaak": zaak, **velden,
    }  # fmt: skip
    return save_besluit(besluit=None, velden=geheel, vandaag=vandaag, geforceerd=True)


@transaction.atomic
def save_besluit(
    *, besluit: Besluit | None, velden: Mapping[str, Any], vandaag: date, geforceerd: bool
) -> Besluit:
    """Make or change a decision. `velden` holds its besluittype; `geforceerd` also at a closed zaak.

    :raises Ongeldig: a rule of the standard, with its code at its field.
    :raises Verboden: its zaak is closed.
    """
    nieuw = besluit is None
    besluit = besluit or Besluit()
    fouten = _type(velden["besluittype"], velden.get("zaak")) if nieuw else _vast(besluit, velden)
    if fouten:
        raise Ongeldig(*fouten)
    zaak = velden.get("zaak") if nieuw else besluit.zaak
    if zaak is not None:
        weiger_gesloten(zaak, geforceerd=geforceerd)
    for naam, waarde in velden.items():
        setattr(besluit, naam, waarde)
    besluit.soort_id = besluit.besluittype.soort_id
    besluit.identificatie = besluit.identificatie or volgend_nummer(vandaag)
    if not nieuw:
        besluit.save()
        return besluit
    try:  # two at once: the second hears it from the database
        with transaction.atomic():
            besluit.save(force_insert=True)
    except IntegrityError as dubbel:
        reden = "Er is al een besluit met deze identificatie van deze organisatie."
        raise fout("identificatie", "identificatie-niet-uniek", reden) from dubbel
    return besluit


def volgend_nummer(vandaag: date) -> str:
    """Return a number that cannot be guessed: `BESLUIT-2026-K7F32M9Q`."""
    return f"BESLUIT-{vandaag.year}-{willekeurig()}"


def _type(besluittype: Besluittype, zaak: Zaak | None) -> list[Veldfout]:
    if besluittype.is_concept:
        return [Veldfout("besluittype", "not-published", "Dit besluittype is nog niet gepubliceerd.")]
    if (
        zaak is not None
        and not ZaaktypeBesluit.objects.filter(
            zaaksoort=zaak.soort_id, besluitsoort=besluittype.soort_id
        ).exists()
    ):
        return [Veldfout(GEHEEL, "zaaktype-mismatch", "Dit besluittype hoort niet bij het zaaktype.")]
    return []


def _vast(besluit: Besluit, velden: Mapping[str, Any]) -> list[Veldfout]:
    return [
        Veldfout(
            _NAMEN.get(naam, naam),
            "wijzigen-niet-toegelaten",
            "Dit verandert niet meer als het besluit er is.",
        )
        for naam in VAST
        if naam in velden
        and velden[naam] != getattr(besluit, naam)
        and not (naam == "identificatie" and not velden[naam])
    ]


@transaction.atomic
def remove_besluit(*, besluit: Besluit, geforceerd: bool) -> None:
    """Remove a decision for good, with its ties to documents and its audittrail (brc-009).

    :raises Verboden: its zaak is closed.
    """
    if besluit.zaak is not None:
        weiger_gesloten(besluit.zaak, geforceerd=geforceerd)
    besluit.delete()
