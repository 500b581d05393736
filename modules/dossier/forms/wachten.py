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
    hulp_voor_nu = forms.ChoiceField(
        label="Is er hulp voor de tussentijd?",
        choices=Wachtbericht.HulpVoorNu.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of er hulp is voor de tussentijd."},
    )
    tijdelijke_hulp = forms.CharField(
        label="Wat helpt tot die tijd?",
        help_text="Alleen als er iets is geregeld. Bijvoorbeeld: de buurvrouw doet de boodschappen.",
        max_length=300,
        required=False,
    )
    hoe = forms.ChoiceField(
        label="Hoe vertel je het?",
        choices=Wachtbericht.Hoe.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe je het vertelt."},
    )

    def clean(self) -> dict[str, Any]:
        """Keep what helps only where something was arranged."""
        schoon = super().clean() or {}
        if schoon.get("hulp_voor_nu") != Wachtbericht.HulpVoorNu.GEREGELD:
            schoon["tijdelijke_hulp"] = ""
        return schoon

    def clean_verwacht_op(self) -> Any:
        """Refuse a day that has been."""
        dag = self.cleaned_data["verwacht_op"]
        if dag < localdate():
            raise forms.ValidationError("Deze dag is geweest. Noem vandaag of een latere dag.")
        return dag


class HulpForm(forms.Form):
    """The day help really began."""

    op = DatumVeld(
        label="Wanneer begon de hulp?",
        snel=(0, -1),
        error_messages={"required": "Vul in wanneer de hulp begon."},
    )
