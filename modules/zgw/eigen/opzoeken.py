"""Finding the types of our catalogue as they hold on a day: one query each."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from modules.zgw.catalogus.models import (
    Besluittype,
    Catalogus,
    Informatieobjecttype,
    Resultaattype,
    Roltype,
    Statustype,
    Zaaktype,
)
from modules.zgw.catalogus.models.catalogus import Versie
from modules.zgw.eigen import DOMEIN, GEEN_RSIN

T = TypeVar("T", bound=Versie)


def rsin() -> str:
    """Return the RSIN of this gemeente as the catalogue has it: bronorganisatie of what we make."""
    return Catalogus.objects.filter(domein=DOMEIN).values_list("rsin", flat=True).first() or GEEN_RSIN


def zaaktype_op(identificatie: str, dag: date) -> Zaaktype | None:
    """Return the published version that holds on a day, None when the gemeente ended it."""
    return _versie(Zaaktype, identificatie, dag)


def documenttype_op(omschrijving: str, dag: date) -> Informatieobjecttype | None:
    """Return the kind of document of this name on a day, or None."""
    return _versie(Informatieobjecttype, omschrijving, dag)


def besluittype_op(omschrijving: str, dag: date) -> Besluittype | None:
    """Return the kind of decision of this name on a day, or None."""
    return _versie(Besluittype, omschrijving, dag)


def _versie(model: type[T], naam: str, dag: date) -> T | None:
    rijen = model.objects.gepubliceerd().geldig_op(dag)
    gevonden: T | None = (
        rijen.filter(soort__catalogus__domein=DOMEIN, soort__identificatie=naam)
        .select_related("soort")
        .first()
    )
    return gevonden


def statustype(zaaktype: Zaaktype, sleutel: str) -> Statustype | None:
    """Return the phase by its key (omschrijvingGeneriek), whatever the gemeente calls it; or by its name."""
    rijen = list(Statustype.objects.filter(zaaktype=zaaktype))
    op_sleutel = [rij for rij in rijen if rij.omschrijving_generiek == sleutel]
    return next(iter([*op_sleutel, *(rij for rij in rijen if rij.omschrijving == sleutel)]), None)


def resultaattype(zaaktype: Zaaktype, omschrijving: str) -> Resultaattype | None:
    """Return the end of this name, or None when the gemeente took it out."""
    return Resultaattype.objects.filter(zaaktype=zaaktype, omschrijving=omschrijving).first()


def roltype(zaaktype: Zaaktype, omschrijving: str, generiek: str = "") -> Roltype | None:
    """Return the role of this name; else the first with this general name."""
    rijen = list(Roltype.objects.filter(zaaktype=zaaktype))
    op_naam = [rij for rij in rijen if rij.omschrijving == omschrijving]
    return next(iter([*op_naam, *(rij for rij in rijen if rij.omschrijving_generiek == generiek)]), None)
