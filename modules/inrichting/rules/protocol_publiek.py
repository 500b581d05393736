"""The public page `Wie mag wat zien`, made by asking the decision itself (F079, N04).

Nothing here reads a cell of the matrix. Each line is what `beslis` answers to somebody who meets every
condition, and what it answers when one condition is taken away. So the page cannot promise a resident
anything else than what the screens of the staff do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from modules.inrichting.rules.protocol import (
    ALLE_MOMENTEN,
    Categorie,
    Functie,
    Grond,
    Lezer,
    Mate,
    Matrix,
    Moment,
    Voorwaarde,
    beslis,
)
from modules.inrichting.rules.protocol_woorden import BEROEPEN, TAKEN, Beroep, in_zin

_REGISTERS: Final = ("SKJ", "BIG")
_WETTEN: Final = {"participatie": "de Participatiewet", "jeugd": "de Jeugdwet", "wmo": "de Wmo 2015"}
_MATE: Final = {
    Mate.BESTAAT: "Weet alleen dat het er is",
    Mate.SAMENVATTING: "Leest een samenvatting",
    Mate.ALLES: "Leest alles",
}
_WANNEER: Final = {
    Voorwaarde.ALTIJD: "Altijd, ook als deze persoon u niet helpt.",
    Voorwaarde.BETROKKEN: "Alleen als deze persoon bij uw hulp betrokken is.",
    Voorwaarde.GROND: "Alleen als u toestemming gaf, of als er een andere grond is vastgelegd.",
    Voorwaarde.EIGEN: "Alleen wat deze persoon zelf schreef of zelf doet.",
}
_WANNEER_INWONER: Final = {
    **_WANNEER,
    Voorwaarde.BETROKKEN: "Alleen als het over uw eigen huishouden gaat.",
}


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What the decision does for one function, category and moment, under every condition."""

    mate: Mate
    schrijft: bool
    voorwaarde: Voorwaarde
    geheim: bool
    registers: tuple[str, ...]
    wet: str
    grond: str


@dataclass(frozen=True, slots=True)
class Groep:
    """Categories that one function sees in the same way, at the same moments."""

    functie: Functie
    uitkomst: Uitkomst
    momenten: frozenset[Moment]
    categorieen: tuple[Categorie, ...]

    @property
    def kop(self) -> str:
        """How much is seen: `Leest alles en mag erbij schrijven`."""
        return _MATE[self.uitkomst.mate] + (" en mag erbij schrijven" if self.uitkomst.schrijft else "")

    @property
    def wanneer(self) -> tuple[str, ...]:
        """Every condition as a sentence of its own."""
        is_inwoner = BEROEPEN[self.functie] is Beroep.INWONER
        zinnen = [(_WANNEER_INWONER if is_inwoner else _WANNEER)[self.uitkomst.voorwaarde]]
        if self.uitkomst.geheim:
            zinnen.append("Alleen als het beroepsgeheim van deze persoon is vastgelegd.")
        zinnen += [f"Alleen met een geldige registratie bij {r}." for r in self.uitkomst.registers]
        if self.uitkomst.wet:
            zinnen.append(f"Alleen wat onder {_WETTEN.get(self.uitkomst.wet, self.uitkomst.wet)} valt.")
        if self.momenten != ALLE_MOMENTEN:
            fasen = ", ".join(in_zin(moment.label) for moment in Moment if moment in self.momenten)
            zinnen.append(f"Alleen in deze fasen: {fasen}.")
        return tuple(zinnen)


@dataclass(frozen=True, slots=True)
class Functiedeel:
    """One function on the page: what this person does, sees, and does not see."""

    functie: Functie
    groepen: tuple[Groep, ...]
    niets: tuple[Categorie, ...]

    @property
    def beroep(self) -> Beroep:
        """The kind of profession."""
        return BEROEPEN[self.functie]

    @property
    def taak(self) -> str:
        """What this person does."""
        return TAKEN[self.functie]


@dataclass(frozen=True, slots=True)
class Publicatie:
    """The content of the page, of one version."""

    versie: int
    functies: tuple[Functiedeel, ...]
    zien_niets: tuple[Functie, ...]
    niemand: tuple[Categorie, ...]
    alleen_schrijver: tuple[Categorie, ...]
    nood: tuple[Categorie, ...]
    hoort_erbij: tuple[Categorie, ...]


