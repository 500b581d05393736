"""Which class of the protocol each planted word falls under, and who may read which class (domain.md 5.3).

The expectations are written down here, letter by letter, and not taken from the product: the matrix of
5.3 for a team of variant toegang, everybody of the team involved, help running, no consent given.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from modules.dossier.brieven.models import Brief
from modules.dossier.documenten.models import Document
from modules.dossier.models import Behoefte, Contactnotitie, Doelstelling, Tijdlijnregel, ZrmMeting, ZrmScore
from tests.house.kanaries import Kanarieboom, Plek
from tests.rechten.wereld import Bereik, Wereld

LEEST: dict[str, str] = {
    "h": "ABCDEGIJKT",
    "j": "ABCDEHIJK",
    "v": "ABCDEJK",
    "w": "ABCDEJK",
    "k": "ABG",
    "r": "ABCDEIJKT",  # Wmo-consulent of the team and regisseur here, who decides on requests for access
    "t": "ABCDIJKT",
    "i": "AB",
    "b": "ABJK",
}
"""Per person the classes whose text he or she may read in full; L is only one's own, and not in here.

T is no class of the protocol: why somebody opened or asked for a household. The teamleider judges it, and
`h` wrote it.
"""

OVERAL = "-"
"""No class: the words of the arrangement, of one's own account, or of the guard on the door."""

# Model → class; `Model.veld` wins. What is not here must be put here: the test says so.
KLASSE: dict[str, str] = {
    "Inwoner": "A",
    "Inwoner.bsn": "BSN",  # nobody's on a page; the button that shows it sends a form of its own
    "Huishouden": "A",
    "Huishouden.goed_om_te_weten": "C",
    "Huishoudlid": "C",
    "Gezagsrelatie": "C",
    "Vertegenwoordiger": "C",
    "Netwerklid": "C",
    "Betrokkene": "B",
    "Regisseurschap": "B",
    "RegieOvername": "J",
    "Casus": "B",
    "Melding": "B",
    "Signaal": "B",
    "Afspraak": "B",
    "Contactnotitie": "B",
    "Tijdlijnregel": "B",
    "Gesprek": "D",
    "Gesprek.voorbereiding": "L",
    "Behoefte": "D",
    "KaderAntwoord": "D",
    "Inwonertekst": "D",
    "Oplossing": "D",
    "Markering": "L",
    "ZrmMeting": "D",
    "ZrmScore": "G",  # the planted score is about money
    "LadderMeting": "D",
    "Plan": "J",
    "Probleemstelling": "J",
    "Doelstelling": "J",
    "Resultaat": "J",
    "PlanOplossing": "K",
    "Actie": "J",
    "Instemming": "J",
    "Evaluatie": "J",
    "Waakvlam": "J",
    "Afsluiting": "J",
    "Termijn": "B",  # the rights table asks B of the page of a term
    "Opschorting": "K",
    "Verlenging": "K",
    "Uitstelbericht": "K",
    "Ingebrekestelling": "K",
    "Wachtbericht": "B",
    "Concept": "L",
    "Document": "B",
    "Brief": "B",
    "Postbundel": OVERAL,
    "Verzendronde": OVERAL,
    "Verzendregel": "B",
    "Toegangsgrond": OVERAL,
    "Verzoek": "A",
    "Afschrift": "A",
    "Stukbesluit": "J",
    "Reactie": "D",
    "Verklaring": "A",
    "Toestemming": "J",
    "Toestemminggever": "J",
    "Deling": "J",
    "Deelantwoord": "J",
    "Overdrachtstekst": "J",
    "Weging": "I",
    "Inkomensaanvraag": "G",
    "Werkafspraak": "G",
    "Maatregel": "G",
    "Samennotitie": "B",
    "Samennotitie.rechtmatigheid": "G",
    "Samennotitie.ondersteuning": "J",
    "Hulpvraag": "H",
    "Ouderkijk": "H",
    "Woonplaatsoordeel": "H",
    "Toekomstplan": "H",
    "Meldcode": "I",
    "Verwijsmelding": "I",
    "Afscherming": "T",
    "Alarm": "T",
    "Noodtoegang": "T",
    "Onderbreking": "T",
    "Steekproefregel": "T",
    "Toegangsverzoek": "T",
    "Attendering": OVERAL,
    "Convenant": OVERAL,
    "ConvenantBevestiging": OVERAL,
    "Deelbezoek": "J",
    "Deellink": "J",
    "Webvraag": "B",
    "Zaak": "K",
    "Onderdeel": "D",
    "Verslag": "D",
    "TijdelijkeHulp": "K",
    "Maatwerk": "K",
    "Product": OVERAL,
    "Contract": OVERAL,
    "Tarief": OVERAL,
    "Wachttijd": OVERAL,
    "Beschikking": "K",
    "Toewijzing": "K",
    "Bezwaar": "K",
    "Klacht": "K",
    "Afwijking": "J",
    "Geschilpunt": "J",
    "Zienswijze": "J",
    "BrpAntwoord": "A",
    "Afsluitvoorstel": "J",
    "KorteHulp": OVERAL,
    "Werkfilter": OVERAL,
    "Werkvoorkeur": OVERAL,
    "Afwezigheid": OVERAL,
    "Toewijsronde": OVERAL,
    "Toewijsregel": OVERAL,
    "Regel": OVERAL,
    "Beleidssignaal": OVERAL,
    "Aanbiedersignaal": OVERAL,
    "Signaalweger": OVERAL,
    "Mandaat": OVERAL,
}
PER_CATEGORIE = "BCDEFGHIJKL"
_LEEFGEBIED = {
    "E": "geestelijke_gezondheid",
    "F": "justitie",
    "G": "financien",
    "H": "ouderlijke_vaardigheden",
}


