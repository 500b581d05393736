"""`Matrix`: function by category, what somebody may see and on what ground. One version of the protocol."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from modules.inrichting.rules.protocol.woorden import (
    ALLE_MOMENTEN,
    Categorie,
    Functie,
    Grondsoort,
    Mate,
    Moment,
    Voorwaarde,
)


class OngeldigProtocol(ValueError):
    """Stored content that is no protocol; the text says where."""


@dataclass(frozen=True, slots=True)
class Cel:
    """What one function sees of one category at some moments, when, and on what ground."""

    mate: Mate
    voorwaarde: Voorwaarde = Voorwaarde.BETROKKEN
    schrijft: bool = False
    grondsoort: Grondsoort = Grondsoort.WET
    grond: str = ""
    momenten: frozenset[Moment] = ALLE_MOMENTEN
    vraagt_geheimhouding: bool = False
    registratie: str = ""  # SKJ or BIG: only with a valid entry in that register
    wet: str = ""  # only what falls under this law (a code of codelijsten.Wet)

    def naar_json(self) -> dict[str, Any]:
        """Return the cell as it is stored; moments in their order."""
        return {
            "mate": int(self.mate),
            "voorwaarde": self.voorwaarde.value,
            "schrijft": self.schrijft,
            "grondsoort": self.grondsoort.value,
            "grond": self.grond,
            "momenten": [moment.value for moment in Moment if moment in self.momenten],
            "geheimhouding": self.vraagt_geheimhouding,
            "registratie": self.registratie,
            "wet": self.wet,
        }

    @classmethod
    def uit_velden(cls, velden: Mapping[str, Any]) -> Self:
        """Read a cell from what somebody filled in, on the screen or over the API.

        :raises OngeldigProtocol: a value that does not exist.
        """
        geheim = velden["vraagt_geheimhouding"]
        return cls.uit_json({**velden, "grond": velden["grond"].strip(), "geheimhouding": geheim})

    @classmethod
    def uit_json(cls, ruw: Mapping[str, Any]) -> Self:
        """Read a stored cell.

        :raises OngeldigProtocol: a value that does not exist.
        """
        try:
            return cls(
                mate=Mate(ruw["mate"]),
                voorwaarde=Voorwaarde(ruw["voorwaarde"]),
                schrijft=bool(ruw["schrijft"]),
                grondsoort=Grondsoort(ruw["grondsoort"]),
                grond=str(ruw["grond"]),
                momenten=frozenset(Moment(moment) for moment in ruw["momenten"]),
                vraagt_geheimhouding=bool(ruw.get("geheimhouding", False)),
                registratie=str(ruw.get("registratie", "")),
                wet=str(ruw.get("wet", "")),
            )
        except (KeyError, TypeError, ValueError) as fout:
            raise OngeldigProtocol(f"Deze cel is niet te lezen: {fout}") from fout


Cellen = Mapping[tuple[Functie, Categorie], tuple[Cel, ...]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A version of the protocol. A function and category without a cell: nothing."""

    versie: int = 0
    cellen: Cellen = field(default_factory=dict)

    def cellen_van(self, functie: Functie, categorie: Categorie) -> tuple[Cel, ...]:
        """Return the cells, at most one per moment; none means nothing is seen."""
        return self.cellen.get((functie, categorie), ())

    def cel(self, functie: Functie, categorie: Categorie, moment: Moment) -> Cel | None:
        """Return the cell that holds at this moment."""
        return next((cel for cel in self.cellen_van(functie, categorie) if moment in cel.momenten), None)

    def met_cellen(self, functie: Functie, categorie: Categorie, cellen: Iterable[Cel]) -> Matrix:
        """Return the same matrix with other cells in one place."""
        nieuw = tuple(cel for cel in cellen if cel.mate is not Mate.NIETS)
        rest = {plek: deel for plek, deel in self.cellen.items() if plek != (functie, categorie)}
        return Matrix(self.versie, rest | ({(functie, categorie): nieuw} if nieuw else {}))

    def __iter__(self) -> Iterator[tuple[Functie, Categorie, Cel]]:
        """Go through every cell, in the order of functions and categories."""
        for functie in Functie:
            for categorie in Categorie:
                for cel in self.cellen_van(functie, categorie):
                    yield functie, categorie, cel

    def naar_json(self) -> dict[str, Any]:
        """Return the content as it is stored, in a fixed order."""
        uit: dict[str, dict[str, list[dict[str, Any]]]] = {}
        for functie, categorie, cel in self:
            uit.setdefault(functie.value, {}).setdefault(categorie.value, []).append(cel.naar_json())
        return uit

    @classmethod
    def uit_json(cls, ruw: Mapping[str, Any], *, versie: int = 0) -> Self:
        """Read stored content.

        :raises OngeldigProtocol: a function, category or value that does not exist, or two cells for a moment.
        """
        cellen: dict[tuple[Functie, Categorie], tuple[Cel, ...]] = {}
        try:
            for functie, per_categorie in ruw.items():
                for categorie, rijen in per_categorie.items():
                    plek = (Functie(functie), Categorie(categorie))
                    cellen[plek] = tuple(Cel.uit_json(rij) for rij in rijen)
        except (AttributeError, ValueError) as fout:
            raise OngeldigProtocol(f"Dit protocol is niet te lezen: {fout}") from fout
        for (functie, categorie), deel in cellen.items():
            momenten = [moment for cel in deel for moment in cel.momenten]
            if len(momenten) != len(set(momenten)):
                raise OngeldigProtocol(
                    f"{Functie(functie).label} heeft bij {Categorie(categorie).label} twee regels voor één moment."
                )
        return cls(versie, cellen)
