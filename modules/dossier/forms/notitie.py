"""The composer of the timeline."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate

from keukentafel.components.velden import DatumVeld
from keukentafel.components.widgets import Segment
from modules.dossier.models import NotitieSoort


class NotitieForm(forms.Form):
    """A short note: the text, and when needed the kind, with whom and on which day."""

    tekst = forms.CharField(
        label="Korte notitie",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=20_000,
        error_messages={"required": "Schrijf eerst de notitie."},
    )
    soort = forms.ChoiceField(
        label="Wat was het?",
        choices=NotitieSoort.choices,
        widget=Segment,
        required=False,
        initial=NotitieSoort.NOTITIE,
    )
    met_wie = forms.CharField(label="Met wie", required=False, max_length=160)
    dag = DatumVeld(label="Op welke dag", required=False, snel=(0, -1))

    def clean_soort(self) -> str:
        """Take a plain note when no kind was chosen."""
        return self.cleaned_data.get("soort") or NotitieSoort.NOTITIE

    def clean_dag(self) -> Any:
        """Refuse a day that is still to come."""
        dag = self.cleaned_data.get("dag")
        if dag and dag > localdate():
            raise forms.ValidationError("Deze dag is nog niet geweest. Kies vandaag of een eerdere dag.")
        return dag
