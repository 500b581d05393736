"""Making, changing, publishing and removing versions of besluittypen and informatieobjecttypen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from modules.zgw.catalogus.actions.versies import (
    soort_van,
    weiger_andere_catalogus,
    weiger_gepubliceerd,
    weiger_overlap,
)
from modules.zgw.catalogus.models import (
    Besluittype,
    BesluittypeInformatieobject,
    Catalogus,
    Informatieobjecttype,
    Soort,
    Typesoort,
    ZaaktypeBesluit,
)
from modules.zgw.catalogus.models.catalogus import Versie
from modules.zgw.fouten import GEHEEL, Ongeldig, Veldfout, fout

DAGEN = ("begin_geldigheid", "einde_geldigheid")


@transaction.atomic
def save_informatieobjecttype(
    *, rij: Informatieobjecttype | None, catalogus: Catalogus, velden: Mapping[str, Any], geforceerd: bool
) -> Informatieobjecttype:
    """Make (a concept) or change a version.

    :raises Ongeldig: ztc-009, ztc-016, another catalogus.
    """
    _controleer(
        rij, Informatieobjecttype, Typesoort.INFORMATIEOBJECTTYPE, catalogus, velden, geforceerd, gelijk=True
    )
    rij = rij or Informatieobjecttype()
    rij.soort = soort_van(catalogus, Typesoort.INFORMATIEOBJECTTYPE, velden["omschrijving"])
    _zet(rij, velden)
    return rij


@transaction.atomic
def save_besluittype(
    *,
    rij: Besluittype | None,
    catalogus: Catalogus,
    velden: Mapping[str, Any],
    documentsoorten: Sequence[Soort],
    zaaksoorten: Sequence[Soort] | None,
    geforceerd: bool,
) -> Besluittype:
    """Make (a concept) or change a version. `zaaksoorten` None leaves the zaaktypen as they are.

    :raises Ongeldig: ztc-009, ztc-013, ztc-016, another catalogus.
    """
    nu = set() if rij is None else _documentsoorten(rij.soort)
    _controleer(
        rij, Besluittype, Typesoort.BESLUITTYPE, catalogus, velden, geforceerd,
        gelijk=nu == {soort.pk for soort in documentsoorten},
    )  # fmt: skip
    weiger_andere_catalogus("informatieobjecttypen", catalogus.pk, documentsoorten)
    weiger_andere_catalogus("zaaktypen", catalogus.pk, zaaksoorten or ())
    rij = rij or Besluittype()
    rij.soort = soort_van(catalogus, Typesoort.BESLUITTYPE, velden["omschrijving"])
    _zet(rij, velden)
    _zet_documenten(rij.soort, documentsoorten)
    if zaaksoorten is not None:
        _zet_zaken(rij.soort, zaaksoorten)
    return rij


def _controleer(
    rij: Versie | None,
    model: type[Versie],
    typesoort: str,
    catalogus: Catalogus,
    velden: Mapping[str, Any],
    geforceerd: bool,
    *,
    gelijk: bool,
) -> None:
    if rij is not None:
        anders = [naam for naam, waarde in velden.items() if getattr(rij, naam) != waarde]
        weiger_gepubliceerd(rij, geforceerd=geforceerd or (gelijk and set(anders) <= {"einde_geldigheid"}))
        if rij.soort.catalogus_id != catalogus.pk:
            raise fout("catalogus", "wijzigen-niet-toegelaten", "Een type blijft in zijn catalogus.")
    begin, einde = (velden[naam] for naam in DAGEN)
    if einde is not None and einde < begin:
        raise fout("eindeGeldigheid", "invalid", "De laatste dag ligt voor de eerste.")
    soort = Soort.objects.filter(
        catalogus=catalogus, typesoort=typesoort, identificatie=velden["omschrijving"]
    ).first()
    if soort is not None:
        weiger_overlap(model, soort, begin, einde, behalve=rij.pk if rij else None)


def _zet(rij: Versie, velden: Mapping[str, Any]) -> None:
    for naam, waarde in velden.items():
        setattr(rij, naam, waarde)
    rij.save()


def _documentsoorten(soort: Soort) -> set[Any]:
    return set(
        BesluittypeInformatieobject.objects.filter(besluitsoort=soort).values_list("documentsoort", flat=True)
    )


def _zet_documenten(soort: Soort, documentsoorten: Sequence[Soort]) -> None:
    gewenst = {document.pk for document in documentsoorten}
    relaties = BesluittypeInformatieobject.objects.filter(besluitsoort=soort)
    relaties.exclude(documentsoort__in=gewenst).delete()
    er_al = _documentsoorten(soort)
    BesluittypeInformatieobject.objects.bulk_create(
        BesluittypeInformatieobject(besluitsoort=soort, documentsoort_id=document)
        for document in sorted(gewenst - er_al)
    )


def _zet_zaken(soort: Soort, zaaksoorten: Sequence[Soort]) -> None:
    gewenst = {zaak.pk for zaak in zaaksoorten}
    relaties = ZaaktypeBesluit.objects.filter(besluitsoort=soort)
    relaties.exclude(zaaksoort__in=gewenst).delete()
    er_al = set(relaties.values_list("zaaksoort", flat=True))
    ZaaktypeBesluit.objects.bulk_create(
        ZaaktypeBesluit(zaaksoort_id=zaak, besluitsoort=soort) for zaak in sorted(gewenst - er_al)
    )


@transaction.atomic
def publish_versie(*, rij: Versie) -> Versie:
    """Publish a version of a besluittype or informatieobjecttype.

    :raises Ongeldig: ztc-012 (concept-relation), ztc-016 (overlap).
    """
    if isinstance(rij, Besluittype):
        soorten = _documentsoorten(rij.soort)
        klaar = set(
            Informatieobjecttype.objects.filter(soort__in=soorten, is_concept=False).values_list(
                "soort", flat=True
            )
        )
        if soorten - klaar:
            reden = "Publiceer eerst de types waar dit besluittype naar verwijst."
            raise Ongeldig(Veldfout("informatieobjecttypen", "concept-relation", reden))
    weiger_overlap(type(rij), rij.soort, rij.begin_geldigheid, rij.einde_geldigheid, behalve=rij.pk)
    rij.is_concept = False
    rij.save()
    return rij


@transaction.atomic
def remove_versie(*, rij: Versie, geforceerd: bool, in_gebruik: bool) -> None:
    """Take a version away.

    :raises Ongeldig: it is published (ztc-009), or something uses it.
    """
    weiger_gepubliceerd(rij, geforceerd=geforceerd)
    if in_gebruik:
        raise fout(GEHEEL, "in-use", "Dit type is in gebruik. Zet in plaats daarvan eindeGeldigheid.")
    rij.delete()
