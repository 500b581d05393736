"""One screen: the question, the answer, what it was about, how long it took."""

from __future__ import annotations

from typing import Any

from django import forms

from keukentafel.components.widgets import KeuzeKaarten, Segment
from modules.dossier.kortehulp.models import Domein, Waar
from modules.dossier.kortehulp.rules.zonder_persoon import vind_persoon
from modules.inrichting.models import Wijkteam

MINUTEN = ((5, "5 min."), (10, "10 min."), (15, "15 min."), (30, "30 min."), (60, "Een uur"))


class KorteHulpForm(forms.Form):
    """A question with its answer. Words that look like somebody are refused, and nothing typed is lost."""

    vraag = forms.CharField(
        label="Wat was de vraag?", max_length=500, help_text="Zonder naam, adres of nummer.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Schrijf op wat de vraag was."},
    )  # fmt: skip
    antwoord = forms.CharField(
        label="Wat heb je geantwoord?", max_length=2_000, widget=forms.Textarea,
        error_messages={"required": "Schrijf op wat je hebt geantwoord."},
    )  # fmt: skip
    domein = forms.ChoiceField(
        label="Waar ging het over?", choices=Domein.choices, widget=KeuzeKaarten,
        error_messages={"required": "Kies waar het over ging."},
    )  # fmt: skip
    minuten = forms.TypedChoiceField(
        label="Hoe lang duurde het?", choices=MINUTEN, coerce=int, widget=Segment, initial=10,
        error_messages={"required": "Kies hoe lang het duurde."},
    )  # fmt: skip
    waar = forms.ChoiceField(
        label="Hoe kwam de vraag?", choices=Waar.choices, widget=Segment, initial=Waar.INLOOP,
        error_messages={"required": "Kies hoe de vraag kwam."},
    )  # fmt: skip
    team = forms.ModelChoiceField(
        Wijkteam.objects.none(), label="Bij welk team?", required=False, empty_label="Kies een team"
    )
    geen_persoon = forms.BooleanField(label="Er staat geen naam van een persoon in", required=False)

    def __init__(self, *args: Any, teams: list[Wijkteam], **kwargs: Any) -> None:
        """Offer the own teams; with one team nothing is asked."""
        super().__init__(*args, **kwargs)
        self.teams, self.twijfel = teams, False
        velden: Any = self.fields
        if len(teams) > 1:
            velden["team"].queryset = Wijkteam.objects.filter(pk__in=[team.pk for team in teams])
            velden["team"].required = True
            velden["team"].error_messages = {"required": "Kies bij welk team de vraag hoort."}
        else:
            del velden["team"]
        if not self.is_bound:
            velden["vraag"].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        """Look for somebody in the words."""
        schoon: dict[str, Any] = super().clean() or {}
        for veld in ("vraag", "antwoord"):
            vondst = vind_persoon(schoon.get(veld, ""), met_adres=veld == "vraag")
            if vondst is None:
                continue
            self.twijfel = self.twijfel or not vondst.is_zeker
            if vondst.is_zeker or not schoon.get("geen_persoon"):
                self.add_error(veld, vondst.zin)
        self.twijfel = self.twijfel or bool(schoon.get("geen_persoon"))
        return schoon

    def gekozen_team(self) -> Wijkteam | None:
        """Return the team of this question."""
        if "team" in self.fields:
            return self.cleaned_data["team"]
        return self.teams[0] if self.teams else None


class DossierForm(forms.Form):
    """The consent, before a question gets a name."""

    toestemming = forms.BooleanField(
        label="De inwoner vindt het goed dat we een dossier maken",
        error_messages={"required": "Vraag eerst of de inwoner het goed vindt, en vink het aan."},
    )
