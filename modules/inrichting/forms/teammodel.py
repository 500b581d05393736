"""The form of the team model: a field for every setting of table 2.2."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from keukentafel.components.widgets import KeuzeKaarten, Segment
from modules.inrichting.forms.velden import DatumVeld, VersieForm
from modules.inrichting.models.teammodel import LopendeHuishoudens
from modules.inrichting.rules.instellingsoort import Instelling, OngeldigeInstelling, Soort, Variant, Waarde
from modules.inrichting.rules.varianten import VariantInstellingen
from modules.inrichting.rules.varianttabel import INSTELLINGEN

UITLEG: Mapping[str, str] = {
    Variant.TOEGANG.value: "Voert het gesprek, doet onderzoek en besluit. Aanbieders geven de hulp.",
    Variant.TEAM.value: "Eén team in de wijk. Geeft zelf hulp, gaat eropaf en voert regie.",
    Variant.NETWERK.value: "Mensen werken enkele uren voor het team, vooral bij meerdere problemen.",
    Variant.REGIE.value: "Ambtenaren die de hulp bij ingewikkelde situaties op elkaar afstemmen. Geen intake.",
}
FEITEN: Mapping[str, Mapping[str, str]] = {
    Variant.TOEGANG.value: {"Zelf hulp": "beperkt", "Formulieren": "veel", "Mensen": "vast team"},
    Variant.TEAM.value: {"Zelf hulp": "ja", "Formulieren": "beperkt", "Mensen": "uitgeleend"},
    Variant.NETWERK.value: {"Zelf hulp": "via organisatie", "Formulieren": "weinig", "Mensen": "enkele uren"},
    Variant.REGIE.value: {"Zelf hulp": "nee", "Formulieren": "beperkt", "Mensen": "ambtenaren"},
}
_KORT = 14


class InstellingVeld(forms.Field):
    """One setting: it reads and refuses what the table says."""

    def __init__(self, rij: Instelling) -> None:
        """Draw a choice as a row or a list, a number as text."""
        self.rij = rij
        super().__init__(label=rij.label, required=False, widget=_widget(rij))

    def clean(self, value: Any) -> Waarde:
        """Return the typed value.

        :raises ValidationError: with the sentence of the table.
        """
        try:
            return self.rij.lees(value)
        except OngeldigeInstelling as fout:
            raise forms.ValidationError(fout.text) from fout

    def prepare_value(self, value: Any) -> Any:
        """Show numbers with a comma."""
        return value if isinstance(value, str) or value is None else str(value).replace(".", ",")


def _widget(rij: Instelling) -> forms.Widget:
    if rij.soort is not Soort.KEUZE:
        return forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    kort = len(rij.keuzes) <= 4 and all(len(label) <= _KORT for _, label in rij.keuzes)
    return Segment(choices=rij.keuzes) if kort else forms.Select(choices=rij.keuzes)


class TeammodelForm(VersieForm):
    """All choices of the gemeente or of one team. Nothing is required twice: a preset fills it in."""

    variant = forms.ChoiceField(
        label="Model",
        choices=Variant,
        widget=KeuzeKaarten(uitleg=dict(UITLEG), feiten={k: dict(v) for k, v in FEITEN.items()}),
        error_messages={"required": "Kies welk model het meest lijkt."},
    )

    def __init__(self, *args: Any, keuzes: VariantInstellingen, **kwargs: Any) -> None:
        """Make a field for every setting, filled with `keuzes`."""
        initial = {rij.sleutel: keuzes.waarde(rij.sleutel) for rij in INSTELLINGEN}
        kwargs["initial"] = {"variant": keuzes.variant.value, **initial, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        for rij in INSTELLINGEN:
            self.fields[rij.sleutel] = InstellingVeld(rij)

    def waarden(self) -> dict[str, Waarde]:
        """Return every setting, typed."""
        return {rij.sleutel: self.cleaned_data[rij.sleutel] for rij in INSTELLINGEN}


class IngangForm(VersieForm):
    """When the model takes effect, and what happens to running households."""

    ingaat_op = DatumVeld(
        label="Ingangsdatum",
        snel=(0, 1, 7),
        help_text="Vandaag mag. Tot die dag werkt iedereen zoals nu.",
        error_messages={"required": "Vul in wanneer het model ingaat."},
    )
    lopende = forms.ChoiceField(
        label="Lopende huishoudens",
        choices=LopendeHuishoudens,
        widget=forms.RadioSelect,
        initial=LopendeHuishoudens.HOUDEN,
        error_messages={"required": "Kies wat er met lopende huishoudens gebeurt."},
    )
    toelichting = forms.CharField(
        label="Waarom deze wijziging",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Collega’s lezen dit later bij de versie.",
    )
