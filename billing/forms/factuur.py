"""Forms about one invoice: money that came in, a reason to take it back, a decision about reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.timezone import localdate

from billing.actions.betaling import TEGEN
from billing.forms.velden import GeldVeld
from keukentafel.components.velden import DatumVeld
from keukentafel.values.geld import Geld


class BetalingForm(forms.Form):
    """Money that a person read from a statement of the bank."""

    centen = GeldVeld(label="Bedrag")
    ontvangen_op = DatumVeld(label="Ontvangen op", snel=(-1, 0))
    kenmerk = forms.CharField(
        label="Kenmerk van de bank",
        max_length=100,
        help_text="Een kenmerk telt één keer. Zo boek je niets dubbel.",
    )

    def clean_centen(self) -> int:
        """Return an amount above zero."""
        centen: int = self.cleaned_data["centen"]
        if not centen:
            raise forms.ValidationError("Vul een bedrag in dat hoger is dan nul.")
        return centen

    def clean_kenmerk(self) -> str:
        """Return a reference that is not the one of a booking that takes another back."""
        kenmerk: str = self.cleaned_data["kenmerk"]
        if kenmerk.lower().startswith(TEGEN.strip().lower()):
            raise forms.ValidationError(
                "Begin het kenmerk anders: zo heten boekingen die zijn teruggedraaid."
            )
        return kenmerk

    def clean_ontvangen_op(self) -> date:
        """Return a day that has been."""
        dag: date = self.cleaned_data["ontvangen_op"]
        if dag > localdate():
            raise forms.ValidationError("Deze dag moet nog komen. Kies de dag waarop het geld er was.")
        return dag


class TerugdraaiForm(forms.Form):
    """Which booking of an invoice was wrong, and why."""

    betaling = forms.ChoiceField(
        label="Boeking", error_messages={"required": "Kies de boeking die niet klopt."}
    )
    reden = forms.CharField(
        label="Waarom klopt de boeking niet?", max_length=300, help_text="Staat in het logboek.",
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Schrijf waarom je deze boeking terugdraait."},
    )  # fmt: skip

    def __init__(self, *args: Any, keuzes: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["betaling"].choices = list(keuzes)  # type: ignore[attr-defined]


class CrediteerForm(forms.Form):
    """Why an invoice is taken back."""

    reden = forms.CharField(
        label="Reden", max_length=300, help_text="Staat op de creditnota.", widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Schrijf waarom deze factuur wordt gecrediteerd."},
    )  # fmt: skip


class DeelcreditForm(CrediteerForm):
    """What goes back of each line, or of the invoice as a whole, and why. Amounts without VAT."""

    bedrag = GeldVeld(
        label="Of een bedrag over de hele factuur, zonder btw",
        required=False,
        help_text="Voor wat niet bij een regel hoort, zoals een tegemoetkoming.",
    )

    prefix = "deel"  # the whole invoice is taken back in a form on the same page

    def __init__(self, *args: Any, regels: Iterable[Any], over: Mapping[int, int], **kwargs: Any) -> None:
        """Take the lines of the invoice, and how much of each can still be taken back."""
        super().__init__(*args, **kwargs)
        self.nummers = [regel.nummer for regel in regels if over.get(regel.nummer)]
        for regel in regels:
            if regel.nummer in self.nummers:
                self.fields[f"regel_{regel.nummer}"] = GeldVeld(
                    label=regel.omschrijving,
                    required=False,
                    help_text=f"Hoogstens {Geld(over[regel.nummer])}, zonder btw.",
                )
        self.order_fields([*(f"regel_{nummer}" for nummer in self.nummers), "bedrag", "reden"])

    def regelvelden(self) -> list[BoundField]:
        """Return the fields of the lines."""
        return [self[f"regel_{nummer}"] for nummer in self.nummers]

    @property
    def velden(self) -> dict[str, Any]:
        """Return what the action asks."""
        gegevens = self.cleaned_data
        per_regel = {nummer: gegevens[f"regel_{nummer}"] or 0 for nummer in self.nummers}
        return {"per_regel": per_regel, "bedrag": gegevens["bedrag"] or 0, "reden": gegevens["reden"]}


class LeesbesluitForm(forms.Form):
    """Why the inrichting of a gemeente becomes read only."""

    reden = forms.CharField(
        label="Reden", max_length=500, help_text="De beheerders van de gemeente lezen dit.",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Schrijf waarom je dit besluit. De gemeente leest het."},
    )  # fmt: skip
