"""Gezag, representation, network and who works along."""

from __future__ import annotations

from typing import Any

from django import forms

from keukentafel.components.velden import DatumVeld, TelefoonVeld
from keukentafel.components.widgets import Segment
from keukentafel.identity.models import Gebruiker
from modules.dossier.models import Huishouden, Inwoner
from modules.inrichting.codelijsten import GezagSoort, VertegenwoordigerSoort
from modules.inrichting.models import Organisatie


def _naam(persoon: Any) -> str:
    return str(persoon.naam)


class GezagForm(forms.Form):
    """Who has gezag over this child: somebody of the household, or a name."""

    soort = forms.ChoiceField(label="Wie is dit?", choices=GezagSoort.choices)
    houder = forms.ModelChoiceField(
        Inwoner.objects.none(), label="Iemand uit dit huishouden", required=False, empty_label="Iemand anders"
    )
    houder_naam = forms.CharField(label="Of de naam van iemand anders", max_length=120, required=False)
    toelichting = forms.CharField(label="Toelichting", max_length=300, required=False)

    def __init__(self, *args: Any, huishouden: Huishouden, kind: Inwoner, **kwargs: Any) -> None:
        """Offer the others in the household."""
        super().__init__(*args, **kwargs)
        anderen = Inwoner.objects.filter(lidmaatschappen__huishouden=huishouden).exclude(pk=kind.pk)
        self.fields["houder"].queryset = anderen.distinct()  # type: ignore[attr-defined]
        self.fields["houder"].label_from_instance = _naam  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for somebody."""
        schoon = super().clean() or {}
        if not schoon.get("houder") and not schoon.get("houder_naam"):
            self.add_error("houder_naam", "Kies iemand uit het huishouden of vul een naam in.")
        return schoon


class VertegenwoordigerForm(forms.Form):
    """Who acts for this person."""

    naam = forms.CharField(label="Naam", max_length=120, error_messages={"required": "Vul de naam in."})
    soort = forms.ChoiceField(label="Wat is deze persoon?", choices=VertegenwoordigerSoort.choices)
    organisatie = forms.CharField(label="Organisatie", max_length=120, required=False)
    telefoon = TelefoonVeld()
    van = DatumVeld(label="Vanaf", required=False, snel=(0,))


class NetwerklidForm(forms.Form):
    """Somebody around the household, as the household sees them."""

    naam = forms.CharField(label="Naam", max_length=120, error_messages={"required": "Vul de naam in."})
    relatie = forms.CharField(
        label="Wie is dit?", max_length=80, required=False, help_text="Zoals: oma, buurvrouw, voetbaltrainer."
    )
    wat = forms.CharField(
        label="Wat doet deze persoon?",
        max_length=200,
        required=False,
        help_text="Zoals: past op woensdag op.",
    )
    telefoon = TelefoonVeld()
    sterkte = forms.TypedChoiceField(
        label="Hoe sterk is de band?",
        coerce=int,
        choices=[(1, "Heel los"), (2, "Los"), (3, "Gewoon"), (4, "Sterk"), (5, "Heel sterk")],
        initial=3,
        widget=Segment,
    )
    is_gespannen = forms.BooleanField(label="Er is spanning", required=False)
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class BetrokkeneForm(forms.Form):
    """Who works along: a colleague, or somebody of an organisation."""

    gebruiker = forms.ModelChoiceField(
        Gebruiker.objects.none(), label="Een collega", required=False, empty_label="Iemand van buiten"
    )
    naam = forms.CharField(label="Of de naam van iemand van buiten", max_length=120, required=False)
    organisatie = forms.ModelChoiceField(
        Organisatie.objects.none(), label="Organisatie", required=False, empty_label="Staat er niet bij"
    )
    organisatie_naam = forms.CharField(label="Of een andere organisatie", max_length=120, required=False)
    rol = forms.CharField(
        label="Wat doet deze persoon?",
        max_length=80,
        help_text="In een paar woorden: schuldhulp, verhuurder, mentor op school.",
        error_messages={"required": "Vul in wat deze persoon doet."},
    )
    telefoon = TelefoonVeld()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer colleagues and organisations that are in use."""
        super().__init__(*args, **kwargs)
        self.fields["gebruiker"].queryset = Gebruiker.objects.actief()  # type: ignore[attr-defined]
        self.fields["gebruiker"].label_from_instance = _naam  # type: ignore[attr-defined]
        self.fields["organisatie"].queryset = Organisatie.objects.filter(  # type: ignore[attr-defined]
            is_actief=True
        )

    def clean(self) -> dict[str, Any]:
        """Ask for somebody or for an organisation."""
        schoon = super().clean() or {}
        if not any(schoon.get(veld) for veld in ("gebruiker", "naam", "organisatie", "organisatie_naam")):
            self.add_error("gebruiker", "Kies een collega, of vul een naam of organisatie in.")
        return schoon


class EindeForm(forms.Form):
    """The day something ends."""

    tot = DatumVeld(label="Vanaf welke dag niet meer", error_messages={"required": "Vul de dag in."})
