"""Leefgebieden, the versions of the Zelfredzaamheid-Matrix, and the participatieladder.

Only names of domains and levels are here. The criteria texts are GGD Amsterdam's; a gemeente
with a licence loads them itself. Domains are never added or renamed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Leefgebied:
    """One life domain: the code that is stored and the name that is shown."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class ZrmVersie:
    """One version of the matrix with its domains in their fixed order."""

    code: str
    naam: str
    leefgebieden: tuple[Leefgebied, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The domain codes, in order."""
        return tuple(leefgebied.code for leefgebied in self.leefgebieden)

    @property
    def keuzes(self) -> tuple[tuple[str, str], ...]:
        """Code and name of each domain, as a form field takes them."""
        return tuple((leefgebied.code, leefgebied.label) for leefgebied in self.leefgebieden)

    def label(self, code: str) -> str:
        """Return the name of a domain.

        :raises KeyError: this version does not have the domain.
        """
        return dict(self.keuzes)[code]

    def __contains__(self, code: object) -> bool:
        return code in self.codes

    def __len__(self) -> int:
        return len(self.leefgebieden)


@dataclass(frozen=True, slots=True)
class Supplement:
    """A list scored beside the matrix, never inside it."""

    code: str
    naam: str
    onderdelen: tuple[Leefgebied, ...]


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """A domain of one version with the domain of another version it may be compared with."""

    eerst: str
    nu: str
    ongeveer: bool = False


ZRM_2013: Final = ZrmVersie(
    "zrm_2013",
    "Zelfredzaamheid-Matrix 2013 (11 leefgebieden)",
    (
        Leefgebied("financien", "Financiën"),
        Leefgebied("dagbesteding", "Dagbesteding"),
        Leefgebied("huisvesting", "Huisvesting"),
        Leefgebied("huiselijke_relaties", "Huiselijke relaties"),
        Leefgebied("geestelijke_gezondheid", "Geestelijke gezondheid"),
        Leefgebied("lichamelijke_gezondheid", "Lichamelijke gezondheid"),
        Leefgebied("verslaving", "Verslaving"),
        Leefgebied("adl", "Activiteiten dagelijks leven"),
        Leefgebied("sociaal_netwerk", "Sociaal netwerk"),
        Leefgebied("maatschappelijke_participatie", "Maatschappelijke participatie"),
        Leefgebied("justitie", "Justitie"),
    ),
)

ZRM_2017: Final = ZrmVersie(
    "zrm_2017",
    "Zelfredzaamheid-Matrix 2017 (13 leefgebieden)",
    (
        Leefgebied("financien", "Financiën"),
        Leefgebied("werk_opleiding", "Werk en opleiding"),
        Leefgebied("tijdsbesteding", "Tijdsbesteding"),
        Leefgebied("huisvesting", "Huisvesting"),
        Leefgebied("huiselijke_relaties", "Huiselijke relaties"),
        Leefgebied("geestelijke_gezondheid", "Geestelijke gezondheid"),
        Leefgebied("lichamelijke_gezondheid", "Lichamelijke gezondheid"),
        Leefgebied("middelengebruik", "Middelengebruik"),
        Leefgebied("basale_adl", "Basale ADL"),
        Leefgebied("instrumentele_adl", "Instrumentele ADL"),
        Leefgebied("sociaal_netwerk", "Sociaal netwerk"),
        Leefgebied("maatschappelijke_participatie", "Maatschappelijke participatie"),
        Leefgebied("justitie", "Justitie"),
    ),
)

ZRM_VERSIES: Final[Mapping[str, ZrmVersie]] = MappingProxyType(
    {versie.code: versie for versie in (ZRM_2013, ZRM_2017)}
)
ZRM_VERSIE_KEUZES: Final = tuple((versie.code, versie.naam) for versie in ZRM_VERSIES.values())
STANDAARD_ZRM: Final = ZRM_2013

ZRM_NIVEAUS: Final[Mapping[int, str]] = MappingProxyType(
    {
        1: "Acute problematiek",
        2: "Niet zelfredzaam",
        3: "Beperkt zelfredzaam",
        4: "Voldoende zelfredzaam",
        5: "Volledig zelfredzaam",
    }
)

SUPPLEMENTEN: Final = (
    Supplement("tijdsindeling", "Tijdsindeling", (Leefgebied("tijdsindeling", "Tijdsindeling"),)),
    Supplement(
        "ouderschap",
        "Ouderschap",
        (
            Leefgebied("lichamelijke_verzorging", "Lichamelijke verzorging"),
            Leefgebied("sociaal_emotionele_ondersteuning", "Sociaal-emotionele ondersteuning"),
            Leefgebied("scholing", "Scholing"),
            Leefgebied("opvang", "Opvang"),
        ),
    ),
)

# Renamed between the versions with nearly the same meaning. Dagbesteding and adl were split: no twin.
_BIJNA_GELIJK: Final = MappingProxyType({"verslaving": "middelengebruik", "middelengebruik": "verslaving"})


def vergelijkbaar(eerst: ZrmVersie, nu: ZrmVersie) -> tuple[Vergelijking, ...]:
    """Return which domains of two measurements may stand side by side, in the order of `nu`."""
    gevonden = []
    for code in nu.codes:
        if code in eerst:
            gevonden.append(Vergelijking(code, code))
        elif _BIJNA_GELIJK.get(code, "") in eerst:
            gevonden.append(Vergelijking(_BIJNA_GELIJK[code], code, ongeveer=True))
    return tuple(gevonden)


@dataclass(frozen=True, slots=True)
class Trede:
    """One step of the participatieladder."""

    niveau: int
    label: str
    uitleg: str = ""

    def __str__(self) -> str:
        return f"Trede {self.niveau}: {self.label}"


PARTICIPATIELADDER: Final = (
    Trede(1, "geïsoleerd levend"),
    Trede(2, "sociale contacten buitenshuis"),
    Trede(3, "deelname aan georganiseerde activiteiten"),
    Trede(4, "onbetaald werk", "Ook vrijwilligerswerk en een opleiding."),
    Trede(5, "betaald werk met ondersteuning"),
    Trede(6, "betaald werk"),
)
LADDER_KEUZES: Final = tuple((trede.niveau, str(trede)) for trede in PARTICIPATIELADDER)


def trede(niveau: int) -> Trede:
    """Return a step of the ladder.

    :raises KeyError: the ladder has steps 1 to 6.
    """
    return {stap.niveau: stap for stap in PARTICIPATIELADDER}[niveau]
