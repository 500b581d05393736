"""Comparing measurements of the Zelfredzaamheid-Matrix (domain 3.2, 6.1; F040)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from modules.inrichting.codelijsten import Verandering
from modules.inrichting.leefgebieden import ZrmVersie, vergelijkbaar

DAGEN_TUSSEN_METINGEN: Final = 30  # below it a shift says more about the week than about the help
HOUDBAARHEID_DAGEN: Final = 30  # older information is normally not used for a score
ERNSTIG: Final = 2  # levels 1 and 2


@dataclass(frozen=True, slots=True)
class Meting:
    """One measurement of one person: level per domain, or none where it was not assessed."""

    versie: ZrmVersie
    datum: date
    scores: Mapping[str, int | None]

    def niveau(self, code: str) -> int | None:
        """Return the level of a domain, or none."""
        return self.scores.get(code)

    @property
    def aantal_beoordeeld(self) -> int:
        """How many domains of the version have a level."""
        return sum(self.niveau(code) is not None for code in self.versie.codes)

    @property
    def is_compleet(self) -> bool:
        """Whether every domain has a level."""
        return self.aantal_beoordeeld == len(self.versie)

    @property
    def volledigheid(self) -> str:
        """How complete it is, in words: `9 van 11 gebieden`."""
        return f"{self.aantal_beoordeeld} van {len(self.versie)} gebieden"

    @property
    def ernstige_gebieden(self) -> tuple[str, ...]:
        """The domains at level 1 or 2, in the order of the version."""
        return tuple(code for code in self.versie.codes if (self.niveau(code) or ERNSTIG + 1) <= ERNSTIG)


@dataclass(frozen=True, slots=True)
class Regel:
    """One domain of a comparison. Without `verandering` it cannot be compared; `waarom_niet` says why."""

    code: str
    label: str
    eerst: int | None
    nu: int | None
    verandering: Verandering | None
    waarom_niet: str = ""
    ongeveer: bool = False

    @property
    def verschil(self) -> int | None:
        """How many levels up or down."""
        return (
            None
            if self.verandering is None or self.eerst is None or self.nu is None
            else self.nu - self.eerst
        )


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """Two measurements of one person side by side."""

    regels: tuple[Regel, ...]
    dagen_ertussen: int
    zelfde_versie: bool

    def aantal(self, verandering: Verandering) -> int:
        """Count the domains that went this way."""
        return sum(regel.verandering == verandering for regel in self.regels)

    @property
    def telt_als_resultaat(self) -> bool:
        """Whether the shift counts for the indicator: same version and at least 30 days apart."""
        return self.zelfde_versie and self.dagen_ertussen >= DAGEN_TUSSEN_METINGEN

    @property
    def zin(self) -> str:
        """The comparison in words: `2 beter, 1 slechter, 8 gelijk`."""
        if not any(regel.verandering for regel in self.regels):
            return "Er is niets om te vergelijken."
        soorten = (Verandering.BETER, Verandering.SLECHTER, Verandering.GELIJK)
        return ", ".join(
            f"{self.aantal(soort)} {soort.label.lower()}" for soort in soorten if self.aantal(soort)
        )

    @property
    def opmerking(self) -> str:
        """What to know when reading it; empty when there is nothing."""
        if not self.zelfde_versie:
            return "De metingen gebruiken een andere versie. Alleen gelijke gebieden staan naast elkaar."
        if self.dagen_ertussen < DAGEN_TUSSEN_METINGEN:
            return (
                f"Er zitten {self.dagen_ertussen} dagen tussen de metingen. "
                f"Vanaf {DAGEN_TUSSEN_METINGEN} dagen telt het verschil mee."
            )
        return ""


def vergelijk(eerst: Meting, nu: Meting) -> Vergelijking:
    """Return the change per domain of the later measurement, in the order of its version.

    Only equal domains compare between versions: a domain that was split has no counterpart.

    :raises ValueError: `nu` is earlier than `eerst`.
    """
    if nu.datum < eerst.datum:
        raise ValueError("De tweede meting ligt voor de eerste.")
    paren = {paar.nu: paar for paar in vergelijkbaar(eerst.versie, nu.versie)}
    regels = []
    for leefgebied in nu.versie.leefgebieden:
        paar = paren.get(leefgebied.code)
        was = eerst.niveau(paar.eerst) if paar else None
        is_nu = nu.niveau(leefgebied.code)
        verandering = None if was is None or is_nu is None else _verandering(was, is_nu)
        waarom_niet = "" if verandering else _waarom_niet(was, is_nu, heeft_paar=paar is not None)
        ongeveer = paar is not None and paar.ongeveer
        regels.append(
            Regel(leefgebied.code, leefgebied.label, was, is_nu, verandering, waarom_niet, ongeveer)
        )
    return Vergelijking(tuple(regels), (nu.datum - eerst.datum).days, eerst.versie == nu.versie)


def daling(vergelijking: Vergelijking, *, drempel: int = 1) -> tuple[Regel, ...]:
    """Return the domains that dropped at least `drempel` levels: during a waakvlam a reason to call."""
    return tuple(regel for regel in vergelijking.regels if (regel.verschil or 0) <= -drempel)


def is_verouderd(informatie_van: date, meting_op: date) -> bool:
    """Return whether the information behind a score is older than 30 days."""
    return (meting_op - informatie_van).days > HOUDBAARHEID_DAGEN


def _verandering(was: int, is_nu: int) -> Verandering:
    if is_nu == was:
        return Verandering.GELIJK
    return Verandering.BETER if is_nu > was else Verandering.SLECHTER


def _waarom_niet(was: int | None, is_nu: int | None, *, heeft_paar: bool) -> str:
    if not heeft_paar:
        return "Dit gebied bestond niet in de vorige versie."
    if was is None and is_nu is None:
        return "Beide keren niet beoordeeld."
    return "De vorige keer niet beoordeeld." if was is None else "Nu niet beoordeeld."
