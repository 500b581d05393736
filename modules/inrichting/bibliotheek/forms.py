"""The forms of the library in the console."""

from __future__ import annotations

from typing import Any

from django import forms

from keukentafel.errors import Refusal
from modules.inrichting.bibliotheek.actions.sjabloon import check_bestand
from modules.inrichting.configuratie.bestand import Bestand, lees
from modules.inrichting.configuratie.forms import tekst_van


def _bestandveld(label: str) -> forms.FileField:
    return forms.FileField(
        label=label, allow_empty_file=True, widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
        help_text="Een bestand dat een gemeente in Keukentafel heeft gedownload.",
        error_messages={"required": "Kies een bestand."},
    )  # fmt: skip


class VersieForm(forms.Form):
    """The file of the next version, and what is new in it."""

    bestand = _bestandveld("Configuratiebestand")
    toelichting = forms.CharField(
        label="Wat is er nieuw?", max_length=600, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf in een paar zinnen wat er nieuw is."},
    )  # fmt: skip

    def clean_bestand(self) -> str:
        """Return the text of a file that may stand in the library."""
        try:
            tekst = tekst_van(self.cleaned_data["bestand"])
            check_bestand(tekst)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return tekst


class NieuwForm(VersieForm):
    """A template of the supplier itself."""

    naam = forms.CharField(
        label="Naam", max_length=80, error_messages={"required": "Geef het sjabloon een naam."}
    )
    omschrijving = forms.CharField(
        label="Voor wie is dit handig?", max_length=600, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf in een paar zinnen voor welke gemeente dit handig is."},
    )  # fmt: skip
    field_order = ("naam", "omschrijving", "bestand")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave out what a first version does not need."""
        super().__init__(*args, **kwargs)
        del self.fields["toelichting"]


class AntwoordForm(forms.Form):
    """What the gemeente reads below its offer."""

    antwoord = forms.CharField(
        label="Bericht voor de gemeente", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf een bericht. De gemeente leest het bij haar aanbod."},
    )  # fmt: skip


class VergelijkForm(forms.Form):
    """Two files to lay side by side."""

    links = _bestandveld("Eerste bestand")
    rechts = _bestandveld("Tweede bestand")

    def _lees(self, naam: str) -> Bestand:
        try:
            return lees(tekst_van(self.cleaned_data[naam]))
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean_links(self) -> Bestand:
        """Return the first file."""
        return self._lees("links")

    def clean_rechts(self) -> Bestand:
        """Return the second file."""
        return self._lees("rechts")
