"""How a running term stands on a day: its status and its warnings (domain 4.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from keukentafel.values.bevinding import Bevinding
from keukentafel.values.datum_tekst import afstand, datum_voluit
from keukentafel.values.kalender import Kalender
from modules.inrichting.codelijsten import TermijnStatus

HELFT: Final = 50
BIJNA: Final = 80
WERKDAGEN_VOORAF: Final = 2


class Waarschuwing(StrEnum):
    """The heaviest warning that holds."""

    GEEN = "geen"
    HELFT = "helft"
    BIJNA = "bijna"
    TWEE_WERKDAGEN = "twee_werkdagen"
    TE_LAAT = "te_laat"


@dataclass(frozen=True, slots=True)
class Termijnstand:
    """The status of a term on a day, how far it is, and what to say about it."""

    status: TermijnStatus
    waarschuwing: Waarschuwing
    procent: int
    werkdagen_over: int
    zin: str


@dataclass(frozen=True, slots=True)
class Waarschuwdagen:
    """The days on which the owner of a term hears about it."""

    helft: date
    bijna: date
    twee_werkdagen: date


def waarschuwdagen(begin: date, einde: date, kalender: Kalender) -> Waarschuwdagen:
    """Return the first day at 50%, at 80%, and two working days before the end; never before the begin."""
    return Waarschuwdagen(
        _dag_bij(begin, einde, HELFT),
        _dag_bij(begin, einde, BIJNA),
        max(kalender.plus_werkdagen(einde, -WERKDAGEN_VOORAF), begin),
    )


def termijnstand(
    begin: date,
    einde: date,
    kalender: Kalender,
    *,
    vandaag: date,
    gehaald_op: date | None = None,
    is_opgeschort: bool = False,
    is_vervallen: bool = False,
) -> Termijnstand:
    """Return how a term stands. The last day itself is in time."""
    status = _status(einde, vandaag, gehaald_op, is_opgeschort=is_opgeschort, is_vervallen=is_vervallen)
    procent = _procent(begin, einde, min(vandaag, gehaald_op or vandaag))
    over = kalender.werkdagen_tussen(vandaag, einde)
    waarschuwing = _waarschuwing(status, procent, over, loopt=gehaald_op is None)
    return Termijnstand(status, waarschuwing, procent, over, _zin(status, einde, vandaag, gehaald_op))


def controleer_oorzaak(einde: date, gehaald_op: date, oorzaak: str) -> tuple[Bevinding, ...]:
    """Return that a cause is missing when a term was not kept; every overrun has one."""
    if gehaald_op <= einde or oorzaak:
        return ()
    return (
        Bevinding(
            f"De termijn was {datum_voluit(einde)}. Kies een reden en laat weten wanneer het wel klaar is.",
            "oorzaak",
        ),
    )


def _status(
    einde: date, vandaag: date, gehaald_op: date | None, *, is_opgeschort: bool, is_vervallen: bool
) -> TermijnStatus:
    if is_vervallen:
        return TermijnStatus.VERVALLEN
    if gehaald_op is not None:
        return TermijnStatus.GEHAALD if gehaald_op <= einde else TermijnStatus.OVERSCHREDEN
    if is_opgeschort:
        return TermijnStatus.OPGESCHORT
    return TermijnStatus.OVERSCHREDEN if vandaag > einde else TermijnStatus.LOOPT


def _waarschuwing(status: TermijnStatus, procent: int, werkdagen_over: int, *, loopt: bool) -> Waarschuwing:
    if status == TermijnStatus.OVERSCHREDEN and loopt:
        return Waarschuwing.TE_LAAT
    if status != TermijnStatus.LOOPT:
        return Waarschuwing.GEEN
    if werkdagen_over <= WERKDAGEN_VOORAF:
        return Waarschuwing.TWEE_WERKDAGEN
    if procent >= BIJNA:
        return Waarschuwing.BIJNA
    return Waarschuwing.HELFT if procent >= HELFT else Waarschuwing.GEEN


def _zin(status: TermijnStatus, einde: date, vandaag: date, gehaald_op: date | None) -> str:
    uiterlijk = f"uiterlijk {datum_voluit(einde)}"
    match status:
        case TermijnStatus.VERVALLEN:
            return "Hoeft niet meer"
        case TermijnStatus.GEHAALD:
            return f"Klaar, {uiterlijk}"
        case TermijnStatus.OPGESCHORT:
            return f"Staat stil, nu {uiterlijk}"
        case TermijnStatus.OVERSCHREDEN if gehaald_op is not None:
            return f"Klaar, {afstand(einde, vandaag=gehaald_op)}"
        case _:
            return f"Uiterlijk {datum_voluit(einde)} · {afstand(einde, vandaag=vandaag)}"


def _procent(begin: date, einde: date, dag: date) -> int:
    totaal = (einde - begin).days
    if totaal <= 0:
        return 100 if dag >= einde else 0
    return max(0, min(100, (dag - begin).days * 100 // totaal))


def _dag_bij(begin: date, einde: date, procent: int) -> date:
    dagen = (einde - begin).days
    return begin + timedelta(days=-(-dagen * procent // 100))
