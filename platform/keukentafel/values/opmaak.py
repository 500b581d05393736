"""Read a text with light markup as blocks: a letter, a working document.

Paragraphs, headings (`# `, `## `), lists (`- `) and words of the resident (`> `).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Bloksoort(StrEnum):
    """What a block is."""

    ALINEA = "alinea"
    KOP = "kop"
    TUSSENKOP = "tussenkop"
    LIJST = "lijst"
    WOORDEN = "woorden"


KOPPEN = frozenset({Bloksoort.KOP, Bloksoort.TUSSENKOP})


@dataclass(frozen=True, slots=True)
class Blok:
    """One block: its lines. A list has one line per item, a paragraph one line per line."""

    soort: Bloksoort
    regels: tuple[str, ...]

    @property
    def tekst(self) -> str:
        """Return the words in one piece."""
        return "\n".join(self.regels)


def blokken(tekst: str) -> list[Blok]:
    """Return the blocks of a text. A blank line ends one, and so does another kind of line."""
    gevonden: list[tuple[Bloksoort, list[str]]] = []
    nieuw = True
    for rauw in tekst.replace("\r\n", "\n").split("\n"):
        regel = rauw.strip()
        if not regel:
            nieuw = True
            continue
        soort, woorden = _soort(regel)
        zelfde = gevonden and gevonden[-1][0] == soort and (not nieuw or soort is Bloksoort.LIJST)
        if zelfde and soort not in KOPPEN:
            gevonden[-1][1].append(woorden)
        else:
            gevonden.append((soort, [woorden]))
        nieuw = False
    return [Blok(soort, tuple(regels)) for soort, regels in gevonden]


def _soort(regel: str) -> tuple[Bloksoort, str]:
    for patroon, soort in (
        (r"##+\s+", Bloksoort.TUSSENKOP),
        (r"#\s+", Bloksoort.KOP),
        (r"[-*•]\s+", Bloksoort.LIJST),
        (r">\s*", Bloksoort.WOORDEN),
    ):
        if begin := re.match(patroon, regel):
            return soort, regel[begin.end() :]
    return Bloksoort.ALINEA, regel
