"""Forms about one invoice: money that came in, a reason to take it back, a decision about reading."""

from __future__ import annotations

from django import forms

from billing.forms.velden import GeldVeld
from keukentafel.components.velden import DatumVeld


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


class CrediteerForm(forms.Form):
    """Why an invoice is taken back."""

    reden = forms.CharField(
        label="Reden", max_length=300, help_text="Staat op de creditnota.", widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Schrijf waarom deze factuur wordt gecrediteerd."},
    )  # fmt: skip


class LeesbesluitForm(forms.Form):
    """Why the inrichting of a gemeente becomes read only."""

    reden = forms.CharField(
        label="Reden", max_length=500, help_text="De beheerders van de gemeente lezen dit.",
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Schrijf waarom je dit besluit. De gemeente leest het."},
    )  # fmt: skip
