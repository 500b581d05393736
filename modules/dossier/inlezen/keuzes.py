"""What was chosen for the doubles of a file, ready to look up per person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self
from uuid import UUID

from modules.dossier.inlezen.invoer import HuishoudInvoer, PersoonInvoer
from modules.dossier.inlezen.models import DubbelKeuze, Inlezing

Plek = tuple[str, int, int]


@dataclass(slots=True)
class Keuzes:
    """Per person of the file: left out, the same as somebody known, or the same as another row."""

    open: set[str] = field(default_factory=set)
    weg: set[Plek] = field(default_factory=set)
    bekend: dict[Plek, UUID] = field(default_factory=dict)
    zelfde_als: dict[Plek, Plek] = field(default_factory=dict)

    @classmethod
    def van(cls, inlezing: Inlezing) -> Self:
        """Read the choices made for an inlezing; one query."""
        keuzes = cls()
        for paar in inlezing.paren.all():
            plek = (paar.sleutel, paar.rij, paar.nummer)
            if paar.keuze == DubbelKeuze.OPEN:
                keuzes.open.add(paar.sleutel)
            elif paar.keuze == DubbelKeuze.OVERSLAAN:
                keuzes.weg.add(plek)
            elif paar.keuze == DubbelKeuze.ZELFDE and paar.inwoner_id:
                keuzes.bekend[plek] = paar.inwoner_id
            elif paar.keuze == DubbelKeuze.ZELFDE:
                keuzes.zelfde_als[plek] = (paar.andere_sleutel, paar.andere_rij or 0, paar.andere_nummer)
        return keuzes

    def inwoner_van(self, plek: Plek, gemaakt: dict[Plek, UUID]) -> UUID | None:
        """Return who a person of the file already is, following rows that were called the same."""
        gezien: set[Plek] = set()
        while plek not in gezien:
            gezien.add(plek)
            if inwoner_id := self.bekend.get(plek) or gemaakt.get(plek):
                return inwoner_id
            plek = self.zelfde_als.get(plek, plek)
        return None

    def zonder_overgeslagen(self, invoer: HuishoudInvoer) -> list[PersoonInvoer]:
        """Return the persons of a household that are to be read in."""
        return [p for p in invoer.personen if (invoer.sleutel, p.rij, p.nummer) not in self.weg]
