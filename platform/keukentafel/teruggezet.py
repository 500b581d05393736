"""What a module does again after an older copy of a gemeente took the place of the one in use.

A module registers in its `AppConfig.ready()`; `tenants.uitvoer` runs all steps inside the gemeente, before
it opens again. A step may run twice.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Stap = Callable[[datetime], object]

_stappen: dict[str, Stap] = {}


def registreer_stap(naam: str, stap: Stap) -> None:
    """Add a step; a second one with the same name is a mistake."""
    if naam in _stappen:
        raise ValueError(f"De stap {naam} staat er al.")
    _stappen[naam] = stap


def voer_uit(at: datetime) -> None:
    """Run every step, in the order of registering."""
    for stap in _stappen.values():
        stap(at)
