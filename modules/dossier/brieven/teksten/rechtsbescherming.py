"""Letters about objections and complaints."""

from __future__ import annotations

from typing import Final

from modules.dossier.brieven.soorten import Briefsoort, Veld
from modules.dossier.brieven.teksten.aanvragen import EIGEN_WOORDEN
from modules.dossier.brieven.teksten.bestand import tekst_van

BEROEPSTEKST: Final = """# Bent u het niet eens met dit besluit?

U kunt in beroep gaan bij de rechtbank. Dat kan tot en met zes weken na de dag waarop wij dit besluit naar u stuurden. \
Schrijf in uw brief:

- uw naam en adres
- de datum van uw brief
- over welk besluit het gaat (stuur een kopie mee)
- waarom u het niet eens bent met het besluit

Zet uw handtekening onder de brief. U betaalt de rechtbank een bedrag. Heeft u weinig geld? Dan kunt u de rechtbank \
vragen of u minder mag betalen. U vindt het adres van de rechtbank op rechtspraak.nl.

U mag iemand vragen om u te helpen. Het Juridisch Loket geeft gratis uitleg."""
"""Awb 3:45, 6:7, 6:23, 8:1 and 8:41, in plain words."""

_BESLUIT = (
    Veld("besluit_van", "datum van het besluit", "4 mei 2026"),
    Veld("waarover", "waar het besluit over gaat", "hulp bij het huishouden"),
)
_ONTVANGEN = Veld("ontvangen_op", "wanneer wij het kregen", "25 mei 2026")
_KLACHT = Veld(
    "eigen_woorden", "wat de inwoner zelf zei", "Ik moest drie keer hetzelfde vertellen.",
    is_nodig=False, eigen_woorden=True,
)  # fmt: skip

RECHTSBESCHERMING: Final = (
    Briefsoort(
        code="bezwaar_ontvangst",
        titel="Ontvangst van een bezwaar",
        uitleg="Awb 6:14: wij bevestigen dat het bezwaar binnen is.",
        categorie="K",
        standaard=tekst_van("bezwaar_ontvangst"),
        verplicht=("beslissen_voor",),
        velden=(
            _ONTVANGEN,
            *_BESLUIT,
            Veld("beslissen_voor", "laatste dag om te beslissen", "17 augustus 2026"),
            Veld(
                "ontbreekt",
                "wat er nog mist",
                "Schrijf ons waarom u het niet eens bent met het besluit.",
                is_nodig=False,
            ),
        ),
    ),
    Briefsoort(
        code="bezwaar_hoorzitting",
        titel="Uitnodiging voor een hoorzitting",
        uitleg="Awb 7:2 en 7:4: wie bezwaar maakt, wordt gehoord, mag stukken lezen en tot tien dagen ervoor insturen.",
        categorie="K",
        standaard=tekst_van("bezwaar_hoorzitting"),
        verplicht=("wanneer", "waar"),
        velden=(
            *_BESLUIT,
            Veld("wanneer", "dag en tijd", "dinsdag 16 juni 2026 om 10.00 uur"),
            Veld("waar", "plaats", "Gemeentehuis, Kerkplein 1, kamer 12"),
            Veld("met_wie", "wie erbij zijn", "de bezwaarcommissie"),
            Veld("afzeggen_voor", "tot wanneer iemand kan afzeggen", "12 juni 2026"),
        ),
    ),
    Briefsoort(
        code="bezwaar_beslissing",
        titel="Beslissing op bezwaar",
        uitleg="Awb 7:11, 7:12 en 3:45: ons besluit op het bezwaar, waarom, en de weg naar de rechter.",
        categorie="K",
        standaard=tekst_van("bezwaar_beslissing"),
        verplicht=("besluit_kort", "beroepsclausule"),
        velden=(
            _ONTVANGEN,
            *_BESLUIT,
            Veld(
                "besluit_kort",
                "het besluit in een of twee zinnen",
                "U krijgt gelijk. U krijgt alsnog twee uur hulp per week.",
            ),
            Veld(
                "overwegingen",
                "waarom wij dit besluiten",
                "Wij hebben niet goed gekeken naar wat uw dochter aankan.",
            ),
            Veld("gevolgen", "wat het betekent", "De hulp begint op 1 juli 2026.", is_nodig=False),
            EIGEN_WOORDEN,
            Veld("beroepsclausule", "de tekst over beroep bij de rechter", BEROEPSTEKST, met_opmaak=True),
        ),
        uit_dossier=lambda _huishouden, _inwoner: {"beroepsclausule": BEROEPSTEKST},
    ),
    Briefsoort(
        code="klacht_ontvangst",
        titel="Ontvangst van een klacht",
        uitleg="Awb 9:6 en 9:11: wij bevestigen de klacht en zeggen wanneer het antwoord komt.",
        categorie="B",
        standaard=tekst_van("klacht_ontvangst"),
        verplicht=("antwoord_voor",),
        velden=(
            _ONTVANGEN,
            Veld("behandelaar", "wie de klacht behandelt", "Anneke de Wit"),
            Veld("antwoord_voor", "laatste dag voor het antwoord", "6 juli 2026"),
            _KLACHT,
        ),
    ),
    Briefsoort(
        code="klacht_antwoord",
        titel="Antwoord op een klacht",
        uitleg="Awb 9:12: wat wij zagen, wat wij vinden, wat wij doen, en de ombudsman.",
        categorie="B",
        standaard=tekst_van("klacht_antwoord"),
        verplicht=("bevindingen", "oordeel_kort", "ombudsman"),
        velden=(
            _ONTVANGEN,
            Veld(
                "bevindingen",
                "wat wij zagen",
                "Drie collega’s vroegen u naar hetzelfde. Zij wisten dat niet van elkaar.",
            ),
            Veld("oordeel_kort", "ons oordeel", "Uw klacht klopt. Dit hadden wij beter moeten doen."),
            Veld("wat_wij_doen", "wat wij nu doen", "U houdt voortaan één vaste medewerker.", is_nodig=False),
            Veld(
                "ombudsman", "welke ombudsman, met adres", "de Nationale ombudsman (telefoon 0800 33 55 555)"
            ),
            _KLACHT,
        ),
        uit_dossier=lambda _huishouden, _inwoner: {
            "ombudsman": "de Nationale ombudsman (telefoon 0800 33 55 555)"
        },
    ),
)
