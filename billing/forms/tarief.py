"""Forms about prices: a list with bands, its discounts, and the index of a year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField

from billing.forms.velden import GeldVeld, ProcentVeld
from billing.models import Kortingsoort
from billing.rules.woorden import MODULENAMEN
from keukentafel.components.velden import DatumVeld

BANDEN = 5
TRAPPEN = 3
_UITLEG = {
    Kortingsoort.MODULES: "Vanaf hoeveel modules. De basis telt niet mee.",
    Kortingsoort.CONTRACTJAAR: "Vanaf welk jaar van het contract.",
}


class TariefForm(forms.Form):
    """A price list: up to five bands of inhabitants, a price of a year per module, and discounts in steps."""

    naam = forms.CharField(label="Naam", max_length=80, help_text="Bijvoorbeeld: Tarief 2027.")
    geldig_van = DatumVeld(
        label="Geldig vanaf", snel=(), help_text="Voor contracten die op of na deze dag beginnen."
    )
    geldig_tot = DatumVeld(label="Niet meer geldig vanaf", required=False, snel=())
    startkosten = GeldVeld(label="Startkosten, eenmalig", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for band in range(BANDEN):
            self.fields[f"vanaf_{band}"] = forms.IntegerField(
                label=f"Band {band + 1}: vanaf hoeveel inwoners", min_value=0, max_value=2_000_000, required=band == 0,
                initial=0 if band == 0 else None,
            )  # fmt: skip
            for module, naam in MODULENAMEN.items():
                self.fields[f"prijs_{band}_{module}"] = GeldVeld(
                    label=f"{naam}, band {band + 1}, per jaar", required=False
                )
        for soort in Kortingsoort.values:
            for trap in range(TRAPPEN):
                self.fields[f"trap_{soort}_{trap}"] = forms.IntegerField(
                    label="Vanaf", min_value=1, max_value=50, required=False
                )
                self.fields[f"korting_{soort}_{trap}"] = ProcentVeld(label="Korting", required=False)

    @property
    def modulenamen(self) -> list[str]:
        """The columns of the table of prices."""
        return list(MODULENAMEN.values())

    def banden(self) -> Iterator[dict[str, Any]]:
        """Return the rows of the table of prices, with their fields."""
        for band in range(BANDEN):
            prijzen = [self[f"prijs_{band}_{module}"] for module in MODULENAMEN]
            yield {"vanaf": self[f"vanaf_{band}"], "prijzen": prijzen}

    def trappen(self) -> Iterator[dict[str, Any]]:
        """Return the steps of each kind of discount, with their fields."""
        for soort in Kortingsoort:
            paren: list[tuple[BoundField, BoundField]] = [
                (self[f"trap_{soort.value}_{trap}"], self[f"korting_{soort.value}_{trap}"])
                for trap in range(TRAPPEN)
            ]
            yield {"label": f"Korting naar {soort.label.lower()}", "uitleg": _UITLEG[soort], "paren": paren}

    def clean(self) -> dict[str, Any]:
        """Check that bands go up, and that each step has its discount."""
        gegevens: dict[str, Any] = super().clean() or self.cleaned_data
        van, tot = gegevens.get("geldig_van"), gegevens.get("geldig_tot")
        if van and tot and tot <= van:
            self.add_error("geldig_tot", "Kies een dag na de eerste dag.")
        vorig = -1
        for band in range(BANDEN):
            vanaf = gegevens.get(f"vanaf_{band}")
            gevuld = any(gegevens.get(f"prijs_{band}_{module}") is not None for module in MODULENAMEN)
            if vanaf is None:
                if gevuld and f"vanaf_{band}" not in self.errors:
                    self.add_error(f"vanaf_{band}", f"Vul in vanaf hoeveel inwoners band {band + 1} geldt.")
                continue
            if vanaf <= vorig:
                self.add_error(f"vanaf_{band}", "Elke band begint bij meer inwoners dan de vorige.")
            vorig = vanaf
        for soort in Kortingsoort.values:
            self._controleer_trappen(gegevens, soort)
        return gegevens

    def _controleer_trappen(self, gegevens: dict[str, Any], soort: str) -> None:
        gezien = set()
        for trap in range(TRAPPEN):
            vanaf, korting = gegevens.get(f"trap_{soort}_{trap}"), gegevens.get(f"korting_{soort}_{trap}")
            if (vanaf is None) != (korting is None):
                self.add_error(f"trap_{soort}_{trap}", "Vul bij een korting beide vakken in.")
            elif vanaf in gezien:
                self.add_error(f"trap_{soort}_{trap}", "Deze trap staat er al.")
            elif vanaf is not None:
                gezien.add(vanaf)

    @property
    def regels(self) -> list[tuple[str, int, int]]:
        """The prices: module, inhabitants from, cents."""
        gegevens = self.cleaned_data
        return [
            (module, gegevens[f"vanaf_{band}"], gegevens[f"prijs_{band}_{module}"])
            for band in range(BANDEN)
            for module in MODULENAMEN
            if gegevens.get(f"prijs_{band}_{module}") is not None
        ]

    @property
    def kortingen(self) -> list[tuple[str, int, int]]:
        """The discounts: sort, step, hundredths of a percent."""
        gegevens = self.cleaned_data
        return [
            (soort, gegevens[f"trap_{soort}_{trap}"], gegevens[f"korting_{soort}_{trap}"])
            for soort in Kortingsoort.values
            for trap in range(TRAPPEN)
            if gegevens.get(f"trap_{soort}_{trap}") is not None
        ]


class IndexForm(forms.Form):
    """By how much prices go up on 1 January of a year."""

    jaar = forms.IntegerField(label="Vanaf 1 januari", min_value=2020, max_value=2100)
    honderdsten = ProcentVeld(label="Percentage", minimum=-9_999, help_text="Bijvoorbeeld 3,2. Omlaag: -0,5.")
    bron = forms.CharField(
        label="Bron", max_length=200, help_text="Bijvoorbeeld: CBS, dienstenprijsindex, oktober."
    )
