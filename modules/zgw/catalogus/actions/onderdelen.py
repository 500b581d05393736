"""Making, changing and removing the parts of a zaaktype (rules ztc-010, ztc-011, ztc-001 to ztc-008)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction

from modules.zgw.catalogus.actions.versies import weiger_deel_van_gepubliceerd
from modules.zgw.catalogus.models import (
    Informatieobjecttype,
    Resultaattype,
    Soort,
    Zaaktype,
    ZaaktypeInformatieobjecttype,
)
from modules.zgw.catalogus.rules.archief import controleer_brondatum
from modules.zgw.catalogus.selectielijst import omschrijving, procestype, resultaat
from modules.zgw.fouten import GEHEEL, Ongeldig, Veldfout, fout

UNIEK: Mapping[str, tuple[str, str, str]] = {
    "Statustype": ("volgnummer", "volgnummer", "Er is al een statustype met dit volgnummer."),
    "Roltype": ("omschrijving", "omschrijving", "Er is al een roltype met deze omschrijving."),
    "Eigenschap": ("naam", "naam", "Er is al een eigenschap met deze naam."),
    "Resultaattype": ("omschrijving", "omschrijving", "Er is al een resultaattype met deze omschrijving."),
}


@transaction.atomic
def save_onderdeel(
    *, model: type[models.Model], rij: Any | None, velden: Mapping[str, Any], geforceerd: bool
) -> Any:
    """Make or change a part of a zaaktype; `velden` holds its `zaaktype`.

    :raises Ongeldig: ztc-010, another zaaktype, or one like it is there.
    """
    zaaktype = _zaaktype(rij, velden, geforceerd)
    uniek = UNIEK.get(model.__name__)
    if uniek is not None:
        kolom, veld, reden = uniek
        anderen = model._default_manager.filter(zaaktype=zaaktype, **{kolom: velden[kolom]})  # noqa: SLF001
        if anderen.exclude(pk__in=[] if rij is None else [rij.pk]).exists():
            raise fout(veld, "unique", reden)
    statustype = velden.get("statustype")
    if statustype is not None and statustype.zaaktype_id != zaaktype.pk:
        raise fout("statustype", "zaaktype-mismatch", "Dit statustype hoort bij een ander zaaktype.")
    rij = model() if rij is None else rij
    for naam, waarde in velden.items():
        setattr(rij, naam, waarde)
    rij.save()
    return rij


@transaction.atomic
def save_resultaattype(
    *, rij: Resultaattype | None, velden: dict[str, Any], brondatum: Mapping[str, Any], geforceerd: bool
) -> Resultaattype:
    """Make or change a resultaattype; what the Selectielijst says is taken over when it was left out.

    :raises Ongeldig: ztc-001 to ztc-008, ztc-010.
    """
    klasse = resultaat(velden["selectielijstklasse"])
    if klasse is None:
        raise fout("selectielijstklasse", "invalid-resource", "Dit adres staat niet in de Selectielijst.")
    generiek = omschrijving(velden["resultaattypeomschrijving"])
    if generiek is None:
        raise fout(
            "resultaattypeomschrijving", "invalid-resource", "Deze omschrijving staat niet in de lijst."
        )
    proces = procestype(velden["zaaktype"].selectielijst_procestype)
    if proces is not None and proces.id != klasse.procestype:
        reden = "Dit resultaat hoort bij een ander procestype dan het zaaktype."
        raise fout("selectielijstklasse", "procestype-mismatch", reden)
    fouten = controleer_brondatum(brondatum, klasse.procestermijn)
    if fouten:
        raise Ongeldig(*fouten)
    velden["omschrijving_generiek"] = generiek[:20]
    velden["archiefnominatie"] = velden["archiefnominatie"] or klasse.waardering
    velden["archieftermijn"] = velden["archieftermijn"] or klasse.bewaartermijn
    uit: Resultaattype = save_onderdeel(model=Resultaattype, rij=rij, velden=velden, geforceerd=geforceerd)
    return uit


@transaction.atomic
def save_documentrelatie(
    *, rij: ZaaktypeInformatieobjecttype | None, zaaktype: Zaaktype, documentsoort: Soort,
    velden: Mapping[str, Any], geforceerd: bool,
) -> ZaaktypeInformatieobjecttype:  # fmt: skip
    """Let documents of a kind belong to zaken of a type.

    :raises Ongeldig: ztc-011 (non-concept-relation), ztc-013, or the number is taken.
    """
    if rij is not None and rij.zaaktype_id != zaaktype.pk:
        raise fout("zaaktype", "wijzigen-niet-toegelaten", "Deze relatie blijft bij haar zaaktype.")
    weiger_vaste_relatie(zaaktype, documentsoort, geforceerd=geforceerd)
    if zaaktype.soort.catalogus_id != documentsoort.catalogus_id:
        raise fout(GEHEEL, "relations-incorrect-catalogus", "Deze types staan in verschillende catalogi.")
    anderen = ZaaktypeInformatieobjecttype.objects.filter(zaaktype=zaaktype, volgnummer=velden["volgnummer"])
    if anderen.exclude(pk__in=[] if rij is None else [rij.pk]).exists():
        raise fout("volgnummer", "unique", "Dit volgnummer is al gebruikt bij dit zaaktype.")
    statustype = velden.get("statustype")
    if statustype is not None and statustype.zaaktype_id != zaaktype.pk:
        raise fout("statustype", "zaaktype-mismatch", "Dit statustype hoort bij een ander zaaktype.")
    rij = rij or ZaaktypeInformatieobjecttype(zaaktype=zaaktype)
    rij.documentsoort = documentsoort
    for naam, waarde in velden.items():
        setattr(rij, naam, waarde)
    rij.save()
    return rij


def weiger_vaste_relatie(zaaktype: Zaaktype, documentsoort: Soort, *, geforceerd: bool) -> None:
    """ztc-011: between two published types nothing changes, unless by force.

    :raises Ongeldig: non-concept-relation.
    """
    gepubliceerd = Informatieobjecttype.objects.filter(soort=documentsoort, is_concept=False).exists()
    if not zaaktype.is_concept and gepubliceerd and not geforceerd:
        reden = "Deze types zijn gepubliceerd. Maak eerst een nieuwe versie van het zaaktype."
        raise fout(GEHEEL, "non-concept-relation", reden)


@transaction.atomic
def remove_onderdeel(*, rij: Any, geforceerd: bool, in_gebruik: bool = False) -> None:
    """Take a part away.

    :raises Ongeldig: ztc-010 or ztc-011, or something uses it.
    """
    if isinstance(rij, ZaaktypeInformatieobjecttype):
        weiger_vaste_relatie(rij.zaaktype, rij.documentsoort, geforceerd=geforceerd)
    else:
        weiger_deel_van_gepubliceerd(rij.zaaktype, geforceerd=geforceerd)
    if in_gebruik:
        raise fout(GEHEEL, "in-use", "Dit is in gebruik bij zaken.")
    rij.delete()


def _zaaktype(rij: Any | None, velden: Mapping[str, Any], geforceerd: bool) -> Zaaktype:
    zaaktype: Zaaktype = velden["zaaktype"]
    if rij is not None and rij.zaaktype_id != zaaktype.pk:
        raise fout("zaaktype", "wijzigen-niet-toegelaten", "Dit blijft bij zijn zaaktype.")
    weiger_deel_van_gepubliceerd(zaaktype, geforceerd=geforceerd)
    return zaaktype


__all__ = [
    "Veldfout", "remove_onderdeel", "save_documentrelatie", "save_onderdeel", "save_resultaattype",
    "weiger_vaste_relatie",
]  # fmt: skip
