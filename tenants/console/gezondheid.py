"""How the platform went in the last thirty days, for the overview and the page Gezondheid. Two queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from tenants.console.models import Gezondheidsdag, Gezondheidsstand
from tenants.console.onderdelen import Onderdeel, op_volgorde
from tenants.console.rules.gezondheid import OUD_NA, Dagtelling, Niveau, percentage, samen

DAGEN = 30
NOG_NIET_LANG = timedelta(days=7)
"""So long after the first measurements a part that was never measured asks for attention."""
NOG_NIET = ("rustig", "Nog niet gemeten")
STANDEN: dict[Niveau, tuple[str, str]] = {
    "goed": ("goed", "Goed"),
    "vertraagd": ("let_op", "Vertraagd"),
    "stuk": ("gevaar", "Storing"),
    "geen": ("rustig", "Niet gemeten"),
}


@dataclass(frozen=True, slots=True)
class Gezondheidsregel:
    """One day of one part, as the table shows it."""

    dag: date
    telling: Dagtelling
    deel: str

    @property
    def niveau(self) -> Niveau:
        """What the day was."""
        return self.telling.niveau

    @property
    def label(self) -> str:
        """The word for it."""
        return STANDEN[self.niveau][1]


@dataclass(frozen=True, slots=True)
class Gezondheid:
    """One part: how it is now, and its thirty days, oldest first."""

    onderdeel: Onderdeel
    niveau: Niveau
    tekst: str
    gemeten_op: datetime | None
    dagen: list[Gezondheidsregel]

    @property
    def badge(self) -> tuple[str, str]:
        """Level and word for the badge."""
        if self.niveau == "geen" and self.gemeten_op is None:
            return NOG_NIET
        return STANDEN[self.niveau]

    @property
    def deel_goed(self) -> str:
        """The share of good measurements over the days, as `99,6%`."""
        return percentage(samen(regel.telling for regel in self.dagen).promille)

    @property
    def samenvatting(self) -> str:
        """What stands under the bars."""
        deel = f"{self.deel_goed} {self.onderdeel.woord}".strip() if self.deel_goed else ""
        return " · ".join(stuk for stuk in (deel, self.tekst) if stuk)

    @property
    def niveaus(self) -> list[Niveau]:
        """The level of each day, for the bars."""
        return [regel.niveau for regel in self.dagen]


def lees_gezondheid(*, at: datetime) -> list[Gezondheid]:
    """Return each part. A measurement that is too old says nothing: then nobody knows how it is."""
    vandaag = localdate(at)
    begin = vandaag - timedelta(days=DAGEN - 1)
    tellingen = {
        (rij.onderdeel, rij.dag): rij.telling
        for rij in Gezondheidsdag.objects.filter(dag__gte=begin, dag__lte=vandaag)
    }
    standen = {rij.onderdeel: rij for rij in Gezondheidsstand.objects.all()}
    return [
        _gezondheid(deel, standen.get(deel.sleutel), tellingen, begin, at)
        for deel in op_volgorde()
        if deel.sleutel in standen or not deel.als_het_er_is
    ]


def _gezondheid(
    deel: Onderdeel,
    stand: Gezondheidsstand | None,
    tellingen: dict[tuple[str, date], Dagtelling],
    begin: date,
    at: datetime,
) -> Gezondheid:
    dagen = []
    for nummer in range(DAGEN):
        dag = begin + timedelta(days=nummer)
        telling = tellingen.get((deel.sleutel, dag), Dagtelling())
        dagen.append(Gezondheidsregel(dag, telling, percentage(telling.promille)))
    if stand is None and deel.nog_niet:
        lang = localdate(at) - NOG_NIET_LANG
        niveau: Niveau = "vertraagd" if any(dag <= lang for _, dag in tellingen) else "geen"
        return Gezondheid(deel, niveau, deel.nog_niet, None, dagen)
    if stand is None or at - stand.gemeten_op > OUD_NA:
        return Gezondheid(deel, "geen", "", stand.gemeten_op if stand else None, dagen)
    return Gezondheid(deel, stand.niveau, stand.tekst, stand.gemeten_op, dagen)  # type: ignore[arg-type]
