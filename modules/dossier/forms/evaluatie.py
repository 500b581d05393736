"""Forms of looking back and of the waakvlam. What is mandatory differs per team: the action says so."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms

from keukentafel.components.velden import DatumVeld
from keukentafel.components.widgets import KeuzeKaarten, Segment
from modules.dossier.actions.evaluatie import Vervolg
from modules.dossier.models import NotitieSoort
from modules.dossier.rules.evaluatie import VERVOLG, VRAAGGROEPEN
from modules.inrichting.codelijsten import WaakvlamDuur

RITMES = ((2, "Elke 2 weken"), (4, "Elke 4 weken"), (6, "Elke 6 weken"), (12, "Elke 12 weken"))
UITLEG = {
    "doorgaan": "Het plan blijft zoals het is.",
    "bijstellen": "Er komt een nieuwe versie van het plan.",
    "waakvlam": "De hulp stopt, het contact blijft nog even.",
    "afsluiten": "Hierna volgt een controle.",
}


class WaakvlamVelden(forms.Form):
    """How long, how often, and what to look out for."""

    maanden = forms.TypedChoiceField(
        label="Hoe lang?",
        choices=WaakvlamDuur.choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=Segment,
        initial=WaakvlamDuur.ZES,
    )
    ritme_weken = forms.TypedChoiceField(
        label="Hoe vaak contact?", choices=RITMES, coerce=int, empty_value=None, required=False, initial=6
    )
    tekenen = forms.CharField(
        label="Waaraan merken we dat het weer minder gaat?", widget=forms.Textarea, required=False
    )


class EvaluatieForm(WaakvlamVelden):
    """The question groups, who looked back, and how it goes on."""

    datum = DatumVeld(
        label="Wanneer keken jullie terug?",
        snel=(0,),
        error_messages={"required": "Vul in wanneer jullie terugkeken."},
    )
    samen = forms.ChoiceField(
        label="Was het huishouden erbij?",
        choices=(("ja", "Ja"), ("nee", "Nee")),
        widget=Segment,
        initial="ja",
    )
    zonder_inwoner_omdat = forms.CharField(label="Waarom niet?", max_length=300, required=False)
    vervolg = forms.ChoiceField(
        label="Hoe gaat het verder?",
        choices=VERVOLG,
        required=False,
        widget=KeuzeKaarten(uitleg=UITLEG),
    )
    volgende_op = DatumVeld(label="Wanneer kijken jullie weer terug?", required=False, snel=(90,))

    def __init__(self, *args: Any, verplicht: Collection[str], **kwargs: Any) -> None:
        """Make a field per question; `verplicht` names the groups this team asks for."""
        super().__init__(*args, **kwargs)
        self.verplicht = frozenset(verplicht)
        for groep in VRAAGGROEPEN:
            for vraag in groep.vragen:
                self.fields[vraag.naam] = (
                    forms.ChoiceField(label=vraag.vraag, choices=vraag.keuzes, widget=Segment, required=False)
                    if vraag.keuzes
                    else forms.CharField(label=vraag.vraag, widget=forms.Textarea, required=False)
                )

    def groepen(self) -> list[dict[str, Any]]:
        """Return the question groups with their bound fields, and whether this team asks for them."""
        return [
            {
                "sleutel": groep.sleutel,
                "kop": groep.kop,
                "velden": [self[vraag.naam] for vraag in groep.vragen],
                "verplicht": groep.sleutel in self.verplicht,
            }
            for groep in VRAAGGROEPEN
        ]

    def antwoorden(self) -> dict[str, str]:
        """Return what was answered, as the rule takes it."""
        namen = [vraag.naam for groep in VRAAGGROEPEN for vraag in groep.vragen]
        return {naam: self.cleaned_data[naam] for naam in namen if self.cleaned_data.get(naam)}

    def keuze(self) -> Vervolg:
        """Return how it goes on, as the action takes it."""
        schoon = self.cleaned_data
        return Vervolg(
            schoon["vervolg"],
            volgende_op=schoon["volgende_op"],
            maanden=schoon["maanden"],
            ritme_weken=schoon["ritme_weken"],
            tekenen=schoon["tekenen"],
        )


class WaakvlamContactForm(forms.Form):
    """How it goes, in a few words."""

    tekst = forms.CharField(
        label="Hoe gaat het?",
        widget=forms.Textarea,
        error_messages={"required": "Schrijf op hoe het gaat."},
    )
    soort = forms.ChoiceField(
        label="Hoe was het contact?",
        choices=[
            (soort.value, soort.label)
            for soort in (NotitieSoort.TELEFOON, NotitieSoort.HUISBEZOEK, NotitieSoort.BERICHT)
        ],
        initial=NotitieSoort.TELEFOON,
        widget=Segment,
    )


class TerugvalForm(forms.Form):
    """Why the help begins again."""

    waarom = forms.CharField(
        label="Wat is er aan de hand?",
        widget=forms.Textarea,
        error_messages={"required": "Schrijf op wat er aan de hand is."},
    )
