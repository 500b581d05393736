"""What differs between two versions of a text, line by line. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Regelsoort(StrEnum):
    """What became of a line."""

    GELIJK = "gelijk"
    WEG = "weg"
    ERBIJ = "erbij"


@dataclass(frozen=True, slots=True)
class Tekstregel:
    """A line of either text."""

    soort: Regelsoort
    tekst: str


def regelverschil(was: str, wordt: str) -> tuple[Tekstregel, ...]:
    """Return all lines in their order; a line that changed is one that goes and one that comes. No blank lines."""
    links, rechts = _regels(was), _regels(wordt)
    stappen = SequenceMatcher(None, links, rechts, autojunk=False).get_opcodes()
    return tuple(
        regel
        for wat, van, tot, daar, einde in stappen
        for regel in _stap(wat, links[van:tot], rechts[daar:einde])
    )


def _regels(tekst: str) -> list[str]:
    return [regel.strip() for regel in tekst.splitlines() if regel.strip()]


def _stap(wat: str, links: list[str], rechts: list[str]) -> Iterator[Tekstregel]:
    if wat == "equal":
        yield from (Tekstregel(Regelsoort.GELIJK, regel) for regel in links)
        return
    yield from (Tekstregel(Regelsoort.WEG, regel) for regel in links)
    yield from (Tekstregel(Regelsoort.ERBIJ, regel) for regel in rechts)
