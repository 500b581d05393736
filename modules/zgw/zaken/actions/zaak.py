"""Making, changing and removing a zaak (rules zrc-001, 002, 009 to 015, 022, 023)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction

from modules.zgw.catalogus.models import Zaaktype
from modules.zgw.fouten import GEHEEL, Ongeldig, Veldfout, Verboden, fout
from modules.zgw.nummer import willekeurig
from modules.zgw.ondergrens import niet_opener
from modules.zgw.zaken.models import Archiefstatus, Zaak, ZaakDocument
from modules.zgw.zaken.rules.plaats import doos_van

GESLOTEN: Final = (
    "Deze zaak is gesloten. Alleen wie geforceerd mag bijwerken, kan er nog iets aan veranderen."
)
GEEN_DOOS: Final = (None, None, None, None)
_verbanden: list[Callable[[Iterable[UUID]], bool]] = []
_documenten_gearchiveerd: list[Callable[[list[UUID]], bool]] = []


def registreer_archiefvraag(vraag: Callable[[list[UUID]], bool]) -> None:
    """Say how to ask whether all these documents are archived; the register of documents knows."""
    _documenten_gearchiveerd[:] = [vraag]


def registreer_verband(vraag: Callable[[Iterable[UUID]], bool]) -> None:
    """Say how to ask whether something stands with one of these zaken that must go first."""
    _verbanden.append(vraag)


def weiger_gesloten(zaak: Zaak, *, geforceerd: bool) -> None:
    """zrc-007: nothing changes at a closed zaak, unless by force.

    :raises Verboden: zaak-closed.
    """
    if zaak.is_gesloten and not geforceerd:
        raise Verboden(GESLOTEN, code="zaak-closed")


@transaction.atomic
def save_zaak(*, zaak: Zaak | None, velden: Mapping[str, Any], vandaag: date, geforceerd: bool) -> Zaak:
    """Make or change a zaak. `velden` holds its zaaktype.

    :raises Ongeldig: a rule of the standard, with its code at its field.
    :raises Verboden: the zaak is closed.
    """
    nieuw = zaak is None
    zaak = zaak or Zaak(registratiedatum=vandaag)
    if not nieuw:
        weiger_gesloten(zaak, geforceerd=geforceerd)
    zaaktype: Zaaktype = velden["zaaktype"]
    fouten = [
        *_type(zaak, zaaktype, nieuw=nieuw), *_vast(zaak, velden, nieuw=nieuw), *_hoofdzaak(zaak, velden),
        *_betaling(zaak, velden, nieuw=nieuw), *_producten(zaaktype, velden), *_archief(zaak, velden),
    ]  # fmt: skip
    if fouten:
        raise Ongeldig(*fouten)
    was_nvt, was_rang = zaak.betalingsindicatie == "nvt", zaak.vertrouwelijkheid or 0
    for naam, waarde in velden.items():
        setattr(zaak, naam, waarde)
    if not nieuw and zaak.betalingsindicatie == "nvt" and not was_nvt:  # zrc-014: what was paid is not there
        zaak.laatste_betaaldatum = None
    zaak.geo_west, zaak.geo_zuid, zaak.geo_oost, zaak.geo_noord = doos_van(zaak.zaakgeometrie) or GEEN_DOOS
    zaak.soort = zaaktype.soort
    rang = velden.get("vertrouwelijkheid") or zaaktype.vertrouwelijkheid
    zaak.vertrouwelijkheid = niet_opener(was=was_rang, wordt=rang, huishouden_id=zaak.huishouden_id)
    zaak.registratiedatum = velden.get("registratiedatum") or vandaag
    zaak.identificatie = velden.get("identificatie") or zaak.identificatie or volgend_nummer(vandaag)
    if not nieuw:
        zaak.save()
        return zaak
    try:  # two at once: the second hears it from the database
        with transaction.atomic():
            zaak.save(force_insert=True)
    except IntegrityError as dubbel:
        reden = "Er is al een zaak met deze identificatie van deze organisatie."
        raise fout("identificatie", "identificatie-niet-uniek", reden) from dubbel
    return zaak


def volgend_nummer(vandaag: date) -> str:
    """Return a number that cannot be guessed and does not tell how many zaken there are: `ZAAK-2026-K7F32M9Q`."""
    return f"ZAAK-{vandaag.year}-{willekeurig()}"


def _type(zaak: Zaak, zaaktype: Zaaktype, *, nieuw: bool) -> list[Veldfout]:
    if zaaktype.is_concept:
        return [Veldfout("zaaktype", "not-published", "Dit zaaktype is nog niet gepubliceerd.")]
    if (
        not nieuw and zaak.soort_id != zaaktype.soort_id
    ):  # another version of the same type is allowed since 1.5
        reden = "Een zaak blijft van zijn zaaktype; een andere versie ervan mag wel."
        return [Veldfout("zaaktype", "wijzigen-niet-toegelaten", reden)]
    return []


def _vast(zaak: Zaak, velden: Mapping[str, Any], *, nieuw: bool) -> list[Veldfout]:
    if nieuw:
        return []
    return [
        Veldfout(naam, "wijzigen-niet-toegelaten", "Dit verandert niet meer als de zaak er is.")
        for naam in ("identificatie", "bronorganisatie")
        if velden.get(naam) and velden[naam] != getattr(zaak, naam)
    ]


def _hoofdzaak(zaak: Zaak, velden: Mapping[str, Any]) -> list[Veldfout]:
    hoofdzaak = velden.get("hoofdzaak")
    if hoofdzaak is None:
        return []
    if hoofdzaak.pk == zaak.pk:
        return [Veldfout("hoofdzaak", "self-forbidden", "Een zaak is geen deel van zichzelf.")]
    if hoofdzaak.hoofdzaak_id is not None or Zaak.objects.filter(hoofdzaak=zaak.pk).exists():
        reden = "Een deelzaak kan geen hoofdzaak zijn."
        return [Veldfout("hoofdzaak", "deelzaak-als-hoofdzaak", reden)]
    return []


def _betaling(zaak: Zaak, velden: Mapping[str, Any], *, nieuw: bool) -> list[Veldfout]:
    gegeven = velden.get("laatste_betaaldatum")
    staat_er_al = not nieuw and zaak.betalingsindicatie != "nvt" and gegeven == zaak.laatste_betaaldatum
    if velden.get("betalingsindicatie") == "nvt" and gegeven and not staat_er_al:
        reden = "Er valt niets te betalen, dus er is geen betaaldatum."
        return [Veldfout("laatsteBetaaldatum", "betaling-nvt", reden)]
    return []


def _producten(zaaktype: Zaaktype, velden: Mapping[str, Any]) -> list[Veldfout]:
    vreemd = set(velden.get("producten_of_diensten") or ()) - set(zaaktype.producten_of_diensten)
    if not vreemd:
        return []
    reden = "Dit product of deze dienst hoort niet bij het zaaktype."
    return [Veldfout("productenOfDiensten", "invalid-products-services", reden)]


def _archief(zaak: Zaak, velden: Mapping[str, Any]) -> list[Veldfout]:
    status = velden.get("archiefstatus") or Archiefstatus.NOG_TE_ARCHIVEREN
    if status == Archiefstatus.NOG_TE_ARCHIVEREN:
        return []
    fouten = [
        Veldfout(naam, code, "Vul dit in voordat je de zaak archiveert.")
        for naam, kolom, code in (
            ("archiefnominatie", "archiefnominatie", "archiefnominatie-not-set"),
            ("archiefactiedatum", "archiefactiedatum", "archiefactiedatum-not-set"),
        )
        if not velden.get(kolom)
    ]
    documenten = list(ZaakDocument.objects.filter(zaak=zaak.pk).values_list("document_id", flat=True))
    if documenten and not all(vraag(documenten) for vraag in _documenten_gearchiveerd):
        reden = "Archiveer eerst alle documenten van de zaak."
        fouten.append(Veldfout("nonFieldErrors", "documents-not-archived", reden))
    return fouten


@transaction.atomic
def remove_zaak(*, zaak: Zaak) -> None:
    """Remove a zaak for good, with all that hangs on it and its deelzaken (zrc-023).

    :raises Ongeldig: pending-relations, while a decision stands with it.
    """
    ids = [zaak.pk, *zaak.deelzaken.values_list("pk", flat=True)]
    if any(vraag(ids) for vraag in _verbanden):
        raise fout(GEHEEL, "pending-relations", "Verwijder eerst de besluiten van deze zaak.")
    for deel in zaak.deelzaken.all():
        deel.delete()
    zaak.delete()


def als_json(waarde: Any) -> str | None:
    """Return what closed JSON columns keep: text, or nothing for nothing."""
    return None if not waarde else json.dumps(waarde, ensure_ascii=False, separators=(",", ":"))


def uit_json(tekst: Any) -> Any:
    """Read a closed JSON column."""
    return json.loads(tekst) if tekst else None
