"""What other rooms put on `/toezicht`: each hands in a function that returns one panel, or none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Regel:
    """One line: what it is, something beside it, and where it leads."""

    tekst: str
    noot: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Deel:
    """One panel. `leeg` is what stands there when there are no lines."""

    kop: str
    id: str
    regels: list[Regel] = field(default_factory=list)
    leeg: str = "Niets."
    noot: str = ""
    volgorde: int = 50


Maker = Callable[[Any], Deel | None]
_makers: dict[str, Maker] = {}


def registreer_deel(maker: Maker) -> None:
    """Hand in a panel: a function of who looks, one query at most. The same function twice is one panel."""
    _makers[f"{maker.__module__}.{maker.__qualname__}"] = maker


def delen(gebruiker: Any) -> list[Deel]:
    """Return the panels of other rooms for this person, in their order."""
    gemaakt = [deel for maker in _makers.values() if (deel := maker(gebruiker)) is not None]
    return sorted(gemaakt, key=lambda deel: (deel.volgorde, deel.kop))
