"""Before when we answer: hours in which people work, by priority. A pure rule."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from keukentafel.values.kalender import Kalender

WERKUREN: Final = {"kritiek": 1, "hoog": 4, "normaal": 16, "laag": 40}
"""Hours between half past eight and five on working days."""
_OPEN, _DICHT = time(8, 30), time(17, 0)
_HIER = ZoneInfo("Europe/Amsterdam")


def antwoord_voor(prioriteit: str, vanaf: datetime, kalender: Kalender) -> datetime:
    """Return the moment before which a question of this priority gets an answer.

    Kritiek counts every hour, also at night and at the weekend.
    """
    if prioriteit == "kritiek":
        return vanaf + timedelta(hours=WERKUREN["kritiek"])
    rest = timedelta(hours=WERKUREN[prioriteit])
    moment = vanaf.astimezone(_HIER)
    while True:
        begin, einde = _dag(moment, _OPEN), _dag(moment, _DICHT)
        if kalender.is_werkdag(moment.date()) and moment < einde:
            start = max(moment, begin)
            if start + rest <= einde:
                return start + rest
            rest -= einde - start
        moment = _dag(moment + timedelta(days=1), time(0, 0))


def _dag(moment: datetime, uur: time) -> datetime:
    return datetime.combine(moment.date(), uur, tzinfo=_HIER)
