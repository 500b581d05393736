"""The line from melding to besluit: what may happen next, and why not (Wmo 2015, art. 2.3.2–2.3.5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from keukentafel.errors import Refusal
from keukentafel.values.datum_tekst import datum
from modules.wmo.rules.onderwerpen import LETTERS, PER_LETTER, zin_over


class NietNu(Refusal):
    """What is asked cannot happen now; the sentence says what has to come first."""


class Handeling(StrEnum):
    """What people do on the line."""

    BEVESTIG = "bevestig"
    IDENTITEIT = "identiteit"
    ONDERWERP = "onderwerp"
    VERSTUUR = "verstuur"
    HERZIE = "herzie"
    RETOUR = "retour"
    TIJDELIJK = "tijdelijk"
    AANVRAAG = "aanvraag"
    ONDERTEKEN = "onderteken"
    BESLUIT = "besluit"
    TREK_IN = "trek_in"
    HERVAT = "hervat"


class Fase(StrEnum):
    """Where a zaak is: the five steps of ux 7.9, and the two ends."""

    MELDING = "melding"
    ONDERZOEK = "onderzoek"
    VERSLAG = "verslag"
    AANVRAAG = "aanvraag"
    BESLUIT = "besluit"
    BESLOTEN = "besloten"
    INGETROKKEN = "ingetrokken"


@dataclass(frozen=True, slots=True)
class Stand:
    """The facts of one zaak that the law looks at.

    `onderzoek_uiterlijk` is the lawful end of the six weeks, as the term says.
    """

    ontvangen_op: date
    onderzoek_uiterlijk: date
    bevestigd_op: date | None = None
    identiteit_op: date | None = None
    gevuld: frozenset[str] = frozenset()
    verslag_op: date | None = None
    retour_op: date | None = None
    tijdelijk_op: date | None = None
    aanvraag_op: date | None = None
    ondertekend_op: date | None = None
    besloten_op: date | None = None
    ingetrokken_op: date | None = None

    @property
    def fase(self) -> Fase:
        """Return the step this zaak is in."""
        if self.ingetrokken_op is not None:
            return Fase.INGETROKKEN
        if self.besloten_op is not None:
            return Fase.BESLOTEN
        if self.aanvraag_op is not None:
            return Fase.BESLUIT
        if self.retour_op is not None:
            return Fase.AANVRAAG
        if self.verslag_op is not None:
            return Fase.VERSLAG
        if self.bevestigd_op is not None or self.gevuld:
            return Fase.ONDERZOEK
        return Fase.MELDING

    @property
    def ontbreekt(self) -> tuple[str, ...]:
        """The letters of the onderzoek that are still empty."""
        return tuple(letter for letter in LETTERS if letter not in self.gevuld)

    def mag_direct_aanvragen(self, dag: date) -> bool:
        """Tell whether the six weeks are over without a verslag (art. 2.3.2 lid 9)."""
        return self.verslag_op is None and dag > self.onderzoek_uiterlijk


EIND: Final = (Fase.BESLOTEN, Fase.INGETROKKEN)


def reden_tegen(stand: Stand, wat: Handeling, dag: date, *, letter: str = "") -> str:
    """Return why this cannot happen on this day, in one sentence; an empty text when it may."""
    if wat is Handeling.HERVAT:
        return "" if stand.fase is Fase.INGETROKKEN else "Deze melding is niet ingetrokken."
    if stand.fase is Fase.INGETROKKEN:
        op = stand.ingetrokken_op or dag
        return f"De melding is op {datum(op)} ingetrokken. Hervat haar eerst als de inwoner toch verder wil."
    if stand.fase is Fase.BESLOTEN:
        return "Er is al een besluit. Begin een nieuwe melding of herzie het besluit."
    if dag < stand.ontvangen_op:
        return f"Deze dag ligt vóór de melding van {datum(stand.ontvangen_op)}. Kies een latere dag."
    return _tegen(stand, wat, dag, letter)


def _tegen(stand: Stand, wat: Handeling, dag: date, letter: str) -> str:
    match wat:
        case Handeling.BEVESTIG:
            return "De melding is al bevestigd." if stand.bevestigd_op else ""
        case Handeling.IDENTITEIT:
            return "De identiteit is al vastgesteld." if stand.identiteit_op else ""
        case Handeling.ONDERWERP:
            return _tegen_onderwerp(stand, letter)
        case Handeling.VERSTUUR:
            return _tegen_versturen(stand)
        case Handeling.HERZIE:
            return _tegen_herzien(stand)
        case Handeling.RETOUR:
            return _tegen_retour(stand, dag)
        case Handeling.AANVRAAG:
            return _tegen_aanvraag(stand, dag)
        case Handeling.ONDERTEKEN:
            return _tegen_ondertekenen(stand, dag)
        case Handeling.BESLUIT:
            return _tegen_besluit(stand, dag)
        case _:
            return (
                ""  # temporary help is always possible before the decision (art. 2.3.3), and so is stopping
            )


def _tegen_onderwerp(stand: Stand, letter: str) -> str:
    if letter not in PER_LETTER:
        return "Dit onderdeel hoort niet bij het onderzoek."
    if stand.verslag_op:
        return (
            "Het verslag is verstuurd en blijft zoals het is. Maak eerst een nieuwe versie van het verslag."
        )
    return ""


def _tegen_versturen(stand: Stand) -> str:
    """Art. 2.3.2 lid 4 and 8: the written result covers all seven subjects."""
    if stand.verslag_op:
        return "Het verslag is al verstuurd. Maak een nieuwe versie als er iets moet veranderen."
    return zin_over(tuple(PER_LETTER[letter] for letter in stand.ontbreekt))


def _tegen_herzien(stand: Stand) -> str:
    if stand.verslag_op is None:
        return "Er is nog geen verslag verstuurd. Je kunt het onderzoek gewoon wijzigen."
    return "De aanvraag is al gedaan. Zet nieuwe feiten in het besluit." if stand.aanvraag_op else ""


def _tegen_retour(stand: Stand, dag: date) -> str:
    if stand.verslag_op is None:
        return "Er is nog geen verslag verstuurd."
    if stand.retour_op:
        return "Het verslag is al terug."
    if dag < stand.verslag_op:
        return f"Het verslag is verstuurd op {datum(stand.verslag_op)}. Kies een latere dag."
    return ""


def _tegen_aanvraag(stand: Stand, dag: date) -> str:
    """Art. 2.3.2 lid 9: no aanvraag before the onderzoek is done, unless its six weeks are over."""
    if stand.aanvraag_op:
        return f"De aanvraag is al gedaan op {datum(stand.aanvraag_op)}."
    if stand.verslag_op is not None:
        if dag < stand.verslag_op:
            return (
                f"Het verslag ging op {datum(stand.verslag_op)} naar de inwoner. "
                "Daarvoor kon hij nog niet aanvragen."
            )
        return ""
    if stand.mag_direct_aanvragen(dag):
        return ""
    return (
        "Aanvragen kan als het verslag is verstuurd. Is het er op "
        f"{datum(stand.onderzoek_uiterlijk)} niet, dan mag de inwoner daarna meteen aanvragen "
        "(Wmo artikel 2.3.2 lid 9)."
    )


def _tegen_ondertekenen(stand: Stand, dag: date) -> str:
    if stand.aanvraag_op is None:
        return "Leg eerst vast op welke dag de inwoner zei dat hij wil aanvragen."
    if stand.ondertekend_op:
        return "De handtekening is al vastgelegd."
    if dag < stand.aanvraag_op:
        return (
            f"De handtekening ({datum(dag)}) kan niet vóór de dag liggen waarop de inwoner zei "
            f"dat hij wil aanvragen ({datum(stand.aanvraag_op)})."
        )
    return ""


def _tegen_besluit(stand: Stand, dag: date) -> str:
    """Art. 2.3.5 and 2.3.4: a decision on an aanvraag, for somebody whose identity is known."""
    if stand.aanvraag_op is None:
        return "Er is nog geen aanvraag. Zonder aanvraag is er geen besluit (Wmo artikel 2.3.5)."
    if dag < stand.aanvraag_op:
        return f"Het besluit kan niet vóór de aanvraag van {datum(stand.aanvraag_op)} liggen."
    if stand.identiteit_op is None:
        return "Stel eerst vast wie de aanvrager is (Wmo artikel 2.3.4)."
    return ""


def doe(stand: Stand, wat: Handeling, dag: date, *, letter: str = "") -> Stand:
    """Return the facts after this happened.

    :raises NietNu: it may not happen now, with the reason.
    """
    reden = reden_tegen(stand, wat, dag, letter=letter)
    if reden:
        raise NietNu(reden)
    match wat:
        case Handeling.ONDERWERP:
            return replace(stand, gevuld=stand.gevuld | {letter})
        case Handeling.HERZIE:
            return replace(stand, verslag_op=None, retour_op=None)
        case Handeling.HERVAT:
            return replace(stand, ingetrokken_op=None)
        case _:
            return replace(stand, **{_VELD[wat]: dag})  # type: ignore[arg-type]


_VELD: Final = {
    Handeling.BEVESTIG: "bevestigd_op",
    Handeling.IDENTITEIT: "identiteit_op",
    Handeling.VERSTUUR: "verslag_op",
    Handeling.RETOUR: "retour_op",
    Handeling.TIJDELIJK: "tijdelijk_op",
    Handeling.AANVRAAG: "aanvraag_op",
    Handeling.ONDERTEKEN: "ondertekend_op",
    Handeling.BESLUIT: "besloten_op",
    Handeling.TREK_IN: "ingetrokken_op",
}


def mogelijk(stand: Stand, dag: date) -> tuple[Handeling, ...]:
    """Return what may happen on this day. Never empty: a zaak has no dead end, except a decision."""
    return tuple(
        wat
        for wat in Handeling
        if not reden_tegen(stand, wat, dag, letter=LETTERS[0] if wat is Handeling.ONDERWERP else "")
    )
