"""Which category of the protocol a thing of the dossier falls under."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from modules.inrichting.rules.protocol import Categorie, Mate

MIJN: Final = Categorie.WERKAANTEKENINGEN
"""Work notes: only who wrote them reads them."""

_LEEFGEBIEDEN: Final[Mapping[str, Categorie]] = MappingProxyType(
    {
        "geestelijke_gezondheid": Categorie.GEZONDHEID,
        "lichamelijke_gezondheid": Categorie.GEZONDHEID,
        "verslaving": Categorie.GEZONDHEID,
        "middelengebruik": Categorie.GEZONDHEID,
        "financien": Categorie.GELD,
        "justitie": Categorie.JUSTITIE,
    }
)
_JEUGD: Final = ("jeugd", "ouder", "opvoed", "kind", "lichamelijke_verzorging", "emotionele", "onderwijs")
_VEILIG: Final = ("veilig", "meldcode", "crisis")

_SOORTEN: Final[Mapping[str, Categorie]] = MappingProxyType(
    {
        **dict.fromkeys(("inwoner",), Categorie.IDENTITEIT),
        **dict.fromkeys(
            ("huishouden", "huishoudlid", "gezagsrelatie", "vertegenwoordiger", "netwerklid", "betrokkene"),
            Categorie.HUISHOUDEN,
        ),
        **dict.fromkeys(("gesprek", "behoefte", "zrmmeting", "laddermeting"), Categorie.LEEFGEBIEDEN),
        **dict.fromkeys(
            (
                "plan",
                "doelstelling",
                "resultaat",
                "actie",
                "evaluatie",
                "waakvlam",
                "afsluiting",
                "regisseurschap",
                "regieovername",
                "instemming",
            ),
            Categorie.PLAN,
        ),
        **dict.fromkeys(
            ("termijn", "opschorting", "verlenging", "uitstelbericht", "ingebrekestelling", "planoplossing"),
            Categorie.BESLUITEN,
        ),
    }
)


def leefgebied_categorie(code: str) -> Categorie:
    """Return the category of what is told about a leefgebied; most are plain leefgebieden (D)."""
    gevonden = _LEEFGEBIEDEN.get(code)
    if gevonden is not None:
        return gevonden
    if any(deel in code for deel in _VEILIG):
        return Categorie.VEILIGHEID
    if any(deel in code for deel in _JEUGD):
        return Categorie.JEUGD
    return Categorie.LEEFGEBIEDEN


def mate_over(zicht: Any, leefgebieden: Iterable[str]) -> Mate:
    """Return how much somebody sees of what is told about all of these leefgebieden: as much as of the least.

    A leefgebied without a category of its own closes nothing: there the page itself asks for D or J.
    """
    letters = {leefgebied_categorie(code) for code in leefgebieden} - {Categorie.LEEFGEBIEDEN}
    return min((zicht.mate(letter) for letter in letters), default=Mate.ALLES)


def onderwerp_van(zicht: Any, leefgebieden: Iterable[str]) -> str:
    """Return what a closed thing is about, in the words of the protocol: `gezondheid`."""
    gesloten = {leefgebied_categorie(code) for code in leefgebieden} - {
        Categorie.LEEFGEBIEDEN,
        *(oordeel.categorie for oordeel in zicht if oordeel.kort),
    }
    return " en ".join(str(letter.label).lower() for letter in Categorie if letter in gesloten)


def categorie_van(rij: object) -> Categorie:
    """Return the category of a row of the dossier, by what kind it is; contact when nothing else fits."""
    eigen = getattr(rij, "categorie", "")
    if eigen:
        return Categorie(eigen)
    return _SOORTEN.get(type(rij).__name__.lower(), Categorie.CONTACT)
