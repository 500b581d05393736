"""Which message a subscription hears: the kenmerken of the message against the filters of the choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

ALLES: Final = ("", "*")
"""A filter with one of these takes any value."""


def past(kenmerken: Mapping[str, str], filters: Mapping[str, str]) -> bool:
    """Tell whether a message has every kenmerk that was asked for. Without filters every message fits."""
    return all(waarde in ALLES or kenmerken.get(naam) == waarde for naam, waarde in filters.items())


def kenmerken_kloppen(kenmerken: Iterable[str], filters: Iterable[str]) -> bool:
    """Tell whether a message carries what its channel says: all of it, or a part, and nothing beside it."""
    gestuurd, bekend = set(kenmerken), set(filters)
    return gestuurd <= bekend or bekend <= gestuurd
