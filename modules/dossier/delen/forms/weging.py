"""The weighing of sharing without consent, point by point."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.timezone import localdate

from keukentafel.components.velden import DatumVeld
from modules.dossier.delen.forms.toestemming import AAN
from modules.dossier.delen.forms.velden import (
    DEELBAAR,
    FUNCTIES,
    Mensenkeuze,
    collegas,
    mensen_van,
    organisaties,
)
from modules.dossier.delen.rules.afwegen import PUNTEN
from modules.dossier.models import Huishouden, Inwoner


class WegingForm(forms.Form):
    """The five points, the colleague, and what the resident hears."""

    inwoner = Mensenkeuze(
        Inwoner.objects.none(), label="Over wie gaat het?", empty_label=None, widget=forms.RadioSelect
    )
    wat = forms.CharField(
        label="Wat wil je delen?",
        max_length=300,
        help_text="Alleen wat nodig is om het nadeel te voorkomen.",
        error_messages={"required": "Vul in wat je wilt delen."},
    )
    categorieen = forms.MultipleChoiceField(
        label="Wat voor gegevens zijn dat?",
        choices=[(c.value, c.label) for c in DEELBAAR],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies wat voor gegevens het zijn."},
    )
    aan = forms.ChoiceField(label="Met wie?", choices=AAN, widget=forms.RadioSelect)
    organisatie = Mensenkeuze(
        Inwoner.objects.none(), label="Welke organisatie?", required=False, empty_label="Kies een organisatie"
    )
    functie = forms.ChoiceField(
        label="Welke functie?",
        choices=[("", "Kies een functie"), *((f.value, f.label) for f in FUNCTIES)],
        required=False,
    )
    gebruiker = Mensenkeuze(
        Inwoner.objects.none(),
        label="Welke collega krijgt het?",
        required=False,
        empty_label="Kies een collega",
    )
    geprobeerd = forms.CharField(
        label=PUNTEN["geprobeerd"][0], widget=forms.Textarea, max_length=2000, required=False
    )
    geen_andere_weg = forms.CharField(
        label=PUNTEN["geen_andere_weg"][0], widget=forms.Textarea, max_length=2000, required=False
    )
    ernstig_nadeel = forms.CharField(
        label=PUNTEN["ernstig_nadeel"][0], widget=forms.Textarea, max_length=2000, required=False
    )
    evenredig = forms.CharField(
        label=PUNTEN["evenredig"][0], widget=forms.Textarea, max_length=2000, required=False
    )
    zo_weinig_mogelijk = forms.CharField(
        label=PUNTEN["zo_weinig_mogelijk"][0], widget=forms.Textarea, max_length=2000, required=False
    )
    collega = Mensenkeuze(
        Inwoner.objects.none(),
        label="Welke collega kijkt mee?",
        empty_label="Kies een collega",
        help_text="Deze collega krijgt een bericht en bevestigt met een eigen account. Eerder deel je niets.",
        error_messages={"required": "Kies welke collega meekijkt."},
    )
    verteld_op = DatumVeld(label="Wanneer heeft de inwoner het gehoord?", required=False, snel=(0,))
    nog_niet_omdat = forms.CharField(
        label="Of: waarom nu nog niet?", widget=forms.Textarea, max_length=1000, required=False
    )
    van = DatumVeld(label="Vanaf", snel=(0,))
    tot_en_met = DatumVeld(label="Tot en met", snel=())

    def __init__(self, *args: Any, huishouden: Huishouden, door: Any, **kwargs: Any) -> None:
        """Offer the people of the household, colleagues and organisations."""
        vandaag = localdate()
        begin = {"van": vandaag, "tot_en_met": vandaag + timedelta(days=14)}
        kwargs["initial"] = begin | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        velden: Any = self.fields
        velden["inwoner"].queryset = mensen_van(huishouden)
        velden["organisatie"].queryset = organisaties()
        velden["gebruiker"].queryset = velden["collega"].queryset = collegas(huishouden, door)

    def clean(self) -> dict[str, Any]:
        """Ask for one receiver."""
        schoon = super().clean() or {}
        aan = {"organisatie": "organisatie", "functie": "functie", "collega": "gebruiker"}.get(
            schoon.get("aan", "")
        )
        if aan and not schoon.get(aan):
            self.add_error(aan, f"Kies welke {'collega' if aan == 'gebruiker' else aan}.")
        return schoon

    def gegevens(self) -> dict[str, Any]:
        """Return what the action takes."""
        schoon, aan = dict(self.cleaned_data), self.cleaned_data["aan"]
        schoon["aan_functie"] = schoon.pop("functie") if aan == "functie" else ""
        schoon["aan_gebruiker"] = schoon.pop("gebruiker") if aan == "collega" else None
        schoon["aan_organisatie"] = schoon.pop("organisatie") if aan == "organisatie" else None
        return schoon


class OordeelForm(forms.Form):
    """What the colleague says of it."""

    is_eens = forms.ChoiceField(
        label="Ben je het eens met deze afweging?",
        choices=[("ja", "Ja, dit mag zo gedeeld worden"), ("nee", "Nee, deel dit niet")],
        widget=forms.RadioSelect,
    )
    reactie = forms.CharField(
        label="Wat wil je erbij zeggen?", widget=forms.Textarea, required=False, max_length=1000
    )


class VerteldForm(forms.Form):
    """The day the resident heard of it."""

    verteld_op = DatumVeld(
        label="Wanneer heeft de inwoner het gehoord?",
        snel=(0, -1),
        error_messages={"required": "Vul de dag in."},
    )

    def clean_verteld_op(self) -> Any:
        """Take a day that was."""
        op = self.cleaned_data["verteld_op"]
        if op is not None and op > localdate():
            raise forms.ValidationError("Deze dag is nog niet geweest. Kies vandaag of eerder.")
        return op
