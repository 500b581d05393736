"""One household with a unique word in every text column of the dossier, so that a leak can be seen.

With a mark it also has numbers of its own: telephone, address, date of birth, BSN and every count that may
be any number. A column that takes one of a few (a score of 1 to 5) can tell nobody whose it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.tenancy.models import nieuwe_id
from keukentafel.tenancy.sleutels import blinde_index
from modules.dossier.models import Huishouden
from modules.dossier.ruimte.models import Regel
from modules.dossier.zoektekst import werk_zoektekst_bij
from modules.inrichting.models import Organisatie
from tests.factories.identity import maak_gebruiker

ZANG = "kanarie"
"""What every planted word holds, in small letters."""

BSN = "999990019"

MERKEN = "EBVXWYZ"
"""The marks of households that may stand beside each other: each has a figure and a year of its own."""
_TELEFOON, _POSTCODE, _HUISNUMMER, _AANTAL = "06555{}{:04}", "98{}6ZZ", "771{}1", "9753{}{:04}"
_GEBOREN = {"E": 1984, "B": 1976, "V": 1988, "X": 1972, "W": 1968, "Y": 1980, "Z": 1964}
BSN_VAN = dict(
    zip(
        MERKEN,
        ("999990019", "999990020", "999990032", "999990044", "999990056", "999990068", "999990081"),
        strict=True,
    )
)
_GETAL = re.compile(
    r"(?<![\w-])(?:06555(?P<telefoon>[1-7])\d{4}|98(?P<postcode>[1-7])6ZZ|771(?P<huisnummer>[1-7])1"
    r"|9753(?P<aantal>[1-7])\d{4}|9999900(?P<bsn>19|20|32|44|56|68|81)|29-0?2-(?P<dag>19\d\d)"
    r"|29feb(?:ruari)?(?P<maand>19\d\d)|(?P<iso>19\d\d)-02-29)(?![\w-])"
)
_IN_GETAL = re.compile(r"(?<=\d)[ .\u00a0]+(?=[\df])|(?<=\d)[ \u00a0](?=ZZ)|(?<=[ib]) (?=19\d\d)")
_nummers = count(1)
# Columns that are no free text: their own form, or a key the code looks up.
_VAST: dict[str, dict[str, Any]] = {
    "Huishouden": {
        "postcode": "9876ZZ",
        "huisnummer": 1,
        "telefoon": "0687654321",
        "goed_om_te_weten": ["Kanarie bijt"],
    },
    "Inwoner": {"geboortedatum": date(1984, 2, 29), "telefoon": "0687654321"},
    "Vertegenwoordiger": {"soort": "mentor", "telefoon": "0687654321"},
    "Netwerklid": {"telefoon": "0687654321"},
    "Betrokkene": {"telefoon": "0687654321"},
    "Melding": {"melder_telefoon": "0687654321"},
    "Signaal": {"leefgebied": "", "stand": "opgepakt", "melder_telefoon": "0687654321"},
    "Gesprek": {"aanwezigen": [{"soort": "anders", "id": "", "naam": "Kanarie Aan Tafel"}]},
    "Behoefte": {"leefgebied": ""},
    "KaderAntwoord": {"overgeslagen_omdat": ""},
    "Inwonertekst": {"bij_soort": "gesprek", "herkomst": "gezegd"},
    "ZrmMeting": {"instrument": "zrm_2013", "is_bewaard": True},
    "ZrmScore": {"lijst": "zrm", "leefgebied": "financien", "niveau": 2},
    "LadderMeting": {"huidig": 2, "gewenst": 4},
    "Toestemminggever": {"hoe": "papier"},
    "Plan": {"status": "actief", "nummer": 1},
    "Probleemstelling": {"leefgebied": ""},
    "Actie": {"wie": "professional", "status": "open"},
    "Instemming": {"uitkomst": "eens", "hoe": "gesproken"},
    "Evaluatie": {"zelfredzaamheid": "", "participatie": "", "vervolg": "doorgaan", "is_afgerond": True},
    "Tijdlijnregel": {"icoon": "notes", "object_soort": ""},
    "Termijn": {"sleutel": "wmo_onderzoek", "status": "loopt", "duur": "6 weken"},
    "Opschorting": {"grond": "aanvullen", "van": date(2099, 1, 1), "tot": date(2099, 1, 2)},
    "Verlenging": {"grond": "afgesproken", "duur": "", "tot": date(2099, 1, 1)},
    "Ingebrekestelling": {"geen_dwangsom": ""},
    "Wachtbericht": {"stap": "gesprek", "oorzaak": "capaciteit", "hoe": "telefoon"},
    "Afspraak": {"soort": "gesprek"},
    "Concept": {"sleutel": "notitie-hier", "inhoud": {"tekst": "Kanarie in een concept"}},
    "RegieOvername": {"eindigt_op": date(2099, 1, 1)},
    "Waakvlam": {},
    "Inkomensaanvraag": {
        "stand": "aanvraag",
        "aanvraag_op": localdate(),
        "status_url": "",
        "hergebruikt": [{"wat": "Kanarie loonstrook", "gezien_op": "2026-01-01", "waar": "dossier"}],
    },
    "Werkafspraak": {
        "soort": "loonkosten",
        "tot": date(2099, 1, 1),
        "klaar_op": None,
        "herzien": [
            {"op": "2026-01-01", "uitkomst": "blijft", "toelichting": "Kanarie terugblik", "loonwaarde": None}
        ],
    },
    "Maatregel": {"verwijt": "gewoon", "besluit": "matigen", "heroverwegen_op": date(2099, 1, 1)},
    "Samennotitie": {"stappen_klaar": {}},
    "Hulpvraag": {"verwijzer": "huisarts", "verwezen_op": localdate(), "stand": "gesprek"},
    "Meldcode": {
        "melden": True,
        "overlegd_op": localdate(),
        "vt_gemeld_op": localdate(),
        "besloten_op": localdate(),
    },
    "Verwijsmelding": {"risicos": ["school"], "weg_op": date(2099, 1, 1)},
    "Toekomstplan": {"punten": {"wonen": {"stand": "nodig", "tekst": "Kanarie woont", "op": "2026-01-01"}}},
    "Afscherming": {"opgeheven_op": timezone.now()},
    # Withdrawn: a ground that holds would give somebody more to see than the function does.
    "Toegangsgrond": {
        "soort": "toestemming",
        "functie": "",
        "categorieen": ["D"],
        "ingetrokken_op": timezone.now(),
    },
    "Verzoek": {
        "soort": "inzage",
        "norm": "avg_verzoek",
        "identiteit": "bewijs",
        "stand": "bezig",
        "besluit": "",
        "weigergronden": [],
        "wet": "wmo",
    },
    # Over and answered: what runs would give somebody more to see, or stand between every page.
    "Toegangsverzoek": {"stand": "geweigerd"},
    "Noodtoegang": {"tot": timezone.now() + timedelta(days=1), "gestopt_op": timezone.now()},
    "Onderbreking": {"redenen": ["achternaam"]},
    "EigenAdres": {"adres_index": b"kanarie-adres"},
    # Words about a colleague, not about a household: no canary sings in them.
    "Alarm": {
        "soort": "veel",
        "reden": "Ik verdeel het werk.",
        "opheffing": "",
        "reden_op": timezone.now(),
    },
    "Attendering": {"tekst": "Er is een vraag.", "url": "/toegang/mijn"},
    "Steekproefregel": {"opening": "", "toelichting": "Zij nam de telefoon waar."},
    "Beschikking": {
        "wet": "wmo",
        "soort": "wmo_maatwerk",
        "bedrag_per_jaar": 0,
        "inhoud_hash": "",
        "gezien_hash": "",
    },
    "Product": {"wet": "wmo", "categorie": "01", "code": "", "eenheid": "04", "frequentie": "2"},
    "Zaak": {"identiteit_soort": "paspoort", "overgedragen_op": timezone.now()},
    "Onderdeel": {"letter": "a", "herkomst": "geschreven"},
    "Verslag": {"wijze": "post", "oordeel": "akkoord"},
    "Maatwerk": {"vorm": "zin"},
    "Webvraag": {"postcode": "9876ZZ", "telefoon": "0687654321", "stand": "nieuw"},
    "Toewijzing": {"wet": "wmo", "categorie": "01", "product": "01A01", "stand": "voorbereid", "omvang": 2},
    "Bezwaar": {"inhoud_hash": ""},
    "Geschilpunt": {"soort": "veiligheid", "voor_wie": "kind", "kijk_hoe": "gezegd", "wijze": ""},
    "Zienswijze": {"discipline": "wmo"},
    "Afsluitvoorstel": {"stand": "open", "oordeel": ""},
    "Afwijking": {"soort": "werkproces", "steun": "", "steun_uiterlijk": date(2099, 1, 1)},
    "Afwezigheid": {"van": date(2099, 1, 1), "tot_en_met": date(2099, 1, 2)},
    "Toewijsronde": {"ongedaan_tot": timezone.now() + timedelta(days=365)},
    "Werkfilter": {"naam": "Van ons team", "vraag": {"van": "team"}},  # of who works: no household is in it
    "Toewijsregel": {"stand": "gedaan", "waarom_niet": "", "zoals_het_werd": {}, "termijnen": []},
    "Postbundel": {"stand": "klaar"},
    "Brief": {"soort": "klacht_ontvangst", "stand": "concept", "categorie": "B", "bron_soort": ""},
    "BrpAntwoord": {
        "wet": "wmo",
        "doelbinding": "BRP-Wmo",
        "groepen": ["identiteit", "adres"],
        "inhoud": '{"burgerservicenummer": "000000000", "naam": {"geslachtsnaam": "Kanarie Uit De Brp"}}',
    },
    "Afschrift": {"letters": "A", "verloopt_op": timezone.now() + timedelta(days=7)},
}
BUITEN: dict[str, str] = dict.fromkeys(
    (
        "Convenant",
        "ConvenantBevestiging",
        "Vernietigingslijst",
        "Vernietigingsregel",
        "Boekregel",
        "Uitzondering",
        "Bewaarvoorstel",
        "Dpia",
        "Verwerker",
        "Termijnnorm",
        "Herrekening",
        "Mandaat",
        "Regel",
        "Aanbiedersignaal",
        "Signaalweger",
        "Beleidssignaal",
        "KorteHulp",
        "Werkvoorkeur",
        "Briefsjabloon",
        "Product",
        "Tarief",
        "Contract",
        "Wachttijd",
        "Koppeling",
        "OntvangenBericht",
        "Spiegelzaak",
        "Spiegeldeel",
    ),
    "hangt aan een nummer of aan de gemeente: er staat niets van een inwoner in",
)
"""Models without a row in the tree, and why."""
_VAN_HUISHOUDENS = (
    "modules.dossier",
    "modules.wmo",
    "modules.jeugd",
    "modules.participatie",
    "modules.koppelingen",
)
VAN_DE_GEMEENTE = frozenset({"Steekproef"})  # one for all households
_OVER_VELE = frozenset(
    {"Alarm.aantal", "Steekproef.populatie", "Steekproefregel.aantal"}
)  # counts over many households, for the oversight
_COLLEGA = frozenset({"Weging.collega", "Afwezigheid.vervanger"})  # somebody else than who wrote it
_LEEG = frozenset(
    {
        "Huishoudlid.tot",
        "Betrokkene.gebruiker",
        "Regisseurschap.gebruiker",
        "Gezagsrelatie.houder",
        "Toegangsgrond.functie",
        "Toegangsverzoek.beoordeeld_door",
        "Alarm.opgeheven_door",
        "Steekproefregel.beoordeeld_door",
        "Deling.weging",
        "Beschikking.voorgelegd_aan",
        "Zaak.besluit_bij",
        "Beschikking.voorgelegd_door",
        "Beschikking.gezien_door",
        "Klacht.over_wie",
        "Afwijking.steun_door",
        "Geschilpunt.ronde_dicht_door",
        "Geschilpunt.besloten_door",
        "Geschilpunt.teruggekeken_door",
        "Geschilpunt.gekozen",
        "Afsluitvoorstel.gevraagd_aan",
        "Afsluitvoorstel.afgerond_door",
        "Afsluiting.zonder_blik_door",
        "Brief.sjabloon",
        "Brief.bundel",
        "Brief.vervangt",
    }
)


@dataclass(frozen=True, slots=True)
class Plek:
    """Where a word was planted."""

    model: str
    veld: str


def modellen() -> list[Any]:
    """Return the models that say something about a resident: the dossier's and those of its parts."""
    labels = sorted(
        {
            config.label
            for config in apps.get_app_configs()
            if config.name.startswith(_VAN_HUISHOUDENS) and config.label != "inlezen"  # whose reader owns it
        },
        key=lambda label: (label != "dossier", label),
    )
    alle = [model for label in labels for model in apps.get_app_config(label).get_models()]
    return [model for model in alle if model.__name__ not in BUITEN]


