"""Say on which day a term was met, and why it was late."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate

from keukentafel.components.velden import DatumVeld
from modules.inrichting.codelijsten import OverschrijdingOorzaak


class TermijnForm(forms.Form):
    """The day, and when that was late, the cause."""

    gehaald_op = DatumVeld(
        label="Wanneer was het klaar?", snel=(0, -1), error_messages={"required": "Vul de dag in."}
    )
    oorzaak = forms.ChoiceField(
        label="Waardoor was het te laat?",
        choices=[("", "Het was op tijd"), *OverschrijdingOorzaak.choices],
        required=False,
    )

    def clean_gehaald_op(self) -> Any:
        """Refuse a day that is still to come."""
        dag = self.cleaned_data["gehaald_op"]
        if dag > localdate():
            raise forms.ValidationError("Deze dag is nog niet geweest. Kies vandaag of een eerdere dag.")
        return dag
