"""Forms of asking for access, answering, and breaking the glass."""

from __future__ import annotations

from typing import Any

from django import forms

from keukentafel.components.velden import DatumVeld
from keukentafel.components.widgets import KeuzeKaarten, Wachtwoord
from modules.dossier.toegang.actions.nood import TOELICHTING_MINSTENS
from modules.dossier.toegang.codelijsten import NoodReden, Oordeel


def _tekst(
    label: str, leeg: str, *, rijen: int = 4, hoogstens: int = 2_000, **velden: Any
) -> forms.CharField:
    return forms.CharField(
        label=label,
        widget=forms.Textarea(attrs={"rows": rijen}),
        max_length=hoogstens,
        error_messages={"required": leeg},
        **velden,
    )


class VraagForm(forms.Form):
    """Why somebody asks for access."""

    reden = _tekst(
        "Waarom heb je toegang nodig?",
        "Schrijf waarom je toegang nodig hebt.",
        help_text="Eén of twee zinnen. De regisseur leest dit. Schrijf niet meer over mensen dan nodig is.",
    )


class AntwoordForm(forms.Form):
    """Yes until a day, or no with a sentence."""

    uitkomst = forms.ChoiceField(
        label="Wat antwoord je?",
        choices=(("ja", "Toegang geven"), ("nee", "Geen toegang geven")),
        widget=KeuzeKaarten(
            uitleg={
                "ja": "Je collega ziet en doet wat bij de eigen functie hoort, alleen in dit huishouden.",
                "nee": "Je collega krijgt je antwoord te lezen.",
            }
        ),
        error_messages={"required": "Kies of je toegang geeft."},
    )
    tot = DatumVeld(
        label="Tot en met",
        snel=(7, 30),
        required=False,
        help_text="Daarna stopt het vanzelf.",
    )
    antwoord = forms.CharField(
        label="Antwoord aan je collega",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        required=False,
        help_text="Verplicht als je geen toegang geeft.",
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the day with a yes, and for a sentence with a no."""
        schoon = super().clean() or {}
        if schoon.get("uitkomst") == "ja" and not schoon.get("tot") and "tot" not in self.errors:
            self.add_error("tot", "Kies tot en met welke dag.")
        if schoon.get("uitkomst") == "nee" and len((schoon.get("antwoord") or "").strip()) < 10:
            self.add_error("antwoord", "Schrijf in een zin waarom niet. Je collega krijgt deze zin te lezen.")
        return schoon


class NoodForm(forms.Form):
    """Why the glass is broken, and the password again."""

    reden = forms.ChoiceField(
        label="Waarom kan dit niet wachten?",
        choices=NoodReden.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom dit niet kan wachten."},
    )
    toelichting = _tekst(
        "Wat speelt er nu?",
        "Schrijf wat er nu speelt.",
        help_text="Minstens 20 tekens. De regisseur, de teamleider en de privacyfunctionaris lezen dit.",
    )
    wachtwoord = forms.CharField(
        label="Je wachtwoord",
        widget=Wachtwoord(),
        error_messages={"required": "Vul je wachtwoord in."},
        help_text="Zo weten we zeker dat jij het bent.",
    )

    def clean_toelichting(self) -> str:
        """Ask for a few words more than one."""
        tekst = str(self.cleaned_data["toelichting"]).strip()
        if len(tekst) < TOELICHTING_MINSTENS:
            raise forms.ValidationError("Schrijf wat er speelt, in minstens 20 tekens.")
        return tekst


class OordeelForm(forms.Form):
    """What a reviewer says."""

    oordeel = forms.ChoiceField(
        label="Wat vind je ervan?",
        choices=Oordeel.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat je ervan vindt."},
    )
    toelichting = _tekst("Hoe kom je tot dit oordeel?", "Schrijf in een zin hoe je tot dit oordeel komt.")


class RedenForm(forms.Form):
    """One sentence why, before going on."""

    reden = forms.CharField(
        label="Waarom?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
        error_messages={"required": "Schrijf in een zin waarom."},
        help_text="Minstens 10 tekens.",
    )

    def __init__(self, *args: Any, vraag: str = "", uitleg: str = "", **kwargs: Any) -> None:
        """Put the question of this page above the field."""
        super().__init__(*args, **kwargs)
        if vraag:
            self.fields["reden"].label = vraag
        if uitleg:
            self.fields["reden"].help_text = uitleg
