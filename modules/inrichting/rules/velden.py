"""Which fields a step demands, and why (domain 2.2; ux 1.1).

A field is mandatory only when the team's level of registration and its steps need it, and it
always names the law or the agreement behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType
from typing import Final

from modules.inrichting.rules.stappen import stappen
from modules.inrichting.rules.varianten import VariantInstellingen


class Niveau(IntEnum):
    """The levels of registration; each holds what the one before it holds."""

    LICHT = 1
    NORMAAL = 2
    UITGEBREID = 3

    @classmethod
    def van(cls, instellingen: VariantInstellingen) -> Niveau:
        """Return the level a team registers at."""
        return cls[instellingen.registratie_niveau.upper()]


@dataclass(frozen=True, slots=True)
class VerplichtVeld:
    """One mandatory field of a step: its name in the form, its label, and the reason it is there."""

    naam: str
    label: str
    reden: str
    vanaf: Niveau = Niveau.LICHT


_N, _U = Niveau.NORMAAL, Niveau.UITGEBREID
_ONDERZOEK: Final = "De wet noemt dit onderwerp van het onderzoek (Wmo artikel 2.3.2 lid 4)."

VELDEN: Final[Mapping[str, tuple[VerplichtVeld, ...]]] = MappingProxyType(
    {
        "signaal": (
            VerplichtVeld(
                "waarneming", "Wat is er gezien of gehoord?", "Zonder feiten kan niemand hierop verder."
            ),
            VerplichtVeld(
                "bron", "Van wie komt het signaal?", "De melder krijgt bericht of het is opgepakt."
            ),
            VerplichtVeld(
                "urgentie", "Hoe snel moet iemand gaan kijken?", "Dit bepaalt wie er wanneer gaat.", _N
            ),
            VerplichtVeld(
                "persoon_weet_ervan",
                "Weet de persoon van dit signaal?",
                "Dan begint het gesprek eerlijk.",
                _N,
            ),
        ),
        "aanmelding": (
            VerplichtVeld("vraag", "Wat is de vraag?", "Het overleg gaat over deze vraag."),
            VerplichtVeld(
                "organisatie", "Welke organisatie meldt aan?", "Die organisatie krijgt bericht terug."
            ),
        ),
        "overdracht": (
            VerplichtVeld(
                "reden", "Waarom draag je over?", "Zo hoeft niemand het verhaal twee keer te vertellen."
            ),
            VerplichtVeld(
                "van_team", "Van welk team komt het huishouden?", "Zo weet je bij wie je kunt navragen."
            ),
        ),
        "melding": (
            VerplichtVeld(
                "ontvangen_op",
                "Wanneer kwam de melding binnen?",
                "Vanaf die dag lopen 6 weken (Wmo artikel 2.3.2).",
            ),
            VerplichtVeld("inhoud", "Wat is de vraag?", "Het onderzoek gaat over deze vraag."),
            VerplichtVeld("bron", "Wie meldt?", "Die persoon krijgt een bevestiging.", _N),
            VerplichtVeld(
                "kanaal",
                "Hoe kwam de melding binnen?",
                "Zo weet je hoe je terug kunt bellen of schrijven.",
                _U,
            ),
            VerplichtVeld(
                "bevestigd_op",
                "Wanneer is de melding bevestigd?",
                "De gemeente bevestigt elke melding (Wmo artikel 2.3.2 lid 1).",
                _U,
            ),
            VerplichtVeld(
                "persoonlijk_plan_gewezen",
                "Gewezen op het persoonlijk plan",
                "Iemand kan binnen 7 dagen een eigen plan geven (Wmo artikel 2.3.2 lid 2).",
                _U,
            ),
            VerplichtVeld(
                "clientondersteuning_aangeboden_op",
                "Wanneer is gratis onafhankelijke ondersteuning aangeboden?",
                "Iedereen mag zich laten bijstaan (Wmo artikel 2.3.2 lid 3).",
                _U,
            ),
        ),
        "gesprek": (
            VerplichtVeld(
                "begonnen_op", "Wanneer was het gesprek?", "Zo staat het gesprek op de goede plek in de tijd."
            ),
            VerplichtVeld("aanwezigen", "Wie waren erbij?", "Zo weet je van wie een uitspraak is.", _N),
        ),
        "casusoverleg": (
            VerplichtVeld(
                "begonnen_op", "Wanneer was het overleg?", "Zo staat het overleg op de goede plek in de tijd."
            ),
            VerplichtVeld("gevraagd", "Welke vraag ligt er?", "Zo weet iedereen waar het overleg over gaat."),
        ),
        "analyse": (
            VerplichtVeld(
                "begonnen_op", "Van wanneer is de analyse?", "Oudere gegevens zeggen weinig over nu."
            ),
            VerplichtVeld(
                "leefgebieden", "Op welke leefgebieden speelt het?", "Zo zie je wie er nodig is.", _N
            ),
        ),
        "onderzoek": (
            VerplichtVeld("begonnen_op", "Wanneer was het gesprek?", "Het gesprek hoort bij het onderzoek."),
            VerplichtVeld("behoeften", "Behoeften en voorkeuren", _ONDERZOEK, _U),
            VerplichtVeld("eigen_kracht", "Eigen kracht en hulp van huisgenoten", _ONDERZOEK, _U),
            VerplichtVeld("netwerk", "Mantelzorg en netwerk", _ONDERZOEK, _U),
            VerplichtVeld("steun_mantelzorger", "Steun voor de mantelzorger", _ONDERZOEK, _U),
            VerplichtVeld(
                "algemene_voorziening", "Algemene voorziening of nuttige activiteit", _ONDERZOEK, _U
            ),
            VerplichtVeld(
                "samenwerking", "Samenwerking met zorg, jeugd, onderwijs, wonen en werk", _ONDERZOEK, _U
            ),
            VerplichtVeld("bijdrage", "Eigen bijdrage", _ONDERZOEK, _U),
            VerplichtVeld(
                "identiteit_gezien",
                "Wie heeft de identiteit vastgesteld?",
                "De wet vraagt dit (Wmo artikel 2.3.4).",
                _U,
            ),
        ),
        "verslag": (
            VerplichtVeld(
                "verslag", "Verslag", "Het onderzoek eindigt met een verslag (Wmo artikel 2.3.2 lid 8)."
            ),
            VerplichtVeld(
                "verslag_verstuurd_op",
                "Wanneer is het verslag verstuurd?",
                "Daarmee is het onderzoek klaar.",
                _N,
            ),
            VerplichtVeld(
                "reactie_inwoner",
                "Reactie op het verslag",
                "Wat iemand anders ziet, hoort erbij te staan.",
                _U,
            ),
        ),
        "aanvraag": (
            VerplichtVeld(
                "aangevraagd_op",
                "Op welke dag is gezegd dat iemand wil aanvragen?",
                "Vanaf die dag loopt de termijn voor het besluit (Wmo artikel 2.3.5 lid 2).",
            ),
            VerplichtVeld("voorziening", "Wat is aangevraagd?", "Het besluit gaat over deze aanvraag.", _U),
            VerplichtVeld(
                "leveringsvorm",
                "Zorg in natura of een budget?",
                "Iemand kiest dit zelf (Wmo artikel 2.3.6).",
                _U,
            ),
        ),
        "besluit": (
            VerplichtVeld("uitkomst", "Wat is het besluit?", "Een besluit zegt ja, deels of nee."),
            VerplichtVeld("motivering", "Waarom?", "Een besluit noemt zijn redenen (Awb artikel 3:46)."),
            VerplichtVeld(
                "bekend_op",
                "Wanneer is het besluit bekendgemaakt?",
                "Daarna loopt de tijd voor bezwaar (Awb artikel 6:8).",
            ),
            VerplichtVeld("ingaat_op", "Vanaf wanneer geldt het?", "De aanbieder begint op deze dag.", _N),
            VerplichtVeld(
                "loopt_tot", "Tot wanneer geldt het?", "Ruim voor die dag begint een nieuw onderzoek.", _U
            ),
            VerplichtVeld(
                "productcode", "Productcode", "Zonder code kan de toewijzing niet naar de aanbieder.", _U
            ),
        ),
        "plan": (
            VerplichtVeld("doel", "Wat wilt u bereiken?", "Zonder doel weet niemand wanneer het klaar is."),
            VerplichtVeld("instemming", "Wie is het ermee eens?", "Het plan is van het huishouden."),
            VerplichtVeld(
                "omschrijving", "Waaraan merkt u dat het gelukt is?", "Zo kun je samen terugkijken.", _N
            ),
            VerplichtVeld("indicator", "Hoe zien we dat?", "Zo is iedereen het eens of het gelukt is.", _N),
            VerplichtVeld("streefdatum", "Wanneer is het klaar?", "Zo kun je op tijd bijsturen.", _N),
            VerplichtVeld("wie", "Wie doet wat?", "Een actie zonder naam blijft liggen.", _N),
            VerplichtVeld(
                "evaluatie_op", "Wanneer kijken we terug?", "Minstens elke 3 maanden, dat is de afspraak.", _N
            ),
        ),
        "netwerk_versterking": (
            VerplichtVeld("afspraak", "Wat is afgesproken?", "Het netwerk kan dan verder zonder ons."),
        ),
        "ondersteuning": (
            VerplichtVeld("tekst", "Wat is er gebeurd?", "Een collega kan dan zo verder."),
            VerplichtVeld(
                "tijdklasse", "Waar ging de tijd naartoe?", "Het team ziet zo hoeveel tijd hulp kost.", _N
            ),
        ),
        "afstemming": (
            VerplichtVeld("afspraak", "Wat is afgesproken?", "Iedereen om het huishouden werkt hiermee."),
            VerplichtVeld(
                "organisatie", "Welke organisatie doet dit?", "Zo blijft er niets tussen wal en schip."
            ),
        ),
        "evaluatie": (
            VerplichtVeld("vraag_beantwoord", "Is de vraag beantwoord?", "Dit is waar de hulp om begon."),
            VerplichtVeld(
                "verloop", "Hoe ging het en wat leren we?", "Een volgende keer gaat het dan beter.", _N
            ),
            VerplichtVeld(
                "zelfredzaamheid", "Gaat het zelf regelen beter?", "Dit is wat het team wil bereiken.", _N
            ),
            VerplichtVeld("participatie", "Gaat het meedoen beter?", "Dit is wat het team wil bereiken.", _N),
        ),
        "waakvlam": (
            VerplichtVeld("tot", "Hoe lang houden we contact?", "Een waakvlam stopt vanzelf op deze dag."),
            VerplichtVeld("ritme_weken", "Hoe vaak?", "Je krijgt dan op tijd een herinnering.", _N),
        ),
        "afsluiting": (
            VerplichtVeld("reden", "Waarom stopt de hulp?", "Het team leert hiervan."),
            VerplichtVeld(
                "inwoner_geinformeerd_op",
                "Wanneer weet het huishouden dit?",
                "Niemand hoort het van een ander.",
                _N,
            ),
        ),
    }
)


def verplichte_velden(instellingen: VariantInstellingen, stap: str) -> tuple[VerplichtVeld, ...]:
    """Return the fields a step demands of this team, in the order of the form.

    `stap` is the key of a step on the line, or `afsluiting`.

    :raises KeyError: there is no such step.
    """
    niveau = Niveau.van(instellingen)
    return tuple(veld for veld in VELDEN[stap] if veld.vanaf <= niveau)


def is_verplicht(instellingen: VariantInstellingen, stap: str, naam: str) -> bool:
    """Return whether one field is mandatory for this team."""
    return naam in {veld.naam for veld in verplichte_velden(instellingen, stap)}


def aantal_verplichte_velden(instellingen: VariantInstellingen) -> int:
    """Count the fields on the whole line of a dossier of this team, and at its end."""
    sleutels = (*(stap.sleutel for stap in stappen(instellingen)), "afsluiting")
    return sum(len(verplichte_velden(instellingen, sleutel)) for sleutel in sleutels)
