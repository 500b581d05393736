"""What a kind of organisation may get of a plan, whatever was agreed (domain.md 5.3, F083). Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from modules.dossier.delen.woorden import Vraag
from modules.inrichting.leefgebieden import SUPPLEMENTEN, ZRM_VERSIES
from modules.inrichting.rules.protocol import Categorie, Functie, Matrix, Voorwaarde

ALLES: Final = frozenset(gebied.code for versie in ZRM_VERSIES.values() for gebied in versie.leefgebieden) | {
    gebied.code for lijst in SUPPLEMENTEN for gebied in lijst.onderdelen
}
_ONDERWIJS: Final = frozenset(
    {"dagbesteding", "werk_opleiding", "tijdsbesteding", "sociaal_netwerk", "scholing", "opvang",
     "sociaal_emotionele_ondersteuning"}
)  # fmt: skip
_WONEN: Final = frozenset({"huisvesting", "financien"})
_GEZOND: Final = frozenset(
    {"geestelijke_gezondheid", "lichamelijke_gezondheid", "verslaving", "middelengebruik", "adl", "basale_adl",
     "instrumentele_adl", "lichamelijke_verzorging", "huiselijke_relaties", "sociaal_netwerk"}
)  # fmt: skip
_GEWOON: Final = frozenset(
    {"dagbesteding", "tijdsbesteding", "werk_opleiding", "sociaal_netwerk", "maatschappelijke_participatie"}
)


@dataclass(frozen=True, slots=True)
class Grens:
    """Which goals, whether the agreements and the summary, and which one answer an organisation may get."""

    leefgebieden: frozenset[str]
    met_afspraken: bool
    met_overdracht: bool
    vragen: tuple[Vraag, ...]
    reden: str

    @property
    def alleen_antwoord(self) -> bool:
        """Whether nothing but one answer may go there."""
        return not self.leefgebieden and not self.met_afspraken and not self.met_overdracht


_VRAGEN: Final = (Vraag.CONTACT, Vraag.OPGEPAKT, Vraag.WACHT)
_HULP: Final = Grens(
    ALLES - {"justitie"}, True, True, _VRAGEN, "Geeft zelf hulp: ziet de doelen waar die hulp bij hoort."
)
_GRENZEN: Final[Mapping[str, Grens]] = MappingProxyType(
    {
        # The kinds of `OrganisatieSoort`; one that is not here gives help itself.
        "school": Grens(
            _ONDERWIJS, False, False, _VRAGEN, "Een school ziet alleen wat over school, dagen en vrienden gaat."
        ),
        "corporatie": Grens(
            _WONEN, False, False, _VRAGEN, "Een verhuurder ziet alleen wat over wonen en de huur gaat."
        ),
        "huisarts": Grens(
            _GEZOND, True, True, _VRAGEN, "Een huisarts ziet alleen wat over gezondheid en thuis gaat."
        ),
        "jgz": Grens(
            _GEZOND | _ONDERWIJS, False, True, _VRAGEN, "De jeugdgezondheidszorg ziet gezondheid en school."
        ),
        "politie": Grens(
            frozenset(), False, False, (Vraag.CONTACT, Vraag.OPGEPAKT),
            "De politie krijgt alleen een antwoord: ja of nee.",
        ),
        "vrijwilligers": Grens(
            _GEWOON, False, False, _VRAGEN, "Vrijwilligers zien alleen waar zij mee helpen."
        ),
        "overig": Grens(
            _GEWOON, False, False, _VRAGEN, "Deze organisatie ziet alleen gewone dagelijkse doelen."
        ),
    }
)  # fmt: skip


def grens_van(soort: str) -> Grens:
    """Return the outer border for a kind of organisation; who gives help themselves gets the widest."""
    return _GRENZEN.get(soort, _HULP)


def doel_mag(
    leefgebieden: Collection[str], *, grens: Grens, toegestaan: Collection[str], alles: bool = False
) -> bool:
    """Tell whether a goal may be shared: each of its life areas within the border and within what was agreed.

    A goal that says no life area could be about anything, so it never goes. `alles`: no life areas were
    named in what was agreed, because a weighing names categories.
    """
    gebieden = set(leefgebieden)
    if not gebieden or not gebieden <= grens.leefgebieden:
        return False
    return alles or gebieden <= set(toegestaan)


def opent_met_grond(matrix: Matrix, functie: Functie, letters: Collection[str]) -> list[str]:
    """Return the categories that a recorded ground opens for this function; the others stay as they are."""
    return [
        letter
        for letter in letters
        if any(
            cel.voorwaarde is Voorwaarde.GROND for cel in matrix.cellen.get((functie, Categorie(letter)), ())
        )
    ]
