"""What an administrator does with kinds of documents and decisions on screen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from modules.zgw.beheer.actions.zaaktype import (
    AlEenConcept,
    BegintTeVroeg,
    BestaatAl,
    note_type,
    weiger_verouderd,
)
from modules.zgw.catalogus.actions.versies import soort_van, weiger_gepubliceerd
from modules.zgw.catalogus.models import (
    Besluittype,
    BesluittypeInformatieobject,
    Catalogus,
    Soort,
    Typesoort,
)


@transaction.atomic
def save_type(
    *, model: type[Any], rij: Any | None, catalogus: Catalogus, velden: Mapping[str, Any], stempel_toen: str, by: Any,
    at: datetime,
) -> Any:  # fmt: skip
    """Make or change a concept. `velden` holds `documentsoorten` (ids) for a kind of decision.

    :raises BestaatAl: a new one with a name that is taken.
    :raises Ongeldig: ztc-009: it is published.
    :raises Verouderd: somebody changed it meanwhile.
    """
    kolommen = {naam: waarde for naam, waarde in velden.items() if naam != "documentsoorten"}
    naam = kolommen.get("omschrijving", "")
    typesoort = Typesoort.BESLUITTYPE if model is Besluittype else Typesoort.INFORMATIEOBJECTTYPE
    nieuw = rij is None
    if rij is None:
        if model.objects.filter(soort__catalogus=catalogus, soort__identificatie=naam).exists():
            raise BestaatAl
        rij = model(soort=soort_van(catalogus, typesoort, naam))
    else:
        rij = model.objects.select_for_update(of=("self",)).select_related("soort").get(pk=rij.pk)
        weiger_verouderd(rij, stempel_toen)
        weiger_gepubliceerd(rij, geforceerd=False)
    for kolom, waarde in kolommen.items():
        setattr(rij, kolom, waarde)
    rij.save()
    if model is Besluittype:
        _zet_documenten(rij.soort, velden.get("documentsoorten", ()))
    note_type("gemaakt" if nieuw else "gewijzigd", rij, by, at, "C" if nieuw else "U")
    return rij


def _zet_documenten(soort: Soort, gewenst: Any) -> None:
    ids = set(
        Soort.objects.filter(
            pk__in=list(gewenst), catalogus=soort.catalogus_id, typesoort=Typesoort.INFORMATIEOBJECTTYPE
        ).values_list("pk", flat=True)
    )
    relaties = BesluittypeInformatieobject.objects.filter(besluitsoort=soort)
    relaties.exclude(documentsoort__in=ids).delete()
    er_al = set(relaties.values_list("documentsoort", flat=True))
    BesluittypeInformatieobject.objects.bulk_create(
        BesluittypeInformatieobject(besluitsoort=soort, documentsoort_id=pk) for pk in sorted(ids - er_al)
    )


@transaction.atomic
def copy_type(*, versie: Any, begin: date, by: Any, at: datetime) -> Any:
    """Make the next version as a concept.

    :raises AlEenConcept: a concept is there.
    :raises BegintTeVroeg: it would begin before this one.
    """
    Soort.objects.select_for_update().get(pk=versie.soort_id)
    model = type(versie)
    if model.objects.filter(soort=versie.soort, is_concept=True).exists():
        raise AlEenConcept
    if begin <= versie.begin_geldigheid:
        raise BegintTeVroeg
    velden = {
        veld.attname: getattr(versie, veld.attname)
        for veld in versie._meta.concrete_fields  # noqa: SLF001 -- public in Django
        if not veld.primary_key
    }
    nieuw = model.objects.create(
        **{**velden, "is_concept": True, "begin_geldigheid": begin, "einde_geldigheid": None}
    )
    note_type("nieuwe_versie", nieuw, by, at, "C")
    return nieuw
