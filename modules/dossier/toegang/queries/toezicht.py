"""What who oversees wants to know: what waits, what runs, and how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet

from keukentafel.audit.models import Logboekregel, Soort
from keukentafel.tenancy import zaaifouten
from modules.dossier.toegang.models import Alarm, Attendering, Noodtoegang, Steekproef, Steekproefregel
from modules.inrichting.rules.protocol import Categorie

TERUG = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Telling:
    """How often one person broke the glass in a year."""

    naam: str
    aantal: int
    open: int
    niet_terecht: int


@dataclass(frozen=True, slots=True)
class Toezicht:
    """Everything on the page."""

    te_beoordelen: Sequence[Noodtoegang]
    lopend: Sequence[Noodtoegang]
    te_laat: int
    alarmen: Sequence[Alarm]
    steekproef: Steekproef | None
    regels_open: int
    regels: int
    per_persoon: Sequence[Telling]

    @property
    def meeste(self) -> int:
        """Return the highest count, for the length of the bars."""
        return max((telling.aantal for telling in self.per_persoon), default=0)


def toezicht_nu(at: datetime, vandaag: date) -> Toezicht:
    """Return what waits and what runs in this gemeente. Five queries, whatever the number."""
    noden = list(
        Noodtoegang.objects.filter(Q(oordeel="") | Q(gestopt_op=None, tot__gt=at))
        .select_related("gebruiker")
        .annotate(team_naam=F("huishouden__team__naam"))  # the household itself is not read: it is not shown
        .order_by("beoordelen_voor", "van", "id")[:100]
    )
    alarmen = Alarm.objects.filter(Q(soort="stop", opgeheven_op=None) | Q(op__gte=at - timedelta(days=30)))
    steekproef = Steekproef.objects.annotate(
        aantal=Count("regels"), wachten=Count("regels", filter=Q(regels__oordeel=""))
    ).first()
    open_ = [nood for nood in noden if not nood.oordeel]
    return Toezicht(
        te_beoordelen=open_,
        lopend=[nood for nood in noden if nood.loopt(at)],
        te_laat=sum(nood.is_te_laat(vandaag) for nood in open_),
        alarmen=list(alarmen.select_related("gebruiker").order_by("opgeheven_op", "-op")[:20]),
        steekproef=steekproef,
        regels_open=getattr(steekproef, "wachten", 0),
        regels=getattr(steekproef, "aantal", 0),
        per_persoon=_per_persoon(at),
    )


def _per_persoon(at: datetime) -> list[Telling]:
    rijen = (
        Noodtoegang.objects.filter(van__gte=at - TERUG)
        .order_by()
        .values("gebruiker_id")
        .annotate(
            naam=Max("gebruiker__naam"),
            aantal=Count("pk"),
            open=Count("pk", filter=Q(oordeel="")),
            niet=Count("pk", filter=Q(oordeel="niet_terecht")),
        )
        .order_by("-aantal", "naam")[:20]
    )
    return [Telling(rij["naam"], rij["aantal"], rij["open"], rij["niet"]) for rij in rijen]


def attenderingen_van(gebruiker_id: UUID, hoeveel: int = 6) -> list[Attendering]:
    """Return what this person did not read yet, newest first. One query."""
    rijen: QuerySet[Any] = Attendering.objects.ongelezen().filter(voor_id=gebruiker_id)
    if zaaifouten.staat_aan("attendering_voor_iedereen"):
        rijen = Attendering.objects.ongelezen()
    return list(rijen[:hoeveel])


def regels_van(steekproef: Steekproef) -> list[Steekproefregel]:
    """Return the drawn looks of a month, those that wait first. One query; no household is read."""
    rijen = steekproef.regels.select_related("gebruiker", "beoordeeld_door", "geopend_door")
    return sorted(rijen, key=lambda regel: (bool(regel.oordeel), regel.dag))


def gekeken_naar(nood: Noodtoegang) -> list[dict[str, Any]]:
    """Return what was opened in the hours of an emergency: which parts, how often, no content. One query."""
    rijen = (
        Logboekregel.objects.filter(
            huishouden_id=nood.huishouden_id,
            gebruiker_id=nood.gebruiker_id,
            tijdstip__gte=nood.van,
            tijdstip__lte=nood.eindigt_op,
        )
        .exclude(gebeurtenis__startswith="toegang.")
        .order_by()
        .values("soort", "categorie")
        .annotate(aantal=Count("pk"), eerste=Max("tijdstip"))
        .order_by("eerste")
    )
    return [
        {
            "wat": str(Soort(rij["soort"]).label),
            "categorie": ", ".join(_label(letter) for letter in rij["categorie"].split(",") if letter),
            "aantal": rij["aantal"],
            "eerste": rij["eerste"],
        }
        for rij in rijen
    ]


def _label(letter: str) -> str:
    return str(Categorie(letter).label) if letter in Categorie.values else letter
