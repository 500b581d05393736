"""`Wat ziet … van huishouden …?`: the outcome per category with the whole reasoning (domain 5.3).

Every step asks `beslis` again with one thing taken for granted, so the reasoning is that of the decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from modules.inrichting.rules.protocol import (
    Categorie,
    Grond,
    Lezer,
    Mate,
    Matrix,
    Moment,
    Oordeel,
    beslis,
    beste_van,
)
from modules.inrichting.rules.protocol_woorden import INZAGE, functienaam

_ALLES: Final = frozenset({"SKJ", "BIG"})


@dataclass(frozen=True, slots=True)
class Stap:
    """One of the three criteria: met, not met, or not reached."""

    naam: str
    voldaan: bool | None
    tekst: str


@dataclass(frozen=True, slots=True)
class Uitleg:
    """What somebody sees of one category, and why."""

    oordeel: Oordeel
    stappen: tuple[Stap, ...]

    @property
    def categorie(self) -> Categorie:
        """The category this is about."""
        return self.oordeel.categorie

    @property
    def inzage(self) -> str:
        """The key of the component `inzage`."""
        return INZAGE[self.oordeel.mate]

    @property
    def bij(self) -> str:
        """What goes with it: writing, only one's own, one law."""
        delen = ["mag schrijven"] * self.oordeel.schrijft + ["alleen eigen"] * self.oordeel.alleen_eigen
        return ", ".join([*delen, *([f"alleen wet {self.oordeel.wet}"] if self.oordeel.wet else [])])


def leg_uit(
    matrix: Matrix, *, lezers: Sequence[Lezer], moment: Moment, gronden: Iterable[Grond] = ()
) -> tuple[Uitleg, ...]:
    """Return per category the outcome and the three criteria that lead to it.

    :param lezers: the ways in which somebody looks: involved in one function, perhaps not in another.
    """
    met = tuple(gronden)
    return tuple(_leg_uit(matrix, lezers, categorie, moment, met) for categorie in Categorie)


def _leg_uit(
    matrix: Matrix,
    lezers: Sequence[Lezer],
    categorie: Categorie,
    moment: Moment,
    gronden: tuple[Grond, ...],
) -> Uitleg:
    def vraag(wie: Sequence[Lezer], met: tuple[Grond, ...]) -> Oordeel:
        return beste_van(
            [beslis(matrix, lezer=w, categorie=categorie, moment=moment, gronden=met) for w in wie]
        )

    elke = (*gronden, Grond("toestemming", frozenset({categorie}), Mate.ALLES, schrijft=True))
    oordeel = vraag(lezers, gronden)
    if oordeel.is_nood:
        return Uitleg(oordeel, (Stap("Noodtoegang", True, oordeel.reden),))
    betrokken = [replace(lezer, is_betrokken=True) for lezer in lezers]
    bevoegd = [replace(lezer, heeft_geheimhouding=True, registraties=_ALLES) for lezer in betrokken]
    functie, geheim = vraag(bevoegd, elke), vraag(betrokken, elke)
    eerste = _stap("Functie", True, functie, _wie(functie))
    tweede = _stap("Beroepsgeheim en registratie", functie.iets, geheim, "Die staan deze inzage toe.")
    derde = _stap(
        "Betrokken, of een grond", functie.iets and geheim.iets, oordeel, "Dat is zo, of hoeft hier niet."
    )
    return Uitleg(oordeel, (eerste, tweede, derde))


def _wie(oordeel: Oordeel) -> str:
    if oordeel.functie is None:
        return "Dit hoort bij wat is gedeeld."
    return f"Dit hoort bij de taak van een {functienaam(oordeel.functie)}."


def _stap(naam: str, bereikt: bool, oordeel: Oordeel, goed: str) -> Stap:
    if not bereikt:
        return Stap(naam, None, "Niet meer bekeken.")
    return Stap(naam, oordeel.iets, goed if oordeel.iets else oordeel.reden)
