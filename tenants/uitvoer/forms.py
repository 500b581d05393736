"""Forms about copies of a gemeente."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ErnaastForm(forms.Form):
    """Why a copy is put beside its gemeente. No names of people: it stands in two logboeken."""

    reden = forms.CharField(
        label=_("Waarom zet je deze kopie ernaast?"),
        help_text=_("Noem het ticket of de vraag van de gemeente. Geen namen van inwoners."),
        max_length=300,
        error_messages={"required": _("Zeg waarom de kopie wordt teruggezet.")},
    )
