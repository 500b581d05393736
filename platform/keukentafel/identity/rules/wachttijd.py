"""How long somebody waits after a try, so that guessing never pays (hazards G18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Slotregel:
    """After `vrij` tries each next one waits twice as long; after `grens` the door stays shut."""

    grens: int
    vrij: int
    eerste_wacht: timedelta = timedelta(seconds=5)
    dicht: timedelta = timedelta(minutes=15)


PER_ACCOUNT = Slotregel(grens=10, vrij=3)
PER_ADRES = Slotregel(grens=200, vrij=200)
"""An office shares one address, so this one only stops who tries many accounts."""

PER_MAIL = Slotregel(grens=3, vrij=3)
"""Mails with a link per name: enough for a lost one, too few to fill somebody's box."""

EEN_PER_MINUUT = Slotregel(grens=1, vrij=1, dicht=timedelta(minutes=1))


def wachttijd(pogingen: int, regel: Slotregel) -> timedelta:
    """Return how long the door stays shut after try number `pogingen`."""
    if pogingen >= regel.grens:
        return regel.dicht
    if pogingen <= regel.vrij:
        return timedelta(0)
    verdubbeld: timedelta = regel.eerste_wacht * 2 ** (pogingen - regel.vrij - 1)
    return min(verdubbeld, regel.dicht)


def telt_opnieuw(pogingen: int, laatste_op: datetime, at: datetime, regel: Slotregel) -> bool:
    """Tell whether counting begins again: after a full lock, or after as long a rest.

    Never after a fixed window, which would let twice the number of tries fall around its edge.
    """
    return pogingen >= regel.grens or at - laatste_op >= regel.dicht


def in_woorden(rest: timedelta) -> str:
    """Return the wait as people say it: `20 seconden`, `1 minuut`, `15 minuten`."""
    seconden = max(1, -(-rest // timedelta(seconds=1)))
    if seconden < 60:
        return "1 seconde" if seconden == 1 else f"{seconden} seconden"
    minuten = -(-seconden // 60)
    return "1 minuut" if minuten == 1 else f"{minuten} minuten"
