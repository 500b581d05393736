"""The gallery: every part of a page in every state, with fixed data. For makers, in the demo and the tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from keukentafel.components.care import Netwerkknoop, Processtap
from keukentafel.components.icons import THEMALOGOS
from keukentafel.components.widgets import DatumInvoer, KeuzeKaarten, Segment, Wachtwoord

VANDAAG = date(2026, 11, 24)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")

ZRM = (
    ("Financiën", 1, 2), ("Dagbesteding", 3, 3), ("Huisvesting", 2, 3), ("Huiselijke relaties", 3, 2),
    ("Geestelijke gezondheid", 3, None), ("Lichamelijke gezondheid", 4, 4), ("Justitie", 5, 5),
)  # fmt: skip
STAPPEN = (
    Processtap("Melding", "klaar", "bevestigd op 20 oktober"),
    Processtap("Onderzoek", "nu", "uiterlijk 1 december", date(2026, 12, 1)),
    Processtap("Verslag", "straks", "naar de inwoner"),
    Processtap("Aanvraag", "vervallen", "niet nodig"),
    Processtap("Besluit", "straks", "2 weken na de aanvraag"),
)
FASES = (
    Processtap("Analyse", "klaar", "20 okt – 9 nov"),
    Processtap("Plan", "nu", "nu, sinds 10 nov"),
    Processtap("Ondersteuning", "straks"),
    Processtap("Evaluatie", "straks"),
    Processtap("Waakvlam", "straks"),
)
KNOPEN = (
    Netwerkknoop("Oma Ria", "sterk", "past 2 dagen per week op"),
    Netwerkknoop("Buurvrouw Anja", "sterk", "kookt op woensdag"),
    Netwerkknoop("Voetbalclub", "gewoon"),
    Netwerkknoop("Vader Ruud", "gewoon", "om het weekend"),
    Netwerkknoop("School van Sem", "gespannen"),
)
TREDEN = (
    "Geïsoleerd", "Sociale contacten buiten de deur", "Meedoen aan georganiseerde activiteiten",
    "Onbetaald werk", "Betaald werk met ondersteuning", "Betaald werk",
)  # fmt: skip
CRITERIA = (
    "Geen inkomen of groeiende schulden.", "Te weinig inkomen, of spontaan geld uitgeven.",
    "Komt met inkomen aan basisbehoeften tegemoet.", "Voldoende inkomen, beheert geld goed.",
    "Inkomen is ruim voldoende, kan sparen.",
)  # fmt: skip


class Voorbeeldformulier(forms.Form):
    """One field of every kind."""

    naam = forms.CharField(label="Hoe heet u?", help_text="Zoals het in uw paspoort staat.")
    bsn = forms.CharField(label="BSN", required=False)
    datum = forms.DateField(
        label="Wanneer was het gesprek?",
        widget=DatumInvoer(snel=(-1, 0, 1)),
        help_text="Bijvoorbeeld 24-11-2026 of 24 nov.",
    )
    bedrag = forms.CharField(label="Huur per maand")
    verhaal = forms.CharField(
        label="Wat speelt er?", widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    bron = forms.ChoiceField(
        label="Van wie komt dit?", choices=[("", "Kies"), ("buur", "Buur"), ("huisarts", "Huisarts")]
    )
    wie = forms.ChoiceField(
        label="Wie doet dit?",
        widget=forms.RadioSelect,
        choices=[
            ("zelf", "De inwoner zelf"),
            ("netwerk", "Iemand uit het netwerk"),
            ("professional", "Een professional"),
        ],
    )
    gebieden = forms.MultipleChoiceField(
        label="Welke leefgebieden raakt dit?",
        widget=forms.CheckboxSelectMultiple,
        choices=[("financien", "Financiën"), ("huisvesting", "Huisvesting"), ("dag", "Dagbesteding")],
        required=False,
    )
    model = forms.ChoiceField(
        label="Welk team lijkt het meest op jullie team?",
        widget=KeuzeKaarten(
            uitleg={
                "toegang": "Voert het gesprek, doet onderzoek en besluit.",
                "team": "Eén team in de wijk. Geeft zelf hulp en gaat eropaf.",
                "netwerk": "Mensen werken enkele uren voor het team.",
            },
            feiten={
                "toegang": {"Zelf hulp": "beperkt", "Formulieren": "veel"},
                "team": {"Zelf hulp": "ja", "Formulieren": "beperkt"},
                "netwerk": {"Zelf hulp": "via organisatie", "Formulieren": "weinig"},
            },
        ),
        choices=[("toegang", "Team Toegang"), ("team", "Teamvariant"), ("netwerk", "Netwerkvariant")],
    )
    eropaf = forms.ChoiceField(
        label="Eropaf gaan na een signaal",
        widget=Segment,
        choices=[("ja", "Ja"), ("beperkt", "Beperkt"), ("nee", "Nee")],
    )
    akkoord = forms.BooleanField(label="Marieke wil dat we dit met de school delen", required=False)
    bijlage = forms.FileField(
        label="Brief van de verhuurder", required=False, widget=forms.FileInput(attrs={"data-max-mb": "20"})
    )
    wachtwoord = forms.CharField(label="Wachtwoord", widget=Wachtwoord())


class Scoreformulier(forms.Form):
    """One leefgebied of the ZRM."""

    financien = forms.ChoiceField(
        label="Financiën",
        widget=forms.RadioSelect,
        choices=[
            ("5", "Volledig zelfredzaam"), ("4", "Voldoende zelfredzaam"), ("3", "Beperkt zelfredzaam"),
            ("2", "Niet zelfredzaam"), ("1", "Acute problematiek"), ("", "Niet besproken"),
        ],
    )  # fmt: skip
    toelichting = forms.CharField(label="Toelichting", widget=forms.Textarea, required=False)


@dataclass(frozen=True, slots=True)
class Menuregel:
    """A line of the example menu."""

    label: str
    icoon: str
    actief: bool = False
    badge: int = 0
    url: str = "#inhoud"
    onderbalk: bool = False
    sleutel: str = ""


@dataclass(frozen=True, slots=True)
class Menugroep:
    """A group of the example menu."""

    naam: str
    items: list[Menuregel]


@dataclass(frozen=True, slots=True)
class Kijker:
    """Who looks at the gallery: somebody invented, with the colours that were asked for."""

    weergave: str
    naam: str = "Samira Bouali"
    is_authenticated: bool = True
    rollen: frozenset[str] = frozenset()
    sneltoetsen: bool = True
    compacte_lijsten: bool = False


@dataclass(frozen=True, slots=True)
class Huisstijl:
    """The theme that was asked for."""

    logo: str
    css_adres: str = ""
    logo_adres: str = ""


@dataclass(frozen=True, slots=True)
class Voorbeeldinstellingen:
    """What base.html reads of the choices of a gemeente."""

    huisstijl: Huisstijl
    begrippen: None = field(default=None)


MENU = [
    Menugroep(
        "",
        [
            Menuregel("Galerij", "palette", actief=True, onderbalk=True),
            Menuregel("Signalen", "walk", badge=2, onderbalk=True),
            Menuregel("Huishoudens", "home"),
        ],
    ),
    Menugroep("Wijk en team", [Menuregel("Sociale kaart", "map-pin")]),
    Menugroep("nieuw", [Menuregel("Melding", "file-text"), Menuregel("Signaal", "walk")]),
    Menugroep("bel", [Menuregel("Berichten voor mij", "bell", badge=3)]),
    Menugroep("gebruiker", [Menuregel("Mijn instellingen", "settings")]),
]
WEERGAVEN = {"licht", "donker", "apparaat"}


def galerij(request: HttpRequest) -> HttpResponse:
    """Show all parts; `?thema=` and `?weergave=` choose the colours. It holds no data of a gemeente."""
    thema, weergave = request.GET.get("thema", "lindewaard"), request.GET.get("weergave", "licht")
    context = {
        "instellingen": Voorbeeldinstellingen(Huisstijl(thema if thema in THEMALOGOS else "lindewaard")),
        "gebruiker": Kijker(weergave if weergave in WEERGAVEN else "licht"),
        "menu": MENU,
        "themas": sorted(THEMALOGOS - {"keukentafel"}),
        "weergaven": sorted(WEERGAVEN),
        **voorbeelden(),
    }
    return render(request, "galerij.html", context)


def voorbeelden() -> dict[str, object]:
    """Return the fixed examples the page shows."""
    fout = Voorbeeldformulier(
        {"naam": "Marieke", "datum": "31 februari", "bedrag": "veel", "wachtwoord": "x"}
    )
    fout.add_error("bsn", "Dit BSN klopt niet. Een BSN heeft 9 cijfers. Kijk of er een cijfer ontbreekt.")
    return {
        "vandaag": VANDAAG,
        "dagen": [date(2026, 11, 20), date(2026, 11, 25), date(2026, 12, 1), date(2026, 12, 14)],
        "moment_1": datetime(2026, 11, 20, 11, 20, tzinfo=AMSTERDAM),
        "moment_2": datetime(2026, 11, 19, 14, 5, tzinfo=AMSTERDAM),
        "leeg_formulier": Voorbeeldformulier(
            prefix="leeg", initial={"model": "team", "eropaf": "beperkt", "datum": VANDAAG}
        ),
        "balk_formulier": Voorbeeldformulier(prefix="balk", initial={"eropaf": "ja"}),
        "fout_formulier": fout,
        "score_formulier": Scoreformulier(initial={"financien": "2"}),
        "zrm": ZRM,
        "stappen": STAPPEN,
        "fases": FASES,
        "knopen": KNOPEN,
        "knopen_veel": KNOPEN + tuple(Netwerkknoop(f"Buur {nummer}", "gewoon") for nummer in range(1, 5)),
        "treden": TREDEN,
        "criteria": CRITERIA,
        "gebieden": ("Financiën", "Huisvesting"),
        "reeks": [dag not in (11, 24, 25) for dag in range(30)],
        "staven": [("Vogelbuurt", 143), ("Centrum", 118), ("Jeugd en gezin", 206)],
    }
