"""To whom a letter is addressed, and how somebody is spoken to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

OUDERS_TOT = 16
"""Below this age the letter goes to the parents: Jeugdwet 7.3.4 and BW 7:447 let a person of 16 decide."""


class Persoon(Protocol):
    """What is asked of a person."""

    geslacht: str
    voornamen: str
    voorletters: str
    voorvoegsel: str
    geslachtsnaam: str

    @property
    def naam(self) -> str: ...

    def leeftijd_op(self, dag: date) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Aanspreking:
    """The line on the envelope, and the first line of the letter."""

    aan: str
    aanhef: str


def spreek_aan(persoon: Persoon | None, huishouden: str, dag: date) -> Aanspreking:
    """Return how a letter of `dag` begins: to a person, to the parents of a child, or to a household."""
    if persoon is None:
        return Aanspreking(f"Aan de bewoners, familie {huishouden}", f"Geachte familie {huishouden},")
    leeftijd = persoon.leeftijd_op(dag)
    if leeftijd is not None and leeftijd < OUDERS_TOT:
        return Aanspreking(f"Aan de ouders of verzorgers van {persoon.naam}", "Geachte ouders of verzorgers,")
    achternaam = " ".join(deel for deel in (persoon.voorvoegsel, persoon.geslachtsnaam) if deel)
    achternaam = f"{achternaam[:1].upper()}{achternaam[1:]}"
    if persoon.geslacht == "vrouw":
        return Aanspreking(_met_titel("Mevrouw", persoon), f"Geachte mevrouw {achternaam},")
    if persoon.geslacht == "man":
        return Aanspreking(_met_titel("De heer", persoon), f"Geachte heer {achternaam},")
    return Aanspreking(persoon.naam, f"Geachte {persoon.naam},")


def _met_titel(titel: str, persoon: Persoon) -> str:
    voor = persoon.voorletters or "".join(f"{naam[0]}." for naam in persoon.voornamen.split())
    return " ".join(deel for deel in (titel, voor, persoon.voorvoegsel, persoon.geslachtsnaam) if deel)
