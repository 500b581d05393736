"""Forms of shielding a household, and of the own address."""

from __future__ import annotations

from typing import Any

from django import forms

from keukentafel.components.velden import PostcodeVeld
from modules.dossier.toegang.codelijsten import AfschermSoort


class AfschermForm(forms.Form):
    """Why a household is shielded."""

    soort = forms.ChoiceField(
        label="Waarom is extra voorzichtigheid nodig?",
        choices=AfschermSoort.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom extra voorzichtigheid nodig is."},
    )
    reden = forms.CharField(
        label="Toelichting",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
        help_text="Alleen de regisseur, de teamleider en de privacyfunctionaris lezen dit.",
        error_messages={"required": "Schrijf in een zin waarom."},
    )


class EigenAdresForm(forms.Form):
    """The own address, to be warned. It is kept as a print."""

    postcode = PostcodeVeld(label="Postcode", error_messages={"required": "Vul je postcode in."})
    huisnummer = forms.IntegerField(
        label="Huisnummer",
        min_value=1,
        max_value=99_999,
        error_messages={"required": "Vul je huisnummer in.", "invalid": "Vul alleen het nummer in."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for digits on a telephone."""
        super().__init__(*args, **kwargs)
        self.fields["huisnummer"].widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "5"})
