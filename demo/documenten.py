"""Give the example households a few documents, of the kinds that really lie in such a folder."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from demo import papier
from demo.inrichting import Inrichter
from keukentafel.opslag.poort import keur
from modules.dossier.documenten.actions.document import add_document, replace_document
from modules.dossier.models import Casus, Huishouden
from modules.inrichting.rules.protocol import Categorie


@dataclass(frozen=True, slots=True)
class Stuk:
    """One document: what it is called, what it is, and how its bytes are drawn for a family."""

    titel: str
    soort: str
    categorie: Categorie
    naam: str
    teken: Callable[[str, random.Random], bytes]


def _brief(afzender: str, kop: str, *alineas: str) -> Callable[[str, random.Random], bytes]:
    return lambda gezin, _toeval: papier.brief(
        afzender, kop, [alinea.replace("{gezin}", gezin) for alinea in alineas]
    )


STUKKEN = (
    Stuk(
        "Brief van de woningcorporatie over de huur", "brief", Categorie.CONTACT, "brief-corporatie.pdf",
        _brief(
            "Woningstichting De Linde", "Uw huurachterstand",
            "Geachte familie {gezin},",
            "Volgens onze administratie staat er nog twee maanden huur open. Wij willen graag samen met u kijken "
            "naar een regeling die u kunt volhouden.",
            "Belt u ons voor het einde van de maand? Dan nemen wij verder geen stappen. U mag ook iemand van het "
            "wijkteam laten bellen.",
            "Met vriendelijke groet, team Huurincasso",
        ),
    ),
    Stuk(
        "Overzicht van schulden en betalingen", "bewijs", Categorie.GELD, "overzicht-schulden.pdf",
        _brief(
            "Buurtadministratie Lindewaard", "Overzicht op verzoek van de familie {gezin}",
            "Zorgverzekeraar: € 412,80. Energieleverancier: € 655,00. Woningstichting: € 1.298,40. Totaal: € 2.366,20.",
            "Er is met niemand nog een regeling. De familie heeft alle post van de laatste zes maanden meegenomen.",
        ),
    ),
    Stuk(
        "Verslag van de praktijkondersteuner", "verslag", Categorie.GEZONDHEID, "verslag-poh.pdf",
        _brief(
            "Huisartsenpraktijk Aan de Kade", "Verslag van drie gesprekken",
            "Mevrouw slaapt slecht en is snel moe. Zij wil graag weer een vaste dag.",
            "Afgesproken: elke week een kort gesprek, en samen bewegen op dinsdag. Over zes weken kijken we terug.",
        ),
    ),
    Stuk(
        "Foto van de muur in de badkamer", "foto", Categorie.LEEFGEBIEDEN, "badkamer.jpg",
        lambda _gezin, toeval: papier.foto(toeval),
    ),
    Stuk(
        "Mail van school over de ochtenden", "brief", Categorie.JEUGD, "mail-school.eml",
        lambda gezin, _toeval: papier.mail(
            "intern begeleider <ib@school.voorbeeld>", "wijkteam <team@voorbeeld.invalid>", "Op tijd op school",
            f"Dag,\n\nDe kinderen van familie {gezin} waren deze maand zeven keer te laat. In de klas gaat het goed. "
            "Kunnen jullie met hun moeder bespreken wat helpt?\n\nGroet, de intern begeleider",
        ),
    ),
    Stuk(
        "Toestemming om met school te praten", "toestemming", Categorie.CONTACT, "toestemming-school.pdf",
        _brief(
            "Wijkteam", "Toestemming",
            "Ik vind het goed dat het wijkteam met school praat over hoe het in de klas gaat. Niet over geld.",
            "Dit geldt een half jaar. Ik mag het altijd terugnemen. Naam: {gezin}.",
        ),
    ),
    Stuk(
        "Afspraken aan de keukentafel", "plan", Categorie.PLAN, "afspraken.docx",
        lambda gezin, _toeval: papier.word(
            [f"Afspraken met familie {gezin}", "Oma komt op zaterdag helpen met de post.",
             "Het wijkteam belt met de corporatie.", "Over zes weken kijken we samen terug."]
        ),
    ),
)  # fmt: skip


class Documentvuller:
    """Fills the folders of one gemeente, as the people who help there would have done."""

    def __init__(self, inrichter: Inrichter, *, toeval: random.Random) -> None:
        self.at: datetime = inrichter.at
        self.toeval = toeval

    def vul(self) -> None:
        """Give every household with running or ended help two to five documents."""
        for casus in Casus.objects.exclude(status="nieuw").select_related("huishouden", "behandelaar"):
            stukken = sorted(
                self.toeval.sample(STUKKEN, self.toeval.randint(2, 5)), key=lambda stuk: stuk.titel
            )
            for nummer, stuk in enumerate(stukken):
                self._bewaar(casus.huishouden, casus.behandelaar, stuk, nummer)

    def _bewaar(self, huishouden: Huishouden, door: Any, stuk: Stuk, nummer: int) -> None:
        toen = self.at - timedelta(days=self.toeval.randint(1, 60), hours=nummer)
        bestand = keur(stuk.naam, stuk.teken(huishouden.naam, self.toeval))
        document = add_document(
            huishouden=huishouden, bestand=bestand, titel=stuk.titel, soort=stuk.soort,
            categorie=stuk.categorie, by=door, at=toen,
        )  # fmt: skip
        if stuk.soort == "plan":
            nieuw = keur(
                stuk.naam,
                papier.word(["Afspraken, bijgewerkt", "De corporatie wacht tot de regeling er ligt."]),
            )
            replace_document(document=document, bestand=nieuw, by=door, at=toen + timedelta(hours=20))
