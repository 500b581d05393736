"""Whether the person on the telephone belongs to a household that is known already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from keukentafel.tenancy import zaaifouten
from modules.dossier.models import Huishouden, Huishoudlid
from modules.dossier.queries.zoeken import Elders, bekend_elders, exact, ongeveer
from modules.dossier.queries.zoekvraag import lees

HOOGSTENS = 5


@dataclass(frozen=True, slots=True)
class Bekend:
    """Households that may be meant, teams that know somebody at this address, and how that was asked."""

    huishoudens: Sequence[Any]
    elders: Sequence[Elders]
    gezocht: str = ""


def bekend_als(
    gebruiker: Any,
    *,
    voornamen: str,
    achternaam: str,
    geboortedatum: date | None,
    postcode: str,
    huisnummer: int | None,
    vandaag: date,
) -> Bekend:
    """Return who it may be: the same address, the same birth date, or nearly the same name."""
    zichtbaar = Huishouden.objects.visible_to(gebruiker)
    if zaaifouten.staat_aan("bekenden_zonder_filter"):
        zichtbaar = Huishouden.objects.all()
    treffers = _zelfde_plek(zichtbaar, postcode, huisnummer) + _zelfde_dag(
        zichtbaar, geboortedatum, achternaam
    )
    if len(achternaam) >= 3:
        vraag = lees(f"{voornamen} {achternaam}", vandaag)
        op_naam = list(exact(zichtbaar, vraag).order_by("sorteernaam", "id")[:HOOGSTENS])
        treffers += op_naam or ongeveer(zichtbaar, lees(achternaam, vandaag), HOOGSTENS)
    adres = f"{postcode} {huisnummer}" if postcode and huisnummer else ""
    elders = bekend_elders(lees(adres, vandaag), zichtbaar) if adres else []
    uniek = {huishouden.pk: huishouden for huishouden in treffers}
    return Bekend(list(uniek.values())[:HOOGSTENS], elders, adres)


def _zelfde_plek(huishoudens: QuerySet[Any], postcode: str, huisnummer: int | None) -> list[Any]:
    if not postcode or huisnummer is None:
        return []
    daar = Q(postcode=postcode, huisnummer=huisnummer, is_geheim_adres=False)
    return list(huishoudens.filter(daar).order_by("sorteernaam", "id")[:HOOGSTENS])


def _zelfde_dag(huishoudens: QuerySet[Any], geboren: date | None, achternaam: str) -> list[Any]:
    if geboren is None or not achternaam:
        return []
    leden = Huishoudlid.objects.filter(
        tot=None, inwoner__geboortedatum=geboren, inwoner__geslachtsnaam__iexact=achternaam.split()[-1]
    )
    return list(
        huishoudens.filter(pk__in=leden.values("huishouden_id")).order_by("sorteernaam", "id")[:HOOGSTENS]
    )
