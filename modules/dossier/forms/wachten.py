"""What a household is told about how long it still waits."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate

from keukentafel.components.velden import DatumVeld
from modules.dossier.models import Wachtbericht
from modules.inrichting.codelijsten import OverschrijdingOorzaak


class WachtForm(forms.Form):
    """Until when, why, what helps meanwhile, and how it is told."""

    verwacht_op = DatumVeld(
        label="Wanneer mag het huishouden dit verwachten?",
        snel=(7, 14),
        error_messages={"required": "Vul in wanneer het huishouden dit mag verwachten."},
    )
    oorzaak = forms.ChoiceField(
        label="Waardoor duurt het zo lang?",
        choices=OverschrijdingOorzaak.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waardoor het zo lang duurt."},
    )
    tijdelijke_hulp = forms.CharField(
        label="Wat helpt tot die tijd?",
        help_text="Bijvoorbeeld: de buurvrouw doet de boodschappen.",
        max_length=300,
        required=False,
    )
    hoe = forms.ChoiceField(
        label="Hoe vertel je het?",
        choices=Wachtbericht.Hoe.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe je het vertelt."},
    )

    def clean_verwacht_op(self) -> Any:
        """Refuse a day that has been."""
        dag = self.cleaned_data["verwacht_op"]
        if dag < localdate():
            raise forms.ValidationError("Deze dag is geweest. Noem vandaag of een latere dag.")
        return dag
