"""Forms of the measurements."""

from __future__ import annotations

from typing import Any

from django import forms

from keukentafel.components.velden import DatumVeld
from modules.dossier.actions.meting import Score
from modules.inrichting.codelijsten import Meetmoment
from modules.inrichting.leefgebieden import LADDER_KEUZES, SUPPLEMENTEN, ZRM_NIVEAUS, ZRM_VERSIES

SCORES = [(str(niveau), ZRM_NIVEAUS[niveau]) for niveau in range(5, 0, -1)] + [("", "Niet besproken")]


class ZrmForm(forms.Form):
    """One measurement: per domain five radios from 5 down to 1, and room to explain."""

    datum = DatumVeld(label="Datum", error_messages={"required": "Vul de datum van de meting in."}, snel=(0,))
    moment = forms.ChoiceField(label="Waarom nu", choices=Meetmoment.choices)
    met_wie = forms.CharField(label="Samen met", max_length=160, required=False)
    toelichting = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea)

    def __init__(
        self, *args: Any, instrument: str, dicht: frozenset[str] = frozenset(), **kwargs: Any
    ) -> None:
        """Make the fields of this version, without the leefgebieden this person may not read back (`dicht`)."""
        super().__init__(*args, **kwargs)
        self.versie = ZRM_VERSIES[instrument]
        alle = [("zrm", gebied.code, gebied.label) for gebied in self.versie.leefgebieden]
        for lijst in SUPPLEMENTEN:
            alle += [(lijst.code, deel.code, deel.label) for deel in lijst.onderdelen]
        self.plekken = [plek for plek in alle if plek[1] not in dicht]
        for lijst_code, code, label in self.plekken:
            self.fields[f"s_{lijst_code}_{code}"] = forms.ChoiceField(
                label=label, choices=SCORES, required=False, widget=forms.RadioSelect
            )
            self.fields[f"t_{lijst_code}_{code}"] = forms.CharField(
                label="Toelichting", required=False, widget=forms.Textarea
            )

    def regels(self, lijst: str = "zrm", vorige: dict[str, int | None] | None = None) -> list[dict[str, Any]]:
        """Return the bound fields of one list, in its order, with the level of the time before."""
        return [
            {
                "score": self[f"s_{soort}_{code}"],
                "toelichting": self[f"t_{soort}_{code}"],
                "label": label,
                "vorige": (vorige or {}).get(code),
            }
            for soort, code, label in self.plekken
            if soort == lijst
        ]

    def supplementen(self) -> list[dict[str, Any]]:
        """Return the lists beside the matrix."""
        lijsten = [{"naam": lijst.naam, "regels": self.regels(lijst.code)} for lijst in SUPPLEMENTEN]
        return [lijst for lijst in lijsten if lijst["regels"]]

    def scores(self) -> dict[tuple[str, str], Score]:
        """Return what was chosen as `save_zrm` takes it; a supplement counts only where it was scored."""
        gekozen: dict[tuple[str, str], Score] = {}
        for lijst, code, _ in self.plekken:
            waarde = self.cleaned_data[f"s_{lijst}_{code}"]
            toelichting = self.cleaned_data[f"t_{lijst}_{code}"]
            if lijst == "zrm" or waarde or toelichting:
                gekozen[lijst, code] = Score(int(waarde) if waarde else None, toelichting)
        return gekozen


class LadderForm(forms.Form):
    """Where somebody stands, and wants to stand in a year."""

    huidig = forms.TypedChoiceField(
        label="Waar staat u nu?",
        choices=[*reversed(LADDER_KEUZES), ("", "Niet besproken")],
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    gewenst = forms.TypedChoiceField(
        label="Waar wilt u over een jaar staan?",
        choices=[*reversed(LADDER_KEUZES), ("", "Weet ik nog niet")],
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    toelichting = forms.CharField(label="Toelichting", required=False, widget=forms.Textarea)
