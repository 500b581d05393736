"""An appointment: what, when, where, with whom."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import make_aware

from keukentafel.components.velden import DatumVeld, TijdVeld

SOORTEN = (
    ("gesprek", "Gesprek"),
    ("bellen", "Bellen"),
    ("evaluatie", "Evaluatie"),
    ("overleg", "Overleg"),
    ("anders", "Iets anders"),
)


class AfspraakForm(forms.Form):
    """An appointment in the own day."""

    soort = forms.ChoiceField(label="Wat voor afspraak?", choices=SOORTEN, initial="gesprek")
    titel = forms.CharField(
        label="Waar gaat het over?",
        max_length=160,
        required=False,
        help_text="Laat je dit leeg, dan staat er de soort afspraak.",
    )
    dag = DatumVeld(label="Dag", error_messages={"required": "Vul de dag in."})
    van = TijdVeld(label="Van", error_messages={"required": "Vul de begintijd in."})
    tot = TijdVeld(label="Tot", required=False)
    plaats = forms.CharField(label="Waar", max_length=160, required=False)
    samen_met = forms.CharField(label="Samen met", max_length=160, required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the begin."""
        schoon = super().clean() or {}
        van, tot = schoon.get("van"), schoon.get("tot")
        if van and tot and tot <= van:
            self.add_error("tot", "De eindtijd ligt vóór de begintijd. Kies een latere eindtijd.")
        return schoon

    def gegevens(self) -> dict[str, Any]:
        """Return the fields of the appointment."""
        schoon = self.cleaned_data
        dag, tot = schoon["dag"], schoon.get("tot")
        return {
            "soort": schoon["soort"],
            "titel": schoon["titel"] or dict(SOORTEN)[schoon["soort"]],
            "begin": make_aware(datetime.combine(dag, schoon["van"])),
            "einde": make_aware(datetime.combine(dag, tot)) if tot else None,
            "plaats": schoon["plaats"],
            "samen_met": schoon["samen_met"],
        }