class Kanarieboom:
    """Every model of the dossier and its parts once, hanging together as one household of `team`.

    `merk` stands in each word, so that the words of two households tell which one sang; `bsn` must be
    another for each household of a gemeente. `woorden` remembers where each word stands.
    """

    def __init__(self, *, team: Any, medewerker: Any, teammodel: Any, merk: str = "", bsn: str = BSN) -> None:
        self.gegeven = {"wijkteam": team, "gebruiker": medewerker, "teammodel": teammodel}
        self.merk, self.bsn = merk, bsn
        self.rijen: dict[str, Any] = {}
        self.woorden: dict[str, Plek] = {}
        self.getallen: dict[str, Plek] = {}
        """The same for numbers, under the name that `getallen_in` gives them."""
        for model in modellen():
            self.van(model)
        werk_zoektekst_bij(self.rijen["Huishouden"])

    def __getitem__(self, naam: str) -> Any:
        return self.rijen[naam]

    @property
    def huishouden(self) -> Huishouden:
        """The household it is all about."""
        rij: Huishouden = self.rijen["Huishouden"]
        return rij

    def van(self, model: Any) -> Any:
        """Return the row of this model, made with what it hangs on when it was not there yet."""
        if model.__name__ not in self.rijen:
            self.rijen[model.__name__] = self._van_de_gemeente(model) or self.plant(model)
        return self.rijen[model.__name__]

    @staticmethod
    def _van_de_gemeente(model: Any) -> Any:
        """Return the row that is there already, of a table of which a gemeente has one."""
        return model.objects.last() if model.__name__ in VAN_DE_GEMEENTE else None

    def plant(self, model: Any, **anders: Any) -> Any:
        """Make one more row of a model, with a unique word in each of its texts."""
        waarden = {
            veld.name: self._waarde(model, veld)
            for veld in model._meta.concrete_fields
            if not veld.primary_key and not veld.generated and veld.name not in anders
        }
        try:
            with transaction.atomic():
                return model.objects.create(
                    **{naam: w for naam, w in waarden.items() if w is not None} | anders
                )
        except DatabaseError as fout:
            raise AssertionError(
                f"{model._meta.label} is niet te vullen: zet in tests/house/kanaries.py bij _VAST wat deze "
                f"tabel vraagt, of bij BUITEN waarom er niets van een inwoner in staat. {fout}"
            ) from fout

    def _waarde(self, model: Any, veld: Any) -> Any:
        getal = self._getal(model, veld) if self.merk else None
        if getal is None:
            return self._woord_of_vast(model, veld)
        for woord in getallen_in(getal.isoformat() if isinstance(getal, date) else str(getal)):
            self.getallen[woord] = Plek(model.__name__, veld.name)
        return getal

    def _woord_of_vast(self, model: Any, veld: Any) -> Any:
        naam = f"{model.__name__}.{veld.name}"
        if naam in ("Inwoner.bsn", "Inwoner.bsn_index"):
            return self.bsn if veld.name == "bsn" else blinde_index("bsn", self.bsn)
        if veld.name in _VAST.get(model.__name__, {}):
            return self._gemerkt(_VAST[model.__name__][veld.name])
        if naam in _LEEG:
            return None
        if naam in _COLLEGA:
            return maak_gebruiker(naam="Een collega", met_code_app=False)
        if isinstance(veld, models.UUIDField) and not veld.null and not veld.has_default():
            return self.rijen["Huishouden"].pk if veld.name == "huishouden_id" else nieuwe_id()
        if isinstance(veld, models.ForeignKey):
            return self._bij(model, veld)
        if veld.name == "huishouden_id":  # an id and no foreign key
            return self.huishouden.pk
        if isinstance(veld, models.EmailField):
            return f"kanarie{next(_nummers)}@voorbeeld.nl"
        if isinstance(veld, (models.CharField, models.TextField)) and not veld.choices:
            return self._woord(model, veld)
        return _eenvoudig(veld)

    def _getal(self, model: Any, veld: Any) -> Any:
        """Return a number that only this household has, where this column takes any number."""
        cijfer = MERKEN.index(self.merk) + 1
        vast: dict[str, Any] = {
            "bsn": self.bsn,
            "postcode": _POSTCODE.format(cijfer),
            "huisnummer": int(_HUISNUMMER.format(cijfer)),
            "geboortedatum": date(_GEBOREN[self.merk], 2, 29),
        }
        if veld.name in vast:
            return vast[veld.name]
        if veld.name.endswith("telefoon"):
            return _TELEFOON.format(cijfer, len(self.getallen))
        vrij = type(veld) in (models.IntegerField, models.PositiveIntegerField, models.BigIntegerField)
        if not vrij or veld.has_default() or veld.null or f"{model.__name__}.{veld.name}" in _OVER_VELE:
            return None
        return int(_AANTAL.format(cijfer, len(self.getallen)))

    def _gemerkt(self, waarde: Any) -> Any:
        """Put the own mark in each word of a fixed value."""
        if isinstance(waarde, str):
            return waarde.replace("Kanarie", f"Kanarie{self.merk}")
        if isinstance(waarde, list):
            return [self._gemerkt(deel) for deel in waarde]
        if isinstance(waarde, dict):
            return {naam: self._gemerkt(deel) for naam, deel in waarde.items()}
        return waarde

    def _woord(self, model: Any, veld: Any) -> str:
        woord = f"Kanarie{self.merk}{next(_nummers):03}"[: veld.max_length]
        self.woorden[woord] = Plek(model.__name__, veld.name)
        return woord

    def _bij(self, model: Any, veld: Any) -> Any:
        ander = veld.related_model
        if ander is model or ander not in modellen():
            if ander is Organisatie and "organisatie" not in self.gegeven:
                self.gegeven["organisatie"] = Organisatie.objects.create(
                    naam=f"Stichting {next(_nummers)}", soort="welzijn"
                )
            if ander is Regel and "regel" not in self.gegeven:
                self.gegeven["regel"], _ = Regel.objects.get_or_create(sleutel="een regel", titel="Een regel")
            return self.gegeven.get(ander._meta.model_name)
        return self.van(ander) if not veld.null or ander.__name__ in self.rijen else None


