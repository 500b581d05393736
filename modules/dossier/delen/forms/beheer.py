"""Forms of the arrangement: the convenant, and who works for which partner."""

from __future__ import annotations

from typing import Any

from django import forms

from keukentafel.identity.models import Gebruiker
from modules.dossier.delen.apps import PARTNERS
from modules.dossier.delen.forms.velden import Mensenkeuze, organisaties


class ConvenantForm(forms.Form):
    """The text of the next version."""

    tekst = forms.CharField(
        label="Tekst van het convenant",
        widget=forms.Textarea,
        max_length=40_000,
        help_text="Begin een regel met # voor een kop en met een streepje voor een punt in een lijst.",
        error_messages={"required": "Schrijf de tekst op."},
    )
    wat_is_anders = forms.CharField(
        label="Wat is er anders dan in de vorige versie?",
        max_length=300,
        required=False,
        help_text="Dit staat boven de tekst, voor wie de vorige versie al kende.",
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class BevestigForm(forms.Form):
    """Read and confirmed: one box, because it is about one thing."""

    gelezen = forms.BooleanField(
        label="Ik heb dit gelezen en ik werk zo.",
        error_messages={"required": "Lees de afspraken en kruis aan dat je zo werkt."},
    )
    nummer = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    volgende = forms.CharField(widget=forms.HiddenInput, required=False, max_length=500)


class PartnerForm(forms.Form):
    """Somebody with an account works for an organisation."""

    gebruiker = Mensenkeuze(
        Gebruiker.objects.none(), label="Wie?", empty_label="Kies een account",
        error_messages={"required": "Kies een account."},
    )  # fmt: skip
    organisatie = Mensenkeuze(
        Gebruiker.objects.none(), label="Voor welke organisatie?", empty_label="Kies een organisatie",
        error_messages={"required": "Kies een organisatie."},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer accounts with the role of partner or aanbieder."""
        super().__init__(*args, **kwargs)
        velden: Any = self.fields
        velden["gebruiker"].queryset = (
            Gebruiker.objects.actief()
            .filter(toekenningen__rol__in=list(PARTNERS))
            .distinct()
            .order_by("naam")
        )
        velden["organisatie"].queryset = organisaties()
