"""The blocks of a text with the depth of each heading, so that no page skips a level. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from keukentafel.values.opmaak import Blok, Bloksoort, blokken


@dataclass(frozen=True, slots=True)
class Tekstblok:
    """A block, and whether it is a heading below another heading."""

    blok: Blok
    is_dieper: bool


def tekstblokken(tekst: str) -> list[Tekstblok]:
    """Return the blocks. A small heading without a larger one before it is as large as that."""
    uit: list[Tekstblok] = []
    onder_kop = False
    for blok in blokken(tekst):
        onder_kop = onder_kop or blok.soort is Bloksoort.KOP
        uit.append(Tekstblok(blok, onder_kop and blok.soort is Bloksoort.TUSSENKOP))
    return uit
