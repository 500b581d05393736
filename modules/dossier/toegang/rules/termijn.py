"""Until when: a right that was asked for, an emergency, and its review."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from keukentafel.errors import Refusal
from keukentafel.values.datum_tekst import datum
from keukentafel.values.kalender import Kalender


class EindeKlopt(Refusal):
    """Refuse an end that lies in the past or too far away."""


def einde_van_toegang(tot: date, *, vandaag: date, hoogstens: int) -> date:
    """Return the last day of a right, when it is a day that may be chosen.

    :raises EindeKlopt: before today, or later than the gemeente allows.
    """
    laatste = vandaag + timedelta(days=max(hoogstens, 1))
    if tot < vandaag:
        raise EindeKlopt("Deze dag is al voorbij. Kies vandaag of een latere dag.")
    if tot > laatste:
        raise EindeKlopt(
            f"Toegang duurt hier hoogstens {hoogstens} dagen. Kies een dag tot en met {datum(laatste)}."
        )
    return tot


def einde_van_nood(van: datetime, duurt: timedelta) -> datetime:
    """Return when an emergency ends by itself."""
    return van + duurt


def beoordelen_voor(dag: date, *, werkdagen: int, kalender: Kalender) -> date:
    """Return the last day on which an emergency of `dag` is reviewed in time."""
    return kalender.plus_werkdagen(dag, max(werkdagen, 1))
