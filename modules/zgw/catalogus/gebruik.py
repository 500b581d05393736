"""Whether a type is in use. The register of zaken knows; it registers here, so that types know no zaken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_vragen: list[Callable[[Any], bool]] = []


def registreer_gebruik(vraag: Callable[[Any], bool]) -> None:
    """Add a question: does anything use this version of a type?"""
    _vragen.append(vraag)


def is_in_gebruik(rij: Any) -> bool:
    """Tell whether anything uses this version of a type."""
    return any(vraag(rij) for vraag in _vragen)
