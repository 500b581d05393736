"""What the privacy officer sees of a household behind a drawn look: enough to judge, and no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min
from django.db.models.functions import TruncDate

from keukentafel.audit.models import Logboekregel
from modules.dossier.models import Betrokkene, Casus, Huishouden, Regisseurschap
from modules.dossier.toegang.models import Steekproefregel


@dataclass(frozen=True, slots=True)
class Deel:
    """Somebody's part in a household, with its days."""

    naam: str
    wat: str
    van: date
    tot: date | None
    is_kijker: bool


@dataclass(frozen=True, slots=True)
class Blad:
    """Who worked with the household, and on which days this colleague looked."""

    delen: list[Deel]
    dagen: list[dict[str, Any]]


def blad_van(regel: Steekproefregel, huishouden: Huishouden) -> Blad:
    """Return who had a part in it and when this colleague looked. Four queries."""
    kijker = regel.gebruiker_id
    delen = [
        Deel(rij.naam, "Regisseur", rij.van, rij.tot, rij.gebruiker_id == kijker)
        for rij in Regisseurschap.objects.filter(huishouden=huishouden)
    ]
    delen += [
        Deel(
            rij.naam or rij.organisatie_naam,
            rij.rol or "Werkt mee",
            rij.van,
            rij.tot,
            rij.gebruiker_id == kijker,
        )
        for rij in Betrokkene.objects.filter(huishouden=huishouden)
    ]
    delen += [
        Deel(
            rij.behandelaar.naam,
            "Behandelaar",
            rij.begonnen_op,
            rij.afgesloten_op,
            rij.behandelaar_id == kijker,
        )
        for rij in Casus.objects.filter(huishouden=huishouden)
        .exclude(behandelaar=None)
        .select_related("behandelaar")
    ]
    return Blad(sorted(delen, key=lambda deel: deel.van, reverse=True), _dagen(regel))


def _dagen(regel: Steekproefregel) -> list[dict[str, Any]]:
    regels: Any = Logboekregel.objects.filter(
        huishouden_id=regel.huishouden_id, gebruiker_id=regel.gebruiker_id, soort="R"
    )
    return list(
        regels.order_by()
        .annotate(dag=TruncDate("tijdstip"))
        .values("dag")
        .annotate(aantal=Count("pk"), eerste=Min("tijdstip"), laatste=Max("tijdstip"))
        .order_by("-dag")[:20]
    )
