"""Forms of the support desk."""

from __future__ import annotations

from typing import Any

from django import forms

from support.models import Incident, Omvang, Onderdeel, Prioriteit
from support.models.toegang import HELPT, MAX_MINUTEN
from tenants.models import LeverancierAccount


class AntwoordForm(forms.Form):
    """An answer, or a note for ourselves."""

    tekst = forms.CharField(
        label="Antwoord", max_length=5_000, widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Schrijf wat je wilt zeggen."},
    )  # fmt: skip
    intern = forms.BooleanField(label="Alleen voor ons, de gemeente ziet dit niet", required=False)


class IndelenForm(forms.Form):
    """How urgent, who, and which incident."""

    prioriteit = forms.ChoiceField(label="Prioriteit", choices=Prioriteit.choices)
    toegewezen = forms.ModelChoiceField(
        label="Wie doet het?",
        queryset=LeverancierAccount.objects.none(),
        required=False,
        empty_label="Nog niemand",
    )
    incident = forms.ModelChoiceField(
        label="Hoort bij storing",
        queryset=Incident.objects.none(),
        required=False,
        empty_label="Geen storing",
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mensen = LeverancierAccount.objects.filter(is_actief=True, rol__in=HELPT).order_by("naam")
        velden: dict[str, Any] = self.fields
        velden["toegewezen"].queryset = mensen
        velden["toegewezen"].label_from_instance = lambda account: account.naam
        velden["incident"].queryset = Incident.objects.lopend()


class VraagToegangForm(forms.Form):
    """Ask a gemeente to look along."""

    omvang = forms.ChoiceField(label="Waar wil je kijken?", choices=Omvang.choices, widget=forms.RadioSelect)
    reden = forms.CharField(
        label="Waarom?",
        max_length=500,
        min_length=20,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="De gemeente leest dit. Schrijf wat je wilt nakijken, zonder namen.",
        error_messages={"min_length": "Schrijf in minstens 20 tekens waarom je wilt meekijken."},
    )
    minuten = forms.IntegerField(
        label="Hoeveel minuten?",
        min_value=5,
        max_value=MAX_MINUTEN,
        initial=30,
        help_text=f"Hooguit {MAX_MINUTEN} minuten.",
        error_messages={"max_value": f"Meekijken duurt hooguit {MAX_MINUTEN} minuten."},
    )
    is_nood = forms.BooleanField(
        label="Dit is een noodgeval",
        required=False,
        help_text="Een collega bevestigt het. De gemeente hoort het meteen. Alles blijft gemaskeerd.",
    )


class VertelForm(forms.Form):
    """What we know now."""

    tekst = forms.CharField(
        label="Wat weten we nu?",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Iedereen leest dit. Noem geen gemeente en geen mensen.",
        error_messages={"required": "Schrijf wat mensen moeten weten."},
    )
    is_voorbij = forms.BooleanField(label="De storing is voorbij", required=False)


class IncidentForm(forms.Form):
    """Tell everybody that something is wrong."""

    titel = forms.CharField(
        label="In een paar woorden",
        max_length=120,
        error_messages={"required": "Schrijf kort wat er aan de hand is."},
    )
    onderdeel = forms.ChoiceField(
        label="Wat werkt niet goed?", choices=Onderdeel.choices, widget=forms.RadioSelect
    )
    is_storing = forms.TypedChoiceField(
        label="Hoe erg is het?",
        choices=(("1", "Het doet het niet"), ("0", "Het is vertraagd")),
        coerce=lambda waarde: waarde == "1",
        widget=forms.RadioSelect,
        initial="1",
    )
    tekst = forms.CharField(
        label="Wat moeten mensen weten?",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Iedereen leest dit, ook zonder in te loggen. Noem geen gemeente en geen mensen.",
        error_messages={"required": "Schrijf wat mensen moeten weten."},
    )
    ticket = forms.UUIDField(required=False, widget=forms.HiddenInput)
