"""The words of the product, and how a gemeente's own words are read (F014)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Woord:
    """A word in one and in more, with its article and what it means."""

    enkelvoud: str
    meervoud: str
    lidwoord: str
    uitleg: str = ""


STANDAARD: Final[Mapping[str, Woord]] = {
    "inwoner": Woord("inwoner", "inwoners", "de", "Degene om wie het gaat."),
    "huishouden": Woord(
        "huishouden", "huishoudens", "het", "Mensen die samen wonen. Eén plan, één regisseur."
    ),
    "wijkteam": Woord("wijkteam", "wijkteams", "het", "Het team dat in de wijk werkt."),
    "teamlid": Woord("medewerker", "medewerkers", "de", "Iemand die in een team werkt."),
    "professional": Woord(
        "professional", "professionals", "de", "Iemand die voor het werk helpt, van welke organisatie ook."
    ),
    "regisseur": Woord("regisseur", "regisseurs", "de", "Degene die bijhoudt of de hulp bij elkaar past."),
    "gesprek": Woord(
        "keukentafelgesprek",
        "keukentafelgesprekken",
        "het",
        "Het gesprek over wat er speelt en wat iemand wil.",
    ),
    "behoefte": Woord("behoefte", "behoeften", "de", "Wat iemand nodig heeft, achter de vraag."),
    "plan": Woord("plan", "plannen", "het", "De afspraken met het huishouden, op één plek."),
    "melding": Woord("melding", "meldingen", "de", "Een vraag om hulp bij de gemeente."),
    "signaal": Woord("signaal", "signalen", "het", "Iemand merkt dat een ander misschien hulp nodig heeft."),
    "aanbieder": Woord(
        "aanbieder", "aanbieders", "de", "Een organisatie die hulp geeft in opdracht van de gemeente."
    ),
    "partner": Woord("partner", "partners", "de", "Een organisatie waar het team mee samenwerkt."),
    "mantelzorger": Woord(
        "mantelzorger", "mantelzorgers", "de", "Iemand die een naaste helpt, zonder dat het werk is."
    ),
    "inlooppunt": Woord(
        "inlooppunt", "inlooppunten", "het", "De plek waar mensen binnenlopen met een vraag."
    ),
}
"""Every word a gemeente may change. A key is forever; a word is not."""

_GEWONE_ZINNEN: Final = (
    "{Lidwoord} {enkelvoud} staat op deze bladzijde.",
    "Er zijn 3 {meervoud} in deze lijst.",
    "Je opent {lidwoord} {enkelvoud} van vandaag.",
)
VOORBEELDEN: Final[Mapping[str, tuple[str, str, str]]] = dict.fromkeys(STANDAARD, _GEWONE_ZINNEN) | {
    "inwoner": (
        "{Lidwoord} {enkelvoud} houdt de regie.",
        "Je ziet 3 {meervoud} in dit huishouden.",
        "Vraag eerst wat {lidwoord} {enkelvoud} zelf wil.",
    ),
    "teamlid": (
        "{Lidwoord} {enkelvoud} belt morgen terug.",
        "21 {meervoud} krijgen een ander menu.",
        "Kies {lidwoord} {enkelvoud} die deze actie doet.",
    ),
    "gesprek": (
        "{Lidwoord} {enkelvoud} is dinsdag.",
        "Nog geen {meervoud}. Start het eerste.",
        "Schrijf na {lidwoord} {enkelvoud} op wat jullie afspraken.",
    ),
    "huishouden": (
        "{Lidwoord} {enkelvoud} heeft één plan.",
        "Je team heeft 143 {meervoud}.",
        "Zoek {lidwoord} {enkelvoud} op naam of adres.",
    ),
}


def zinnen(sleutel: str, woord: Woord) -> tuple[str, ...]:
    """Return three sentences of the screens with `woord` in them."""
    velden = {
        "enkelvoud": woord.enkelvoud,
        "meervoud": woord.meervoud,
        "lidwoord": woord.lidwoord,
        "Lidwoord": woord.lidwoord.capitalize(),
    }
    return tuple(zin.format_map(velden) for zin in VOORBEELDEN[sleutel])


@dataclass(frozen=True, slots=True)
class Woorden:
    """The words of one gemeente at one moment."""

    eigen: Mapping[str, Woord]

    def woord(self, sleutel: str) -> Woord:
        """Return the word for `sleutel`.

        :raises KeyError: for a key the product does not know: a misspelling in a template.
        """
        return self.eigen.get(sleutel) or STANDAARD[sleutel]

    def enkelvoud(self, sleutel: str) -> str:
        """Return the word for one."""
        return self.woord(sleutel).enkelvoud

    def meervoud(self, sleutel: str) -> str:
        """Return the word for more."""
        return self.woord(sleutel).meervoud

    def lidwoord(self, sleutel: str) -> str:
        """Return ``de`` or ``het``."""
        return self.woord(sleutel).lidwoord
