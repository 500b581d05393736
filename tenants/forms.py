"""Forms of the supplier's pages."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from keukentafel.components.widgets import KeuzeKaarten
from keukentafel.errors import Refusal
from tenants.actions.adressen import keur_label
from tenants.clusters.namen import naam_van
from tenants.clusters.queries import hoe_vol
from tenants.gemeentelijst import BekendeGemeente, zoek_gemeente, zoek_op_naam
from tenants.models import Teamvorm

UITLEG = {
    Teamvorm.TOEGANG: _("Het team neemt vragen aan, doet onderzoek en besluit over hulp. Een aanbieder geeft de hulp."),
    Teamvorm.TEAM: _("Het team helpt zelf. De mensen zijn helemaal uitgeleend en vormen samen één nieuw team."),
    Teamvorm.NETWERK: _("Mensen van verschillende organisaties werken een paar uur per week samen aan een huishouden."),
    Teamvorm.REGIE: _("Het team neemt geen vragen aan, maar voert regie waar veel tegelijk speelt."),
}  # fmt: skip


class GemeenteForm(forms.Form):
    """Which gemeente, with which team model, and who begins as its administrator."""

    gemeente = forms.CharField(
        label=_("Gemeente"),
        help_text=_("Typ de naam of de CBS-code, bijvoorbeeld Zwijndrecht of GM0642."),
        max_length=80,
        widget=forms.TextInput({"list": "gemeenten", "autocomplete": "off"}),
        error_messages={"required": _("Kies een gemeente.")},
    )
    variant = forms.ChoiceField(
        label=_("Teammodel om mee te beginnen"),
        help_text=_("De gemeente kan dit later zelf veranderen."),
        choices=Teamvorm.choices,
        widget=KeuzeKaarten(uitleg={str(vorm): str(uitleg) for vorm, uitleg in UITLEG.items()}),
        error_messages={"required": _("Kies een teammodel.")},
    )
    beheerder_naam = forms.CharField(
        label=_("Naam van de eerste beheerder"),
        max_length=120,
        error_messages={"required": _("Vul de naam van de eerste beheerder in.")},
    )
    beheerder_email = forms.EmailField(
        label=_("E-mailadres van de eerste beheerder"),
        help_text=_("Daar gaat de uitnodiging heen."),
        error_messages={
            "required": _("Vul een e-mailadres in."),
            "invalid": _("Dit is geen e-mailadres. Een goed voorbeeld is naam@gemeente.nl."),
        },
    )

    adres = forms.CharField(
        label=_("Ander adres"),
        help_text=_(
            "Leeg betekent: de naam van de gemeente. Alleen het eerste deel, bijvoorbeeld zwijndrecht."
        ),
        max_length=40,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )

    cluster = forms.ChoiceField(
        label=_("Cluster"),
        help_text=_("Op welke databank de gemeente komt. Verhuizen kan later."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een cluster.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for a cluster only where there are more; the emptiest is chosen, or the one of `KT_NIEUW_OP`."""
        super().__init__(*args, **kwargs)
        if not settings.KT_CLUSTERS:
            del self.fields["cluster"]
            return
        veld, vol = self.fields["cluster"], hoe_vol()
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = [
            (naam_van(naam), f"{naam_van(naam).capitalize()} ({aantal} {'gemeente' if aantal == 1 else 'gemeenten'})")
            for naam, aantal in vol.items()
        ]  # fmt: skip
        veld.initial = naam_van(settings.KT_NIEUW_OP or next(iter(vol)))

    def clean_adres(self) -> str:
        """Return the label that was chosen, or nothing."""
        adres = str(self.cleaned_data["adres"])
        if not adres:
            return ""
        try:
            return keur_label(adres)
        except Refusal as weigering:
            raise forms.ValidationError(str(weigering)) from weigering

    def clean_gemeente(self) -> BekendeGemeente:
        """Return the gemeente of the list that was typed, by name, by code or as the list offers it."""
        tekst = self.cleaned_data["gemeente"].strip()
        met_voorbeelden = settings.IS_DEMO or settings.ZAAIFOUTEN_TOEGESTAAN
        tussen_haakjes = re.search(r"\((GM\d{4})\)$", tekst)
        code = tussen_haakjes.group(1) if tussen_haakjes else tekst
        bekend = zoek_gemeente(code, met_voorbeelden=met_voorbeelden) or zoek_op_naam(
            tekst, met_voorbeelden=met_voorbeelden
        )
        if bekend is None:
            raise forms.ValidationError(
                _("Deze gemeente staat niet in de lijst van het CBS. Kies een naam uit de lijst.")
            )
        return bekend


class OpschortForm(forms.Form):
    """Why a gemeente is closed for a time; it is read by colleagues."""

    reden = forms.CharField(
        label=_("Reden"),
        help_text=_("De gemeente ziet dit niet. Zet hier geen namen van inwoners."),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Zeg waarom de gemeente gesloten wordt.")},
    )
