"""The composer of the timeline."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate

from keukentafel.components.velden import DatumVeld
from keukentafel.components.widgets import Segment
from modules.dossier.models import NotitieSoort
from modules.dossier.zicht import MIJN
from modules.inrichting.rules.protocol import Categorie
from modules.inrichting.rules.protocol.woorden import MET_BEROEPSGEHEIM

WAAROVER = (
    (Categorie.CONTACT, "Contact"),
    (Categorie.GEZONDHEID, "Gezondheid"),
    (Categorie.GELD, "Geld"),
    (Categorie.JUSTITIE, "Politie en justitie"),
    (Categorie.JEUGD, "Jeugd en opvoeden"),
    (Categorie.VEILIGHEID, "Veiligheid"),
    (MIJN, "Werkaantekening, alleen voor mij"),
)


def keuzes_van(zicht: Any) -> list[tuple[str, str]]:
    """Return what a note may be about, of what this person may write."""
    return [
        (letter.value, label)
        for letter, label in WAAROVER
        if (oordeel := zicht.oordeel(letter)).schrijft
        and oordeel.mag
        and (letter is MIJN or not oordeel.alleen_eigen)
    ]


class NotitieForm(forms.Form):
    """A short note: the text, and when needed the kind, with whom and on which day."""

    tekst = forms.CharField(
        label="Korte notitie",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=20_000,
        error_messages={"required": "Schrijf eerst de notitie."},
    )
    soort = forms.ChoiceField(
        label="Wat was het?",
        choices=NotitieSoort.choices,
        widget=Segment,
        required=False,
        initial=NotitieSoort.NOTITIE,
    )
    categorie = forms.ChoiceField(
        label="Waar gaat dit over?",
        required=False,
        initial=Categorie.CONTACT,
        error_messages={
            "invalid_choice": "Hierover mag je bij dit huishouden niets schrijven. Kies iets anders."
        },
    )
    met_wie = forms.CharField(label="Met wie", required=False, max_length=160)
    dag = DatumVeld(label="Op welke dag", required=False, snel=(0, -1))

    def __init__(self, *args: Any, zicht: Any, **kwargs: Any) -> None:
        """Offer what this person may write about in this household."""
        super().__init__(*args, **kwargs)
        keuze: Any = self.fields["categorie"]
        keuze.choices = keuzes_van(zicht)
        if MIJN in dict(keuze.choices):
            keuze.help_text = (
                "Een werkaantekening ziet niemand anders, ook niet in een afdruk of bij het zoeken."
            )
            if zicht.functies & MET_BEROEPSGEHEIM:
                keuze.help_text += (
                    " Hoor je iets over misbruik van een uitkering of voorziening, schrijf het dan daar: "
                    "een ambtenaar moet dat melden, jij moet erover zwijgen."
                )

    def clean_categorie(self) -> Categorie:
        """Take contact when nothing was chosen."""
        return Categorie(self.cleaned_data.get("categorie") or Categorie.CONTACT)

    def clean_soort(self) -> str:
        """Take a plain note when no kind was chosen."""
        return self.cleaned_data.get("soort") or NotitieSoort.NOTITIE

    def clean_dag(self) -> Any:
        """Refuse a day that is still to come."""
        dag = self.cleaned_data.get("dag")
        if dag and dag > localdate():
            raise forms.ValidationError("Deze dag is nog niet geweest. Kies vandaag of een eerdere dag.")
        return dag
