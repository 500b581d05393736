"""Forms for organisations, desks, words, modules, house style and checks."""

from __future__ import annotations

from typing import Any

from django import forms

from keukentafel.components.widgets import Segment
from modules.inrichting.forms.velden import DatumVeld, TelefoonVeld, VersieForm
from modules.inrichting.models.begrip import Lidwoord
from modules.inrichting.models.huisstijl import Logo
from modules.inrichting.models.organisatie import OrganisatieSoort
from modules.inrichting.rules.huisstijl import LETTERTYPEN, RADII
from modules.inrichting.rules.kleur import GeenKleur, lees_hex
from modules.inrichting.rules.plaatje import MAX_BYTES, PlaatjeGeweigerd, veilige_png


class OrganisatieForm(forms.Form):
    """An organisation people come from."""

    naam = forms.CharField(
        label="Naam", max_length=120, error_messages={"required": "Vul de naam van de organisatie in."}
    )
    soort = forms.ChoiceField(
        label="Soort",
        choices=[("", "Kies een soort"), *OrganisatieSoort.choices],
        error_messages={"required": "Kies wat voor organisatie het is."},
    )
    telefoon = TelefoonVeld()
    is_actief = forms.BooleanField(
        label="Te kiezen bij nieuwe medewerkers en afspraken",
        required=False,
        initial=True,
    )


class InlooppuntForm(VersieForm):
    """A desk where residents walk in."""

    naam = forms.CharField(
        label="Naam", max_length=80, error_messages={"required": "Vul de naam van het inlooppunt in."}
    )
    adres = forms.CharField(label="Adres", max_length=200, error_messages={"required": "Vul het adres in."})
    openingstijden = forms.CharField(
        label="Openingstijden",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Zoals inwoners ze lezen: maandag en donderdag van 9.00 tot 12.00 uur.",
        error_messages={"required": "Vul in wanneer inwoners kunnen binnenlopen."},
    )
    telefoon = TelefoonVeld()
    is_actief = forms.BooleanField(label="Open voor inwoners", required=False, initial=True)


class BegripForm(VersieForm):
    """A word, its plural and its article."""

    enkelvoud = forms.CharField(
        label="Woord", max_length=40, error_messages={"required": "Vul het woord in."}
    )
    meervoud = forms.CharField(
        label="Meervoud", max_length=40, error_messages={"required": "Vul het meervoud in."}
    )
    lidwoord = forms.ChoiceField(label="Lidwoord", choices=Lidwoord, widget=Segment)


class ModuleForm(VersieForm):
    """Switch a law on or off."""

    aan = forms.ChoiceField(choices=[("ja", "Aan"), ("nee", "Uit")])


class KleurVeld(forms.CharField):
    """A colour: the picker of the browser, or six digits typed."""

    def __init__(self, **kwargs: Any) -> None:
        """Draw a text field; a picker would hide what other programs call the colour."""
        super().__init__(
            max_length=9,
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        """Return ``#rrggbb``.

        :raises ValidationError: when it is no colour.
        """
        try:
            return lees_hex(super().clean(value))
        except GeenKleur as fout:
            raise forms.ValidationError(
                "Deze kleur klopt niet. Schrijf een # met 6 tekens, zoals in het huisstijlhandboek."
            ) from fout


class HuisstijlForm(VersieForm):
    """Two colours, a radius, a font and a logo."""

    merk = KleurVeld(
        label="Hoofdkleur",
        help_text="De kleur van de streep boven de pagina en het logo.",
        error_messages={"required": "Vul de hoofdkleur in."},
    )
    actie = KleurVeld(
        label="Kleur van knoppen en links",
        help_text="Mag dezelfde kleur zijn.",
        error_messages={"required": "Vul de kleur van knoppen en links in."},
    )
    radius = forms.TypedChoiceField(
        label="Hoeken", coerce=int, choices=[(k, v[0]) for k, v in RADII.items()], widget=Segment
    )
    lettertype = forms.ChoiceField(
        label="Letter", choices=[(k, v[0]) for k, v in LETTERTYPEN.items()], widget=forms.RadioSelect
    )
    logo = forms.ChoiceField(label="Logo", choices=Logo, widget=forms.RadioSelect)
    logo_bestand = forms.FileField(
        label="Eigen logo (PNG)",
        required=False,
        help_text="Een PNG van hoogstens 200 kB en 1024 bij 1024 punten. Een SVG kan niet.",
    )

    def clean_logo_bestand(self) -> bytes | None:
        """Return the bytes of a safe PNG, or None when nothing was handed in.

        :raises ValidationError: it is another kind of file, too big, or damaged.
        """
        bestand = self.cleaned_data.get("logo_bestand")
        if not bestand:
            return None
        inhoud: bytes = bestand.read(MAX_BYTES + 1) if bestand.size > MAX_BYTES else bestand.read()
        try:
            return veilige_png(inhoud)
        except PlaatjeGeweigerd as fout:
            raise forms.ValidationError(str(fout)) from fout


class GereedheidForm(VersieForm):
    """One of the seven checks."""

    geregeld = forms.ChoiceField(
        label="Geregeld?",
        choices=[("ja", "Ja"), ("nee", "Nee"), ("", "Weet ik niet")],
        required=False,
        widget=Segment,
    )
    eigenaar = forms.CharField(label="Wie zorgt hiervoor", max_length=120, required=False)
    datum = DatumVeld(label="Wanneer klaar", required=False, snel=())
    toelichting = forms.CharField(
        label="Toelichting", required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )

    def clean(self) -> dict[str, Any]:
        """Ask who and when for what is not arranged yet."""
        schoon = super().clean() or {}
        if schoon.get("geregeld") == "nee" and not schoon.get("eigenaar"):
            self.add_error("eigenaar", "Vul in wie hiervoor zorgt.")
        return schoon
