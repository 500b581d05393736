"""The public form: few questions, words that anybody reads, and nothing lost when one is wrong."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate

from keukentafel.components.velden import DatumVeld, PostcodeVeld, TelefoonVeld
from modules.dossier.hulpvragen.models import Voorkeur, VoorWie


class WebvraagForm(forms.Form):
    """What somebody asks, about whom, and how we reach them."""

    inhoud = forms.CharField(
        label="Waar heeft u hulp bij nodig?",
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Schrijf het zoals u het zou vertellen. Het hoeft niet netjes.",
        error_messages={"required": "Schrijf op waar u hulp bij nodig heeft."},
    )
    voor_wie = forms.ChoiceField(
        label="Voor wie vraagt u hulp?",
        choices=VoorWie.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies voor wie u hulp vraagt."},
    )
    voornamen = forms.CharField(label="Voornaam", max_length=120, required=False)
    achternaam = forms.CharField(
        label="Achternaam",
        max_length=140,
        help_text="Van degene die hulp nodig heeft.",
        error_messages={"required": "Vul de achternaam in van degene die hulp nodig heeft."},
    )
    geboortedatum = DatumVeld(label="Geboortedatum", required=False, geboorte=True)
    straat = forms.CharField(label="Straat", max_length=120, required=False)
    huisnummer = forms.IntegerField(
        label="Huisnummer",
        required=False,
        min_value=1,
        max_value=99_999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Vul bij huisnummer alleen een getal in, zoals 12."},
    )
    toevoeging = forms.CharField(label="Toevoeging", max_length=12, required=False)
    postcode = PostcodeVeld(required=False)
    plaats = forms.CharField(label="Plaats", max_length=80, required=False)
    melder_naam = forms.CharField(
        label="Uw eigen naam",
        max_length=120,
        required=False,
        help_text="Alleen invullen als u hulp vraagt voor iemand anders.",
    )
    telefoon = TelefoonVeld(label="Uw telefoonnummer")
    email = forms.EmailField(
        label="Uw e-mailadres",
        required=False,
        error_messages={
            "invalid": "Dit e-mailadres klopt niet. Een e-mailadres ziet eruit als naam@voorbeeld.nl."
        },
    )
    voorkeur = forms.ChoiceField(
        label="Hoe bereiken wij u het liefst?",
        choices=Voorkeur.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe wij u het liefst bereiken."},
    )
    is_dringend = forms.BooleanField(
        label="Het kan niet wachten: ik heb deze week hulp nodig", required=False
    )
    website = forms.CharField(label="Laat dit veld leeg", required=False, max_length=200)

    def clean_geboortedatum(self) -> Any:
        """Refuse a birthday that is still to come."""
        dag = self.cleaned_data.get("geboortedatum")
        if dag is not None and dag > localdate():
            raise forms.ValidationError("Deze geboortedatum ligt in de toekomst. Kijk het jaar na.")
        return dag

    def clean(self) -> dict[str, Any]:
        """Ask for the one way to reach somebody that was chosen, and for the name of who asks for another."""
        schoon = super().clean() or {}
        nodig = {
            Voorkeur.BELLEN: ("telefoon", "Vul uw telefoonnummer in, zodat wij u kunnen bellen."),
            Voorkeur.MAIL: ("email", "Vul uw e-mailadres in, zodat wij u kunnen mailen."),
            Voorkeur.BRIEF: ("postcode", "Vul het adres in, zodat wij een brief kunnen sturen."),
        }
        veld, zin = nodig.get(schoon.get("voorkeur", ""), ("", ""))
        if veld and not schoon.get(veld) and veld not in self.errors:
            self.add_error(veld, zin)
        if (
            schoon.get("voorkeur") == Voorkeur.BRIEF
            and not schoon.get("huisnummer")
            and "huisnummer" not in self.errors
        ):
            self.add_error("huisnummer", "Vul het huisnummer in, zodat wij een brief kunnen sturen.")
        if schoon.get("voor_wie") == VoorWie.ANDER and not schoon.get("melder_naam"):
            self.add_error("melder_naam", "Vul uw eigen naam in, zodat wij weten wie ons schrijft.")
        return schoon

    def gegevens(self) -> dict[str, Any]:
        """Return what is kept."""
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if naam != "website"}


class AfhandelForm(forms.Form):
    """Why it became no melding."""

    reden = forms.CharField(
        label="Waarom wordt dit geen melding?",
        max_length=300,
        help_text="Bijvoorbeeld: gebeld en de vraag beantwoord.",
    )
