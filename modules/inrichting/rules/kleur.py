"""Colours as people see them: OKLCH in and out of sRGB, and the contrast of WCAG 2.2.

Pure. A colour of a gemeente is six hex digits; lightness, chroma and hue let a rule make it
lighter or darker without changing what it looks like.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from math import atan2, cos, degrees, hypot, radians, sin

_HEX = re.compile(r"#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})")


class GeenKleur(ValueError):
    """The text is not a colour in hex digits."""


@dataclass(frozen=True, slots=True)
class Oklch:
    """Lightness 0 to 1, chroma from 0, hue in degrees."""

    licht: float
    chroma: float
    tint: float

    def hex(self) -> str:
        """Return the nearest sRGB colour, with less chroma where the screen cannot show it."""
        kleur = self
        while not _past(_linear(kleur)) and kleur.chroma > 0.0005:
            kleur = replace(kleur, chroma=kleur.chroma * 0.97)
        kanalen = (round(255 * _gamma(min(1.0, max(0.0, k)))) for k in _linear(kleur))
        return "#" + "".join(f"{k:02x}" for k in kanalen)


def lees_hex(tekst: str) -> str:
    """Return `tekst` as ``#rrggbb`` in small letters; takes three digits and a missing ``#``.

    :raises GeenKleur: for anything else.
    """
    gevonden = _HEX.fullmatch(tekst.strip())
    if gevonden is None:
        raise GeenKleur(tekst)
    cijfers = gevonden.group(1).lower()
    if len(cijfers) == 3:
        cijfers = "".join(c * 2 for c in cijfers)
    return "#" + cijfers


def oklch(hex_kleur: str) -> Oklch:
    """Return the OKLCH of a hex colour.

    :raises GeenKleur: when it is not one.
    """
    r, g, b = _kanalen(hex_kleur)
    lange = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    midden = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    korte = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    licht = 0.2104542553 * lange + 0.7936177850 * midden - 0.0040720468 * korte
    a = 1.9779984951 * lange - 2.4285922050 * midden + 0.4505937099 * korte
    z = 0.0259040371 * lange + 0.7827717662 * midden - 0.8086757660 * korte
    return Oklch(licht, hypot(a, z), degrees(atan2(z, a)) % 360)


def contrast(een: str, ander: str) -> float:
    """Return the contrast ratio of two hex colours, 1.0 to 21.0 (WCAG 2.2, relative luminance)."""
    hoog, laag = sorted((_luminantie(een), _luminantie(ander)), reverse=True)
    return (hoog + 0.05) / (laag + 0.05)


def _luminantie(hex_kleur: str) -> float:
    r, g, b = _kanalen(hex_kleur)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def _kanalen(hex_kleur: str) -> tuple[float, float, float]:
    cijfers = lees_hex(hex_kleur)[1:]
    r, g, b = (_lineair(int(cijfers[i : i + 2], 16) / 255) for i in (0, 2, 4))
    return r, g, b


def _lineair(k: float) -> float:
    return k / 12.92 if k <= 0.04045 else ((k + 0.055) / 1.055) ** 2.4


def _gamma(k: float) -> float:
    return 12.92 * k if k <= 0.0031308 else 1.055 * k ** (1 / 2.4) - 0.055


def _linear(kleur: Oklch) -> tuple[float, float, float]:
    a = kleur.chroma * cos(radians(kleur.tint))
    z = kleur.chroma * sin(radians(kleur.tint))
    lange = (kleur.licht + 0.3963377774 * a + 0.2158037573 * z) ** 3
    midden = (kleur.licht - 0.1055613458 * a - 0.0638541728 * z) ** 3
    korte = (kleur.licht - 0.0894841775 * a - 1.2914855480 * z) ** 3
    return (
        4.0767416621 * lange - 3.3077115913 * midden + 0.2309699292 * korte,
        -1.2684380046 * lange + 2.6097574011 * midden - 0.3413193965 * korte,
        -0.0041960863 * lange - 0.7034186147 * midden + 1.7076147010 * korte,
    )


def _past(kanalen: tuple[float, float, float]) -> bool:
    return all(-0.0005 <= k <= 1.0005 for k in kanalen)
