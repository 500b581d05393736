"""Form fields that read what Dutch people type: dates, times, telephones, postcodes, BSNs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from keukentafel.components.widgets import DatumInvoer
from keukentafel.values.bsn import Bsn
from keukentafel.values.datum_invoer import lees_datum
from keukentafel.values.ongeldig import OngeldigeWaarde
from keukentafel.values.postcode import Postcode
from keukentafel.values.telefoon import Telefoonnummer


class DatumVeld(forms.Field):
    """One text field that takes a date in every usual spelling."""

    def __init__(self, *, snel: tuple[int, ...] = (0, 1), geboorte: bool = False, **kwargs: Any) -> None:
        """Take `snel`: which days get a button, in days from today; `geboorte`: no year is guessed."""
        self.geboorte = geboorte
        super().__init__(widget=DatumInvoer(snel=() if geboorte else snel), **kwargs)

    def to_python(self, value: Any) -> date | None:
        """Return the date.

        :raises ValidationError: with a sentence that says what is wrong.
        """
        if value in self.empty_values or isinstance(value, date):
            return value or None
        try:
            return lees_datum(str(value), vandaag=localdate(), geboorte=self.geboorte)
        except OngeldigeWaarde as fout:
            raise ValidationError(fout.text) from fout


class TijdVeld(forms.CharField):
    """A clock time: `10.45`, `10:45`, `1045`, `10`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 12)
        super().__init__(
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}), **kwargs
        )

    def clean(self, value: Any) -> Any:
        """Return a time, or None when the field may stay empty.

        :raises ValidationError: when it is no time of the day.
        """
        tekst = str(super().clean(value) or "").replace("uur", "").strip()
        if not tekst:
            return None
        delen = re.fullmatch(r"(\d{1,2})(?:[.:,h ]?(\d{2}))?", tekst)
        if delen is None or int(delen[1]) > 23 or int(delen[2] or 0) > 59:
            raise ValidationError("Schrijf de tijd zoals 10.45.")
        return time(int(delen[1]), int(delen[2] or 0))

    def prepare_value(self, value: Any) -> Any:
        """Show a time as it is said: 10.45."""
        return f"{value.hour}.{value.minute:02d}" if isinstance(value, time) else value


class WaardeVeld(forms.CharField):
    """A text that one of our values reads; what is kept is what the value says to keep."""

    def __init__(self, lees: Callable[[str], str], **kwargs: Any) -> None:
        """Take `lees`: text → what is kept, or OngeldigeWaarde."""
        self.lees = lees
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """Return what is kept, or nothing when the field may stay empty.

        :raises ValidationError: with the sentence of the value.
        """
        tekst = str(super().clean(value) or "")
        if not tekst:
            return ""
        try:
            return self.lees(tekst)
        except OngeldigeWaarde as fout:
            raise ValidationError(fout.text) from fout


class TelefoonVeld(WaardeVeld):
    """A telephone number in any spelling, kept as the national digits."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Telefoonnummer")
        kwargs.setdefault("required", False)
        invoer = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})
        super().__init__(lambda tekst: Telefoonnummer(tekst).nummer, max_length=30, widget=invoer, **kwargs)


class PostcodeVeld(WaardeVeld):
    """A postcode with any spacing, kept as `1234AB`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Postcode")
        super().__init__(lambda tekst: Postcode(tekst).compact, max_length=10, **kwargs)


class BsnVeld(WaardeVeld):
    """A BSN that passes the 11-proef, kept as nine digits. What was typed is never shown again."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "BSN")
        kwargs.setdefault("required", False)
        invoer = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"})
        super().__init__(lambda tekst: Bsn(tekst).nummer, max_length=20, widget=invoer, **kwargs)
