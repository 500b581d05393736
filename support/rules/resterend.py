"""How long it still takes, in words. A pure rule."""

from __future__ import annotations

from datetime import datetime, timedelta

DRINGEND = timedelta(hours=1)
BIJNA = timedelta(hours=4)


def nog(moment: datetime, nu: datetime) -> str:
    """Return `nog 50 minuten`, `nog 2 uur en 50 minuten`, `nog 2 dagen`, or how long ago it was."""
    rest = moment - nu
    woorden = _duur(abs(rest))
    return f"nog {woorden}" if rest >= timedelta(0) else f"{woorden} te laat"


def niveau(moment: datetime, nu: datetime) -> str:
    """Return how near it is: `danger`, `warning` or `ok`."""
    rest = moment - nu
    if rest <= DRINGEND:
        return "danger"
    return "warning" if rest <= BIJNA else "ok"


def _duur(duur: timedelta) -> str:
    minuten = int(duur.total_seconds() // 60)
    dagen, uren = minuten // 1440, minuten // 60
    if dagen >= 1:
        return f"{dagen} {'dag' if dagen == 1 else 'dagen'}"
    if uren >= 1 and minuten % 60:
        return f"{uren} uur en {_minuten(minuten % 60)}"
    return f"{uren} uur" if uren else _minuten(minuten)


def _minuten(aantal: int) -> str:
    return f"{aantal} {'minuut' if aantal == 1 else 'minuten'}"
