"""Making, changing, publishing and removing a version of a zaaktype."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from modules.zgw.catalogus.actions.versies import (
    soort_van,
    weiger_andere_catalogus,
    weiger_gepubliceerd,
    weiger_overlap,
)
from modules.zgw.catalogus.models import (
    Besluittype,
    Catalogus,
    Informatieobjecttype,
    Soort,
    Typesoort,
    Zaaktype,
    ZaaktypeBesluit,
    ZaaktypeInformatieobjecttype,
)
from modules.zgw.catalogus.selectielijst import procestype
from modules.zgw.fouten import GEHEEL, Ongeldig, Veldfout, fout

ONBEKENDE_SELECTIELIJST: Final = "Dit adres staat niet in de Selectielijst van 2017 of 2020."


@transaction.atomic
def save_zaaktype(
    *,
    rij: Zaaktype | None,
    catalogus: Catalogus,
    identificatie: str,
    velden: Mapping[str, Any],
    besluitsoorten: Sequence[Soort],
    deelzaaksoorten: Sequence[Soort],
    geforceerd: bool,
) -> Zaaktype:
    """Make (a concept) or change a version.

    A published version takes nothing but another eindeGeldigheid (ztc-009).

    :raises Ongeldig: ztc-001, ztc-009, ztc-013, ztc-016.
    """
    if rij is not None and not _verandert_alleen_einde(
        rij, catalogus, identificatie, velden, besluitsoorten, deelzaaksoorten
    ):
        weiger_gepubliceerd(rij, geforceerd=geforceerd)
    if rij is not None and rij.soort.catalogus_id != catalogus.pk:
        raise fout("catalogus", "wijzigen-niet-toegelaten", "Een type blijft in zijn catalogus.")
    if velden["selectielijst_procestype"] and procestype(velden["selectielijst_procestype"]) is None:
        raise fout("selectielijstProcestype", "invalid-resource", ONBEKENDE_SELECTIELIJST)
    weiger_andere_catalogus("besluittypen", catalogus.pk, besluitsoorten)
    weiger_andere_catalogus("deelzaaktypen", catalogus.pk, deelzaaksoorten)
    _dagen(velden["begin_geldigheid"], velden["einde_geldigheid"])
    soort = soort_van(catalogus, Typesoort.ZAAKTYPE, identificatie)
    weiger_overlap(
        Zaaktype,
        soort,
        velden["begin_geldigheid"],
        velden["einde_geldigheid"],
        behalve=rij.pk if rij else None,
    )
    rij = rij or Zaaktype()
    rij.soort = soort
    rij.deelzaaksoorten = [deel.pk for deel in deelzaaksoorten]
    for naam, waarde in velden.items():
        setattr(rij, naam, waarde)
    rij.save()
    _zet_besluiten(soort, besluitsoorten)
    return rij


def _verandert_alleen_einde(
    rij: Zaaktype, catalogus: Catalogus, identificatie: str, velden: Mapping[str, Any],
    besluitsoorten: Sequence[Soort], deelzaaksoorten: Sequence[Soort],
) -> bool:  # fmt: skip
    gelijk = all(
        getattr(rij, naam) == waarde for naam, waarde in velden.items() if naam != "einde_geldigheid"
    )
    nu = set(ZaaktypeBesluit.objects.filter(zaaksoort=rij.soort).values_list("besluitsoort", flat=True))
    return (
        gelijk
        and rij.soort.identificatie == identificatie
        and rij.soort.catalogus_id == catalogus.pk
        and nu == {soort.pk for soort in besluitsoorten}
        and set(rij.deelzaaksoorten) == {soort.pk for soort in deelzaaksoorten}
    )


def _dagen(begin: date, einde: date | None) -> None:
    if einde is not None and einde < begin:
        raise fout("eindeGeldigheid", "invalid", "De laatste dag ligt voor de eerste.")


def _zet_besluiten(soort: Soort, besluitsoorten: Sequence[Soort]) -> None:
    gewenst = {besluit.pk for besluit in besluitsoorten}
    relaties = ZaaktypeBesluit.objects.filter(zaaksoort=soort)
    relaties.exclude(besluitsoort__in=gewenst).delete()
    er_al = set(relaties.values_list("besluitsoort", flat=True))
    ZaaktypeBesluit.objects.bulk_create(
        ZaaktypeBesluit(zaaksoort=soort, besluitsoort_id=besluit) for besluit in sorted(gewenst - er_al)
    )


@transaction.atomic
def publish_zaaktype(*, rij: Zaaktype) -> Zaaktype:
    """Publish a version; from then on zaken may be made of it.

    Subtypes are not asked for (the VNG dialect); the screen warns. What it points to must be published.

    :raises Ongeldig: ztc-012 (concept-relation), ztc-016 (overlap).
    """
    documentsoorten = ZaaktypeInformatieobjecttype.objects.filter(zaaktype=rij).values_list(
        "documentsoort", flat=True
    )
    besluitsoorten = ZaaktypeBesluit.objects.filter(zaaksoort=rij.soort).values_list(
        "besluitsoort", flat=True
    )
    fouten = [
        Veldfout(veld, "concept-relation", "Publiceer eerst de types waar dit zaaktype naar verwijst.")
        for veld, model, soorten in (
            ("informatieobjecttypen", Informatieobjecttype, set(documentsoorten)),
            ("besluittypen", Besluittype, set(besluitsoorten)),
        )
        if _zonder_gepubliceerde(model, soorten)
    ]
    if fouten:
        raise Ongeldig(*fouten)
    weiger_overlap(Zaaktype, rij.soort, rij.begin_geldigheid, rij.einde_geldigheid, behalve=rij.pk)
    rij.is_concept = False
    rij.save()
    return rij


def _zonder_gepubliceerde(model: type[Any], soorten: set[UUID]) -> set[UUID]:
    return soorten - set(
        model.objects.filter(soort__in=soorten, is_concept=False).values_list("soort", flat=True)
    )


@transaction.atomic
def remove_zaaktype(*, rij: Zaaktype, geforceerd: bool, in_gebruik: bool) -> None:
    """Take a version away with its parts.

    :raises Ongeldig: it is published (ztc-009), or zaken use it.
    """
    weiger_gepubliceerd(rij, geforceerd=geforceerd)
    if in_gebruik:
        raise fout(
            GEHEEL,
            "in-use",
            "Er zijn zaken van dit type. Zet in plaats daarvan eindeGeldigheid.",
        )
    rij.delete()
