"""How plain a letter is: which sentences are too hard for language level B1, and why (F071).

A sentence fails on what makes reading hard: too long, a hard word that has a plainer one, the passive
voice, a very long compound, an unknown abbreviation. The words of a resident are never judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from keukentafel.values.opmaak import KOPPEN, Bloksoort, blokken
from modules.dossier.brieven.rules.woordenlijst import (
    bekende_afkortingen,
    bekende_lange_woorden,
    geen_deelwoorden,
    moeilijk,
    patroon,
)

HOOGSTENS_WOORDEN = 20
"""More words than this in one sentence are too many at B1."""
GEMIDDELD_WOORDEN = 15
LANG_WOORD = 17
"""As long as this, a compound is read letter by letter."""
_B1, _B2 = 10, 35
_EINDE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-ZÀ-Ý0-9])")
_AFKORTING = re.compile(
    r"\b(?:bijv|art|nr|dhr|mevr|mw|drs|mr|ing|ir|prof|tel|blz|ca|enz|evt|incl|excl|resp|[a-z])\.$", re.I
)
_WOORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_WORDEN = frozenset({"word", "wordt", "worden", "werd", "werden"})
_DEELWOORD = re.compile(
    r"(?:(?:aan|af|bij|door|in|mee|na|om|onder|op|over|samen|terug|toe|uit|vast|voor|weg|weer)?ge\w{2,}(?:d|t|en)"
    r"|(?:be|ver|ont|her|over|onder)\w{2,}(?:d|t|eld)"
    r"|besproken|verzonden|ontvangen|besloten|begonnen|bewezen|vergeten|verloren|onderzocht|voorgeschreven)"
)


class Waarom(StrEnum):
    """Why a sentence fails."""

    LENGTE = "lengte"
    MOEILIJK = "moeilijk"
    LIJDEND = "lijdend"
    SAMENSTELLING = "samenstelling"
    AFKORTING = "afkorting"


@dataclass(frozen=True, slots=True)
class Reden:
    """One thing that makes a sentence hard: the words it is about, and what to do."""

    waarom: Waarom
    uitleg: str
    woord: str = ""


@dataclass(frozen=True, slots=True)
class Zin:
    """A sentence that fails, and why."""

    tekst: str
    redenen: tuple[Reden, ...]


@dataclass(frozen=True, slots=True)
class Taaloordeel:
    """The level of a text, and the sentences that keep it from B1."""

    niveau: str
    zinnen: tuple[Zin, ...]
    aantal: int
    gemiddeld: float

    @property
    def is_b1(self) -> bool:
        """Whether most people can read it."""
        return self.niveau == "B1"

    @property
    def score(self) -> int:
        """Return how many of a hundred sentences are plain."""
        return 100 if not self.aantal else round(100 * (self.aantal - len(self.zinnen)) / self.aantal)

    @property
    def uitkomst(self) -> str:
        """Return the outcome in one sentence."""
        if not self.aantal:
            return "Er staat nog geen tekst."
        if not self.zinnen:
            return f"Alle {self.aantal} zinnen zijn duidelijk." if self.aantal > 1 else "De zin is duidelijk."
        moeilijk_ = "1 zin is" if len(self.zinnen) == 1 else f"{len(self.zinnen)} zinnen zijn"
        return f"{moeilijk_} te moeilijk, van de {self.aantal}."


def score(tekst: str) -> Taaloordeel:
    """Judge a text in the marks of a letter. Headings are read for hard words only."""
    aantal = lengte = 0
    gezakt = []
    for zin, is_kop in zinnen_van(tekst):
        woorden = _WOORD.findall(zin)
        if not woorden:
            continue
        redenen = tuple(_redenen(zin, woorden, is_kop=is_kop))
        if not is_kop:
            aantal += 1
            lengte += len(woorden)
        elif redenen:
            aantal += 1
        if redenen:
            gezakt.append(Zin(zin, redenen))
    gemiddeld = lengte / aantal if aantal else 0.0
    return Taaloordeel(_niveau(len(gezakt), aantal, gemiddeld), tuple(gezakt), aantal, round(gemiddeld, 1))


def zinnen_van(tekst: str) -> Iterator[tuple[str, bool]]:
    """Yield every sentence and whether it is a heading; what a resident said is left out."""
    for blok in blokken(tekst):
        if blok.soort is Bloksoort.WOORDEN:
            continue
        for regel in blok.regels:
            if blok.soort in KOPPEN:
                yield regel, True
            else:
                yield from ((zin, False) for zin in _knip(regel))


def _knip(regel: str) -> Iterator[str]:
    begin = ""
    for stuk in _EINDE.split(regel):
        heel = f"{begin} {stuk}".strip()
        if _AFKORTING.search(heel):
            begin = heel
            continue
        begin = ""
        if heel:
            yield heel
    if begin:
        yield begin


def _niveau(gezakt: int, aantal: int, gemiddeld: float) -> str:
    aandeel = 100 * gezakt / aantal if aantal else 0
    if aandeel <= _B1 and gemiddeld <= GEMIDDELD_WOORDEN:
        return "B1"
    return "B2" if aandeel <= _B2 and gemiddeld <= HOOGSTENS_WOORDEN else "C1"


def _redenen(zin: str, woorden: list[str], *, is_kop: bool) -> Iterator[Reden]:
    if not is_kop and len(woorden) > HOOGSTENS_WOORDEN:
        yield Reden(
            Waarom.LENGTE,
            f"Deze zin heeft {len(woorden)} woorden. Maak er twee zinnen van, elk hooguit 15 woorden.",
        )
    for gevonden in dict.fromkeys(patroon().findall(zin)):
        beter = moeilijk().get(gevonden.casefold())
        if beter:
            yield Reden(Waarom.MOEILIJK, f"Schrijf liever: {beter}.", gevonden)
    if not is_kop:
        yield from _lijdend(woorden)
    for woord in dict.fromkeys(woorden):
        yield from _vorm(woord)


def _lijdend(woorden: list[str]) -> Iterator[Reden]:
    klein = [woord.casefold() for woord in woorden]
    hulp = next((woorden[i] for i, woord in enumerate(klein) if woord in _WORDEN), "")
    deel = next(
        (
            woorden[i]
            for i, woord in enumerate(klein)
            if _DEELWOORD.fullmatch(woord) and woord not in geen_deelwoorden()
        ),
        "",
    )
    if hulp and deel:
        yield Reden(Waarom.LIJDEND, "Zeg wie het doet. Zoals: wij sturen u een brief.", f"{hulp} … {deel}")


def _vorm(woord: str) -> Iterator[Reden]:
    klein = woord.casefold()
    if len(woord) >= LANG_WOORD and "-" not in woord and klein not in bekende_lange_woorden():
        yield Reden(
            Waarom.SAMENSTELLING, "Dit woord is lang. Knip het in losse woorden, of leg het uit.", woord
        )
    if woord.isupper() and 2 <= len(woord) <= 6 and klein not in bekende_afkortingen():
        yield Reden(Waarom.AFKORTING, "Schrijf voluit waar deze letters voor staan.", woord)
