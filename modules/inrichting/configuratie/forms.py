"""The forms around a configuration file."""

from __future__ import annotations

from collections.abc import Mapping
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

    stukken = forms.MultipleChoiceField(
        label="Welke werkdocumenten?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Telt alleen als je hierboven werkdocumenten aanvinkt.",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        keuzes: list[tuple[str, str]],
        stukken: Mapping[str, Mapping[str, str]],
        **kwargs: Any,
    ) -> None:
        """Offer these parts, and of the parts that exist of pieces these pieces."""
        super().__init__(*args, **kwargs)
        self._stukken = stukken
        self._keuzes("delen", keuzes)
        self._keuzes(
            "stukken", [(f"{deel}:{naam}", rij[naam]) for deel, rij in stukken.items() for naam in rij]
        )
        if not stukken:
            del self.fields["stukken"]

    def _keuzes(self, naam: str, keuzes: list[tuple[str, str]]) -> None:
        veld: Any = self.fields[naam]
        veld.choices = keuzes

    def clean(self) -> dict[str, Any]:
        """Refuse a part of pieces without one of them."""
        gegevens = super().clean() or {}
        if not all(self.per_deel(gegevens).values()):
            self.add_error("stukken", "Kies minstens één document, of vink werkdocumenten hierboven uit.")
        return gegevens

    def per_deel(self, gegevens: dict[str, Any] | None = None) -> dict[str, frozenset[str]]:
        """Return which pieces were chosen, of each chosen part that exists of pieces."""
        gegevens = self.cleaned_data if gegevens is None else gegevens
        return {
            deel: frozenset(naam for naam in rij if f"{deel}:{naam}" in gegevens.get("stukken", ()))
            for deel, rij in self._stukken.items()
            if deel in gegevens.get("delen", ())
        }
