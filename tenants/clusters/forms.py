"""The form to move a gemeente."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from keukentafel.tenancy import migraties
from tenants.clusters.namen import naam_van


class VerhuisForm(forms.Form):
    """Where it goes: any cluster but the one it is on."""

    naar = forms.ChoiceField(
        label=_("Naar welk cluster?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies een cluster."),
            "invalid_choice": _("Kies een cluster uit de lijst."),
        },
    )

    def __init__(self, *args: Any, staat_op: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        namen = [naam_van(cluster) for cluster in migraties.clusters() if cluster != staat_op]
        veld = self.fields["naar"]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = [(naam, naam.capitalize()) for naam in namen]
        veld.initial = namen[0] if len(namen) == 1 else None
