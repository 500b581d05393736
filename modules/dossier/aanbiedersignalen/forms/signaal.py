"""The forms of a signal about a provider."""

from __future__ import annotations

from typing import Any

from django import forms

from keukentafel.components.velden import DatumVeld
from keukentafel.identity.models import Gebruiker
from modules.dossier.aanbiedersignalen.apps import MELDT
from modules.dossier.aanbiedersignalen.woorden import Bron, Ernst, Ontvanger, Soort, Uitkomst
from modules.dossier.delen.forms.velden import Mensenkeuze, organisaties
from modules.inrichting.models import Organisatie

GEEN_INWONERS = "Noem geen inwoners: geen naam, geen adres, geen nummer."


def _lang(label: str, nodig: str, uitleg: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        widget=forms.Textarea,
        max_length=4000,
        help_text=uitleg,
        error_messages={"required": nodig},
    )


def _keuze(label: str, keuzes: Any, nodig: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=keuzes, widget=forms.RadioSelect, error_messages={"required": nodig}
    )


class SignaalForm(forms.Form):
    """What was seen of which provider."""

    aanbieder = Mensenkeuze(
        Organisatie.objects.none(),
        label="Over welke aanbieder gaat het?",
        empty_label="Kies een aanbieder",
        error_messages={"required": "Kies over welke aanbieder het gaat."},
    )
    soort = _keuze("Waar gaat het over?", Soort.choices, "Kies waar het over gaat.")
    waarneming = _lang(
        "Wat zag of hoorde je?", "Schrijf op wat je zag of hoorde.", f"Alleen feiten. {GEEN_INWONERS}"
    )
    gezien_op = DatumVeld(
        label="Wanneer was dat?", snel=(0, -1), error_messages={"required": "Vul de dag in."}
    )
    bron = _keuze("Hoe weet je het?", Bron.choices, "Kies hoe je het weet.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the organisations in use."""
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["aanbieder"]
        veld.queryset = organisaties()


class WeegForm(forms.Form):
    """How serious it is."""

    ernst = _keuze("Hoe ernstig is het?", Ernst.choices, "Kies hoe ernstig het is.")
    weging = _lang("Wat weegt mee?", "Schrijf op wat meeweegt.", GEEN_INWONERS)


class OverdraagForm(forms.Form):
    """To which supervisor it went."""

    aan = _keuze("Aan wie draag je het over?", Ontvanger.choices, "Kies aan wie je het overdraagt.")
    op = DatumVeld(label="Op welke dag?", snel=(0, -1), error_messages={"required": "Vul de dag in."})
    wat = _lang("Wat heb je verteld?", "Schrijf op wat je hebt verteld.", GEEN_INWONERS)
    kenmerk = forms.CharField(label="Kenmerk van de ontvanger", max_length=60, required=False)


class SluitForm(forms.Form):
    """What came of it."""

    uitkomst = _keuze("Wat kwam eruit?", Uitkomst.choices, "Kies wat eruit kwam.")
    omdat = _lang("Waarom sluit je het?", "Schrijf op waarom je het sluit.", GEEN_INWONERS)


class WegerForm(forms.Form):
    """Whom to appoint."""

    gebruiker = Mensenkeuze(
        Gebruiker.objects.none(),
        label="Welke collega leest en weegt de signalen?",
        empty_label="Kies een collega",
        error_messages={"required": "Kies een collega."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer colleagues with a role for it."""
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["gebruiker"]
        mensen = Gebruiker.objects.actief().filter(toekenningen__rol__in=list(MELDT))
        veld.queryset = mensen.distinct().order_by("naam")
