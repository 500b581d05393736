"""Who really looks: during a look of the supplier every line carries the name of who looks along.

The page works with the rights of somebody of the gemeente, but that person did not look. The line says who
did, and for whom: the person of the gemeente who let the supplier in answers for it (NEN 7513).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from keukentafel.tenancy import zaaifouten

SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class Kijker:
    """Somebody of the supplier during a look; `toegelaten_door` let this person in."""

    pk: UUID
    naam: str
    toegelaten_door: Any = None
    inlogwijze: str = "meekijken"
    rollen: frozenset[str] = frozenset({SUPPORT})


_kijker: ContextVar[Kijker | None] = ContextVar("keukentafel_kijker", default=None)


@contextmanager
def als_kijker(kijker: Kijker) -> Iterator[None]:
    """Write every line of this block in the name of who looks along."""
    teken = _kijker.set(kijker)
    try:
        yield
    finally:
        _kijker.reset(teken)


def wie_kijkt_er(by: Any, namens: Any) -> tuple[Any, Any]:
    """Return who did it and who answers for it: the one of the line, or who looks along."""
    kijker = _kijker.get()
    if kijker is None or zaaifouten.staat_aan("inkijk_onder_een_andere_naam"):
        return by, namens
    return kijker, kijker.toegelaten_door
