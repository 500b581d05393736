"""What is asked about a deviation, about backing, and about a signal for policy."""

from __future__ import annotations

from typing import Any

from django import forms

from keukentafel.components.velden import DatumVeld
from keukentafel.identity.models import Gebruiker
from modules.dossier.delen.forms.velden import Mensenkeuze
from modules.dossier.ruimte.woorden import (
    VAN_DE_PARTICIPATIEWET,
    Afwijksoort,
    SignaalAntwoord,
    Steun,
    VoorstelUitkomst,
)

_LANG = 4_000


def _tekst(label: str, fout: str, hulp: str = "", **anders: Any) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea, max_length=_LANG, help_text=hulp, error_messages={"required": fout},
        **anders,
    )  # fmt: skip


class AfwijkingForm(forms.Form):
    """The facts of a deviation (domain.md 6.7)."""

    regel = forms.CharField(
        label="Van welke regel wijk je af?", max_length=160,
        help_text="Noem het artikel. Is er geen regel? Schrijf waarover hij zou moeten gaan. Zonder namen.",
        error_messages={"required": "Vul in van welke regel je afwijkt."},
    )  # fmt: skip
    soort = forms.ChoiceField(
        label="Op welke grond?", widget=forms.RadioSelect, error_messages={"required": "Kies op welke grond."}
    )
    belang = _tekst("Welk belang heeft de inwoner?", "Vul in welk belang de inwoner heeft.")
    waarom = _tekst("Waarom past de regel hier niet?", "Vul in waarom de regel hier niet past.")
    risico = _tekst(
        "Wat kan er misgaan?",
        "Vul in wat er mis kan gaan.",
        "Voor de inwoner, voor anderen en voor de gemeente.",
    )
    besloten_door = Mensenkeuze(
        Gebruiker.objects.none(), label="Wie besloot dit?", empty_label="Kies een collega",
        error_messages={"required": "Kies wie dit besloot."},
    )  # fmt: skip
    partners = _tekst(
        "Welke partners weten dit?",
        "Vul in welke partners dit weten.",
        "Weet niemand het? Schrijf dan waarom niet.",
    )
    terugkijken_op = DatumVeld(
        label="Wanneer kijk je terug?", snel=(), error_messages={"required": "Vul in wanneer je terugkijkt."}
    )
    voorstel = _tekst(
        "Wat moet er anders aan de regel?", "", "Schrijf dit zonder namen. Beleid leest het.", required=False
    )

    def __init__(self, *args: Any, mensen: Any, met_participatie: bool, **kwargs: Any) -> None:
        """Offer who may have decided, and the grounds of the laws that are on."""
        super().__init__(*args, **kwargs)
        velden: Any = self.fields
        velden["besloten_door"].queryset = mensen
        velden["soort"].choices = [
            keuze
            for keuze in Afwijksoort.choices
            if met_participatie or keuze[0] not in VAN_DE_PARTICIPATIEWET
        ]


class SteunForm(forms.Form):
    """Whether the manager stands behind it."""

    steun = forms.ChoiceField(
        label="Sta je hierachter?", choices=Steun.choices, widget=forms.RadioSelect,
        error_messages={"required": "Kies of je hierachter staat."},
    )  # fmt: skip
    tekst = _tekst("Wat wil je erbij zeggen?", "", "Nodig als je hier niet achter staat.", required=False)


class TerugblikForm(forms.Form):
    """What came of it."""

    uitkomst = _tekst("Wat kwam ervan?", "Schrijf op wat ervan kwam.", "Voor de inwoner en voor anderen.")


class AntwoordForm(forms.Form):
    """What policy answers."""

    soort = forms.ChoiceField(
        label="Wat doen we met de regel?", choices=SignaalAntwoord.choices, widget=forms.RadioSelect,
        error_messages={"required": "Kies wat we met de regel doen."},
    )  # fmt: skip
    antwoord = _tekst("Antwoord aan de teams", "Schrijf het antwoord aan de teams op.")
    voorstel = _tekst(
        "Hoe moet de nieuwe regel luiden?", "", "Nodig als je een andere regel voorstelt.", required=False
    )


class UitkomstForm(forms.Form):
    """What became of the proposal."""

    uitkomst = forms.ChoiceField(
        label="Wat is er besloten?", choices=VoorstelUitkomst.choices, widget=forms.RadioSelect,
        error_messages={"required": "Kies wat er is besloten."},
    )  # fmt: skip
    omdat = forms.CharField(
        label="Wie besloot dit, en waarom?", max_length=500,
        error_messages={"required": "Schrijf op wie dit besloot en waarom."},
    )  # fmt: skip
