"""The forms of the console: colleagues, one's own account, and the first use of one."""

from __future__ import annotations

from typing import Any

from django import forms

from keukentafel.components.velden import DatumVeld
from keukentafel.components.widgets import Eenmaligecode, Wachtwoord
from keukentafel.identity.rules.wachtwoord import MAXIMAAL, MINIMAAL
from tenants.console.rollen import LeverancierRol
from tenants.models import LeverancierAccount

_TE_LANG = "Dit wachtwoord is te lang. Kijk of je het goede plakte."


class PeriodeForm(forms.Form):
    """From which day to which day of the logboek; both may be empty."""

    van = DatumVeld(label="Vanaf", required=False, snel=())
    tot = DatumVeld(label="Tot en met", required=False, snel=())


class CollegaForm(forms.Form):
    """Somebody new at the supplier."""

    naam = forms.CharField(label="Naam", max_length=120, error_messages={"required": "Vul de naam in."})
    email = forms.EmailField(
        label="E-mailadres",
        error_messages={
            "required": "Vul het e-mailadres in.",
            "invalid": "Dit is geen e-mailadres. Een goed voorbeeld is naam@bedrijf.nl.",
        },
    )
    gebruikersnaam = forms.CharField(
        label="Gebruikersnaam",
        required=False,
        max_length=150,
        help_text="Laat leeg om het e-mailadres te gebruiken.",
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    rol = forms.ChoiceField(
        label="Rol", choices=LeverancierRol.choices, error_messages={"required": "Kies een rol."}
    )

    def clean(self) -> dict[str, Any]:
        """Take the mail address for a name that was left empty."""
        data: dict[str, Any] = super().clean() or {}
        data["gebruikersnaam"] = LeverancierAccount.normalize_username(
            data.get("gebruikersnaam") or data.get("email") or ""
        )
        if "rol" in data:
            data["rol"] = LeverancierRol(data["rol"])
        return data


class RolForm(forms.Form):
    """Another role for a colleague."""

    rol = forms.ChoiceField(
        label="Rol", choices=LeverancierRol.choices, error_messages={"required": "Kies een rol."}
    )


class WachtwoordForm(forms.Form):
    """Change one's own password."""

    huidig = forms.CharField(
        label="Huidig wachtwoord",
        max_length=1000,
        strip=False,
        error_messages={"required": "Vul je huidige wachtwoord in.", "max_length": _TE_LANG},
        widget=Wachtwoord(),
    )
    nieuw = forms.CharField(
        label="Nieuw wachtwoord",
        max_length=1000,
        strip=False,
        help_text=f"Minstens {MINIMAAL} en hooguit {MAXIMAAL} tekens. Een zin van vier woorden is goed te onthouden.",
        error_messages={"required": "Kies een wachtwoord.", "max_length": _TE_LANG},
        widget=Wachtwoord(nieuw=True),
    )


class CodeAppForm(forms.Form):
    """The code by which a code app proves that it works."""

    code = forms.CharField(
        label="Code uit je app",
        max_length=40,
        help_text="De 6 cijfers die je app nu laat zien.",
        error_messages={"required": "Vul de 6 cijfers uit je app in."},
        widget=Eenmaligecode(),
    )


class WelkomForm(CodeAppForm):
    """Take an account into use: a password and a code app, in one go."""

    wachtwoord = forms.CharField(
        label="Wachtwoord",
        max_length=1000,
        strip=False,
        error_messages={"required": "Vul een wachtwoord in.", "max_length": _TE_LANG},
        widget=Wachtwoord(nieuw=True),
    )
    field_order = ("wachtwoord", "code")


class PasskeyForm(forms.Form):
    """A name to know a passkey by."""

    naam = forms.CharField(
        label="Naam van de passkey",
        max_length=60,
        help_text="Bijvoorbeeld: laptop van het werk.",
        error_messages={"required": "Geef de passkey een naam."},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
