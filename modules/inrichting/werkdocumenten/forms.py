"""The form of a working document."""

from __future__ import annotations

from django import forms

from modules.inrichting.forms.velden import VersieForm
from modules.inrichting.werkdocumenten.models import LANGSTE_TEKST, Werkdocumentsoort


class WerkdocumentForm(VersieForm):
    """Kind, title and text."""

    soort = forms.ChoiceField(
        label="Soort",
        choices=[("", "Kies een soort"), *Werkdocumentsoort.choices],
        error_messages={"required": "Kies wat voor document het is."},
    )
    titel = forms.CharField(
        label="Titel", max_length=120, error_messages={"required": "Geef het document een titel."}
    )
    tekst = forms.CharField(
        label="Tekst",
        max_length=LANGSTE_TEKST,
        widget=forms.Textarea(attrs={"rows": 20}),
        help_text=(
            "Schrijf nooit over een inwoner: geen naam, adres of BSN. Begin een regel met # voor een kop, "
            "met ## voor een kleinere kop en met - voor een punt van een lijst. Een lege regel begint een alinea."
        ),
        error_messages={
            "required": "Schrijf de tekst van het document.",
            "max_length": f"De tekst is langer dan {LANGSTE_TEKST} tekens. Maak er twee documenten van.",
        },
    )

    def clean_tekst(self) -> str:
        """Return the text with one kind of line end."""
        return str(self.cleaned_data["tekst"]).replace("\r\n", "\n")
