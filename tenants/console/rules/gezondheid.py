"""What measurements say: how good a day was, and how good thirty days were. No clock, no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Niveau = Literal["goed", "vertraagd", "stuk", "geen"]
NIVEAUS: tuple[Niveau, ...] = ("goed", "vertraagd", "stuk", "geen")

STUK_VANAF = 0.01
"""A day with one in a hundred measurements broken is a day with a failure: about a quarter of an hour."""
VERTRAAGD_VANAF = 0.02
MEET_ELKE = timedelta(minutes=5)
OUD_NA = 3 * MEET_ELKE
"""Older than three turns, the last measurement says nothing of now."""


@dataclass(frozen=True, slots=True)
class Dagtelling:
    """The measurements of one day: how many, and how many of each outcome."""

    metingen: int = 0
    goed: int = 0
    vertraagd: int = 0
    stuk: int = 0
    som_ms: int = 0

    def __add__(self, ander: Dagtelling) -> Dagtelling:
        """Put days together."""
        return Dagtelling(
            self.metingen + ander.metingen,
            self.goed + ander.goed,
            self.vertraagd + ander.vertraagd,
            self.stuk + ander.stuk,
            self.som_ms + ander.som_ms,
        )

    @property
    def niveau(self) -> Niveau:
        """What the day was: `geen` when nobody measured."""
        if not self.metingen:
            return "geen"
        if self.stuk / self.metingen >= STUK_VANAF:
            return "stuk"
        return "vertraagd" if (self.stuk + self.vertraagd) / self.metingen >= VERTRAAGD_VANAF else "goed"

    @property
    def promille(self) -> int | None:
        """How many in a thousand were good, rounded down: 999 never becomes 1000; None without any."""
        return self.goed * 1000 // self.metingen if self.metingen else None

    @property
    def gemiddelde_ms(self) -> int | None:
        """How long a measurement took on average."""
        return round(self.som_ms / self.metingen) if self.metingen else None


def samen(dagen: Iterable[Dagtelling]) -> Dagtelling:
    """Put the days of a month together."""
    totaal = Dagtelling()
    for dag in dagen:
        totaal += dag
    return totaal


def percentage(promille: int | None) -> str:
    """Return `99,6%`, `100%`, or nothing."""
    if promille is None:
        return ""
    heel, tiende = divmod(promille, 10)
    return f"{heel}%" if tiende == 0 else f"{heel},{tiende}%"


def gemiste_beurten(vorige: datetime | None, at: datetime) -> int:
    """Return how many turns nobody measured since the last one: that long, background work stood still."""
    if vorige is None or at - vorige <= OUD_NA:
        return 0
    return (at - vorige) // MEET_ELKE - 1
