"""Form fields that read Dutch dates, numbers and telephone numbers as people type them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from keukentafel.components.widgets import DatumInvoer
from keukentafel.values.datum_invoer import lees_datum
from keukentafel.values.ongeldig import OngeldigeWaarde
from keukentafel.values.telefoon import Telefoonnummer


class DatumVeld(forms.Field):
    """One text field that takes a date in every usual spelling."""

    def __init__(self, *, snel: tuple[int, ...] = (0, 1), **kwargs: Any) -> None:
        """Take `snel`: which days get a button beside the field, in days from today."""
        super().__init__(widget=DatumInvoer(snel=snel), **kwargs)

    def to_python(self, value: Any) -> date | None:
        """Return the date.

        :raises ValidationError: with a sentence that says what is wrong.
        """
        if value in self.empty_values or isinstance(value, date):
            return value or None
        try:
            return lees_datum(str(value), vandaag=localdate())
        except OngeldigeWaarde as fout:
            raise ValidationError(fout.text) from fout


class GetalVeld(forms.CharField):
    """A number with a comma or a point, such as 0,8."""

    def __init__(self, *, fout: str, **kwargs: Any) -> None:
        """Take `fout`: the sentence for what is no number."""
        self.fout = fout
        kwargs.setdefault("max_length", 12)
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def clean(self, value: Any) -> Any:
        """Return a Decimal, or None when the field may stay empty.

        :raises ValidationError: when it is no number.
        """
        tekst = str(super().clean(value)).strip().replace(",", ".")
        if not tekst:
            return None
        try:
            getal = Decimal(tekst)
        except InvalidOperation as fout:
            raise ValidationError(self.fout) from fout
        if not getal.is_finite():
            raise ValidationError(self.fout)
        return getal.quantize(Decimal("0.01"))

    def prepare_value(self, value: Any) -> Any:
        """Show a comma, and no zeros that say nothing."""
        if isinstance(value, Decimal):
            return f"{value.normalize():f}".replace(".", ",")
        return value


class TelefoonVeld(forms.CharField):
    """A telephone number in any spelling, kept as the national digits."""

    def __init__(self, **kwargs: Any) -> None:
        """Draw a field for telephones."""
        kwargs.setdefault("label", "Telefoonnummer")
        kwargs.setdefault("required", False)
        super().__init__(
            max_length=30, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}), **kwargs
        )

    def clean(self, value: Any) -> str:
        """Return the digits.

        :raises ValidationError: when nobody can be called on it.
        """
        tekst = super().clean(value)
        if not tekst:
            return ""
        try:
            return Telefoonnummer(tekst).nummer
        except OngeldigeWaarde as fout:
            raise ValidationError(fout.text) from fout


class VersieForm(forms.Form):
    """A form on a row that somebody else may change too: it carries the version it was read at."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
