"""Table 2.2 of the domain: every setting of the team model with the default of each variant.

A combined row of the table stands here as one setting per fact, so that each can be overridden.
Reading the rows: the four defaults stand in the order toegang, team, netwerk, regie.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from modules.inrichting.rules.instellingsoort import Groep, Instelling, Keuze, Soort, Variant, Waarde

_JA_NEE = ((Keuze.J.value, "Ja"), (Keuze.N.value, "Nee"))
_JA_MAG_NEE = tuple((keuze.value, str(keuze.label)) for keuze in Keuze)


def _per_variant(*waarden: Waarde) -> Mapping[Variant, Waarde]:
    return MappingProxyType(dict(zip(Variant, waarden, strict=True)))


def _aan_uit(
    sleutel: str, groep: Groep, standaard: str, label: str, uitleg: str, *, mag: bool = True
) -> Instelling:
    waarden = _per_variant(*(Keuze(letter) for letter in standaard))
    keuzes = _JA_MAG_NEE if mag else _JA_NEE
    return Instelling(sleutel, label, groep, Soort.KEUZE, uitleg, waarden, keuzes)


def _kies(
    sleutel: str, groep: Groep, standaard: str, label: str, uitleg: str, keuzes: Mapping[str, str]
) -> Instelling:
    waarden = _per_variant(*standaard.split())
    return Instelling(sleutel, label, groep, Soort.KEUZE, uitleg, waarden, tuple(keuzes.items()))


def _getal(
    sleutel: str,
    groep: Groep,
    standaard: tuple[Waarde, ...],
    label: str,
    uitleg: str,
    *,
    soort: Soort = Soort.GETAL,
    bereik: tuple[str, str] = ("0", "100"),
    eenheid: str = "",
    leeg: str = "",
) -> Instelling:
    laagst, hoogst = (Decimal(grens) for grens in bereik)
    waarden = _per_variant(*standaard)
    return Instelling(sleutel, label, groep, soort, uitleg, waarden, (), laagst, hoogst, eenheid, leeg)


_TEAM = (
    _kies(
        "werkgever",
        Groep.TEAM,
        "gemeente moederorganisatie_volledig moederorganisatie gemeente",
        "Bij wie medewerkers in dienst zijn",
        "Wie de werkgever is bepaalt wie mensen aanstuurt en wie namens de gemeente mag besluiten.",
        {
            "gemeente": "De gemeente",
            "moederorganisatie_volledig": "Hun eigen organisatie, met hun hele contract in het team",
            "moederorganisatie": "Hun eigen organisatie, met een paar uur per week in het team",
        },
    ),
    _kies(
        "inzet_eenheid",
        Groep.TEAM,
        "fte fte uren_per_week fte",
        "Inzet tellen in",
        "Een team dat uit uren bestaat plant anders dan een team met vaste contracten.",
        {"fte": "fte", "uren_per_week": "uren per week"},
    ),
    _getal(
        "inzet_omvang_van",
        Groep.TEAM,
        (Decimal("0.8"), None, Decimal(4), Decimal("0.5")),
        "Gewone inzet per medewerker, vanaf",
        "Ligt iemands inzet hieronder, dan zie je dat in het teamoverzicht.",
        soort=Soort.FACTOR,
        bereik=("0", "40"),
        leeg="hele contract",
    ),
    _getal(
        "inzet_omvang_tot",
        Groep.TEAM,
        (Decimal("1.0"), None, Decimal(12), Decimal("1.0")),
        "Gewone inzet per medewerker, tot en met",
        "Ligt iemands inzet hierboven, dan zie je dat in het teamoverzicht.",
        soort=Soort.FACTOR,
        bereik=("0", "40"),
        leeg="hele contract",
    ),
    _kies(
        "ambtelijke_status_leden",
        Groep.TEAM,
        "ja gemengd nee ja",
        "Medewerkers zijn ambtenaar",
        "Besluiten over de Participatiewet neemt standaard iemand die ambtenaar is.",
        {"ja": "Ja", "gemengd": "Sommigen", "nee": "Nee"},
    ),
    _aan_uit(
        "gezamenlijke_locatie",
        Groep.TEAM,
        "JJNN",
        "Het team werkt op één plek",
        "Mensen die samen in een ruimte werken, zoeken elkaar sneller op.",
        mag=False,
    ),
)

_OPDRACHT = (
    _kies(
        "nadruk",
        Groep.OPDRACHT,
        "aanvraag_maatwerk eigen_ondersteuning multiprobleemaanpak regie_complex",
        "Waar de nadruk op ligt",
        "De nadruk bepaalt waarmee Mijn dag en het teamoverzicht beginnen.",
        {
            "aanvraag_maatwerk": "Aanvragen voor maatwerk",
            "eigen_ondersteuning": "Zelf helpen en eropaf gaan",
            "multiprobleemaanpak": "Huishoudens met veel problemen tegelijk",
            "regie_complex": "Regie bij ingewikkelde situaties",
        },
    ),
    _kies(
        "doelgroep",
        Groep.OPDRACHT,
        "melding_of_aanvraag iedereen multiprobleem complex",
        "Voor wie het team er is",
        "Past iemand hier niet bij, dan draag je over aan het goede team. Niemand wordt stil geweigerd.",
        {
            "melding_of_aanvraag": "Mensen met een melding of aanvraag",
            "iedereen": "Iedereen van 0 tot 100 jaar",
            "multiprobleem": "Huishoudens met veel problemen tegelijk",
            "complex": "Huishoudens in een ingewikkelde situatie",
        },
    ),
    _kies(
        "beroep_op_eigen_kracht",
        Groep.OPDRACHT,
        "hoog hoog midden laag",
        "Hoeveel het gesprek over eigen kracht gaat",
        "Bij laag staan de vragen over eigen kracht ingeklapt. Je slaat ze nooit over.",
        {"hoog": "Veel", "midden": "Gewoon", "laag": "Weinig"},
    ),
    _aan_uit(
        "aanmelding_door_inwoner",
        Groep.OPDRACHT,
        "JJNN",
        "Mensen kunnen zich zelf melden",
        "Bij Nee komt een vraag binnen via een professional. Ergens in de gemeente moet iemand zich zelf "
        "kunnen melden.",
        mag=False,
    ),
    _aan_uit(
        "intake_in_team",
        Groep.OPDRACHT,
        "JJON",
        "Het team doet zelf het eerste gesprek",
        "Bij Nee begint het team pas als een ander team de vraag heeft verhelderd.",
    ),
)

_ZELF_DOEN = (
    _aan_uit(
        "eigen_ondersteuning",
        Groep.ZELF_DOEN,
        "NJJN",
        "Het team helpt zelf",
        "Bij Nee regelt het team hulp bij anderen en vervalt de stap Ondersteuning.",
    ),
    _aan_uit(
        "kort_advies",
        Groep.ZELF_DOEN,
        "OJJN",
        "Het team geeft kort advies",
        "Een vraag die met één gesprek klaar is, hoeft dan niet door naar een ander.",
    ),
    _getal(
        "max_duur_eigen_ondersteuning_weken",
        Groep.ZELF_DOEN,
        (0, 26, 52, 0),
        "Waarschuw als eigen hulp langer duurt dan",
        "Na deze tijd vraagt Keukentafel of andere hulp beter past. De hulp stopt niet vanzelf.",
        bereik=("0", "260"),
        eenheid="weken",
    ),
    _getal(
        "wijkgericht_werken",
        Groep.ZELF_DOEN,
        (0, 15, 0, 5),
        "Tijd voor werk met de hele wijk",
        "Deze uren tellen niet mee als ruimte voor huishoudens.",
        soort=Soort.PERCENTAGE,
    ),
)

_STAPPEN = (
    _aan_uit(
        "stap_signaal",
        Groep.STAPPEN,
        "OJON",
        "Signaal",
        "Iemand maakt zich zorgen over een ander. Er is nog geen vraag om hulp.",
    ),
    _aan_uit(
        "stap_eropaf_rooster",
        Groep.STAPPEN,
        "NJNN",
        "Rooster om eropaf te gaan",
        "Elke dag is er iemand die de telefoon opneemt en op bezoek gaat.",
    ),
    _aan_uit(
        "stap_melding_onderzoek",
        Groep.STAPPEN,
        "JJNN",
        "Melding en onderzoek (Wmo)",
        "Na een melding heeft de gemeente 6 weken voor het onderzoek (Wmo artikel 2.3.2).",
    ),
    _aan_uit(
        "stap_vraagverheldering",
        Groep.STAPPEN,
        "JJJO",
        "Gesprek",
        "Een open gesprek om te vinden wat iemand nodig heeft.",
    ),
    _aan_uit(
        "stap_zrm_start",
        Groep.STAPPEN,
        "OJJJ",
        "Zelfredzaamheid bij de start",
        "Zonder meting bij de start kun je later geen verschil zien.",
    ),
    _aan_uit(
        "stap_zrm_tussen",
        Groep.STAPPEN,
        "NOOO",
        "Zelfredzaamheid tussendoor",
        "Na 6 maanden herinnert Keukentafel aan een nieuwe meting.",
    ),
    _aan_uit(
        "stap_zrm_eind",
        Groep.STAPPEN,
        "NJJO",
        "Zelfredzaamheid aan het eind",
        "Met twee metingen zie je wat er is veranderd.",
    ),
    _aan_uit(
        "stap_participatieladder",
        Groep.STAPPEN,
        "NJOJ",
        "Participatieladder",
        "Waar iemand nu staat in meedoen, en waar iemand wil staan.",
    ),
    _aan_uit("stap_plan", Groep.STAPPEN, "JJJJ", "Plan", "Eén plan voor het hele huishouden."),
    _aan_uit(
        "stap_beschikking",
        Groep.STAPPEN,
        "JONN",
        "Besluiten over hulp",
        "Aanvraag en besluit met de termijnen van de wet.",
    ),
    _aan_uit(
        "stap_netwerk_versterking",
        Groep.STAPPEN,
        "NOOO",
        "Netwerk versterken",
        "Familie, vrienden en buren maken samen een plan.",
    ),
    _aan_uit(
        "stap_evaluatie",
        Groep.STAPPEN,
        "OJJJ",
        "Evaluatie",
        "Samen terugkijken: is de vraag beantwoord en wat leren we?",
    ),
    _aan_uit(
        "stap_waakvlam",
        Groep.STAPPEN,
        "NJOO",
        "Waakvlam",
        "Na de hulp nog een tijd af en toe contact houden.",
    ),
)

_REGIE = (
    _kies(
        "regie",
        Groep.REGIE,
        "na_overdracht alle_eigen multiprobleem multiprobleem",
        "Bij welke huishoudens het team regie voert",
        "Elk huishouden heeft één regisseur. Die komt uit het team dat regie voert.",
        {
            "na_overdracht": "Alleen na overdracht",
            "alle_eigen": "Bij alle eigen huishoudens",
            "multiprobleem": "Alleen bij veel problemen tegelijk",
        },
    ),
    _aan_uit(
        "onafhankelijke_regisseur_bij_complex",
        Groep.REGIE,
        "JJJJ",
        "Bij ingewikkelde situaties een onafhankelijke regisseur",
        "De regisseur werkt dan niet bij een aanbieder die zelf hulp levert aan het huishouden.",
        mag=False,
    ),
    _kies(
        "mdo_frequentie",
        Groep.REGIE,
        "op_verzoek wekelijks tweewekelijks wekelijks",
        "Hoe vaak het team overlegt over huishoudens",
        "Keukentafel zet het overleg klaar en verzamelt de vragen.",
        {
            "op_verzoek": "Als iemand erom vraagt",
            "wekelijks": "Elke week",
            "tweewekelijks": "Elke twee weken",
            "maandelijks": "Elke maand",
        },
    ),
    _aan_uit(
        "verwijsbias_signalering",
        Groep.REGIE,
        "OJJO",
        "Laten zien hoe vaak we naar de eigen organisatie verwijzen",
        "Het team ziet dit als geheel. Het gaat nooit over één medewerker.",
    ),
)

_BESLUITEN = (
    _kies(
        "besluit_door",
        Groep.BESLUITEN,
        "team team overdracht overdracht",
        "Wie het besluit maakt",
        "Het besluit blijft altijd van het college van burgemeester en wethouders.",
        {"team": "Het team zelf", "backoffice": "De backoffice", "overdracht": "Een ander team"},
    ),
    _kies(
        "mandaat_niveau",
        Groep.BESLUITEN,
        "binnen_beleidsregels tot_bedrag adviseert doorzettingsmacht",
        "Wat het team mag besluiten",
        "Het besluitscherm laat zien of je mag besluiten en wie het anders mag.",
        {
            "binnen_beleidsregels": "Besluiten binnen de beleidsregels",
            "tot_bedrag": "Besluiten tot een bedrag",
            "adviseert": "Alleen advies geven",
            "doorzettingsmacht": "Knopen doorhakken over afdelingen heen",
        },
    ),
    _getal(
        "mandaat_bedrag_per_huishouden_jaar",
        Groep.BESLUITEN,
        (5000, 10000, 0, 25000),
        "Hoogste bedrag per huishouden per jaar",
        "Boven dit bedrag legt het team het besluit voor aan een ander.",
        soort=Soort.BEDRAG,
        bereik=("0", "1000000"),
    ),
)

_WERKDRUK = (
    _kies(
        "registratie_niveau",
        Groep.WERKDRUK,
        "uitgebreid normaal licht normaal",
        "Hoeveel het team vastlegt",
        "Dit bepaalt welke velden verplicht zijn. Elk verplicht veld noemt zijn reden.",
        {
            "licht": "Licht: contact, een plan op één bladzijde, het resultaat",
            "normaal": "Normaal: ook zelfredzaamheid, acties en uren op hoofdlijnen",
            "uitgebreid": "Uitgebreid: ook het hele dossier voor de Wmo of Jeugdwet",
        },
    ),
    _getal(
        "drempel_admin_aandeel",
        Groep.WERKDRUK,
        (50, 30, 20, 25),
        "Waarschuw als registreren meer tijd kost dan",
        "Boven deze grens ziet de teamleider welke velden de meeste tijd kosten.",
        soort=Soort.PERCENTAGE,
    ),
    _kies(
        "caseload_norm",
        Groep.WERKDRUK,
        "onderzoeken_per_fte gewogen huishoudens_per_36_uur huishoudens_per_fte",
        "Hoe je telt wat een medewerker aankan",
        "Bij gewogen telt een zware situatie zwaarder mee dan een lichte vraag.",
        {
            "onderzoeken_per_fte": "Lopende onderzoeken per fte",
            "gewogen": "Gewogen: zwaar, kwetsbaar, licht en waakvlam",
            "huishoudens_per_36_uur": "Huishoudens per 36 uur",
            "huishoudens_per_fte": "Huishoudens per fte",
        },
    ),
    _getal(
        "caseload_norm_van",
        Groep.WERKDRUK,
        (35, 0, 5, 12),
        "Past bij één medewerker, vanaf",
        "Onder dit aantal is er ruimte voor een nieuw huishouden.",
        bereik=("0", "200"),
    ),
    _getal(
        "caseload_norm_tot",
        Groep.WERKDRUK,
        (35, 100, 7, 12),
        "Past bij één medewerker, tot en met",
        "Vanaf 90% van dit aantal waarschuwt Keukentafel. Bij gewogen is dit een percentage.",
        bereik=("1", "200"),
    ),
    _getal(
        "leertijd_factor",
        Groep.WERKDRUK,
        (Decimal("0.8"), Decimal("0.7"), Decimal("0.9"), Decimal("0.9")),
        "Minder huishoudens in het eerste jaar",
        "In de eerste 12 maanden past dit deel van het gewone aantal bij een nieuwe medewerker.",
        soort=Soort.FACTOR,
        bereik=("0.1", "1.0"),
    ),
)

INSTELLINGEN: Final = (*_TEAM, *_OPDRACHT, *_ZELF_DOEN, *_STAPPEN, *_REGIE, *_BESLUITEN, *_WERKDRUK)
PER_SLEUTEL: Final[Mapping[str, Instelling]] = MappingProxyType({rij.sleutel: rij for rij in INSTELLINGEN})
