"""A signaal in a minute: what was seen, of whom, by whom, how soon."""

from __future__ import annotations

from typing import Any

from django import forms

from keukentafel.components.widgets import Segment
from modules.inrichting.codelijsten import SignaalBron, Urgentie
from modules.inrichting.leefgebieden import ZRM_2013
from modules.inrichting.models import Wijkteam
from modules.inrichting.rules.varianten import VariantInstellingen
from modules.inrichting.rules.velden import verplichte_velden


class SignaalForm(forms.Form):
    """What somebody passes on. The variant of the team says which answers are mandatory, and why."""

    waarneming = forms.CharField(
        label="Wat is er gezien of gehoord?",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Feiten, geen mening.",
        error_messages={"required": "Schrijf op wat er is gezien of gehoord."},
    )
    over_wie = forms.CharField(
        label="Over wie gaat het?",
        max_length=160,
        help_text="Een naam, of: bewoner van Lijsterhof 3.",
        error_messages={"required": "Vul in over wie het gaat."},
    )
    adres = forms.CharField(label="Adres", max_length=160, required=False)
    bron = forms.ChoiceField(
        label="Van wie komt het signaal?",
        choices=[("", "Kies van wie"), *SignaalBron.choices],
        error_messages={"required": "Kies van wie het signaal komt."},
    )
    bron_naam = forms.CharField(label="Naam van de melder", max_length=120, required=False)
    urgentie = forms.ChoiceField(
        label="Hoe snel moet iemand gaan kijken?", choices=Urgentie.choices, widget=Segment, required=False
    )
    persoon_weet_ervan = forms.ChoiceField(
        label="Weet de persoon van dit signaal?",
        choices=(("ja", "Ja"), ("nee", "Nee")),
        widget=Segment,
        required=False,
    )
    leefgebied = forms.ChoiceField(
        label="Waar gaat het over?", choices=[("", "Weet ik niet"), *ZRM_2013.keuzes], required=False
    )
    team = forms.ModelChoiceField(
        Wijkteam.objects.none(), label="Voor welk team?", required=False, empty_label="Weet ik niet"
    )

    def __init__(self, *args: Any, keuzes: VariantInstellingen, **kwargs: Any) -> None:
        """Take the choices of the team."""
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Wijkteam.objects.actief()  # type: ignore[attr-defined]
        for eis in verplichte_velden(keuzes, "signaal"):
            veld = self.fields[eis.naam]
            veld.required = True
            veld.error_messages["required"] = {
                "urgentie": "Kies hoe snel iemand moet gaan kijken.",
                "persoon_weet_ervan": "Kies of de persoon van dit signaal weet.",
            }.get(eis.naam, veld.error_messages["required"])
            reden = f"Verplicht: {eis.reden[:1].lower()}{eis.reden[1:]}"
            veld.help_text = f"{veld.help_text} {reden}".strip()

    def gegevens(self) -> dict[str, Any]:
        """Return the fields of the signaal."""
        schoon = self.cleaned_data
        velden = ("waarneming", "over_wie", "adres", "bron", "bron_naam", "leefgebied")
        return {veld: schoon[veld] for veld in velden} | {
            "urgentie": schoon["urgentie"] or Urgentie.LICHT,
            "persoon_weet_ervan": schoon["persoon_weet_ervan"] == "ja",
        }


class RedenForm(forms.Form):
    """One sentence."""

    reden = forms.CharField(
        label="Waarom is er geen actie nodig?",
        max_length=300,
        error_messages={"required": "Schrijf in één zin waarom er geen actie nodig is."},
    )
