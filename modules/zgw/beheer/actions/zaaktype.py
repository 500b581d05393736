"""What an administrator does with a zaaktype on screen: a next version, its words, publishing, ending."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import models, transaction
from django.db.models import Q

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from modules.zgw.catalogus.actions.types import publish_versie, remove_versie
from modules.zgw.catalogus.actions.versies import soort_van, weiger_andere_catalogus, weiger_gepubliceerd
from modules.zgw.catalogus.actions.zaaktype import publish_zaaktype, remove_zaaktype
from modules.zgw.catalogus.gebruik import is_in_gebruik
from modules.zgw.catalogus.models import (
    Catalogus,
    Eigenschap,
    Resultaattype,
    Roltype,
    Soort,
    Statustype,
    Typesoort,
    Zaakobjecttype,
    Zaaktype,
    ZaaktypeBesluit,
    ZaaktypeInformatieobjecttype,
)
from modules.zgw.catalogus.models.catalogus import Versie
from modules.zgw.sporen.toner import kijk, tell

DELEN: Final[tuple[type[Any], ...]] = (Roltype, Resultaattype, Zaakobjecttype)
MET_FASE: Final[tuple[type[Any], ...]] = (Eigenschap, ZaaktypeInformatieobjecttype)


class AlEenConcept(Refusal):
    """One next version at a time."""

    text = "Er is al een concept van dit type. Werk dat verder uit, of gooi het weg."


class BestaatAl(Refusal):
    """The name is taken in this catalogus."""

    text = "Er is al een type met deze naam in deze catalogus. Maak daar een nieuwe versie van."


class BegintTeVroeg(Refusal):
    """A next version begins after the one before it."""

    text = "Een nieuwe versie begint na de versie die nu geldt."


def stempel(rij: models.Model) -> str:
    """Return a mark that changes when anything in the row does: the version of what stands on a form."""
    velden = sorted(veld.attname for veld in rij._meta.concrete_fields)  # noqa: SLF001 -- public in Django
    tekst = "|".join(f"{naam}={getattr(rij, naam)!r}" for naam in velden)
    return hashlib.sha256(tekst.encode()).hexdigest()[:16]


def weiger_verouderd(rij: models.Model, stempel_toen: str) -> None:
    """Refuse to write over what somebody else saved meanwhile.

    :raises Verouderd: the row changed.
    """
    if stempel(rij) != stempel_toen:
        raise Verouderd(huidig=rij)


@transaction.atomic
def begin_zaaktype(
    *, catalogus: Catalogus, identificatie: str, velden: Mapping[str, Any], besluitsoorten: Sequence[Soort],
    deelzaaksoorten: Sequence[Soort], by: Any, at: datetime,
) -> Zaaktype:  # fmt: skip
    """Make the first version of a zaaktype, as a concept.

    :raises BestaatAl: there is one of this name.
    """
    bestaand = Zaaktype.objects.filter(soort__catalogus=catalogus, soort__identificatie=identificatie)
    if bestaand.exists():
        raise BestaatAl
    rij = Zaaktype(soort=soort_van(catalogus, Typesoort.ZAAKTYPE, identificatie), **velden)
    rij.versiedatum = velden["begin_geldigheid"]
    _bewaar(rij, besluitsoorten, deelzaaksoorten)
    note_type("gemaakt", rij, by, at, "C")
    return rij


@transaction.atomic
def change_zaaktype(
    *, zaaktype: Zaaktype, velden: Mapping[str, Any], besluitsoorten: Sequence[Soort],
    deelzaaksoorten: Sequence[Soort], stempel_toen: str, by: Any, at: datetime,
) -> Zaaktype:  # fmt: skip
    """Change a concept. Where its days overlap a published version, publishing sorts that out.

    :raises Ongeldig: ztc-009: it is published.
    :raises Verouderd: somebody changed it meanwhile.
    """
    rij = Zaaktype.objects.select_for_update(of=("self",)).select_related("soort").get(pk=zaaktype.pk)
    weiger_verouderd(rij, stempel_toen)
    weiger_gepubliceerd(rij, geforceerd=False)
    for naam, waarde in velden.items():
        setattr(rij, naam, waarde)
    rij.versiedatum = velden["begin_geldigheid"]
    _bewaar(rij, besluitsoorten, deelzaaksoorten)
    note_type("gewijzigd", rij, by, at, "U")
    return rij


def _bewaar(rij: Zaaktype, besluitsoorten: Sequence[Soort], deelzaaksoorten: Sequence[Soort]) -> None:
    weiger_andere_catalogus("besluittypen", rij.soort.catalogus_id, besluitsoorten)
    weiger_andere_catalogus("deelzaaktypen", rij.soort.catalogus_id, deelzaaksoorten)
    rij.deelzaaksoorten = [soort.pk for soort in deelzaaksoorten]
    rij.save()
    gewenst = {soort.pk for soort in besluitsoorten}
    relaties = ZaaktypeBesluit.objects.filter(zaaksoort=rij.soort)
    relaties.exclude(besluitsoort__in=gewenst).delete()
    er_al = set(relaties.values_list("besluitsoort", flat=True))
    ZaaktypeBesluit.objects.bulk_create(
        ZaaktypeBesluit(zaaksoort=rij.soort, besluitsoort_id=soort) for soort in sorted(gewenst - er_al)
    )


@transaction.atomic
def copy_zaaktype(*, zaaktype: Zaaktype, begin: date, by: Any, at: datetime) -> Zaaktype:
    """Make the next version as a concept, with every part of this one. Zaken stay with their own version.

    :raises AlEenConcept: a concept is there.
    :raises BegintTeVroeg: it would begin before this one.
    """
    Soort.objects.select_for_update().get(pk=zaaktype.soort_id)
    if Zaaktype.objects.filter(soort=zaaktype.soort, is_concept=True).exists():
        raise AlEenConcept
    if begin <= zaaktype.begin_geldigheid:
        raise BegintTeVroeg
    nieuw = _kopie(
        zaaktype, is_concept=True, begin_geldigheid=begin, einde_geldigheid=None, versiedatum=begin
    )
    fasen: dict[Any, Any] = {None: None}
    for fase in Statustype.objects.filter(zaaktype=zaaktype):
        fasen[fase.pk] = _kopie(fase, zaaktype=nieuw).pk
    for model in DELEN:
        for rij in model._default_manager.filter(zaaktype=zaaktype):  # noqa: SLF001
            _kopie(rij, zaaktype=nieuw)
    for met_fase in MET_FASE:
        for deel in met_fase._default_manager.filter(zaaktype=zaaktype):  # noqa: SLF001
            _kopie(deel, zaaktype=nieuw, statustype_id=fasen[deel.statustype_id])
    note_type("nieuwe_versie", nieuw, by, at, "C")
    return nieuw


def _kopie(rij: Any, **anders: Any) -> Any:
    velden = {
        veld.attname: getattr(rij, veld.attname)
        for veld in rij._meta.concrete_fields  # noqa: SLF001
        if not veld.primary_key
    }
    for naam in anders:
        velden.pop(f"{naam}_id", None)
    nieuw = type(rij)(**velden | anders)
    nieuw.save(force_insert=True)
    return nieuw


@transaction.atomic
def publish_type(*, versie: Versie, by: Any, at: datetime) -> Versie:
    """Publish a version of any type. The version before it ends on the day that this one begins.

    :raises Ongeldig: ztc-012 (it points to a concept), ztc-016 (a later version holds already).
    """
    vorige = type(versie)._default_manager.filter(  # noqa: SLF001
        Q(einde_geldigheid=None) | Q(einde_geldigheid__gt=versie.begin_geldigheid),
        soort=versie.soort, is_concept=False, begin_geldigheid__lt=versie.begin_geldigheid,
    )  # fmt: skip
    vorige.exclude(pk=versie.pk).update(einde_geldigheid=versie.begin_geldigheid)
    if isinstance(versie, Zaaktype):
        publish_zaaktype(rij=versie)
    else:
        publish_versie(rij=versie)
    note_type("gepubliceerd", versie, by, at, "U")
    return versie


@transaction.atomic
def end_type(*, versie: Versie, einde: date | None, by: Any, at: datetime) -> Versie:
    """Say from which day a published version holds no more; None takes that back.

    :raises Refusal: the day lies before its first.
    """
    if einde is not None and einde < versie.begin_geldigheid:
        raise Refusal("De laatste dag ligt voor de eerste dag van deze versie.")
    versie.einde_geldigheid = einde
    versie.save(update_fields=["einde_geldigheid"])
    note_type("beeindigd", versie, by, at, "U")
    return versie


@transaction.atomic
def discard_type(*, versie: Versie, by: Any, at: datetime) -> None:
    """Throw a concept away.

    :raises Ongeldig: it is published, or something uses it.
    """
    note_type("weggegooid", versie, by, at, "D")
    if isinstance(versie, Zaaktype):
        remove_zaaktype(rij=versie, geforceerd=False, in_gebruik=is_in_gebruik(versie))
    else:
        remove_versie(rij=versie, geforceerd=False, in_gebruik=is_in_gebruik(versie))


_ACTIE: Final[Mapping[str, str]] = {
    "gemaakt": "create", "nieuwe_versie": "create", "gewijzigd": "update", "gepubliceerd": "update",
    "beeindigd": "partial_update", "weggegooid": "destroy",
}  # fmt: skip
"""What each deed is called in a message to who listens."""


def note_type(wat: str, versie: Versie, by: Any, at: datetime, soort: str) -> None:
    """Write the line in the logboek, and tell who listens; before a version goes, after any other deed."""
    detail = {"type": versie.soort.identificatie, "vanaf": versie.begin_geldigheid.isoformat()}
    audit.record(f"catalogus.type.{wat}", target=versie, by=by, at=at, soort=soort, detail=detail)
    if wat == "weggegooid":
        tell(actie=_ACTIE[wat], by=by, at=at, eerder=kijk(versie))
    else:
        tell(rij=versie, actie=_ACTIE[wat], by=by, at=at)