def maak_publicatie(matrix: Matrix) -> Publicatie:
    """Return the page of this version: per function, in the order of the matrix."""
    delen = tuple(_functiedeel(matrix, functie) for functie in Functie)
    gezien = {c: [g for deel in delen for g in deel.groepen if c in g.categorieen] for c in Categorie}
    return Publicatie(
        versie=matrix.versie,
        functies=tuple(deel for deel in delen if deel.groepen),
        zien_niets=tuple(deel.functie for deel in delen if not deel.groepen),
        niemand=tuple(c for c, groepen in gezien.items() if not groepen),
        alleen_schrijver=tuple(
            c
            for c, groepen in gezien.items()
            if groepen and all(groep.uitkomst.voorwaarde is Voorwaarde.EIGEN for groep in groepen)
        ),
        nood=tuple(_nood(matrix)),
        hoort_erbij=tuple(_hoort_erbij(matrix)),
    )


def _functiedeel(matrix: Matrix, functie: Functie) -> Functiedeel:
    groepen: dict[tuple[Uitkomst, frozenset[Moment]], list[Categorie]] = {}
    niets = []
    for categorie in Categorie:
        per_uitkomst: dict[Uitkomst, set[Moment]] = {}
        for moment in Moment:
            uitkomst = vraag(matrix, functie, categorie, moment)
            if uitkomst is not None:
                per_uitkomst.setdefault(uitkomst, set()).add(moment)
        if not per_uitkomst:
            niets.append(categorie)
        for uitkomst, momenten in per_uitkomst.items():
            groepen.setdefault((uitkomst, frozenset(momenten)), []).append(categorie)
    gemaakt = [Groep(functie, u, momenten, tuple(c)) for (u, momenten), c in groepen.items()]
    gemaakt.sort(key=lambda groep: (-groep.uitkomst.mate, not groep.uitkomst.schrijft))
    return Functiedeel(functie, tuple(gemaakt), tuple(niets))


def vraag(matrix: Matrix, functie: Functie, categorie: Categorie, moment: Moment) -> Uitkomst | None:
    """Ask the decision what this function sees under which conditions; None when never anything."""
    vol = Lezer(frozenset({functie}), True, frozenset(_REGISTERS), is_betrokken=True)
    gronden = (Grond("toestemming", frozenset({categorie}), Mate.ALLES, schrijft=True),)

    def ziet(lezer: Lezer, met: tuple[Grond, ...] = gronden) -> bool:
        return beslis(matrix, lezer=lezer, categorie=categorie, moment=moment, gronden=met).iets

    beste = beslis(matrix, lezer=vol, categorie=categorie, moment=moment, gronden=gronden)
    if not beste.iets:
        return None
    if beste.alleen_eigen:
        voorwaarde = Voorwaarde.EIGEN
    elif not ziet(vol, ()):
        voorwaarde = Voorwaarde.GROND
    elif ziet(replace(vol, is_betrokken=False), ()):
        voorwaarde = Voorwaarde.ALTIJD
    else:
        voorwaarde = Voorwaarde.BETROKKEN
    return Uitkomst(
        mate=beste.mate,
        schrijft=beste.schrijft,
        voorwaarde=voorwaarde,
        geheim=not ziet(replace(vol, heeft_geheimhouding=False)),
        registers=tuple(r for r in _REGISTERS if not ziet(replace(vol, registraties=vol.registraties - {r}))),
        wet=beste.wet,
        grond=beste.grond,
    )


def _nood(matrix: Matrix) -> Iterator[Categorie]:
    """Yield what a granted emergency opens for somebody whose function sees nothing."""
    niemand = Lezer(frozenset())
    for categorie in Categorie:
        nood = (Grond("nood", frozenset({categorie})),)
        if beslis(matrix, lezer=niemand, categorie=categorie, moment=Moment.HULP, gronden=nood).iets:
            yield categorie


def _hoort_erbij(matrix: Matrix) -> Iterator[Categorie]:
    """Yield what comes along for somebody with whom one other thing was shared by name."""
    gedeeld = Categorie.LEEFGEBIEDEN
    gronden = (Grond("toestemming", frozenset({gedeeld}), is_persoonlijk=True),)
    for categorie in Categorie:
        lezer = Lezer(frozenset())
        vraagt = beslis(matrix, lezer=lezer, categorie=categorie, moment=Moment.HULP, gronden=gronden)
        if categorie is not gedeeld and vraagt.iets:
            yield categorie
