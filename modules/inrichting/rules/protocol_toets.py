"""The ten cases with which a gemeente tests a protocol before it hands it in (domain 5.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from modules.inrichting.rules.protocol import (
    Categorie,
    Functie,
    Grond,
    Lezer,
    Matrix,
    Moment,
    Oordeel,
    beslis,
)
from modules.inrichting.rules.protocol_woorden import INZAGE


@dataclass(frozen=True, slots=True)
class Geval:
    """Somebody who looks at one category at one moment."""

    verhaal: str
    lezer: Lezer
    categorie: Categorie
    moment: Moment = Moment.HULP
    gronden: tuple[Grond, ...] = ()

    def beslis(self, matrix: Matrix) -> Oordeel:
        """Return what the protocol decides about this case."""
        return beslis(
            matrix,
            lezer=self.lezer,
            categorie=self.categorie,
            moment=self.moment,
            gronden=self.gronden,
        )


@dataclass(frozen=True, slots=True)
class Toetsuitkomst:
    """A case with what is decided now, and what would be."""

    geval: Geval
    nu: Oordeel
    straks: Oordeel

    @property
    def is_anders(self) -> bool:
        """Whether somebody would see more or less than now."""
        return _inzage(self.nu) != _inzage(self.straks)

    @property
    def nu_inzage(self) -> str:
        """The key of the component `inzage` for what is decided now."""
        return INZAGE[self.nu.mate]

    @property
    def straks_inzage(self) -> str:
        """The key of the component `inzage` for what would be decided."""
        return INZAGE[self.straks.mate]


def _inzage(oordeel: Oordeel) -> tuple[int, bool, bool]:
    return int(oordeel.mate), oordeel.schrijft, oordeel.alleen_eigen


def toets(nu: Matrix, straks: Matrix) -> tuple[Toetsuitkomst, ...]:
    """Return the ten cases under both versions."""
    return tuple(Toetsuitkomst(geval, geval.beslis(nu), geval.beslis(straks)) for geval in GEVALLEN)


def _lezer(
    functie: Functie,
    *,
    betrokken: bool = True,
    geheim: bool = False,
    registers: frozenset[str] = frozenset(),
    verlopen: Mapping[str, date] | None = None,
) -> Lezer:
    return Lezer(frozenset({functie}), geheim, registers, betrokken, verlopen or {})


def _toestemming(categorie: Categorie) -> tuple[Grond, ...]:
    return (Grond("toestemming", frozenset({categorie}), tekst="Toestemming van de inwoner"),)


GEVALLEN: Final = (
    Geval(
        "Een hulpverlener helpt het gezin en wil lezen wat er over ziekte is besproken.",
        _lezer(Functie.HULPVERLENER, geheim=True),
        Categorie.GEZONDHEID,
    ),
    Geval(
        "Dezelfde hulpverlener kijkt nog eens in het plan, een half jaar nadat de hulp is gestopt.",
        _lezer(Functie.HULPVERLENER, betrokken=False, geheim=True),
        Categorie.PLAN,
        Moment.GESLOTEN,
    ),
    Geval(
        "Een nieuwe hulpverlener helpt mee. Het beroepsgeheim is nog niet vastgelegd.",
        _lezer(Functie.HULPVERLENER),
        Categorie.GEZONDHEID,
    ),
    Geval(
        "Een jeugdprofessional helpt het gezin. De registratie bij SKJ is verlopen.",
        _lezer(Functie.JEUGDPROFESSIONAL, geheim=True),
        Categorie.VEILIGHEID,
    ),
    Geval(
        "Een Wmo-consulent onderzoekt een melding en komt een politiecontact tegen.",
        _lezer(Functie.WMO_CONSULENT),
        Categorie.JUSTITIE,
        Moment.INTAKE,
    ),
    Geval(
        "Een klantmanager Werk en Inkomen begeleidt naar werk en vraagt naar de gezondheid.",
        _lezer(Functie.KLANTMANAGER_WI),
        Categorie.GEZONDHEID,
    ),
    Geval(
        "Dezelfde klantmanager zoekt de werkaantekeningen van de hulpverlener.",
        _lezer(Functie.KLANTMANAGER_WI),
        Categorie.WERKAANTEKENINGEN,
    ),
    Geval(
        "Een teamleider verdeelt het werk en zoekt het adres van een huishouden.",
        _lezer(Functie.TEAMLEIDER, betrokken=False),
        Categorie.IDENTITEIT,
        Moment.INTAKE,
    ),
    Geval(
        "De regisseur bespreekt schulden. De inwoner gaf daarvoor toestemming.",
        _lezer(Functie.REGISSEUR),
        Categorie.GELD,
        Moment.PLAN,
        _toestemming(Categorie.GELD),
    ),
    Geval(
        "De school van een kind vraagt hoe het thuis gaat. Er is geen toestemming.",
        _lezer(Functie.PARTNER, betrokken=False),
        Categorie.LEEFGEBIEDEN,
    ),
)
