"""What a person fills in to read a file in."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import Truncator

from modules.dossier.inlezen.actions.opname import STANDAARD_BRON
from modules.dossier.inlezen.kolommen import Doel, Indeling, Voorstel, Zekerheid
from modules.dossier.inlezen.models import DubbelKeuze, Dubbelpaar
from modules.dossier.inlezen.tabel import Tabel
from modules.dossier.inlezen.velden import VELDEN, Groep
from modules.inrichting.models import Wijkteam

BESTAND_ONTBREEKT = "Kies een bestand van je computer."


class BestandForm(forms.Form):
    """One file."""

    bestand = forms.FileField(
        label="Bestand",
        help_text="Een CSV-bestand of een Excel-werkmap (.xlsx), hooguit 25 MB. Eén rij per persoon werkt het best.",
        error_messages={
            "required": BESTAND_ONTBREEKT,
            "empty": "Dit bestand is leeg. Kies een bestand met gegevens.",
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )


class KolommenForm(forms.Form):
    """For each column its field; the name of the other system; the team for who has none."""

    bron = forms.CharField(
        label="Uit welk systeem komt dit?",
        max_length=20,
        initial=STANDAARD_BRON,
        help_text="Gebruik bij elk bestand uit hetzelfde systeem dezelfde naam. Zo herkennen we dossiernummers.",
        error_messages={"required": "Vul de naam van het andere systeem in."},
    )
    team = forms.ModelChoiceField(
        queryset=Wijkteam.objects.none(),
        label="Welk team krijgt een huishouden zonder team?",
        help_text="Staat er een team in het bestand, of hoort het adres bij een team, dan gaat dat voor.",
        empty_label="Kies een team",
        error_messages={"required": "Kies een team.", "invalid_choice": "Kies een team uit de lijst."},
    )

    def __init__(self, *args: Any, tabel: Tabel, voorstellen: list[Voorstel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tabel = tabel
        self.voorstellen = voorstellen
        teams = Wijkteam.objects.actief().order_by("naam")
        veld: Any = self.fields["team"]
        veld.queryset = teams
        if len(teams) == 1:
            veld.initial = teams[0].pk
        keuzes = _keuzes(voorstellen)
        for voorstel in voorstellen:
            self.fields[f"kolom_{voorstel.index}"] = forms.ChoiceField(
                choices=keuzes,
                required=False,
                label=f"Wat staat er in kolom {voorstel.kop}?",
                initial=str(voorstel.doel or ""),
                error_messages={"invalid_choice": "Kies een gegeven uit de lijst."},
            )

    def kolommen(self) -> list[dict[str, Any]]:
        """Return what each row of the list of columns shows: its heading, first values, field and certainty."""
        return [
            {
                "id": f"k-{voorstel.index}",
                "veld": self[f"kolom_{voorstel.index}"],
                "kop": voorstel.kop,
                "voorbeeld": _voorbeeld(self.tabel.eerste_waarden(voorstel.index)),
                "merk": _MERK.get(voorstel.zekerheid, ""),
            }
            for voorstel in self.voorstellen
        ]

    def indeling(self) -> Indeling:
        """Return what was chosen."""
        gekozen = ((v.index, self.cleaned_data.get(f"kolom_{v.index}", "")) for v in self.voorstellen)
        return Indeling({index: Doel.uit(doel) for index, doel in gekozen if doel})

    @property
    def team_id(self) -> UUID | None:
        """Return the team chosen."""
        team = self.cleaned_data.get("team")
        return team.pk if team else None

    def clean_bron(self) -> str:
        """Keep one spelling of the name of the other system."""
        return re.sub(r"\s+", " ", str(self.cleaned_data["bron"])).strip().lower()


_MERK = {Zekerheid.WAARSCHIJNLIJK: "kijk even", Zekerheid.ONBEKEND: "niet herkend"}


def _voorbeeld(waarden: list[str]) -> str:
    """Return the first values of a column in a line."""
    return " · ".join(Truncator(waarde).chars(40) for waarde in waarden) or "Deze kolom is leeg."


def _keuzes(voorstellen: list[Voorstel]) -> list[Any]:
    """Return the fields in their groups; of persons also by number when the file has numbered columns."""
    hoogste = max((voorstel.doel.persoon for voorstel in voorstellen if voorstel.doel), default=0)
    keuzes: list[Any] = [("", "Niet inlezen")]
    keuzes += [(g.value, [(veld.sleutel, veld.label) for veld in VELDEN if veld.groep is g]) for g in Groep]
    for nummer in range(1, hoogste + 1):
        doelen = [Doel(veld.sleutel, nummer) for veld in VELDEN if veld.is_persoon]
        keuzes.append((f"Persoon {nummer}", [(str(doel), doel.label) for doel in doelen]))
    return keuzes


class TeamsForm(forms.Form):
    """Which of our teams the names in the file mean."""

    def __init__(self, *args: Any, namen: dict[str, int], gekozen: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.namen = list(namen)
        keuzes = [("", "Het team van het adres, of het gekozen team")]
        keuzes += [
            (str(pk), naam)
            for pk, naam in Wijkteam.objects.actief().order_by("naam").values_list("pk", "naam")
        ]
        for plek, (naam, aantal) in enumerate(namen.items()):
            self.fields[f"team_{plek}"] = forms.ChoiceField(
                choices=keuzes,
                required=False,
                label=f"‘{naam}’ in het bestand is",
                help_text=f"{aantal} {'huishouden' if aantal == 1 else 'huishoudens'}",
                initial=gekozen.get(naam, ""),
            )

    def teams(self) -> dict[str, str]:
        """Return name in the file → id of the team."""
        return {naam: self.cleaned_data[f"team_{plek}"] for plek, naam in enumerate(self.namen)}


class DubbelenForm(forms.Form):
    """A choice for each pair on the page."""

    def __init__(self, *args: Any, paren: list[Dubbelpaar], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paren = paren
        keuzes = [(keuze.value, keuze.label) for keuze in DubbelKeuze if keuze]
        for paar in paren:
            self.fields[f"paar_{paar.pk.hex}"] = forms.ChoiceField(
                choices=keuzes,
                required=False,
                label="Gaat het om één persoon?",
                initial=paar.keuze,
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": "Kies een van de drie."},
            )

    def rijen(self) -> list[dict[str, Any]]:
        """Return each pair with its field."""
        return [{"paar": paar, "veld": self[f"paar_{paar.pk.hex}"]} for paar in self.paren]

    def keuzes(self) -> list[tuple[Dubbelpaar, DubbelKeuze]]:
        """Return the pairs for which something else was chosen than before."""
        gekozen = [(paar, DubbelKeuze(self.cleaned_data[f"paar_{paar.pk.hex}"])) for paar in self.paren]
        return [(paar, keuze) for paar, keuze in gekozen if keuze != paar.keuze]
