"""Telephone numbers in the forms Dutch people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from keukentafel.values.ongeldig import OngeldigeWaarde

# Area codes of three digits; every other geographic code has four.
_KORTE_NETNUMMERS = re.compile(r"0(?:1[035]|2[0346]|3[03568]|4[0356]|5[0358]|7[0-9])")
_SERVICE = ("0800", "0900", "0906", "0909")
_NEDERLAND = re.compile(r"0[1-9]\d{8}")
_SERVICENUMMER = re.compile(r"0(?:800|900|906|909)\d{4}(?:\d{3})?")
_GEMEENTE = re.compile(r"140\d{2,3}")
_BUITENLAND = re.compile(r"\+[1-9]\d{6,14}")
_LANDCODE = re.compile(r"(?:\+|00)310?|31(?=[1-9]\d{8}$)")


class OngeldigTelefoonnummer(OngeldigeWaarde):
    """Refuse a telephone number."""


@dataclass(frozen=True, slots=True)
class Telefoonnummer:
    """A telephone number, shown as `06 12 34 56 78`.

    Takes `+31`, `0031`, `(0)`, hyphens, dots and slashes, a number whose leading zero a spreadsheet
    lost, the 14-numbers of gemeenten, 0800 and 0900, and foreign numbers with `+`.
    `nummer` holds the national digits, or a foreign number with `+`; it is what to search on.

    :raises OngeldigTelefoonnummer: nobody can be called on it.
    """

    nummer: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "nummer", _normaal(self.nummer))

    @property
    def is_mobiel(self) -> bool:
        """Whether it is a Dutch mobile number."""
        return self.nummer.startswith("06")

    @property
    def link(self) -> str:
        """The form for a `tel:` link."""
        if self.nummer.startswith("+") or not _NEDERLAND.fullmatch(self.nummer):
            return self.nummer
        return "+31" + self.nummer[1:]

    def __str__(self) -> str:
        return " ".join(_groepen(self.nummer))


def _normaal(getypt: str) -> str:
    kaal = re.sub(r"[\s.\-/\u2010-\u2015\u00a0]+", "", str(getypt))
    if not kaal:
        raise OngeldigTelefoonnummer("Vul het telefoonnummer in.")
    kaal = re.sub(r"[()]", "", kaal.replace("(0)", ""))
    nummer = "0" + kaal[landcode.end() :] if (landcode := _LANDCODE.match(kaal)) else kaal
    nummer = "+" + nummer[2:] if nummer.startswith("00") else nummer
    nummer = "0" + nummer if re.fullmatch(r"[1-9]\d{8}", nummer) else nummer
    if not nummer.isascii() or not _bestaat(nummer):
        raise OngeldigTelefoonnummer(_uitleg(nummer))
    return nummer


def _bestaat(nummer: str) -> bool:
    if nummer.startswith(_SERVICE):
        return bool(_SERVICENUMMER.fullmatch(nummer))
    vormen = (_NEDERLAND, _GEMEENTE, _BUITENLAND)
    return any(vorm.fullmatch(nummer) for vorm in vormen)


def _uitleg(nummer: str) -> str:
    if re.fullmatch(r"\+?[0-9]+", nummer):
        return (
            "Dit telefoonnummer klopt niet. Een nummer heeft 10 cijfers. "
            "Kijk of er een cijfer ontbreekt of te veel staat."
        )
    return "Dit telefoonnummer klopt niet. Schrijf alleen cijfers, zoals 06 12 34 56 78."


def _groepen(nummer: str) -> list[str]:
    if nummer.startswith("+"):
        return [nummer]
    if nummer.startswith("06"):
        return [nummer[:2], *_per_twee(nummer[2:])]
    if nummer.startswith("14"):
        return [nummer[:2], nummer[2:]]
    if nummer.startswith(_SERVICE):
        return [nummer[:4], *_rest(nummer[4:])]
    lengte = 3 if _KORTE_NETNUMMERS.match(nummer) or nummer.startswith(("08", "09")) else 4
    return [nummer[:lengte], *_rest(nummer[lengte:])]


def _rest(cijfers: str) -> list[str]:
    if len(cijfers) == 7:
        return [cijfers[:3], cijfers[3:5], cijfers[5:]]
    return [cijfers] if len(cijfers) == 4 else _per_twee(cijfers)


def _per_twee(cijfers: str) -> list[str]:
    return [cijfers[n : n + 2] for n in range(0, len(cijfers), 2)]
