"""Durations as people write them: `8 weken`. The standard has `P8W`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_WOORDEN: Final[Mapping[str, tuple[str, str]]] = {
    "D": ("dag", "dagen"), "W": ("week", "weken"), "M": ("maand", "maanden"), "Y": ("jaar", "jaar"),
}  # fmt: skip
_LETTER: Final = {
    woord: letter for letter, woorden in _WOORDEN.items() for woord in (*woorden, woorden[0] + "en")
} | {
    "jaren": "Y",
}
_ISO: Final = re.compile(r"P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?")
_ENKEL: Final = re.compile(r"P(\d{1,4})([DWMY])")
_GEWOON: Final = re.compile(r"(\d{1,4})\s*([a-z]+)")


def naar_iso(tekst: str) -> str:
    """Return a duration as the standard writes it; empty stays empty.

    :raises ValueError: it is no duration.
    """
    schoon = tekst.strip()
    if not schoon or _ISO.fullmatch(schoon.upper()):
        return schoon.upper()
    gevonden = _GEWOON.fullmatch(schoon.lower())
    if gevonden is None or gevonden[2] not in _LETTER:
        raise ValueError(tekst)
    return f"P{gevonden[1]}{_LETTER[gevonden[2]]}"


def in_woorden(iso: str) -> str:
    """Return a duration in words where it is one number; else as the standard has it."""
    gevonden = _ENKEL.fullmatch(iso)
    if gevonden is None:
        return iso
    een, meer = _WOORDEN[gevonden[2]]
    return f"{int(gevonden[1])} {een if int(gevonden[1]) == 1 else meer}"
