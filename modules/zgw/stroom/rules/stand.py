"""What the outside hears of where a household or a melding stands. No content, and nothing before it is known.

The words are keys of our own zaaktypen (`modules.zgw.eigen`): omschrijving_generiek of a statustype and
omschrijving of a resultaattype.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

BEGIN: Final = "Ontvangen"
EINDE: Final = "Afgerond"
_CASUS: Final = {
    "nieuw": BEGIN,
    "in_contact": "In gesprek",
    "analyse": "In gesprek",
    "plan": "Plan",
    "ondersteuning": "Hulp",
    "evaluatie": "Hulp",
    "monitoring": "Waakvlam",
    "afgesloten": EINDE,
    "overgedragen": EINDE,
}
_REDEN: Final = {
    "overgedragen": "Overgedragen", "verhuisd": "Overgedragen", "geen_contact": "Niet gestart",
    "niet_passend": "Niet gestart", "afgezien": "Ingetrokken",
}  # fmt: skip
_UITKOMST: Final = {
    "toegekend": "Toegekend", "deels": "Deels toegekend", "afgewezen": "Afgewezen", "ingetrokken": "Ingetrokken",
    "herzien": "Toegekend",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Naarbuiten:
    """What a zaak should say: the keys of its status, the furthest first, and its result where there is one.

    The zaak takes the first status that its type has.
    """

    standen: tuple[str, ...]
    resultaat: str = ""

    @property
    def is_einde(self) -> bool:
        """Whether the zaak ends."""
        return self.standen[0] == EINDE


def van_casus(status: str, afsluitreden: str) -> Naarbuiten:
    """Return what the zaak of a casus says. Why it ended is told in a word or two, never in full."""
    stand = _CASUS[status]
    if stand != EINDE:
        return Naarbuiten((stand,))
    reden = "overgedragen" if status == "overgedragen" else afsluitreden
    return Naarbuiten((EINDE,), _REDEN.get(reden, "Afgerond"))


@dataclass(frozen=True, slots=True)
class Meldingfeiten:
    """What the dossier knows of one melding. `uitkomst` is of the last decision that was made known."""

    is_begonnen: bool = False
    heeft_verslag: bool = False
    heeft_aanvraag: bool = False
    is_ingetrokken: bool = False
    is_klaar: bool = False
    uitkomst: str = ""


def van_melding(feiten: Meldingfeiten) -> Naarbuiten:
    """Return what the zaak of a melding says.

    A decision counts from its bekendmaking (Awb 3:41): a portal must not tell it before the letter does.
    """
    resultaat = _UITKOMST.get(feiten.uitkomst, "")
    if feiten.is_ingetrokken:
        return Naarbuiten((EINDE,), resultaat or "Ingetrokken")
    if feiten.is_klaar:
        return Naarbuiten((EINDE,), resultaat or "Zonder besluit geholpen")
    if resultaat:
        return Naarbuiten(("Besluit",), resultaat)
    verder = (
        ("Aanvraag", feiten.heeft_aanvraag),
        ("Verslag", feiten.heeft_verslag),
        ("Onderzoek", feiten.heeft_aanvraag or feiten.heeft_verslag or feiten.is_begonnen),
        (BEGIN, True),
    )
    return Naarbuiten(tuple(stand for stand, waar in verder if waar))
