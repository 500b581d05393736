"""The form of hours, days and limits."""

from __future__ import annotations

from typing import Any

from django import forms

# name of the field: label, lowest, highest, help
GETALLEN: dict[str, tuple[str, int, int, str]] = {
    "noodtoegang_uren": ("Hoeveel uur duurt noodtoegang", 1, 24, "Gewoon is 4 uur."),
    "beoordelen_werkdagen": ("Binnen hoeveel werkdagen beoordelen", 1, 20, "Gewoon is 5 werkdagen."),
    "verzoek_dagen": ("Hoeveel dagen toegang vullen we in", 1, 365, "Gewoon is 30 dagen."),
    "verzoek_dagen_hoogstens": ("Hoeveel dagen toegang mag hoogstens", 1, 365, "Gewoon is 90 dagen."),
    "venster_minuten": ("Over hoeveel minuten tellen we", 1, 120, "Gewoon is 10 minuten."),
    "drempel_veel": ("Bij hoeveel huishoudens vragen we waarom", 5, 1_000, "Gewoon is 60."),
    "drempel_stop": ("Bij hoeveel huishoudens stopt het", 6, 2_000, "Gewoon is 120."),
    "steekproef_omvang": ("Hoeveel keer kijken trekken we per maand", 1, 200, "Gewoon is 10."),
}


class InstellingenForm(forms.Form):
    """Whole numbers, each with what is usual."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make a field of each number."""
        super().__init__(*args, **kwargs)
        for naam, (label, laagst, hoogst, uitleg) in GETALLEN.items():
            grenzen = f"Vul een getal in van {laagst} tot en met {hoogst}."
            self.fields[naam] = forms.IntegerField(
                label=label,
                min_value=laagst,
                max_value=hoogst,
                help_text=uitleg,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "4"}),
                error_messages={
                    "required": grenzen,
                    "invalid": grenzen,
                    "min_value": grenzen,
                    "max_value": grenzen,
                },
            )
