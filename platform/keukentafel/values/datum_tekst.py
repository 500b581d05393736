"""Dates in Dutch words, as `ux.md` 5 asks, without a locale of the machine."""

from __future__ import annotations

from datetime import date, datetime, timedelta

MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
MAANDEN_KORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_UREN_ALS_DAGEN = 72  # from here on people count in days
WEEKDAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def dag_en_maand(dag: date) -> str:
    """Return `24 november`."""
    return f"{dag.day} {MAANDEN[dag.month - 1]}"


def datum(dag: date) -> str:
    """Return `24 november 2026`."""
    return f"{dag_en_maand(dag)} {dag.year}"


def datum_voluit(dag: date) -> str:
    """Return `dinsdag 24 november 2026`."""
    return f"{WEEKDAGEN[dag.weekday()]} {datum(dag)}"


def datum_kort(dag: date, *, vandaag: date) -> str:
    """Return `di 24 nov`, with the year behind it when that is not the year of `vandaag`."""
    kort = f"{WEEKDAGEN[dag.weekday()][:2]} {dag.day} {MAANDEN_KORT[dag.month - 1]}"
    return kort if dag.year == vandaag.year else f"{kort} {dag.year}"


def moment_voluit(moment: datetime) -> str:
    """Return `dinsdag 24 november 2026, 10.45 uur`; the moment is on the clock that people read."""
    return f"{datum_voluit(moment.date())}, {moment.hour}.{moment.minute:02} uur"


def afstand_in_uren(moment: datetime, *, nu: datetime) -> str:
    """Return how far off a moment is: `nog 14 uur`, `nog 25 minuten`, `3 uur te laat`, `4 dagen te laat`.

    It never promises more time than there is: what is left is rounded down.
    """
    rest = moment - nu
    minuten = abs(rest) // timedelta(minutes=1)
    uren = minuten // 60
    if uren >= _UREN_ALS_DAGEN:
        hoeveel = f"{uren // 24} dagen"
    elif uren:
        hoeveel = f"{uren} uur"
    else:
        hoeveel = f"{minuten} {'minuut' if minuten == 1 else 'minuten'}"
    return f"nog {hoeveel}" if rest >= timedelta() else f"{hoeveel} te laat"


def afstand(dag: date, *, vandaag: date) -> str:
    """Return how far off a day is: `vandaag`, `morgen`, `nog 7 dagen`, `3 dagen te laat`."""
    dagen = (dag - vandaag).days
    if dagen == 0:
        return "vandaag"
    if dagen == 1:
        return "morgen"
    if dagen > 1:
        return f"nog {dagen} dagen"
    return f"{-dagen} {'dag' if dagen == -1 else 'dagen'} te laat"
