"""How a running term stands on a day: its status and its warnings (domain 4.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from keukentafel.values.bevinding import Bevinding
from keukentafel.values.datum_tekst import afstand, afstand_in_uren, datum_voluit, moment_voluit
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


@dataclass(frozen=True, slots=True)
class Uren:
    """A term in hours: it begins and ends on a moment, and is late from the moment after."""

    begin: datetime
    einde: datetime

    @property
    def helft(self) -> datetime:
        """The moment on which half of it is over."""
        return self.bij(HELFT)

    @property
    def bijna(self) -> datetime:
        """The moment on which four fifths of it are over."""
        return self.bij(BIJNA)

    def bij(self, procent: int) -> datetime:
        """Return the moment on which this much of it is over."""
        return self.begin + (self.einde - self.begin) * procent / 100

    def procent(self, nu: datetime) -> int:
        """Return how much of it is over."""
        totaal = self.einde - self.begin
        if totaal <= timedelta():
            return 100 if nu >= self.einde else 0
        return max(0, min(100, (nu - self.begin) * 100 // totaal))


def urenstand(
    uren: Uren,
    kalender: Kalender,
    *,
    nu: datetime,
    zone: tzinfo,
    gehaald_op: date | None = None,
    gehaald_tijd: datetime | None = None,
    is_vervallen: bool = False,
) -> Termijnstand:
    """Return how a term in hours stands at a moment. The last minute itself is in time.

    Nights, weekends and feestdagen count (Algemene termijnenwet art. 4). Two working days is more
    than the whole term, so it warns at half and at eighty percent. `zone` is the clock of the gemeente.
    """
    laatste = uren.einde.astimezone(zone)
    klaar = gehaald_op is not None
    laat = is_te_laat(
        laatste.date(),
        gehaald_op or nu.astimezone(zone).date(),
        laatste,
        gehaald_tijd or (None if klaar else nu),
    )
    status = TermijnStatus.OVERSCHREDEN if laat else (TermijnStatus.GEHAALD if klaar else TermijnStatus.LOOPT)
    if is_vervallen:
        status = TermijnStatus.VERVALLEN
    procent = uren.procent(gehaald_tijd or nu)
    waarschuwing = Waarschuwing.GEEN
    if status == TermijnStatus.OVERSCHREDEN and not klaar:
        waarschuwing = Waarschuwing.TE_LAAT
    elif status == TermijnStatus.LOOPT and procent >= HELFT:
        waarschuwing = Waarschuwing.BIJNA if procent >= BIJNA else Waarschuwing.HELFT
    over = kalender.werkdagen_tussen(nu.astimezone(zone).date(), laatste.date())
    return Termijnstand(status, waarschuwing, procent, over, _zin_in_uren(status, laatste, nu, gehaald_tijd))


def is_te_laat(
    einde: date, op: date, einde_tijd: datetime | None = None, tijd: datetime | None = None
) -> bool:
    """Return whether what happened on `op` (at `tijd`) was after the end; a term in hours ends on its minute.

    Where the hour is not known, the day decides.
    """
    if einde_tijd is not None and tijd is not None:
        return tijd > einde_tijd
    return op > einde


def controleer_oorzaak(
    einde: date,
    gehaald_op: date,
    oorzaak: str,
    *,
    einde_tijd: datetime | None = None,
    gehaald_tijd: datetime | None = None,
) -> tuple[Bevinding, ...]:
    """Return that a cause is missing when a term was not kept; every overrun has one.

    `einde_tijd` is on the clock that people read.
    """
    if oorzaak or not is_te_laat(einde, gehaald_op, einde_tijd, gehaald_tijd):
        return ()
    was = moment_voluit(einde_tijd) if einde_tijd else datum_voluit(einde)
    return (
        Bevinding(
            f"De termijn was {was}. Kies een reden en laat weten wanneer het wel klaar is.",
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


def _zin_in_uren(status: TermijnStatus, einde: datetime, nu: datetime, gehaald_tijd: datetime | None) -> str:
    uiterlijk = moment_voluit(einde)
    match status:
        case TermijnStatus.VERVALLEN:
            return "Hoeft niet meer"
        case TermijnStatus.GEHAALD:
            return f"Klaar, uiterlijk {uiterlijk}"
        case TermijnStatus.OVERSCHREDEN if gehaald_tijd is not None:
            return f"Klaar, {afstand_in_uren(einde, nu=gehaald_tijd)}"
        case _:
            return f"Uiterlijk {uiterlijk} · {afstand_in_uren(einde, nu=nu)}"


def _procent(begin: date, einde: date, dag: date) -> int:
    totaal = (einde - begin).days
    if totaal <= 0:
        return 100 if dag >= einde else 0
    return max(0, min(100, (dag - begin).days * 100 // totaal))


def _dag_bij(begin: date, einde: date, procent: int) -> date:
    dagen = (einde - begin).days
    return begin + timedelta(days=-(-dagen * procent // 100))
