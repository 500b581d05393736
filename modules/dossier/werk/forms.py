"""What is asked to keep a filter, to give work away, and to be away."""

from __future__ import annotations

from typing import Any

from django import forms

from keukentafel.components.velden import DatumVeld
from keukentafel.identity.models import Gebruiker
from modules.dossier.delen.forms.velden import Mensenkeuze
from modules.inrichting.models import Wijkteam


class FilterForm(forms.Form):
    """A name for the filter that is on, for whom, and whether the list opens with it."""

    naam = forms.CharField(
        label="Naam van het filter", max_length=60, help_text="Bijvoorbeeld: Wmo in gevaar. Zonder namen van inwoners.",
        error_messages={"required": "Geef het filter een naam."},
    )  # fmt: skip
    team = forms.ModelChoiceField(
        Wijkteam.objects.none(), label="Voor wie", required=False, empty_label="Alleen voor mij"
    )
    is_standaard = forms.BooleanField(label="Open de werklijst hiermee", required=False)

    def __init__(self, *args: Any, teams: Any, **kwargs: Any) -> None:
        """Offer the own teams to share with."""
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["team"]
        veld.queryset = teams
        veld.label_from_instance = _voor_team


def _voor_team(team: Any) -> str:
    return f"Voor iedereen in {team.naam}"


class AfwezigForm(forms.Form):
    """Who is away, on which days, and who sees the work."""

    gebruiker = Mensenkeuze(
        Gebruiker.objects.none(), label="Wie is afwezig?", empty_label="Kies een collega",
        error_messages={"required": "Kies wie afwezig is."},
    )  # fmt: skip
    van = DatumVeld(label="Eerste dag", error_messages={"required": "Vul de eerste dag in."})
    tot_en_met = DatumVeld(
        label="Laatste dag", snel=(0, 7), error_messages={"required": "Vul de laatste dag in."}
    )
    vervanger = Mensenkeuze(
        Gebruiker.objects.none(), label="Wie neemt waar?", empty_label="Kies een collega",
        help_text="Iemand uit hetzelfde team. De waarnemer krijgt geen extra rechten.",
        error_messages={"required": "Kies wie waarneemt."},
    )  # fmt: skip

    def __init__(self, *args: Any, wie: Any, collegas: Any, **kwargs: Any) -> None:
        """Offer whom one may report, and the colleagues of the team."""
        super().__init__(*args, **kwargs)
        velden: Any = self.fields
        velden["gebruiker"].queryset, velden["vervanger"].queryset = wie, collegas
