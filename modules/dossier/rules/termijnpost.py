"""Which terms somebody hears about on a day: those that reached 50 %, 80 %, two working days, or the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from keukentafel.values.kalender import Kalender
from modules.dossier.rules.termijnstand import Uren, Waarschuwing, waarschuwdagen

_EEN_DAG = timedelta(days=1)
_NET_ERNA = timedelta(microseconds=1)  # the last moment itself is in time


@dataclass(frozen=True, slots=True)
class Termijnpost:
    """How many terms of one person reached what since the last working day."""

    helft: int = 0
    bijna: int = 0
    twee_werkdagen: int = 0
    te_laat: int = 0

    @property
    def is_leeg(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.helft or self.bijna or self.twee_werkdagen or self.te_laat)


def sinds(vandaag: date, kalender: Kalender) -> date | None:
    """Return the working day before this one: what happened after it is told today. None on a free day."""
    if not kalender.is_werkdag(vandaag):
        return None
    return kalender.plus_werkdagen(vandaag, -1)


def nieuw(begin: date, einde: date, kalender: Kalender, *, na: date, vandaag: date) -> Waarschuwing:
    """Return the heaviest warning that a term reached after `na` up to and including `vandaag`."""
    dagen = waarschuwdagen(begin, einde, kalender)
    bereikt = (
        (einde + _EEN_DAG, Waarschuwing.TE_LAAT),
        (dagen.twee_werkdagen, Waarschuwing.TWEE_WERKDAGEN),
        (dagen.bijna, Waarschuwing.BIJNA),
        (dagen.helft, Waarschuwing.HELFT),
    )
    return next((soort for dag, soort in bereikt if na < dag <= vandaag), Waarschuwing.GEEN)


def nieuw_in_uren(uren: Uren, *, na: datetime, nu: datetime) -> Waarschuwing:
    """Return the heaviest warning that a term in hours reached after the moment `na` up to `nu`."""
    bereikt = (
        (uren.einde + _NET_ERNA, Waarschuwing.TE_LAAT),
        (uren.bijna, Waarschuwing.BIJNA),
        (uren.helft, Waarschuwing.HELFT),
    )
    return next((soort for moment, soort in bereikt if na < moment <= nu), Waarschuwing.GEEN)


def tel(soorten: Iterable[Waarschuwing]) -> Termijnpost:
    """Count the warnings of one person."""
    lijst = list(soorten)
    return Termijnpost(
        lijst.count(Waarschuwing.HELFT),
        lijst.count(Waarschuwing.BIJNA),
        lijst.count(Waarschuwing.TWEE_WERKDAGEN),
        lijst.count(Waarschuwing.TE_LAAT),
    )
