"""Read every row, gather the rows into households, and name every problem by row and column."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from modules.dossier.inlezen.bestand import Rij
from modules.dossier.inlezen.gelezen import Ernst, Melding
from modules.dossier.inlezen.groeperen import Groepen
from modules.dossier.inlezen.invoer import HuishoudInvoer, Probleem
from modules.dossier.inlezen.kolommen import Indeling
from modules.dossier.inlezen.rijlezer import Rijlezer


@dataclass(slots=True)
class Uitkomst:
    """What checking a file gave: all its households, those with a stop included, and all problems."""

    huishoudens: list[HuishoudInvoer] = field(default_factory=list)
    problemen: list[Probleem] = field(default_factory=list)
    rijen: int = 0

    @property
    def goed(self) -> list[HuishoudInvoer]:
        """Return the households that can be read in."""
        return [huishouden for huishouden in self.huishoudens if not huishouden.stop]

    @property
    def personen(self) -> int:
        """Return the number of persons in the households that can be read in."""
        return sum(len(huishouden.personen) for huishouden in self.goed)

    def aantal(self, ernst: Ernst) -> int:
        """Return the number of problems of one weight."""
        return sum(probleem.ernst is ernst for probleem in self.problemen)


def controleer(
    rijen: Iterable[Rij], koppen: tuple[str, ...], indeling: Indeling, *, vandaag: date
) -> Uitkomst:
    """Return the households of a file and everything that is the matter with them.

    Rows come and go one by one; what stays in memory is what will be read in, and the problems.
    """
    lezer = Rijlezer(koppen, indeling, vandaag=vandaag)
    groepen = Groepen(lezer.meld)
    aantal = 0
    for rij in rijen:
        aantal += 1
        groepen.voeg_toe(lezer.lees(rij))
    huishoudens = groepen.sluit()
    _stop_dubbele_bsn(huishoudens, lezer)
    _stop_bij_probleem(huishoudens, lezer.problemen)
    return Uitkomst(huishoudens, lezer.problemen, aantal)


def _stop_dubbele_bsn(huishoudens: list[HuishoudInvoer], lezer: Rijlezer) -> None:
    """One BSN with two dates of birth is two persons, and one of the numbers is wrong."""
    eerste: dict[str, tuple[int, date | None]] = {}
    for huishouden in huishoudens:
        for persoon in huishouden.personen:
            if not persoon.bsn:
                continue
            rij, geboren = eerste.setdefault(persoon.bsn, (persoon.rij, persoon.geboortedatum))
            if geboren and persoon.geboortedatum and geboren != persoon.geboortedatum:
                wat = "Dit BSN staat ook in rij {} met een andere geboortedatum."
                doe = "Kijk welk BSN en welke geboortedatum kloppen."
                lezer.meld(
                    persoon.rij, "bsn", Melding(Ernst.STOP, wat.format(rij), doe), persoon=persoon.nummer
                )
                lezer.meld(rij, "bsn", Melding(Ernst.STOP, wat.format(persoon.rij), doe))


def _stop_bij_probleem(huishoudens: list[HuishoudInvoer], problemen: list[Probleem]) -> None:
    gestopt = {probleem.rij for probleem in problemen if probleem.ernst is Ernst.STOP}
    for huishouden in huishoudens:
        huishouden.stop = not gestopt.isdisjoint(huishouden.rijen)
