"""Towards work: wage subsidy, sheltered work, exemption (Participatiewet 9, 10b to 10d). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from modules.dossier.rules.maanden import plus_maanden
from modules.participatie.rules.maat import Maat


@dataclass(frozen=True, slots=True)
class Loonkosten:
    """What an employer gets, in percent of the minimum wage, and when it is looked at again."""

    procent: int
    herzien_op: date
    artikel: str = "Participatiewet, artikel 10d"


def loonkostensubsidie(loonwaarde: int, vastgesteld: date, *, hoogstens: Maat, ritme: Maat) -> Loonkosten:
    """Return the difference between minimum wage and loonwaarde, at most 70 % (10d), reviewed each year.

    :raises ValueError: the loonwaarde is no percentage below the minimum wage.
    """
    if not 0 <= loonwaarde < 100:
        raise ValueError("De loonwaarde ligt tussen 0 en 99 procent van het minimumloon.")
    return Loonkosten(min(100 - loonwaarde, hoogstens.waarde), plus_maanden(vastgesteld, ritme.waarde))


def beschut_opnieuw(begin: date, ritme: Maat) -> date:
    """Return when sheltered work is looked at again: every three years (10b)."""
    return plus_maanden(begin, ritme.waarde)


def ontheffing_klopt(*, van: date, tot: date | None, reden: str) -> str:
    """Return what an exemption misses; empty when it is right (9 lid 2: urgent reasons, and for a time)."""
    if not reden.strip():
        return "Schrijf op welke dringende reden er is (Participatiewet artikel 9 lid 2)."
    if tot is None:
        return (
            "Een ontheffing is tijdelijk. Vul in tot welke dag zij geldt (Participatiewet artikel 9 lid 2)."
        )
    if tot <= van:
        return "De ontheffing eindigt voor zij begint. Kies een latere dag."
    return ""
