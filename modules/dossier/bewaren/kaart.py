"""The map of personal data: which table holds data of residents, and how a row belongs to a person.

Every table of a gemeente stands here or in `UITGEZONDERD`, with the reason; a test of the house sees to
it. The copy of one person's data, the register of processing and the destruction read this one map.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Kaartregel:
    """How rows of one table belong to somebody.

    `persoon` is the way to the person, `huishouden` to the household. With both, a row without a
    person is of the whole household. `datum` tells when it was made: what was written before
    somebody came or after somebody left is not about that person. `derden`: told by somebody else.
    `eigen`: words of a professional for own use (class L). `letter_veld` and `leefgebied_veld` say
    which column decides the category of one row.
    """

    model: str
    titel: str
    letter: str
    persoon: str = ""
    huishouden: str = ""
    datum: str = ""
    derden: bool = False
    eigen: str = ""  # the way to who wrote it; only that person judges it
    letter_veld: str = ""
    leefgebied_veld: str = ""
    eigen_velden: tuple[str, ...] = ()  # fields of class L inside a row of another class
    zonder: tuple[str, ...] = ()  # fields that are nobody's data
    mits: str = ""  # the way to a moment: before it, a row is in no copy (destruction takes it all the same)


_TECHNISCH: Final = ("zoektekst", "sorteernaam", "externe_sleutel", "bsn_index", "fasen")


def _van(
    model: str, titel: str, letter: str, persoon: str = "", huishouden: str = "", **rest: object
) -> Kaartregel:
    return Kaartregel(model, titel, letter, persoon, huishouden, **rest)  # type: ignore[arg-type]


_DOSSIER: Final = (
    _van("dossier.inwoner", "Persoonsgegevens", "A", "pk", zonder=("bsn_index",)),
    _van("dossier.huishouden", "Huishouden", "A", huishouden="pk", zonder=_TECHNISCH),
    _van("dossier.huishoudlid", "Bij welk huishouden", "C", "inwoner"),
    _van("dossier.gezagsrelatie", "Gezag", "C", "kind|houder"),
    _van("dossier.vertegenwoordiger", "Vertegenwoordigers", "C", "inwoner"),
    _van("dossier.netwerklid", "Mensen om het huishouden heen", "C", huishouden="huishouden", datum="bekeken_op"),
    _van("dossier.betrokkene", "Betrokken professionals", "B", huishouden="huishouden", datum="van"),
    _van("dossier.regisseurschap", "Regisseurs", "J", huishouden="huishouden", datum="van"),
    _van("dossier.regieovername", "Overgenomen regie", "J", huishouden="huishouden", datum="van"),
    _van("dossier.casus", "Hulp", "B", huishouden="huishouden", datum="begonnen_op", zonder=_TECHNISCH),
    _van("dossier.melding", "Meldingen", "B", "inwoner", "huishouden", datum="ontvangen_op", derden=True),
    _van("dossier.signaal", "Signalen", "B", huishouden="huishouden", datum="ontvangen_op", derden=True),
    _van("dossier.termijn", "Termijnen", "K", huishouden="huishouden", datum="begin"),
    _van("dossier.opschorting", "Wanneer de tijd stilstond", "K", huishouden="termijn__huishouden", datum="van"),
    _van("dossier.verlenging", "Meer tijd", "K", huishouden="termijn__huishouden", datum="op"),
    _van("dossier.uitstelbericht", "Bericht over uitstel", "K", huishouden="termijn__huishouden", datum="op"),
    _van(
        "dossier.ingebrekestelling", "Ingebrekestellingen", "K", huishouden="termijn__huishouden",
        datum="ontvangen_op",
    ),
    _van("dossier.wachtbericht", "Bericht over wachten", "B", huishouden="huishouden", datum="op"),
    _van("dossier.afsluiting", "Einde van de hulp", "J", huishouden="casus__huishouden", datum="op"),
    _van(
        "dossier.afsluitvoorstel", "Voorstel om de hulp te stoppen", "J", huishouden="casus__huishouden",
        datum="gevraagd_op",
    ),
    _van("dossier.waakvlam", "Vinger aan de pols", "J", huishouden="huishouden", datum="van"),
    _van(
        "dossier.gesprek", "Gesprekken", "D", huishouden="huishouden", datum="begonnen_op",
        eigen="gestart_door", eigen_velden=("voorbereiding",),
    ),
    _van(
        "dossier.behoefte", "Wat er nodig is", "D", "inwoner", "huishouden", datum="gesprek__begonnen_op",
        leefgebied_veld="leefgebied",
    ),
    _van(
        "dossier.kaderantwoord", "Wat er kan helpen", "D", "behoefte__inwoner", "behoefte__huishouden",
        datum="behoefte__gesprek__begonnen_op", leefgebied_veld="behoefte.leefgebied",
    ),
    _van(
        "dossier.markering", "Aantekeningen tijdens een gesprek", "L", huishouden="gesprek__huishouden",
        datum="gemaakt_op", eigen="gesprek__gestart_door",
    ),
    _van("dossier.inwonertekst", "Uw eigen woorden", "D", "inwoner", "huishouden", datum="op"),
    _van(
        "dossier.reactie", "Reacties op uw woorden", "D", "tekst_van__inwoner", "tekst_van__huishouden", datum="op"
    ),
    _van("dossier.zrmmeting", "Metingen van zelfredzaamheid", "D", "inwoner", datum="datum"),
    _van("dossier.zrmscore", "Scores", "D", "meting__inwoner", datum="meting__datum", leefgebied_veld="leefgebied"),
    _van("dossier.laddermeting", "Participatieladder", "D", "inwoner", datum="datum"),
    _van("dossier.plan", "Plannen", "J", huishouden="huishouden", datum="gemaakt_op"),
    _van(
        "dossier.probleemstelling", "Wat er speelt", "J", huishouden="plan__huishouden", datum="plan__gemaakt_op",
        leefgebied_veld="leefgebied",
    ),
    _van("dossier.doelstelling", "Doelen", "J", "inwoner", "plan__huishouden", datum="plan__gemaakt_op"),
    _van(
        "dossier.resultaat", "Waaraan u merkt dat het lukt", "J", "doel__inwoner", "doel__plan__huishouden",
        datum="doel__plan__gemaakt_op",
    ),
    _van(
        "dossier.planoplossing", "Wat helpt", "K", "resultaat__doel__inwoner", "resultaat__doel__plan__huishouden",
        datum="resultaat__doel__plan__gemaakt_op",
    ),
    _van("dossier.actie", "Acties", "J", "inwoner", "huishouden", datum="gemaakt_op"),
    _van("dossier.instemming", "Instemming met een plan", "J", "inwoner", datum="op"),
    _van("dossier.evaluatie", "Evaluaties", "J", huishouden="huishouden", datum="datum"),
    _van(
        "dossier.contactnotitie", "Contact", "B", huishouden="huishouden", datum="gebeurd_op",
        letter_veld="categorie", eigen="door",
    ),
    _van(
        "dossier.tijdlijnregel", "Tijdlijn", "B", huishouden="huishouden", datum="gebeurd_op",
        letter_veld="categorie", eigen="eigenaar_id",
    ),
    _van("dossier.afspraak", "Afspraken", "B", huishouden="huishouden", datum="begin"),
    _van("dossier.toegangsgrond", "Wie toegang kreeg en waarom", "J", "inwoner", "huishouden", datum="van"),
)  # fmt: skip

_ANDERE: Final = (
    _van(
        "documenten.document", "Documenten", "B", "inwoner", "huishouden", datum="toegevoegd_op",
        letter_veld="categorie", eigen="door_id", zonder=("sha256", "bestandssoort", "grootte"),
    ),
    _van(
        "brieven.brief", "Brieven aan u", "B", "inwoner", "huishouden", datum="gemaakt_op",
        letter_veld="categorie", zonder=("sha256",),
    ),
    _van("delen.toestemming", "Toestemming", "J", "inwoner", datum="gevraagd_op"),
    _van("delen.toestemminggever", "Wie toestemming gaf", "J", "toestemming__inwoner"),
    _van("delen.weging", "Gedeeld zonder toestemming, na een afweging", "I", "inwoner", derden=True),
    _van("delen.deling", "Wat met anderen is gedeeld", "J", huishouden="huishouden", datum="gemaakt_op"),
    _van("delen.overdrachtstekst", "Overdracht aan een ander", "J", "inwoner", datum="geschreven_op"),
    _van("delen.deelbezoek", "Wie bekeek wat is gedeeld", "J", huishouden="deling__huishouden", datum="op"),
    _van("delen.deelantwoord", "Antwoorden van anderen", "J", huishouden="deling__huishouden", datum="op"),
    _van("besluiten.beschikking", "Besluiten over hulp", "K", "inwoner", "huishouden", datum="gemaakt_op"),
    _van("besluiten.toewijzing", "Toegekende hulp", "K", "inwoner", "huishouden", datum="begin"),
    _van(
        "besluiten.bezwaar", "Bezwaar tegen een besluit", "K", "beschikking__inwoner", "huishouden",
        datum="ontvangen_op",
    ),
    _van("besluiten.klacht", "Klachten", "K", huishouden="huishouden", datum="ontvangen_op"),
    _van("ruimte.afwijking", "Afwijkingen van een regel", "J", huishouden="huishouden", datum="gemaakt_op"),
    _van("ruimte.geschilpunt", "Waarover wij verschillend dachten", "J", huishouden="huishouden", datum="gemaakt_op"),
    _van(
        "ruimte.zienswijze", "Hoe wij het zagen", "J", huishouden="verschil__huishouden", datum="verschil__gemaakt_op",
        mits="verschil__ronde_dicht_op",  # a copy is read by who makes it: the first round stays blind
    ),
)  # fmt: skip
_WETTEN: Final = (
    _van("hulpvragen.webvraag", "Uw vraag op de website", "B", "melding__inwoner", "huishouden", datum="ontvangen_op"),
    _van("wmo.zaak", "Uw Wmo-melding", "K", "inwoner", "huishouden", datum="melding__ontvangen_op"),
    _van("wmo.onderdeel", "Onderzoek Wmo", "D", "zaak__inwoner", "zaak__huishouden", datum="gewijzigd_op"),
    _van("wmo.tijdelijkehulp", "Tijdelijke hulp", "K", "zaak__inwoner", "zaak__huishouden", datum="van"),
    _van("wmo.verslag", "Verslag van het onderzoek", "D", "zaak__inwoner", "zaak__huishouden", datum="verstuurd_op"),
    _van(
        "wmo.maatwerk", "Afweging van hulp", "K", "zaak__inwoner", "zaak__huishouden",
        datum="zaak__melding__ontvangen_op",
    ),
    _van("jeugd.hulpvraag", "Vragen om jeugdhulp", "H", "inwoner", datum="ontvangen_op"),
    _van(
        "jeugd.woonplaatsoordeel", "Welke gemeente verantwoordelijk is", "H", "hulpvraag__inwoner", datum="op",
        zonder=("adres_afdruk",),
    ),
    _van("jeugd.ouderkijk", "Hoe een ouder het ziet", "H", "hulpvraag__inwoner", datum="op", derden=True),
    _van("jeugd.toekomstplan", "Plan voor 18 jaar", "H", "inwoner", datum="begonnen_op"),
    _van("jeugd.meldcode", "Meldcode", "I", "inwoner", datum="begonnen_op", derden=True),
    _van("jeugd.verwijsmelding", "Verwijsindex", "I", "inwoner", datum="gemeld_op"),
)  # fmt: skip
_PARTICIPATIE: Final = (
    _van("participatie.inkomensaanvraag", "Aanvragen om inkomen", "G", "inwoner", datum="gemeld_op"),
    _van("participatie.werkafspraak", "Afspraken over werk en meedoen", "G", "inwoner", datum="van"),
    _van("participatie.maatregel", "Afweging van een maatregel", "G", "inwoner", datum="besloten_op"),
    _van(
        "participatie.samennotitie", "Regels, hulp en ruimte", "G", huishouden="huishouden", datum="gewijzigd_op"
    ),
)  # fmt: skip
_KOPPELINGEN: Final = (
    _van("koppelingen.brpantwoord", "Wat de BRP over u zei", "A", "inwoner", datum="opgehaald_op"),
)
_BEWAREN: Final = (_van("bewaren.verzoek", "Uw verzoeken", "A", "inwoner", datum="ontvangen_op"),)

KAART: Final[dict[str, Kaartregel]] = {
    regel.model: regel for regel in (*_DOSSIER, *_ANDERE, *_WETTEN, *_PARTICIPATIE, *_KOPPELINGEN, *_BEWAREN)
}

_MEDEWERKER = "gegevens van medewerkers, niet van inwoners"
_INRICHTING = "hoe de gemeente is ingericht; geen gegevens van inwoners"
_SPIEGEL = "wat andere systemen zien van een melding, besluit of document dat zelf in het afschrift staat; gaat mee weg"
_BEWIJS = "bewijs zonder inhoud: alleen nummers, aantallen en wie het besloot"
UITGEZONDERD: Final[MappingProxyType[str, str]] = MappingProxyType(
    {
        "identity": _MEDEWERKER,
        "inrichting": _INRICHTING,
        "configuratie": _INRICHTING,
        "werkdocumenten": "hoe wij werken: teksten over het werk; geen gegevens van inwoners",
        "audit": "het logboek: de inwoner krijgt dit als overzicht Wie keek mee",
        "outbox.uitgaand": "post die wacht op verzending; de tekst wordt daarna gewist",
        "notificaties": _INRICHTING,
        "uitgaand": "berichten aan andere systemen, zonder namen of inhoud; een week na bezorging gewist",
        "dossier.concept": "tekst die een medewerker nog typt; hoort nog bij geen dossier en wordt mee vernietigd",
        "dossier.termijnnorm": _INRICHTING,
        "dossier.herrekening": _INRICHTING,
        "toegang": "wie toegang vroeg of waarom iemand keek: de inwoner krijgt dit als overzicht Wie keek mee",
        "delen.deellink": "het slot van een link; geen gegevens",
        "delen.convenant": _INRICHTING,
        "delen.convenantbevestiging": _MEDEWERKER,
        "delen.partnerlid": _MEDEWERKER,
        "besluiten.mandaat": _MEDEWERKER,
        "voorzieningen": _INRICHTING,
        "ruimte.regel": _INRICHTING,
        "aanbiedersignalen": "signalen over een aanbieder: los van elk dossier, en zonder gegevens van inwoners",
        "werk.werkfilter": _MEDEWERKER,
        "werk.werkvoorkeur": _MEDEWERKER,
        "werk.afwezigheid": _MEDEWERKER,
        "werk.toewijsronde": _MEDEWERKER,
        "werk.toewijsregel": "wie een huishouden wanneer kreeg en waarom; hangt aan het huishouden en gaat mee weg",
        "kortehulp.kortehulp": "een vraag en een antwoord zonder persoon; er is geen weg naar een inwoner",
        "ruimte.beleidssignaal": "aantallen en een antwoord over een regel; geen gegevens van inwoners",
        "brieven.briefsjabloon": _INRICHTING,
        "brieven.verzendronde": "een keer veel brieven tegelijk versturen: hoeveel, wanneer en door wie",
        "brieven.verzendregel": "of een brief in zo een ronde wegging; staat ook bij de brief en gaat daarmee weg",
        "brieven.postbundel": "een stapel post: aantallen en wanneer die wegging; het printbestand gaat daarna weg",
        "inlezen.inlezing": "een bestand dat wordt ingelezen; daarna gewist",
        "inlezen.inleesprobleem": "fouten in een bestand; gaan weg met het inlezen, en mee bij vernietiging",
        "inlezen.dubbelpaar": "twee rijen naast elkaar tijdens het inlezen; daarna gewist",
        "inlezen.ingelezenhuishouden": "waar een rij uit een bestand bleef; wordt mee vernietigd",
        "inlezen.kolomindeling": "welke kolom wat is; geen gegevens van inwoners",
        "bewaren.stukbesluit": "het nakijken van een afschrift; hoort bij het verzoek en gaat mee weg",
        "bewaren.afschrift": "het afschrift zelf; verloopt en gaat mee weg",
        "bewaren.bewaarvoorstel": _INRICHTING,
        "bewaren.uitzondering": "waarom iets langer blijft; gaat mee weg",
        "bewaren.vernietigingslijst": _BEWIJS,
        "bewaren.vernietigingsregel": _BEWIJS,
        "bewaren.boekregel": _BEWIJS,
        "bewaren.dpia": _INRICHTING,
        "bewaren.verwerker": _INRICHTING,
        "catalogus": _INRICHTING,
        "ondersteuning": "vragen aan de leverancier en zijn meekijken; geen gegevens van inwoners",
        "toegangsleutels": "welk programma of welke medewerker met de API werkt; geen gegevens van inwoners",
        "autorisaties": "welk programma wat mag; geen gegevens van inwoners",
        "sporen": "wie een zaak, besluit of document veranderde; gaat weg met de zaak, en de inwoner ziet het logboek",
        "zaken": _SPIEGEL,
        "zgwdocumenten": _SPIEGEL,
        "zgwbesluiten": _SPIEGEL,
        "zgwstroom": "welke zaak bij welke melding hoort, en wat een soort zaken wordt: alleen nummers; gaat mee weg",
        "postvak.stuk": "wat binnenkwam en nog bij geen dossier hoort; gewist als het een melding werd",
        "koppelingen.koppeling": _INRICHTING,
        "koppelingen.spiegelzaak": "welke zaak van ons bij welke van de gemeente hoort: alleen nummers; gaat mee weg",
        "koppelingen.spiegeldeel": "welk deel van een zaak al is doorgegeven: alleen nummers; gaat mee weg",
        "koppelingen.ontvangenbericht": "een bericht dat ergens iets is veranderd, zonder inhoud; na een week gewist",
    }
)
"""Tables (or whole apps) that hold no data of a resident that belongs in a copy, and why."""


def reden_van_uitzondering(model: str) -> str:
    """Return why a table is not in a copy; empty when it must be on the map."""
    app, _, _ = model.partition(".")
    return UITGEZONDERD.get(model) or UITGEZONDERD.get(app, "")
