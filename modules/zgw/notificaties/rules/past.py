"""Which message a subscription hears: the kenmerken of the message against the filters of the choice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

ALLES: Final = ("", "*")
"""A filter with one of these takes any value."""
_STREEPJE: Final = re.compile(r"_([a-z])")


def kenmerknaam(naam: str) -> str:
    """Return the name of a kenmerk as messages carry it; others also write `verantwoordelijke_organisatie`."""
    return _STREEPJE.sub(lambda letter: letter[1].upper(), naam)


def past(kenmerken: Mapping[str, str], filters: Mapping[str, str]) -> bool:
    """Tell whether a message has every kenmerk that was asked for. Without filters every message fits."""
    heeft = {kenmerknaam(naam): waarde for naam, waarde in kenmerken.items()}
    return all(waarde in ALLES or heeft.get(kenmerknaam(naam)) == waarde for naam, waarde in filters.items())


def kenmerken_kloppen(kenmerken: Iterable[str], filters: Iterable[str]) -> bool:
    """Tell whether a message carries what its channel says: all of it, or a part, and nothing beside it."""
    gestuurd, bekend = set(map(kenmerknaam, kenmerken)), set(map(kenmerknaam, filters))
    return gestuurd <= bekend or bekend <= gestuurd
