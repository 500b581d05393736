"""Letters between the first question and the decision."""

from __future__ import annotations

from typing import Final

from modules.dossier.brieven.basis import BEZWAARCLAUSULE
from modules.dossier.brieven.soorten import Briefsoort, Veld
from modules.dossier.brieven.teksten.bestand import tekst_van

EIGEN_WOORDEN: Final = Veld(
    "eigen_woorden", "wat de inwoner zelf zei", "Ik wil weer zelf naar de markt kunnen, zonder bang te zijn.",
    is_nodig=False, eigen_woorden=True,
)  # fmt: skip
AANVRAAG_OP: Final = Veld("aanvraag_op", "datum van de aanvraag", "4 mei 2026")

AANVRAGEN: Final = (
    Briefsoort(
        code="wmo_ontvangstbevestiging",
        titel="Ontvangstbevestiging Wmo",
        uitleg="Wmo 2015, artikel 2.3.2: wij bevestigen de melding, en wijzen op het persoonlijk plan en de "
        "cliëntondersteuning.",
        module="wmo",
        categorie="B",
        standaard=tekst_van("wmo_ontvangstbevestiging"),
        verplicht=("plan_voor", "clientondersteuning"),
        velden=(
            Veld("ontvangen_op", "datum van de melding", "4 mei 2026"),
            Veld("onderzoek_uiterlijk", "laatste dag van het onderzoek", "15 juni 2026"),
            Veld("plan_voor", "tot wanneer een persoonlijk plan kan", "11 mei 2026"),
            Veld(
                "clientondersteuning",
                "hoe de cliëntondersteuner te bereiken is",
                "Bel MEE Lindewaard: 0800 1234.",
            ),
            EIGEN_WOORDEN,
        ),
    ),
    Briefsoort(
        code="verslag_akkoord",
        titel="Verslag ter akkoord",
        uitleg="Wmo 2015, artikel 2.3.2 lid 8: de inwoner krijgt de uitkomsten van het onderzoek op papier.",
        categorie="D",
        standaard=tekst_van("verslag_akkoord"),
        zelf_te_maken=True,
        verplicht=("uitkomst",),
        velden=(
            Veld("gesprek_op", "datum van het gesprek", "12 mei 2026"),
            Veld(
                "uitkomst",
                "wat er uit het onderzoek kwam",
                "Uw dochter doet de boodschappen. Voor het schoonmaken is er nog niemand.",
            ),
            Veld("terug_voor", "wanneer het verslag terug moet zijn", "1 juni 2026"),
            EIGEN_WOORDEN,
        ),
    ),
    Briefsoort(
        code="aanvulling",
        titel="Verzoek om aanvulling",
        uitleg="Awb 4:5: de aanvrager krijgt de kans om aan te vullen. Awb 4:15: de tijd staat dan stil.",
        categorie="K",
        standaard=tekst_van("aanvulling"),
        zelf_te_maken=True,
        verplicht=("uiterlijk",),
        velden=(
            AANVRAAG_OP,
            Veld(
                "stukken",
                "welke gegevens ontbreken",
                ["Een kopie van uw identiteitsbewijs", "De offerte voor de traplift"],
            ),
            Veld("uiterlijk", "tot wanneer de inwoner kan aanvullen", "1 juni 2026"),
        ),
    ),
    Briefsoort(
        code="vertraging",
        titel="Bericht van vertraging",
        uitleg="Awb 4:14: wie niet op tijd beslist, zegt dat met een redelijke nieuwe datum.",
        categorie="K",
        standaard=tekst_van("vertraging"),
        zelf_te_maken=True,
        verplicht=("nieuwe_datum",),
        velden=(
            AANVRAAG_OP,
            Veld("oude_datum", "laatste dag die wij hadden", "18 mei 2026"),
            Veld("nieuwe_datum", "nieuwe laatste dag", "8 juni 2026"),
            Veld("reden", "waarom het langer duurt", "De arts die ons advies geeft, heeft meer tijd nodig."),
        ),
    ),
    Briefsoort(
        code="beschikking",
        titel="Beschikking",
        uitleg="Awb 3:41, 3:45, 3:46 en 3:47: het besluit, waarom wij het nemen en hoe iemand bezwaar maakt.",
        categorie="K",
        standaard=tekst_van("beschikking"),
        verplicht=("besluit_kort", "bezwaarclausule"),
        velden=(
            Veld("waarover", "waar de aanvraag over gaat", "hulp bij het huishouden"),
            AANVRAAG_OP,
            Veld("besluit_kort", "het besluit in een of twee zinnen", "U krijgt hulp bij het huishouden."),
            Veld(
                "voorzieningen",
                "wat iemand krijgt",
                [
                    {
                        "wat": "Hulp bij het huishouden",
                        "hoeveel": "2 uur per week",
                        "periode": "van 1 juni 2026 tot en met 31 mei 2028",
                        "vorm": "hulp in natura",
                        "aanbieder": "Zorg Dichtbij",
                    }
                ],
                velden=(
                    Veld("wat", "welke hulp", "Hulp bij het huishouden"),
                    Veld("hoeveel", "hoeveel", "2 uur per week", is_nodig=False),
                    Veld(
                        "periode",
                        "van wanneer tot wanneer",
                        "van 1 juni 2026 tot en met 31 mei 2028",
                        is_nodig=False,
                    ),
                    Veld("vorm", "in natura of een pgb", "hulp in natura", is_nodig=False),
                    Veld("aanbieder", "wie de hulp geeft", "Zorg Dichtbij", is_nodig=False),
                ),
                is_nodig=False,
            ),
            Veld(
                "overwegingen",
                "waarom wij dit besluiten",
                [
                    {
                        "titel": "Wat u zelf kunt",
                        "tekst": "U kunt zelf koken en opruimen. Stofzuigen en dweilen lukt niet meer.",
                    }
                ],
                velden=(
                    Veld("titel", "kop", "Wat u zelf kunt", is_nodig=False),
                    Veld("tekst", "uitleg", "U kunt zelf koken en opruimen."),
                ),
            ),
            Veld("grond", "de wet en het artikel", "artikel 2.3.5 van de Wmo 2015"),
            Veld(
                "gevolgen",
                "wat het besluit betekent",
                "De aanbieder belt u om een eerste afspraak te maken.",
                is_nodig=False,
            ),
            Veld(
                "eigen_bijdrage",
                "wat de inwoner zelf betaalt",
                "U betaalt ten hoogste het bedrag dat de wet noemt. Het CAK stuurt u de rekening.",
                is_nodig=False,
            ),
            EIGEN_WOORDEN,
            BEZWAARCLAUSULE,
        ),
    ),
    Briefsoort(
        code="wachtlijst",
        titel="Bericht over de wachtlijst",
        uitleg="Wie wacht, hoort hoe lang het nog duurt en wat er tot die tijd kan.",
        categorie="B",
        standaard=tekst_van("wachtlijst"),
        zelf_te_maken=True,
        velden=(
            Veld("waarvoor", "op welke hulp iemand wacht", "hulp bij het huishouden"),
            Veld("verwacht_op", "wanneer de hulp naar verwachting begint", "1 juli 2026"),
            Veld(
                "reden",
                "waardoor het zo lang duurt",
                "Dat komt doordat veel mensen hulp vragen.",
                is_nodig=False,
            ),
            Veld(
                "intussen",
                "wat er tot die tijd kan",
                "De buurthulp kan één keer per week boodschappen doen.",
                is_nodig=False,
            ),
        ),
    ),
)
