"""Forms of ending the help, handing over, beginning again, and of a crisis."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.timezone import localdate

from keukentafel.components.velden import DatumVeld
from modules.inrichting.codelijsten import Afsluitreden

REDENEN = [(code, label) for code, label in Afsluitreden.choices if code != Afsluitreden.OVERGEDRAGEN]
"""Handing over has a page of its own: it asks for more than a reason."""


class AfsluitForm(forms.Form):
    """Why the help ends. The action tells what else this reason asks for."""

    reden = forms.ChoiceField(
        label="Waarom stopt de hulp?",
        choices=REDENEN,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom de hulp stopt."},
    )
    toelichting = forms.CharField(label="Toelichting", widget=forms.Textarea, required=False)
    geprobeerd = forms.CharField(label="Wat is er geprobeerd?", widget=forms.Textarea, required=False)
    tweede_blik_door = forms.ChoiceField(label="Welke collega keek mee?", required=False)
    tweede_blik = forms.CharField(label="Wat vindt je collega ervan?", widget=forms.Textarea, required=False)
    inwoner_geinformeerd_op = DatumVeld(
        label="Wanneer weet het huishouden dat de hulp stopt?", required=False, snel=(0, 1)
    )
    hoe_geinformeerd = forms.CharField(
        label="Hoe weet het huishouden het?",
        max_length=200,
        required=False,
        help_text="Zoals: besproken bij Marieke thuis, daarna een brief.",
    )

    def __init__(self, *args: Any, collegas: Iterable[Any], **kwargs: Any) -> None:
        """Offer the colleagues who can look along."""
        super().__init__(*args, **kwargs)
        self.collegas = {str(collega.pk): collega for collega in collegas}
        keuzes = [(pk, collega.naam) for pk, collega in self.collegas.items()]
        self.fields["tweede_blik_door"].choices = [("", "Kies een collega"), *keuzes]  # type: ignore[attr-defined]

    def meekijker(self) -> Any:
        """Return the colleague who looked along, or None."""
        return self.collegas.get(self.cleaned_data["tweede_blik_door"])


class OverdrachtForm(forms.Form):
    """To which team, why, and what it needs to know."""

    naar = forms.ChoiceField(label="Naar welk team?", error_messages={"required": "Kies het nieuwe team."})
    waarom = forms.CharField(label="Waarom draag je over?", widget=forms.Textarea, required=False)
    samenvatting = forms.CharField(
        label="Wat moet het nieuwe team weten?",
        widget=forms.Textarea,
        required=False,
        help_text="Wat speelt er, wat is er afgesproken, wat werkt bij dit huishouden.",
    )
    gesproken_met = forms.CharField(
        label="Met wie van het nieuwe team sprak je?", max_length=160, required=False
    )
    inwoner_geinformeerd_op = DatumVeld(label="Wanneer weet het huishouden dit?", required=False, snel=(0, 1))

    def __init__(self, *args: Any, teams: Iterable[Any], **kwargs: Any) -> None:
        """Offer the other teams."""
        super().__init__(*args, **kwargs)
        self.teams = {str(team.pk): team for team in teams}
        keuzes = [(pk, team.naam) for pk, team in self.teams.items()]
        self.fields["naar"].choices = [("", "Kies een team"), *keuzes]  # type: ignore[attr-defined]

    def team(self) -> Any:
        """Return the chosen team."""
        return self.teams[self.cleaned_data["naar"]]


class HeropenForm(forms.Form):
    """Why the help begins again."""

    waarom = forms.CharField(
        label="Waarom begint de hulp opnieuw?",
        widget=forms.Textarea,
        error_messages={"required": "Schrijf op wat er aan de hand is."},
    )


class CrisisForm(forms.Form):
    """What happened and what was done; the plan comes later."""

    tekst = forms.CharField(
        label="Wat is er gebeurd en wat is er nu geregeld?",
        widget=forms.Textarea,
        error_messages={"required": "Schrijf op wat er gebeurde en wat er nu is geregeld."},
    )
    met_wie = forms.CharField(label="Wie waren erbij?", max_length=160, required=False)
    dag = DatumVeld(
        label="Op welke dag?", snel=(0, -1), error_messages={"required": "Vul in op welke dag het was."}
    )

    def clean_dag(self) -> Any:
        """Refuse a day that is still to come."""
        dag = self.cleaned_data["dag"]
        if dag > localdate():
            raise forms.ValidationError("Deze dag is nog niet geweest. Kies vandaag of een eerdere dag.")
        return dag
