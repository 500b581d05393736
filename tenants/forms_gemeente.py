"""Forms of the page of one gemeente: limits, contacts, address, and the end of her contract."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from keukentafel.components.velden import DatumVeld, TelefoonVeld
from tenants.models import Contactpersoon, Contactrol
from tenants.overzicht import MODULENAMEN


def kenmerk_van(gezien: dict[str, Any]) -> str:
    """Return what a form carries to tell later whether what it showed still stands."""
    return hashlib.sha256(json.dumps(gezien, sort_keys=True, default=str).encode()).hexdigest()[:16]


class _Getal(forms.IntegerField):
    def __init__(self, label: Any, uitleg: Any, hoogste: int) -> None:
        super().__init__(
            label=label,
            help_text=uitleg,
            required=False,
            min_value=1,
            max_value=hoogste,
            widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={
                "invalid": _("Vul een heel getal in, of laat het leeg."),
                "min_value": _("Vul een getal boven de nul in, of laat het leeg."),
                "max_value": _("Dit getal is te groot."),
            },
        )


class GrenzenForm(forms.Form):
    """Which modules are open and how far the gemeente may grow. Empty is: no limit."""

    modules = forms.MultipleChoiceField(
        label=_("Modules"),
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Laat minstens één module open.")},
    )
    max_accounts = _Getal(_("Hoogste aantal accounts"), _("Leeg betekent: geen grens."), 100_000)
    max_opslag_mb = _Getal(_("Opslag in MB"), _("Leeg betekent: geen grens."), 100_000_000)
    max_api_per_minuut = _Getal(
        _("API-vragen per minuut, per programma"), _("Leeg betekent: de grens van de installatie."), 1_000_000
    )

    def __init__(self, *args: Any, in_contract: frozenset[str], **kwargs: Any) -> None:
        """Take `in_contract`: the modules that may be opened."""
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["modules"]
        veld.choices = [(code, naam) for code, naam in MODULENAMEN.items() if code in in_contract]
        veld.required = bool(veld.choices)  # a contract with nothing but the basis opens none


class ContactForm(forms.ModelForm):
    """Somebody at the gemeente whom we may call."""

    rol = forms.ChoiceField(
        label=_("Waarvoor"),
        choices=Contactrol.choices,
        error_messages={"required": _("Kies waarvoor je deze persoon belt.")},
    )
    naam = forms.CharField(label=_("Naam"), max_length=120, error_messages={"required": _("Vul de naam in.")})
    functie = forms.CharField(label=_("Functie"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("E-mailadres"),
        required=False,
        error_messages={"invalid": _("Dit is geen e-mailadres. Een goed voorbeeld is naam@gemeente.nl.")},
    )
    telefoon = TelefoonVeld(label=_("Telefoonnummer"), required=False)

    class Meta:
        model = Contactpersoon
        fields = ("rol", "naam", "functie", "email", "telefoon")

    def clean(self) -> dict[str, Any]:
        """Ask for one way to reach the person."""
        schoon: dict[str, Any] = super().clean() or {}
        if not self.errors and not schoon.get("email") and not schoon.get("telefoon"):
            self.add_error("telefoon", _("Vul een telefoonnummer of een e-mailadres in."))
        return schoon


class AdresForm(forms.Form):
    """Another address under our own domain."""

    label = forms.CharField(
        label=_("Nieuw adres"),
        help_text=_("Alleen het deel voor de eerste punt, bijvoorbeeld zwijndrecht."),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Vul het nieuwe adres in.")},
    )


class NaamForm(forms.Form):
    """The name of the gemeente as everybody sees it."""

    naam = forms.CharField(
        label=_("Naam van de gemeente"),
        max_length=120,
        error_messages={"required": _("Vul de naam van de gemeente in.")},
    )


class SamenwerkingForm(forms.Form):
    """With whom the gemeente does something together."""

    naam = forms.CharField(
        label=_("Samenwerking"),
        help_text=_("Bijvoorbeeld: Jeugdregio Zuid. Kies een naam die er al is, of typ een nieuwe."),
        max_length=120,
        widget=forms.TextInput({"list": "samenwerkingen", "autocomplete": "off"}),
        error_messages={"required": _("Vul de naam van de samenwerking in.")},
    )


class AanzegForm(forms.Form):
    """The letter by which the contract ends."""

    kenmerk = forms.CharField(
        label=_("Kenmerk van de brief"),
        help_text=_("Waarmee je de opzegging terugvindt. Zet hier geen namen van inwoners."),
        max_length=120,
        error_messages={"required": _("Vul het kenmerk van de brief in.")},
    )
    einddatum = DatumVeld(
        label=_("Laatste dag van het contract"),
        snel=(),
        error_messages={"required": _("Vul de laatste dag van het contract in.")},
    )


class LeverForm(forms.Form):
    """How the gemeente got all its data."""

    sha256 = forms.RegexField(
        r"^[0-9a-fA-F]{64}$",
        label=_("Kenmerk van de levering (SHA-256)"),
        help_text=_("64 tekens. Het staat in het manifest van de levering."),
        max_length=64,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Vul het kenmerk van de levering in."),
            "invalid": _(
                "Dit kenmerk klopt niet. Het heeft 64 tekens: cijfers en de letters a tot en met f."
            ),
        },
    )
    hoe = forms.CharField(
        label=_("Hoe is er geleverd"),
        help_text=_("Bijvoorbeeld: door de gemeente zelf gedownload op haar eigen adres."),
        max_length=200,
        error_messages={"required": _("Schrijf op hoe er is geleverd.")},
    )

    def clean_sha256(self) -> str:
        """Return it in small letters."""
        return str(self.cleaned_data["sha256"]).lower()


class BevestigForm(forms.Form):
    """Who at the gemeente says that everything arrived."""

    door = forms.CharField(
        label=_("Wie van de gemeente bevestigt"),
        max_length=120,
        error_messages={"required": _("Vul in wie de ontvangst bevestigt.")},
    )
    op = DatumVeld(
        label=_("Op welke dag"),
        snel=(0, -1),
        error_messages={"required": _("Vul de dag van de bevestiging in.")},
    )


class ToestemmingForm(forms.Form):
    """The signed letter in which the gemeente consents to the destruction."""

    naam = forms.CharField(
        label=_("Wie heeft getekend"),
        max_length=120,
        error_messages={"required": _("Vul in wie heeft getekend.")},
    )
    functie = forms.CharField(
        label=_("Functie"),
        help_text=_("Iemand die de gemeente mag vertegenwoordigen."),
        max_length=120,
        error_messages={"required": _("Vul de functie in.")},
    )
    datum = DatumVeld(
        label=_("Getekend op"),
        snel=(0, -1),
        error_messages={"required": _("Vul de dag in waarop er is getekend.")},
    )
    brief = forms.FileField(
        label=_("De ondertekende brief"),
        help_text=_("Een PDF van hoogstens 5 MB. Wij bewaren hem versleuteld tot de vernietiging klaar is."),
        widget=forms.FileInput({"accept": "application/pdf,.pdf"}),
        error_messages={"required": _("Kies de ondertekende brief."), "empty": _("Dit bestand is leeg.")},
    )


class AkkoordForm(forms.Form):
    """The second person types the name over."""

    naam = forms.CharField(
        label=_("Typ de naam van de gemeente over"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Typ de naam van de gemeente over.")},
    )


def dag_van(waarde: Any) -> date:
    """Return a date that a form has checked."""
    assert isinstance(waarde, date)
    return waarde
