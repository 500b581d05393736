"""The forms of keeping and destroying."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from keukentafel.components.velden import DatumVeld
from modules.dossier.bewaren.rules.bewaren import START_IN_WOORDEN, Bewaartermijn

STARTEN = [(code, zin[:1].upper() + zin[1:]) for code, zin in START_IN_WOORDEN.items()]


class TermijnenForm(forms.Form):
    """How long each kind is kept, in years and months, and from when."""

    toelichting = forms.CharField(
        label="Waarom wijzig je dit?",
        widget=forms.Textarea,
        error_messages={"required": "Schrijf op waarom je dit wijzigt. De privacyfunctionaris leest het."},
    )

    def __init__(self, *args: Any, termijnen: Mapping[str, Bewaartermijn], **kwargs: Any) -> None:
        """Make three fields per kind, filled with what holds now."""
        super().__init__(*args, **kwargs)
        self.termijnen = termijnen
        for naam, termijn in termijnen.items():
            jaren, maanden = divmod(termijn.maanden, 12)
            self.fields[f"{naam}_jaren"] = _getal("Jaren", jaren, 100)
            self.fields[f"{naam}_maanden"] = _getal("Maanden", maanden, 1200)
            self.fields[f"{naam}_start"] = forms.ChoiceField(
                label="Telt vanaf", choices=STARTEN, initial=str(termijn.start)
            )

    def rijen(self) -> list[tuple[Bewaartermijn, Any, Any, Any]]:
        """Return per kind its three fields."""
        return [
            (t, self[f"{naam}_jaren"], self[f"{naam}_maanden"], self[f"{naam}_start"])
            for naam, t in self.termijnen.items()
        ]

    def waarden(self) -> dict[str, dict[str, Any]]:
        """Return what was chosen: category → months and start."""
        schoon = self.cleaned_data
        return {
            naam: {
                "maanden": (schoon[f"{naam}_jaren"] or 0) * 12 + (schoon[f"{naam}_maanden"] or 0),
                "start": schoon[f"{naam}_start"],
            }
            for naam in self.termijnen
        }


def _getal(label: str, begin: int, hoogst: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=hoogst,
        required=False,
        initial=begin,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": "4"}),
        error_messages={
            "invalid": f"Vul bij {label.lower()} een getal in.",
            "max_value": "Dit getal is te groot.",
        },
    )


class OordeelForm(forms.Form):
    """What the privacyfunctionaris thinks of it."""

    oordeel = forms.CharField(label="Toelichting", widget=forms.Textarea, required=False)


class LangerForm(forms.Form):
    """Why something stays longer, and until when."""

    reden = forms.CharField(
        label="Waarom blijft dit langer bewaard?",
        widget=forms.Textarea,
        help_text="Bijvoorbeeld: er loopt een klacht of een rechtszaak.",
        error_messages={"required": "Schrijf op waarom dit langer bewaard blijft."},
    )
    tot = DatumVeld(label="Tot en met welke dag?", required=False, snel=(365,))


class TerugForm(forms.Form):
    """What is wrong with a list."""

    omdat = forms.CharField(
        label="Wat klopt er niet?",
        widget=forms.Textarea,
        error_messages={"required": "Schrijf op wat er niet klopt."},
    )
