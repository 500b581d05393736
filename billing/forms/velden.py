"""Form fields for amounts and percentages: what people type, kept as whole cents and hundredths."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from billing.rules.woorden import procent_tekst
from keukentafel.values.geld import Geld
from keukentafel.values.ongeldig import OngeldigeWaarde


class GeldVeld(forms.CharField):
    """An amount: `1.234,50`, `60`. Gives whole cents; None when it may stay empty and does."""

    def __init__(self, *, negatief: bool = False, **kwargs: Any) -> None:
        """Take `negatief`: whether an amount below zero is meant."""
        self.negatief = negatief
        invoer = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=20, widget=invoer, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the cents.

        :raises ValidationError: it is no amount, or below zero.
        """
        tekst = str(super().clean(value) or "")
        if not tekst:
            return None
        try:
            centen = Geld.lees(tekst).centen
        except OngeldigeWaarde as fout:
            raise ValidationError(fout.text) from fout
        if centen < 0 and not self.negatief:
            raise ValidationError("Vul een bedrag in dat niet lager is dan nul.")
        if abs(centen) > 10**12:
            raise ValidationError("Dit bedrag is te hoog. Kijk of de komma goed staat.")
        return centen

    def prepare_value(self, value: Any) -> Any:
        """Show cents as people write them: `1.234,50`."""
        return str(Geld(value)).removeprefix("€\u00a0") if isinstance(value, int) else value


class ProcentVeld(forms.CharField):
    """A percentage with at most two decimals: `2,5`. Gives hundredths of a percent."""

    def __init__(self, *, minimum: int = 0, maximum: int = 10_000, **kwargs: Any) -> None:
        """Take the lowest and the highest, in hundredths of a percent."""
        self.minimum, self.maximum = minimum, maximum
        invoer = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=10, widget=invoer, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the hundredths.

        :raises ValidationError: it is no percentage, or out of bounds.
        """
        tekst = re.sub(r"[\s%]", "", str(super().clean(value) or ""))
        if not tekst:
            return None
        delen = re.fullmatch(r"(-?)(\d{1,3})(?:[,.](\d{1,2}))?", tekst)
        if delen is None:
            raise ValidationError("Dit percentage klopt niet. Schrijf het als 2,5.")
        honderdsten = int(delen[2]) * 100 + int((delen[3] or "0").ljust(2, "0"))
        honderdsten = -honderdsten if delen[1] else honderdsten
        if not self.minimum <= honderdsten <= self.maximum:
            laag, hoog = procent_tekst(self.minimum), procent_tekst(self.maximum)
            raise ValidationError(f"Vul een percentage in van {laag} tot en met {hoog}.")
        return honderdsten

    def prepare_value(self, value: Any) -> Any:
        """Show hundredths as people write them: `2,5`."""
        return procent_tekst(value).rstrip("%") if isinstance(value, int) else value
