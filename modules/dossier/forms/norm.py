"""Give a norm of service another length, and say what that means for what runs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate

from keukentafel.components.velden import DatumVeld
from modules.dossier.rules.normen import Duur, Eenheid, Norm

_EENHEDEN = [
    (Eenheid.WERKDAGEN.value, "werkdagen"),
    (Eenheid.DAGEN.value, "dagen"),
    (Eenheid.WEKEN.value, "weken"),
    (Eenheid.MAANDEN.value, "maanden"),
]


class NormForm(forms.Form):
    """The length, from which day, and whether it also holds for terms that run."""

    aantal = forms.IntegerField(
        label="Hoe lang?",
        min_value=0,
        max_value=999,
        error_messages={"required": "Vul in hoe lang de tijd wordt.", "invalid": "Vul een heel getal in."},
    )
    eenheid = forms.ChoiceField(label="Geteld in", choices=_EENHEDEN)
    geldig_van = DatumVeld(
        label="Vanaf welke dag?",
        snel=(0, 1),
        error_messages={"required": "Vul in vanaf welke dag dit geldt."},
    )
    lopend = forms.ChoiceField(
        label="Wat geldt voor termijnen die al lopen?",
        choices=[
            ("oud", "Wat al loopt, houdt de oude tijd"),
            ("nieuw", "Wat al loopt, krijgt ook de nieuwe tijd"),
        ],
        initial="oud",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat er gebeurt met termijnen die al lopen."},
    )
    toelichting = forms.CharField(
        label="Waarom wijzig je dit?",
        widget=forms.Textarea,
        max_length=300,
        error_messages={"required": "Schrijf op waarom je dit wijzigt. Teams lezen het."},
    )

    def __init__(self, *args: Any, norm: Norm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aantal"].initial = norm.duur.aantal
        self.fields["eenheid"].initial = norm.duur.eenheid.value
        if norm.duur.eenheid is Eenheid.UREN:
            veld = self.fields["eenheid"]
            assert isinstance(veld, forms.ChoiceField)
            veld.choices = [(Eenheid.UREN.value, "uur")]
            lopend = self.fields["lopend"]
            assert isinstance(lopend, forms.ChoiceField)
            lopend.choices = [("oud", "Wat al loopt, houdt de oude tijd")]

    def clean_geldig_van(self) -> Any:
        """Refuse a day that has been."""
        dag = self.cleaned_data["geldig_van"]
        if dag < localdate():
            raise forms.ValidationError("Deze dag is geweest. Kies vandaag of een latere dag.")
        return dag

    @property
    def duur(self) -> Duur:
        """The length that was filled in."""
        return Duur(self.cleaned_data["aantal"], Eenheid(self.cleaned_data["eenheid"]))

    @property
    def ook_lopend(self) -> bool:
        """Whether terms that run get the new length too."""
        return bool(self.cleaned_data["lopend"] == "nieuw")
