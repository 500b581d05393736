"""The forms around a configuration file."""

from __future__ import annotations

from typing import Any

from django import forms

from keukentafel.errors import Refusal
from modules.inrichting.configuratie.bestand import HOOGSTENS, Bestand, BestandTeGroot, lees


class BestandForm(forms.Form):
    """Choose a file; or the text of the file that was chosen a page ago."""

    bestand = forms.FileField(
        label="Configuratiebestand",
        allow_empty_file=True,
        help_text="Een bestand dat je in Keukentafel hebt gedownload. De naam eindigt op .yaml.",
        error_messages={"required": "Kies een bestand."},
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
    )
    tekst = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    naam = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    gelezen: Bestand

    def clean(self) -> dict[str, Any]:
        """Read the file; what is wrong with it stands at the field."""
        gegevens = super().clean() or {}
        bestand = gegevens.get("bestand")
        if gegevens.get("tekst") and not bestand:
            self.errors.pop("bestand", None)
        elif "bestand" in self.errors:
            return gegevens
        try:
            if bestand:
                gegevens["naam"] = str(bestand.name)[:200]
                gegevens["tekst"] = tekst_van(bestand)
            if not gegevens.get("tekst"):
                self.add_error("bestand", "Kies een bestand.")
                return gegevens
            self.gelezen = lees(gegevens["tekst"])
        except Refusal as refusal:
            self.add_error("bestand", str(refusal))
        return gegevens


def tekst_van(bestand: Any) -> str:
    """Return the text of a file that was sent.

    :raises BestandTeGroot: larger than a configuration is.
    """
    if bestand.size > HOOGSTENS:
        raise BestandTeGroot
    ruw: bytes = bestand.read()
    return ruw.decode("utf-8-sig", errors="replace")


class AanbiedForm(forms.Form):
    """Offer the own inrichting to other gemeenten."""

    naam = forms.CharField(
        label="Naam", max_length=80, error_messages={"required": "Geef het sjabloon een naam."},
        help_text="Bijvoorbeeld: Team Toegang met regieteam.",
    )  # fmt: skip
    omschrijving = forms.CharField(
        label="Voor wie is dit handig?", max_length=600, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf in een paar zinnen voor welke gemeente dit handig is."},
    )  # fmt: skip
    delen = forms.MultipleChoiceField(
        label="Wat gaat mee?", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één onderdeel."},
    )  # fmt: skip

    def __init__(self, *args: Any, keuzes: list[tuple[str, str]], **kwargs: Any) -> None:
        """Offer these parts."""
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["delen"]
        veld.choices = keuzes
