"""A household and the people in it, as somebody types them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from keukentafel.components.velden import BsnVeld, DatumVeld, PostcodeVeld, TelefoonVeld
from keukentafel.values.naam import splits_voorvoegsel
from modules.dossier.models import Geslacht, RolInHuishouden
from modules.inrichting.models import Wijkteam
from modules.inrichting.rules.protocol import Categorie

OVER_HET_BEZOEK = frozenset({"goed_om_te_weten", "wat_echt_telt"})
"""What is told about a household (C); the rest of its form is name and address (A)."""


def _laat_weg(form: forms.Form, zicht: Any, van_het_huishouden: frozenset[str]) -> None:
    """Take out what somebody may not change: who and where it is (A), or what belongs to the household (C)."""
    kring = zicht.mag(Categorie.HUISHOUDEN, schrijven=True)
    mens = zicht.mag(Categorie.IDENTITEIT, schrijven=True)
    for naam in list(form.fields):
        if naam != "versie" and not (kring if naam in van_het_huishouden else mens):
            del form.fields[naam]


class AdresForm(forms.Form):
    """An address in parts; the postcode and number lead to a team."""

    straat = forms.CharField(label="Straat", max_length=120, required=False)
    huisnummer = forms.IntegerField(
        label="Huisnummer",
        min_value=1,
        max_value=99_999,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Schrijf alleen het huisnummer. De letter komt in het vak ernaast."},
    )
    toevoeging = forms.CharField(label="Toevoeging", max_length=12, required=False)
    postcode = PostcodeVeld(required=False)
    plaats = forms.CharField(label="Plaats", max_length=80, required=False)


class HuishoudenForm(AdresForm):
    """A household: its name, address, how to reach it, and what to know before a visit."""

    naam = forms.CharField(
        label="Naam van het huishouden",
        max_length=120,
        required=False,
        help_text="Laat je dit leeg, dan kiezen we de achternaam van de eerste persoon.",
    )
    telefoon = TelefoonVeld()
    email = forms.EmailField(
        label="E-mail",
        required=False,
        error_messages={"invalid": "Dit e-mailadres klopt niet. Een e-mailadres lijkt op naam@voorbeeld.nl."},
    )
    is_geheim_adres = forms.BooleanField(
        label="Geheim adres",
        required=False,
        help_text="Het adres staat dan nergens op het scherm, ook niet in lijsten.",
    )
    team = forms.ModelChoiceField(
        Wijkteam.objects.none(),
        label="Team",
        required=False,
        empty_label="Volgt uit het adres",
        error_messages={"invalid_choice": "Kies een team dat nu werkt."},
    )
    goed_om_te_weten = forms.CharField(
        label="Goed om te weten",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text="Eén ding per regel, zoals: Bel eerst aan, er is een hond.",
    )
    wat_echt_telt = forms.CharField(
        label="Wat echt telt",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="Wat vindt dit huishouden zelf het belangrijkste? Schrijf het in hun eigen woorden.",
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, zicht: Any = None, **kwargs: Any) -> None:
        """Offer the teams that work now, and only the fields that somebody with this `zicht` may change."""
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Wijkteam.objects.actief()  # type: ignore[attr-defined]
        if zicht is not None:
            _laat_weg(self, zicht, OVER_HET_BEZOEK)

    def clean_goed_om_te_weten(self) -> list[str]:
        """Return one line per thing to know."""
        regels = self.cleaned_data.get("goed_om_te_weten", "").splitlines()
        return [regel.strip()[:200] for regel in regels if regel.strip()][:8]


class PersoonForm(forms.Form):
    """Somebody who belongs to the household."""

    voornamen = forms.CharField(label="Voornaam", max_length=120, required=False)
    achternaam = forms.CharField(
        label="Achternaam",
        max_length=140,
        error_messages={"required": "Vul de achternaam in."},
        help_text="Met tussenvoegsel, zoals: van der Berg.",
    )
    geboortedatum = DatumVeld(label="Geboortedatum", required=False, geboorte=True)
    rol = forms.ChoiceField(label="Rol", choices=RolInHuishouden.choices, initial=RolInHuishouden.VOLWASSENE)

    def clean(self) -> dict[str, Any]:
        """Split the surname from its voorvoegsel."""
        schoon = super().clean() or {}
        if schoon.get("achternaam"):
            schoon["voorvoegsel"], schoon["geslachtsnaam"] = splits_voorvoegsel(schoon["achternaam"])
            if len(schoon["voorvoegsel"]) > 20 or not schoon["geslachtsnaam"]:
                schoon["voorvoegsel"], schoon["geslachtsnaam"] = "", schoon["achternaam"]
        return schoon


VAN_DE_KRING = frozenset({"rol", "van", "ander_adres", "bijzonderheid"})
"""What is known of somebody in this household (C); the rest is who it is (A)."""


class PersoonUitgebreidForm(PersoonForm):
    """Somebody with everything that may be known of them."""

    voorletters = forms.CharField(label="Voorletters", max_length=20, required=False)
    geslacht = forms.ChoiceField(label="Geslacht", choices=Geslacht.choices, initial=Geslacht.ONBEKEND)
    van = DatumVeld(
        label="Hoort erbij vanaf",
        snel=(0,),
        error_messages={"required": "Vul in vanaf welke dag deze persoon erbij hoort."},
    )
    telefoon = TelefoonVeld()
    email = forms.EmailField(
        label="E-mail",
        required=False,
        error_messages={"invalid": "Dit e-mailadres klopt niet. Een e-mailadres lijkt op naam@voorbeeld.nl."},
    )
    bsn = BsnVeld(
        label="BSN",
        help_text="Alleen als je het nodig hebt voor de hulp. Je ziet het daarna alleen nog na Toon BSN.",
    )
    ander_adres = forms.CharField(
        label="Ander adres",
        max_length=160,
        required=False,
        help_text="Als deze persoon (ook) ergens anders woont.",
    )
    bijzonderheid = forms.CharField(
        label="Bijzonderheid", max_length=120, required=False, help_text="Zoals: groep 6, of nachtdienst."
    )
    overleden_op = DatumVeld(label="Overleden op", required=False, snel=())
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    field_order = ("voornamen", "voorletters", "achternaam", "geboortedatum", "geslacht", "rol", "van")

    def __init__(self, *args: Any, zicht: Any = None, **kwargs: Any) -> None:
        """Leave out what somebody with this `zicht` may not change: who it is, or the place in the household."""
        super().__init__(*args, **kwargs)
        if zicht is not None:
            _laat_weg(self, zicht, VAN_DE_KRING)

    def clean(self) -> dict[str, Any]:
        """Refuse a death before birth."""
        schoon = super().clean()
        geboren, overleden = schoon.get("geboortedatum"), schoon.get("overleden_op")
        if geboren and overleden and overleden < geboren:
            self.add_error("overleden_op", "Deze dag ligt vóór de geboortedatum. Kies een latere dag.")
        return schoon


class _Personen(BaseFormSet):
    """The people of a new household. Rows that were left empty do not count."""

    def personen(self) -> list[dict[str, Any]]:
        """Return who was filled in, with the words the action takes."""
        return [rij.cleaned_data for rij in self.forms if rij.has_changed() and rij.cleaned_data]


Personen = formset_factory(PersoonForm, formset=_Personen, extra=1, max_num=20, absolute_max=20)
