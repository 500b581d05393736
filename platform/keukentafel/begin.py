"""What a new gemeente begins with. The floors above hand in their part; nothing here knows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Begin:
    """The facts a part needs: the chosen variant and the first administrator."""

    variant: str
    beheerder_naam: str
    beheerder_email: str
    at: datetime


class Beginstap(Protocol):
    """Fill the new, empty schema; runs inside its scope, in a transaction of its own."""

    def __call__(self, begin: Begin) -> Any: ...


_stappen: dict[str, Beginstap] = {}


def registreer_beginstap(stap: str, functie: Beginstap) -> None:
    """Hand in the part of one step (`inrichting`, `woorden`, `beheerder`); an app does so in `ready()`."""
    _stappen[stap] = functie


def beginstap(stap: str) -> Beginstap | None:
    """Return the part of a step, or None when no module handed one in."""
    return _stappen.get(stap)


_aanvullingen: dict[str, Callable[[datetime], Any]] = {}


def registreer_aanvulling(naam: str, functie: Callable[[datetime], Any]) -> None:
    """Hand in content that every gemeente has: a new one from its first day, another after an update.

    It runs inside the scope of the gemeente each time, so it makes only what is not there.
    """
    _aanvullingen[naam] = functie


def vul_aan(at: datetime) -> None:
    """Bring the content of the gemeente of this scope up to date."""
    for functie in _aanvullingen.values():
        functie(at)
