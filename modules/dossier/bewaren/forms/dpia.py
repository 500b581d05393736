"""The forms of a DPIA and of processors."""

from __future__ import annotations

from typing import Any

from django import forms

from keukentafel.components.velden import DatumVeld
from modules.dossier.bewaren.models import Risico

HOOGSTENS_RISICOS = 10


class DpiaForm(forms.Form):
    """A new version of a DPIA."""

    omschrijving = forms.CharField(
        label="Wat gebeurt er met gegevens?",
        widget=forms.Textarea,
        error_messages={"required": "Beschrijf wat er met gegevens gebeurt."},
    )
    restrisico = forms.ChoiceField(
        label="Hoeveel risico blijft er over?",
        choices=Risico.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoeveel risico er overblijft."},
    )
    herzien_op = DatumVeld(label="Wanneer kijken jullie opnieuw?", snel=(365,))

    def __init__(self, *args: Any, risicos: tuple[tuple[str, str], ...] = (), **kwargs: Any) -> None:
        """Make room for ten risks with their measures, the known ones filled in."""
        super().__init__(*args, **kwargs)
        for nummer in range(HOOGSTENS_RISICOS):
            risico, maatregel = risicos[nummer] if nummer < len(risicos) else ("", "")
            self.fields[f"risico_{nummer}"] = _regel(f"Risico {nummer + 1}", risico)
            self.fields[f"maatregel_{nummer}"] = _regel(
                f"Wat we eraan doen bij risico {nummer + 1}", maatregel
            )

    def paren(self) -> list[tuple[Any, Any]]:
        """Return the fields two by two."""
        return [(self[f"risico_{n}"], self[f"maatregel_{n}"]) for n in range(HOOGSTENS_RISICOS)]

    def clean(self) -> dict[str, Any]:
        """Ask for a measure where a risk is named, and for at least one risk."""
        schoon: dict[str, Any] = super().clean() or self.cleaned_data
        for nummer in range(HOOGSTENS_RISICOS):
            if schoon.get(f"risico_{nummer}") and not schoon.get(f"maatregel_{nummer}"):
                self.add_error(f"maatregel_{nummer}", "Schrijf op wat je tegen dit risico doet.")
        if not any(schoon.get(f"risico_{nummer}") for nummer in range(HOOGSTENS_RISICOS)):
            self.add_error("risico_0", "Noem minstens één risico.")
        return schoon

    def risicos(self) -> list[tuple[str, str]]:
        """Return the risks with their measures."""
        schoon = self.cleaned_data
        return [
            (schoon[f"risico_{n}"], schoon[f"maatregel_{n}"])
            for n in range(HOOGSTENS_RISICOS)
            if schoon[f"risico_{n}"]
        ]


def _regel(label: str, begin: str) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=600, initial=begin, widget=forms.Textarea)


class AdviesForm(forms.Form):
    """What the FG advises."""

    advies = forms.CharField(label="Advies van de privacyfunctionaris", widget=forms.Textarea, required=False)


class VerwerkerForm(forms.Form):
    """Somebody outside who processes data."""

    naam = forms.CharField(label="Naam", max_length=120, error_messages={"required": "Vul de naam in."})
    dienst = forms.CharField(
        label="Wat doen ze met gegevens?",
        max_length=200,
        error_messages={"required": "Schrijf op wat ze doen."},
    )
    land = forms.CharField(label="Waar staan de gegevens?", max_length=80, initial="Nederland")
    overeenkomst_op = DatumVeld(label="Datum van de verwerkersovereenkomst", required=False, snel=())
