"""Find questions, and count them per domain and per team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncDate

from modules.dossier.kortehulp.models import Domein

GEEN_TEAM = "Zonder team"
PERIODEN = (
    ("week", "Laatste 7 dagen", 7),
    ("maand", "Laatste 30 dagen", 30),
    ("jaar", "Laatste 12 maanden", 365),
)


@dataclass(frozen=True, slots=True)
class Vraagfilter:
    """What somebody asked of the list."""

    q: str = ""
    domein: str = ""
    periode: str = "maand"

    def adres(self, **anders: str) -> str:
        """Return the same question with something else in it."""
        keuze = {"q": self.q, "domein": self.domein, "periode": self.periode} | anders
        return f"?{urlencode({naam: waarde for naam, waarde in keuze.items() if waarde})}"

    def vanaf(self, vandaag: date) -> date:
        """Return the first day that counts."""
        dagen = next((dagen for code, _, dagen in PERIODEN if code == self.periode), 30)
        return vandaag - timedelta(days=dagen - 1)


@dataclass(frozen=True, slots=True)
class Telling:
    """One line of the table beside the picture."""

    naam: str
    aantal: int
    minuten: int


@dataclass(frozen=True, slots=True)
class Cijfers:
    """How many questions, about what, and at which team: two queries, whatever there is."""

    domeinen: tuple[Telling, ...]
    teams: tuple[Telling, ...]

    @property
    def aantal(self) -> int:
        """All questions."""
        return sum(regel.aantal for regel in self.teams)

    @property
    def minuten(self) -> int:
        """All time."""
        return sum(regel.minuten for regel in self.teams)

    @property
    def meeste_domein(self) -> int:
        """The longest bar of the domains."""
        return max((regel.aantal for regel in self.domeinen), default=0)

    @property
    def meeste_team(self) -> int:
        """The longest bar of the teams."""
        return max((regel.aantal for regel in self.teams), default=0)


def filter_vragen(rijen: QuerySet, vraag: Vraagfilter, vandaag: date) -> QuerySet:
    """Return what fits the question: words in the question or the answer, a domain, a period."""
    rijen = rijen.alias(dag=TruncDate("op")).filter(dag__gte=vraag.vanaf(vandaag))
    if vraag.domein in Domein.values:
        rijen = rijen.filter(domein=vraag.domein)
    for woord in vraag.q.split()[:6]:
        rijen = rijen.filter(Q(vraag__icontains=woord) | Q(antwoord__icontains=woord))
    return rijen


def cijfers_van(rijen: QuerySet) -> Cijfers:
    """Count the questions per domain and per team."""
    los = rijen.order_by()
    per_domein = los.values("domein").annotate(aantal=Count("id"), tijd=Sum("minuten"))
    per_team = los.values("team__naam").annotate(aantal=Count("id"), tijd=Sum("minuten"))
    domeinen = [Telling(str(Domein(rij["domein"]).label), rij["aantal"], rij["tijd"]) for rij in per_domein]
    teams = [Telling(rij["team__naam"] or GEEN_TEAM, rij["aantal"], rij["tijd"]) for rij in per_team]
    return Cijfers(
        tuple(sorted(domeinen, key=lambda regel: (-regel.aantal, regel.naam))),
        tuple(sorted(teams, key=lambda regel: regel.naam)),
    )
