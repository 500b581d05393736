"""Forms of the page Versies."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms

from keukentafel.components.velden import DatumVeld
from tenants.golven.actions.ronde import Keuze
from tenants.golven.models import Ring, Uitgave


class RondeForm(forms.Form):
    """How a run goes."""

    kanarie = forms.ChoiceField(
        label="Gemeente die voorop gaat",
        help_text="Mislukt deze gemeente, dan staat de ronde stil en is geen andere aangeraakt.",
        required=False,
    )
    parallel = forms.IntegerField(
        label="Hoeveel gemeenten tegelijk",
        min_value=1,
        max_value=8,
        initial=2,
        error_messages={"required": "Zeg hoeveel gemeenten er tegelijk mogen."},
    )
    seconden = forms.DecimalField(
        label="Hoe lang een gemeente mag wachten",
        help_text="Duurt het langer, dan wordt die gemeente teruggedraaid en blijft zij op haar oude versie.",
        min_value=0,
        max_value=600,
        decimal_places=1,
        initial=Decimal("1.5"),
        localize=True,
        error_messages={"required": "Zeg hoeveel seconden een gemeente mag wachten."},
    )
    stop_bij = forms.IntegerField(
        label="Sta stil bij zoveel mislukte gemeenten",
        min_value=1,
        max_value=100,
        initial=5,
        error_messages={"required": "Zeg bij hoeveel mislukte gemeenten de ronde stilstaat."},
    )
    wacht_na_golf = forms.BooleanField(label="Sta stil na elke golf, om te kijken", required=False)
    op_datum = forms.BooleanField(label="Laat elke ring wachten op haar geplande dag", required=False)

    def __init__(self, *args: Any, gemeenten: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [("", "Alleen de kanariering"), *((str(pk), naam) for pk, naam in gemeenten)]
        self.fields["kanarie"].choices = keuzes  # type: ignore[attr-defined]

    def keuze(self) -> Keuze:
        """Return what was chosen."""
        gekozen = self.cleaned_data
        return Keuze(
            kanarie=UUID(gekozen["kanarie"]) if gekozen["kanarie"] else None,
            parallel=gekozen["parallel"],
            duur_ms=int(gekozen["seconden"] * 1000),
            stop_bij=gekozen["stop_bij"],
            wacht_na_golf=gekozen["wacht_na_golf"],
            op_datum=gekozen["op_datum"],
        )


class VerdeelForm(forms.Form):
    """Which gemeenten go to which ring."""

    gemeente = forms.TypedMultipleChoiceField(
        label="Gemeenten", coerce=UUID, error_messages={"required": "Vink eerst een gemeente aan."}
    )
    ring = forms.TypedChoiceField(
        label="Naar ring",
        choices=Ring.choices,
        coerce=int,
        initial=Ring.GEWOON,
        error_messages={"required": "Kies een ring."},
    )

    def __init__(self, *args: Any, gemeenten: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gemeente"].choices = gemeenten  # type: ignore[attr-defined]


class AankondigForm(forms.Form):
    """A release that is not here yet."""

    nummer = forms.CharField(
        label="Nummer",
        help_text="Bijvoorbeeld 0.2.0.",
        max_length=20,
        error_messages={"required": "Vul het nummer van de versie in."},
    )
    titel = forms.CharField(
        label="Waar gaat deze versie over",
        max_length=120,
        error_messages={"required": "Geef een korte titel."},
    )
    nieuws = forms.CharField(
        label="Wat is er nieuw",
        help_text="Een zin per regel, in gewone woorden. Elke gemeente leest dit.",
        max_length=4000,
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": "Schrijf op wat er nieuw is."},
    )

    def clean_nummer(self) -> str:
        """Return the number.

        :raises ValidationError: it is no number of a release, or there is one with it.
        """
        nummer = str(self.cleaned_data["nummer"]).strip()
        if not re.fullmatch(r"\d+\.\d+\.\d+", nummer):
            raise forms.ValidationError("Een nummer heeft drie getallen met punten, zoals 0.2.0.")
        if Uitgave.objects.filter(nummer=nummer).exists():
            raise forms.ValidationError("Er is al een versie met dit nummer.")
        return nummer

    def clean_nieuws(self) -> list[str]:
        """Return the sentences."""
        return [regel.strip() for regel in self.cleaned_data["nieuws"].splitlines() if regel.strip()]


class PlanForm(forms.Form):
    """On which day each ring gets a release."""

    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for ring in Ring:
            self.fields[f"ring_{ring.value}"] = DatumVeld(label=str(ring.label), required=False)

    def dagen(self) -> dict[int, Any]:
        """Return ring → day, of the rings that have one."""
        dagen = {ring.value: self.cleaned_data.get(f"ring_{ring.value}") for ring in Ring}
        return {ring: dag for ring, dag in dagen.items() if dag is not None}

    def clean(self) -> dict[str, Any]:
        """Keep the rings in their order.

        :raises ValidationError: a later ring has an earlier day.
        """
        vorige: tuple[str, Any] | None = None
        for ring in Ring:
            dag = self.cleaned_data.get(f"ring_{ring.value}")
            if dag is None:
                continue
            if vorige is not None and dag < vorige[1]:
                fout = f"Deze ring komt na de {vorige[0].lower()}. Kies een dag die niet eerder is."
                self.add_error(f"ring_{ring.value}", fout)
            vorige = (str(ring.label), dag)
        return self.cleaned_data
