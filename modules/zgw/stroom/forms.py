"""The form of one mapping."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django import forms

from modules.dossier.wetten import wetten
from modules.inrichting.models import Wijkteam
from modules.zgw.stroom.models import Onbekend, Wordt, Zaakregel
from modules.zgw.stroom.rules.inzending import VELDEN

VOOR = "veld_"


class RegelForm(forms.Form):
    """What a zaak of this type becomes, when it is complete, and which property is which field."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    wordt = forms.ChoiceField(
        label="Wat wordt een zaak van dit type?", choices=Wordt.choices, widget=forms.RadioSelect
    )
    wet = forms.ChoiceField(label="Onder welke wet valt de melding?", required=False)
    team = forms.ModelChoiceField(
        label="Voor welk team?", queryset=Wijkteam.objects.none(), required=False, empty_label="Het adres bepaalt dat"
    )  # fmt: skip
    vereist = forms.MultipleChoiceField(
        label="Welke eigenschappen horen erbij?", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Een zaak is pas compleet als de aanvrager er is en elke eigenschap hieronder.",
    )  # fmt: skip
    vereist_document = forms.BooleanField(label="Er hoort een document bij", required=False)
    bij_onbekend = forms.ChoiceField(
        label="Wat als de inwoner nog niet bekend is?", choices=Onbekend.choices, widget=forms.RadioSelect
    )

    def __init__(
        self, *args: Any, modules: Collection[str], eigenschappen: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [(naam, naam) for naam in eigenschappen]
        aan = [(wet.code, wet.naam) for wet in wetten if wet.code in modules]
        self._kies("wet", [("", "Kies een wet"), *aan])
        self._kies("vereist", keuzes)
        self.fields["team"].queryset = Wijkteam.objects.actief().order_by("naam")  # type: ignore[attr-defined]
        for veld, label in VELDEN.items():
            self.fields[f"{VOOR}{veld}"] = forms.ChoiceField(
                label=label, required=False, choices=[("", "Geen eigenschap"), *keuzes]
            )

    def _kies(self, naam: str, keuzes: Sequence[tuple[str, str]]) -> None:
        veld: Any = self.fields[naam]
        veld.choices = keuzes

    @property
    def veldkeuzes(self) -> list[forms.BoundField]:
        """Return the fields that say which property is which field of the melding."""
        return [self[f"{VOOR}{veld}"] for veld in VELDEN]

    def clean(self) -> dict[str, Any]:
        """Ask for the law of what becomes a melding."""
        schoon = super().clean() or {}
        if schoon.get("wordt") == Wordt.MELDING and not schoon.get("wet"):
            self.add_error("wet", "Kies onder welke wet de melding valt.")
        return schoon

    def keuzes(self) -> dict[str, Any]:
        """Return what is kept."""
        schoon = self.cleaned_data
        velden = {veld: schoon[f"{VOOR}{veld}"] for veld in VELDEN if schoon.get(f"{VOOR}{veld}")}
        melding = schoon["wordt"] == Wordt.MELDING
        namen = ("wordt", "team", "vereist", "vereist_document", "bij_onbekend")
        return {naam: schoon[naam] for naam in namen} | {
            "wet": schoon["wet"] if melding else "",
            "velden": velden,
        }


def begin_van(regel: Zaakregel | None) -> dict[str, Any]:
    """Return what stands in the form to begin with."""
    if regel is None:
        return {"versie": 0, "wordt": Wordt.POSTVAK, "bij_onbekend": Onbekend.POSTVAK}
    namen = ("versie", "wordt", "wet", "team", "vereist", "vereist_document", "bij_onbekend")
    velden = {f"{VOOR}{veld}": regel.velden.get(veld, "") for veld in VELDEN}
    return {naam: getattr(regel, naam) for naam in namen} | velden
