"""Whether two persons are the same person: a score with its reasons, for a human to judge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from keukentafel.values.naam import Naam, delen_van, vergelijkvorm


class Oordeel(StrEnum):
    """What the comparison says."""

    ZEKER = "zeker"
    MISSCHIEN = "misschien"
    NEE = "nee"


@dataclass(frozen=True, slots=True)
class Persoon:
    """What is known of somebody. `bsn` may be any token that is equal for equal numbers."""

    naam: Naam
    geboren: date | None = None
    bsn: str | bytes | None = None
    postcode: str = ""
    huisnummer: str = ""
    telefoon: str = ""


@dataclass(frozen=True, slots=True)
class Gelijkenis:
    """How much two persons look alike, in points and in words. Words never hold a BSN."""

    oordeel: Oordeel
    punten: int
    redenen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Punt:
    punten: int
    reden: str


_MISSCHIEN_VANAF: Final = 6
_ZEKER_VANAF: Final = 9


def vergelijk_personen(een: Persoon, ander: Persoon) -> Gelijkenis:
    """Return whether two records are one person.

    The same BSN is certain, unless everything else differs (a BSN typed at the wrong person); two
    BSNs are two persons, unless everything else is equal. Without a BSN: name, birth, address and
    telephone give points. Twins with different initials are doubtful; a father and a son are two.
    """
    punten = (*_naam(een, ander), *_geboorte(een, ander), *_adres(een, ander))
    totaal = sum(punt.punten for punt in punten)
    redenen = tuple(punt.reden for punt in punten)
    if een.bsn is not None and ander.bsn is not None:
        return _met_bsn(totaal, redenen, gelijk=een.bsn == ander.bsn)
    zonder_tegenspraak = all(punt.punten > 0 for punt in punten)
    if totaal >= _ZEKER_VANAF and zonder_tegenspraak:
        return Gelijkenis(Oordeel.ZEKER, totaal, redenen)
    return Gelijkenis(Oordeel.MISSCHIEN if totaal >= _MISSCHIEN_VANAF else Oordeel.NEE, totaal, redenen)


def _met_bsn(totaal: int, redenen: tuple[str, ...], *, gelijk: bool) -> Gelijkenis:
    if gelijk:
        oordeel = Oordeel.ZEKER if totaal > 0 else Oordeel.MISSCHIEN
        return Gelijkenis(oordeel, totaal, ("hetzelfde BSN", *redenen))
    oordeel = Oordeel.MISSCHIEN if totaal >= _ZEKER_VANAF else Oordeel.NEE
    return Gelijkenis(oordeel, totaal, ("een ander BSN", *redenen))


def _naam(een: Persoon, ander: Persoon) -> tuple[_Punt, ...]:
    return (_achternaam(een.naam, ander.naam), *_voornaam(een.naam, ander.naam))


def _achternaam(een: Naam, ander: Naam) -> _Punt:
    delen_een, delen_ander = delen_van(een.geslachtsnaam), delen_van(ander.geslachtsnaam)
    if delen_een & delen_ander:
        return _Punt(3, "dezelfde achternaam")
    if any(_bijna_gelijk(deel, tegen) for deel in delen_een for tegen in delen_ander):
        return _Punt(2, "bijna dezelfde achternaam")
    return _Punt(-3, "een andere achternaam")


def _voornaam(een: Naam, ander: Naam) -> tuple[_Punt, ...]:
    voor_een, voor_ander = vergelijkvorm(een.voornamen), vergelijkvorm(ander.voornamen)
    if voor_een and voor_ander:
        if voor_een.split()[0] == voor_ander.split()[0]:
            return (_Punt(2, "dezelfde voornaam"),)
        if _bijna_gelijk(voor_een.split()[0], voor_ander.split()[0]):
            return (_Punt(1, "bijna dezelfde voornaam"),)
    letters_een, letters_ander = vergelijkvorm(een.voorletters), vergelijkvorm(ander.voorletters)
    if not letters_een or not letters_ander:
        return ()
    if letters_een[0] != letters_ander[0]:
        return (_Punt(-3, "een andere voorletter"),)
    return () if voor_een and voor_ander else (_Punt(1, "dezelfde voorletter"),)


def _geboorte(een: Persoon, ander: Persoon) -> tuple[_Punt, ...]:
    if een.geboren is None or ander.geboren is None:
        return ()
    if een.geboren == ander.geboren:
        return (_Punt(4, "dezelfde geboortedatum"),)
    if _typefout(een.geboren, ander.geboren):
        return (_Punt(1, "bijna dezelfde geboortedatum"),)
    return (_Punt(-4, "een andere geboortedatum"),)


def _adres(een: Persoon, ander: Persoon) -> tuple[_Punt, ...]:
    punten = []
    plek_een, plek_ander = _plek(een), _plek(ander)
    if plek_een and plek_een == plek_ander:
        punten.append(_Punt(2, "hetzelfde adres"))
    if een.telefoon and een.telefoon == ander.telefoon:
        punten.append(_Punt(1, "hetzelfde telefoonnummer"))
    return tuple(punten)


def _plek(persoon: Persoon) -> str:
    if not persoon.postcode or not persoon.huisnummer:
        return ""
    return vergelijkvorm(f"{persoon.postcode}{persoon.huisnummer}").replace(" ", "")


def _typefout(een: date, ander: date) -> bool:
    if (een.year, een.month, een.day) == (ander.year, ander.day, ander.month):
        return True  # day and month changed places
    anders = sum(a != b for a, b in zip(f"{een:%Y%m%d}", f"{ander:%Y%m%d}", strict=True))
    return anders == 1


def _bijna_gelijk(een: str, ander: str) -> bool:
    """One letter changed, added, left out or swapped with its neighbour; short names must be equal."""
    if een == ander:
        return True
    if min(len(een), len(ander)) < 4 or abs(len(een) - len(ander)) > 1:
        return False
    begin = 0
    while begin < min(len(een), len(ander)) and een[begin] == ander[begin]:
        begin += 1
    rest_een, rest_ander = een[begin:], ander[begin:]
    verwisseld = rest_een[:2] == rest_ander[1::-1] and rest_een[2:] == rest_ander[2:]
    return (
        verwisseld
        or rest_een[1:] == rest_ander[1:]
        or rest_een[1:] == rest_ander
        or rest_een == rest_ander[1:]
    )
