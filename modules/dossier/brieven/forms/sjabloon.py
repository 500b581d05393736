"""What a person fills in to write the text of a kind of letter."""

from __future__ import annotations

from django import forms


class SjabloonForm(forms.Form):
    """The next version of a text."""

    onderwerp = forms.CharField(
        label="Onderwerp", max_length=200, error_messages={"required": "Vul het onderwerp in."}
    )
    samenvatting = forms.CharField(
        label="Kort samengevat",
        required=False,
        max_length=1000,
        help_text="Staat bovenaan de brief.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    tekst = forms.CharField(
        label="Tekst",
        max_length=20_000,
        help_text="Een veld staat tussen {{ en }}. Een kop begint met #, een punt van een lijst met -.",
        widget=forms.Textarea(attrs={"rows": 28}),
        error_messages={"required": "Schrijf de tekst van de brief."},
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)
