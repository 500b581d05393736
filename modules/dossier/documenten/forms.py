"""What a person fills in to keep a document."""

from __future__ import annotations

from typing import Any

from django import forms

from keukentafel.opslag.poort import MAX_BYTES, Gekeurd, keur, keur_grootte
from keukentafel.opslag.soorten import AANVAARD, Geweigerd
from modules.dossier.documenten.models import Documentsoort
from modules.dossier.models import Huishouden, Inwoner
from modules.inrichting.rules.protocol import Categorie

_MB = MAX_BYTES // 1024 // 1024
_KIES = "Kies een bestand of maak een foto."
_LEEG = "Dit bestand is leeg. Kies een bestand waar iets in staat."


class BestandForm(forms.Form):
    """One file, from the computer or from the camera of a telephone."""

    bestand = forms.FileField(
        label="Bestand",
        required=False,
        help_text=f"Een PDF, foto, Word- of Excelbestand, tekst, e-mail of geluidsopname, hooguit {_MB} MB.",
        error_messages={"empty": _LEEG},
        widget=forms.FileInput(attrs={"accept": AANVAARD, "data-max-mb": str(_MB)}),
    )
    foto = forms.FileField(
        label="Of maak een foto",
        required=False,
        help_text="Op een telefoon gaat de camera open.",
        error_messages={"empty": _LEEG},
        widget=forms.FileInput(
            attrs={"accept": "image/*", "capture": "environment", "data-max-mb": str(_MB)}
        ),
    )

    def __init__(self, *args: Any, ontvangen: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ontvangen = ontvangen
        self.gekeurd: Gekeurd | None = None

    def clean(self) -> dict[str, Any]:
        """Take the file through the gate; what it says stands at the field."""
        schoon = super().clean() or self.cleaned_data
        gekozen = schoon.get("bestand") or schoon.get("foto")
        veld = "foto" if not schoon.get("bestand") and schoon.get("foto") else "bestand"
        try:
            keur_grootte(self.ontvangen)
            if gekozen is not None:
                self.gekeurd = keur(gekozen.name, gekozen.read())
            elif not self.errors:
                self.add_error("bestand", _KIES)
        except Geweigerd as reden:
            self.add_error(veld, str(reden))
        return schoon


class DocumentForm(BestandForm):
    """A document: its file, what it is called, what it is, what and whom it is about."""

    titel = forms.CharField(
        label="Hoe heet het?",
        max_length=120,
        help_text="Zoals: Brief van de woningcorporatie over de huurachterstand.",
        error_messages={"required": "Geef het document een titel."},
    )
    soort = forms.ChoiceField(label="Wat is het?", choices=Documentsoort.choices, initial=Documentsoort.BRIEF)
    categorie = forms.ChoiceField(
        label="Waar gaat het over?",
        help_text="Dit bepaalt wie het mag zien, zoals in het informatieprotocol staat.",
        error_messages={"invalid_choice": "Kies waar het document over gaat uit de lijst."},
    )
    inwoner = forms.ModelChoiceField(
        queryset=Inwoner.objects.none(),
        label="Over wie gaat het?",
        required=False,
        empty_label="Het hele huishouden",
        error_messages={"invalid_choice": "Kies iemand uit dit huishouden."},
    )
    field_order = ("bestand", "foto", "titel", "soort", "categorie", "inwoner")

    def __init__(
        self, *args: Any, huishouden: Huishouden, categorieen: list[Categorie], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        keuzes: Any = self.fields["categorie"]
        keuzes.choices = [(categorie.value, str(categorie.label)) for categorie in categorieen]
        keuzes.initial = Categorie.CONTACT.value
        wie: Any = self.fields["inwoner"]
        wie.queryset = Inwoner.objects.filter(
            lidmaatschappen__huishouden=huishouden, lidmaatschappen__tot=None
        ).distinct()
        wie.label_from_instance = lambda inwoner: inwoner.naam
