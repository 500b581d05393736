"""Forms of ending the help, handing over, beginning again, and of a crisis."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.timezone import localdate

from keukentafel.components.velden import DatumVeld
from modules.dossier.models import TweedeOordeel
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
    kijkt_mee = forms.ChoiceField(
        label="Welke collega kijkt mee?",
        required=False,
        help_text="Je collega krijgt de vraag. De hulp stopt daarna; termijnen lopen intussen door.",
    )
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
        velden: Any = self.fields
        velden["kijkt_mee"].choices = kijkers(self.collegas)

    def clean(self) -> dict[str, Any]:
        """Ask what was tried and who looks, only when the household turns help down."""
        schoon: dict[str, Any] = super().clean() or {}
        if schoon.get("reden") == Afsluitreden.AFGEZIEN:
            if not schoon.get("geprobeerd", "").strip():
                self.add_error("geprobeerd", "Schrijf op wat er is geprobeerd.")
            if not schoon.get("kijkt_mee") and "kijkt_mee" not in self.errors:
                self.add_error(
                    "kijkt_mee", "Kies welke collega meekijkt. Is er niemand? Kies dan de teamleider."
                )
        return schoon

    def meekijker(self) -> Any:
        """Return the colleague who is asked to look along, or None: then the team leader decides."""
        return self.collegas.get(self.cleaned_data["kijkt_mee"])


NIEMAND = "niemand"


def kijkers(collegas: dict[str, Any]) -> list[tuple[str, str]]:
    """Return who can be asked, as choices; at the end that nobody can."""
    keuzes = [(pk, collega.naam) for pk, collega in collegas.items()]
    return [("", "Kies een collega"), *keuzes, (NIEMAND, "Niemand kan: de teamleider beslist")]


class KijkMeeForm(forms.Form):
    """Another colleague."""

    kijkt_mee = forms.ChoiceField(
        label="Welke collega kijkt mee?", error_messages={"required": "Kies welke collega meekijkt."}
    )

    def __init__(self, *args: Any, collegas: Iterable[Any], **kwargs: Any) -> None:
        """Offer the colleagues who can look along."""
        super().__init__(*args, **kwargs)
        self.collegas = {str(collega.pk): collega for collega in collegas}
        velden: Any = self.fields
        velden["kijkt_mee"].choices = kijkers(self.collegas)


class TweedeBlikForm(forms.Form):
    """What the colleague says who looked again."""

    oordeel = forms.ChoiceField(
        label="Wat vind je?",
        choices=TweedeOordeel.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat je vindt."},
    )
    tweede_blik = forms.CharField(
        label="Waarom?",
        widget=forms.Textarea,
        max_length=4_000,
        error_messages={"required": "Schrijf op waarom je dat vindt."},
        help_text="Wat is er nog niet gevraagd? Is er iemand die het huishouden wel vertrouwt?",
    )


class StopForm(forms.Form):
    """The last answers before the help ends; the action tells which are missing."""

    waarom_toch = forms.CharField(
        label="Waarom stopt de hulp toch?", widget=forms.Textarea, max_length=4_000, required=False
    )
    zonder_blik_omdat = forms.CharField(
        label="Waarom stopt de hulp zonder tweede blik?",
        widget=forms.Textarea,
        max_length=4_000,
        required=False,
    )
    inwoner_geinformeerd_op = DatumVeld(
        label="Wanneer weet het huishouden dat de hulp stopt?", required=False, snel=(0, 1)
    )
    hoe_geinformeerd = forms.CharField(label="Hoe weet het huishouden het?", max_length=200, required=False)
    toelichting = forms.CharField(
        label="Toelichting",
        widget=forms.Textarea,
        required=False,
        help_text="Nodig als zelfredzaamheid aan het eind niet is gemeten.",
    )


class DoorgaanForm(forms.Form):
    """How the help goes on."""

    omdat = forms.CharField(
        label="Hoe gaat de hulp verder?",
        widget=forms.Textarea,
        max_length=4_000,
        error_messages={"required": "Schrijf op hoe de hulp verdergaat."},
    )


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
