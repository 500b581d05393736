"""The form of the plan for turning eighteen."""

from __future__ import annotations

from typing import Any

from django import forms

from keukentafel.components.velden import DatumVeld
from modules.jeugd.models import Toekomstplan
from modules.jeugd.woorden import Nodig, Toekomstpunt


class ToekomstForm(forms.Form):
    """What the young person wants, and the seven subjects."""

    wens = forms.CharField(
        label="Wat wil je zelf als je 18 bent?",
        widget=forms.Textarea,
        max_length=4000,
        required=False,
        help_text="In de woorden van de jongere.",
    )
    wie_helpt = forms.CharField(
        label="Wie blijft je helpen, ook na je 18e?", widget=forms.Textarea, max_length=2000, required=False
    )
    besproken_op = DatumVeld(label="Wanneer besprak je dit met de jongere?", required=False, snel=(0, -1))
    wil_verlengd = forms.BooleanField(label="De jeugdhulp moet doorgaan na 18 jaar", required=False)

    def __init__(self, *args: Any, plan: Toekomstplan | None, **kwargs: Any) -> None:
        """Add two fields for each of the seven subjects, with what was found before."""
        begin: dict[str, Any] = {}
        if plan is not None:
            begin = {
                "wens": plan.wens,
                "wie_helpt": plan.wie_helpt,
                "besproken_op": plan.besproken_op,
                "wil_verlengd": plan.wil_verlengd,
            }
            for punt, rij in plan.punten.items():
                begin |= {f"{punt}_stand": rij.get("stand", ""), f"{punt}_tekst": rij.get("tekst", "")}
        super().__init__(*args, **(kwargs | {"initial": begin}))
        for punt in Toekomstpunt:
            self.fields[f"{punt.value}_stand"] = forms.ChoiceField(
                label=punt.label, choices=Nodig.choices, widget=forms.RadioSelect, required=False
            )
            self.fields[f"{punt.value}_tekst"] = forms.CharField(
                label="Wat, en wie doet dat?", max_length=500, required=False
            )

    def punten(self) -> dict[str, tuple[str, str]]:
        """Return per subject what was found, and the text."""
        return {
            punt.value: (
                self.cleaned_data[f"{punt.value}_stand"],
                self.cleaned_data[f"{punt.value}_tekst"].strip(),
            )
            for punt in Toekomstpunt
        }

    def gegevens(self) -> dict[str, Any]:
        """Return the rest."""
        return {
            veld: self.cleaned_data[veld] for veld in ("wens", "wie_helpt", "besproken_op", "wil_verlengd")
        }