def getallen_in(tekst: str) -> set[str]:
    """Return the planted numbers in a text, however a page wrote them: `KanarieE#0655510012`."""
    gevonden = set()
    for m in (*_GETAL.finditer(tekst), *_GETAL.finditer(_IN_GETAL.sub("", tekst))):
        jaar = m["dag"] or m["maand"] or m["iso"]
        if jaar:
            merk = next((merk for merk, geboren in _GEBOREN.items() if str(geboren) == jaar), "")
            getal = f"29-02-{jaar}"
        elif m["bsn"]:
            merk, getal = next(merk for merk, bsn in BSN_VAN.items() if bsn == m[0]), m[0]
        else:
            merk, getal = MERKEN[int(m[m.lastgroup or 0]) - 1], m[0]
        if merk:
            gevonden.add(f"Kanarie{merk}#{getal}")
    return gevonden


def _eenvoudig(veld: Any) -> Any:
    if veld.has_default() or (veld.null and not isinstance(veld, models.CharField)):
        return None
    if veld.choices:
        return veld.flatchoices[0][0]
    if isinstance(veld, models.DateTimeField):
        return timezone.now() - timedelta(minutes=1)
    if isinstance(veld, models.DateField):
        return localdate() - timedelta(days=next(_nummers)) if veld.unique else localdate()
    if isinstance(veld, models.UUIDField):
        return uuid4()
    if isinstance(veld, models.BooleanField):
        return False
    if isinstance(veld, models.IntegerField):
        return 1
    return None