def plant_klassen(wereld: Wereld) -> dict[str, str]:
    """Plant notes, events, needs and goals of every class, by a helper and by an official; return word → class.

    A word of class L carries its writer: `L:h`.
    """
    boom = wereld.bomen[Bereik.EIGEN]
    klassen = {woord: _klasse_van(plek) for woord, plek in (boom.woorden | boom.getallen).items()}
    for letter in PER_CATEGORIE:
        for wie in ("h", "w"):
            for woord in _notitie(boom, letter, wereld.mensen[wie]):
                klassen[woord] = f"L:{wie}" if letter == "L" else letter
    for letter, leefgebied in _LEEFGEBIED.items():
        for woord in _over_leefgebied(boom, letter, leefgebied):
            klassen[woord] = letter
    return klassen


def _klasse_van(plek: Plek) -> str:
    klasse = KLASSE.get(f"{plek.model}.{plek.veld}") or KLASSE.get(plek.model, "?")
    return "L:h" if klasse == "L" else klasse


def _nieuw(boom: Kanarieboom, model: Any, **velden: Any) -> Iterator[str]:
    """Plant a row and yield the words in it."""
    bekend = set(boom.woorden)
    boom.plant(model, **velden)
    yield from set(boom.woorden) - bekend


def _notitie(boom: Kanarieboom, letter: str, door: Any) -> Iterator[str]:
    eigenaar = door.pk if letter == "L" else None
    yield from _nieuw(boom, Contactnotitie, categorie=letter, door=door, ingetrokken_op=None)
    yield from _nieuw(boom, Tijdlijnregel, categorie=letter, eigenaar_id=eigenaar, door_naam="Iemand")


def _over_leefgebied(boom: Kanarieboom, letter: str, leefgebied: str) -> Iterator[str]:
    yield from _nieuw(boom, Behoefte, leefgebied=leefgebied)
    yield from _nieuw(boom, Document, categorie=letter, ingetrokken_op=None, vervangen_op=None)
    yield from _nieuw(boom, Brief, categorie=letter)
    yield from _nieuw(boom, Doelstelling, leefgebieden=[leefgebied], volgorde=50)
    bekend = set(boom.woorden)
    meting = boom.plant(ZrmMeting, opmerking="") if _heeft(ZrmMeting, "opmerking") else boom["ZrmMeting"]
    for woord in set(boom.woorden) - bekend:
        del boom.woorden[woord]
    if not ZrmScore.objects.filter(meting=meting, leefgebied=leefgebied).exists():
        yield from _nieuw(boom, ZrmScore, meting=meting, leefgebied=leefgebied)


def _heeft(model: Any, naam: str) -> bool:
    return naam in {veld.name for veld in model._meta.concrete_fields}


def mag_lezen(letter: str, klasse: str) -> bool:
    """Tell whether this person may read a word of this class."""
    if klasse == OVERAL:
        return True
    if klasse.startswith("L:"):
        return klasse == f"L:{letter}"
    return klasse in LEEST.get(letter, "")
