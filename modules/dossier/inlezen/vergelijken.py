"""Who may be one and the same: facts of two persons in, a reason out. No database, no threshold on screen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from keukentafel.values.naam import delen_van, vergelijkvorm


@dataclass(frozen=True, slots=True)
class Kenmerken:
    """What two mentions of a person are compared by. `bsn` is a fingerprint or the number, never shown."""

    achternaam: str
    voornamen: str
    voorletters: str
    geboortedatum: date | None
    bsn: bytes | str
    adres: str


@dataclass(frozen=True, slots=True)
class Gelijkenis:
    """Why two may be one; `is_zeker` when a BSN says so and nothing speaks against it."""

    reden: str
    is_zeker: bool = False


def vergelijk(een: Kenmerken, ander: Kenmerken) -> Gelijkenis | None:
    """Return why these two may be one person, or None when they are clearly two."""
    if een.bsn and ander.bsn:
        return _met_bsn(een, ander)
    if not naam_lijkt(een.achternaam, ander.achternaam) or voornaam_verschilt(een, ander):
        return None
    naam = (
        "dezelfde naam"
        if vergelijkvorm(een.achternaam) == vergelijkvorm(ander.achternaam)
        else "een naam die erop lijkt"
    )
    if een.geboortedatum and ander.geboortedatum:
        return (
            Gelijkenis(f"Dezelfde geboortedatum en {naam}.")
            if een.geboortedatum == ander.geboortedatum
            else None
        )
    if een.adres and een.adres == ander.adres:
        return Gelijkenis(f"Hetzelfde adres en {naam}; een geboortedatum ontbreekt.")
    return None


def _met_bsn(een: Kenmerken, ander: Kenmerken) -> Gelijkenis | None:
    if een.bsn != ander.bsn:
        return None
    if een.geboortedatum and ander.geboortedatum and een.geboortedatum != ander.geboortedatum:
        return Gelijkenis("Hetzelfde BSN, maar een andere geboortedatum.")
    if not naam_lijkt(een.achternaam, ander.achternaam) and voornaam_verschilt(een, ander):
        return Gelijkenis("Hetzelfde BSN, maar een andere naam.")
    return Gelijkenis("Hetzelfde BSN.", is_zeker=True)


def naam_lijkt(een: str, ander: str) -> bool:
    """Whether two surnames are alike: a name in common, one slip of the pen, or mostly the same letters."""
    vorm, andere = vergelijkvorm(een), vergelijkvorm(ander)
    if not vorm or not andere:
        return False
    if vorm == andere or delen_van(een) & delen_van(ander):
        return True
    return (min(len(vorm), len(andere)) >= 4 and _een_verschrijving(vorm, andere)) or _drieletters(
        vorm, andere
    ) >= 0.6


def voornaam_verschilt(een: Kenmerken, ander: Kenmerken) -> bool:
    """Whether the given names say that these are two people; unknown ones say nothing."""
    begin, ander_begin = (vergelijkvorm(p.voornamen or p.voorletters)[:1] for p in (een, ander))
    if not begin or not ander_begin:
        return False
    if een.voornamen and ander.voornamen:
        eerste, andere = (vergelijkvorm(p.voornamen).split()[0] for p in (een, ander))
        if min(len(eerste), len(andere)) >= 3:
            return not (
                eerste.startswith(andere) or andere.startswith(eerste) or _een_verschrijving(eerste, andere)
            )
    return begin != ander_begin


def _een_verschrijving(een: str, ander: str) -> bool:
    """Whether one letter too many, too few, another, or two swapped is all the difference."""
    if abs(len(een) - len(ander)) > 1:
        return False
    begin = next(
        (n for n, (a, b) in enumerate(zip(een, ander, strict=False)) if a != b), min(len(een), len(ander))
    )
    rest, andere = een[begin:], ander[begin:]
    gewisseld = (
        len(rest) > 1
        and len(andere) > 1
        and rest[0] == andere[1]
        and rest[1] == andere[0]
        and rest[2:] == andere[2:]
    )
    return gewisseld or rest[1:] == andere[1:] or rest[1:] == andere or rest == andere[1:]


def _drieletters(een: str, ander: str) -> float:
    delen, andere = (
        {f"  {woord} "[n : n + 3] for woord in re.findall(r"\w+", tekst) for n in range(len(woord) + 1)}
        for tekst in (een, ander)
    )
    return len(delen & andere) / len(delen | andere)
