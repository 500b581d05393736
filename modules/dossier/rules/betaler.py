"""Who pays for a line of the plan: one household, often more than one purse. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

_BETALER: Final = MappingProxyType(
    {
        "wmo": "gemeente, Wmo",
        "jeugd": "gemeente, Jeugdwet",
        "participatie": "gemeente, Participatiewet",
        "wgs": "gemeente, schuldhulpverlening",
        "zvw": "zorgverzekeraar, Zorgverzekeringswet",
        "wlz": "zorgkantoor, Wet langdurige zorg",
        "onderwijs": "school, passend onderwijs",
    }
)


def betaler(wet: str) -> str:
    """Return who pays for help under this law, in words; empty when nobody has to."""
    return _BETALER.get(wet, "")


def per_betaler(regels: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """Group the lines of a plan, as (law, what), by who pays; in the order in which the payers appear."""
    groepen: dict[str, list[str]] = {}
    for wet, wat in regels:
        if wie := betaler(wet):
            groepen.setdefault(wie, []).append(wat)
    return list(groepen.items())
