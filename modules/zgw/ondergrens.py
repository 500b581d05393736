"""How open a program may make what the dossier closed.

A program sends a zaak or document back as a whole, often as it read it some time ago. What the dossier closed
meanwhile (a shielded household) would come open again, without anybody having wanted it.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from keukentafel.tenancy.zaaifouten import staat_aan

_grenzen: list[Callable[[UUID], int]] = []


def registreer_ondergrens(grens: Callable[[UUID], int]) -> None:
    """Say how to ask how closed what belongs to a household is at least; the stream knows."""
    _grenzen[:] = [grens]


def niet_opener(*, was: int, wordt: int, huishouden_id: UUID | None) -> int:
    """Return the rank to keep. What was closed enough stays so; what a program made more open is left to it."""
    if huishouden_id is None or wordt >= was or staat_aan("opener_dan_het_dossier"):
        return wordt
    return max([wordt, *(grens for vraag in _grenzen if was >= (grens := vraag(huishouden_id)))])
