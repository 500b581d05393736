"""What people fill in to search the logboek, and to take a part of it along."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.timezone import make_aware

from keukentafel.audit.soorten import SOORTEN
from keukentafel.audit.woorden import nummer_grenzen
from keukentafel.audit.zoeken import Zoekvraag, zoek_nummer
from keukentafel.components.velden import DatumVeld

NIEMAND = UUID(int=0)


class FilterForm(forms.Form):
    """Person, household, employee, kind, period, supplier. What is wrong is said, and finds nothing."""

    wie = forms.ChoiceField(label="Medewerker", required=False)
    huishouden = forms.CharField(
        label="Nummer huishouden", required=False, max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    persoon = forms.CharField(
        label="Nummer inwoner", required=False, max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    soort = forms.ChoiceField(
        label="Wat",
        required=False,
        choices=[("", "Alles"), *((soort.code, soort.label) for soort in SOORTEN)],
    )
    van = DatumVeld(label="Vanaf", required=False, snel=())
    tot = DatumVeld(label="Tot en met", required=False, snel=())
    leverancier = forms.BooleanField(label="Alleen de leverancier", required=False)

    def __init__(self, *args: Any, medewerkers: Mapping[UUID, str], **kwargs: Any) -> None:
        """Take the people to choose from."""
        super().__init__(*args, **kwargs)
        keuzes = [("", "Iedereen"), *((str(id_), naam) for id_, naam in medewerkers.items())]
        self.fields["wie"].choices = keuzes  # type: ignore[attr-defined]

    def clean_huishouden(self) -> str:
        """Take the number out of what was typed: the number itself, or the address of the page."""
        return _nummer(self.cleaned_data["huishouden"], "huishoudens")

    def clean_persoon(self) -> str:
        """Take the number out of what was typed: the number itself, or the address of the page."""
        return _nummer(self.cleaned_data["persoon"], "personen")

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        gegevens = super().clean() or {}
        van, tot = gegevens.get("van"), gegevens.get("tot")
        if van and tot and tot < van:
            self.add_error("tot", "De laatste dag ligt vóór de eerste. Kies een latere laatste dag.")
        return gegevens

    @property
    def is_gevuld(self) -> bool:
        """Whether anything was asked."""
        return any(self.data.get(naam) for naam in self.fields)

    def vraag(self) -> Zoekvraag | None:
        """Return the question; None when something is wrong with it. A number that nobody has finds nothing."""
        if not self.is_valid():
            return None
        gegevens = self.cleaned_data
        return Zoekvraag(
            gebruiker_id=UUID(gegevens["wie"]) if gegevens["wie"] else None,
            huishouden_id=_id_bij("huishouden", gegevens["huishouden"]),
            inwoner_id=_id_bij("inwoner", gegevens["persoon"]),
            soort=gegevens["soort"],
            van=_begin(gegevens["van"]) if gegevens["van"] else None,
            tot=_begin(gegevens["tot"] + timedelta(days=1)) if gegevens["tot"] else None,
            alleen_leverancier=gegevens["leverancier"],
        )

    def in_detail(self) -> dict[str, str]:
        """Return what was asked, for the line in the logboek: ids and codes, never what was typed wrong."""
        gekozen: dict[str, Any] = getattr(self, "cleaned_data", {}) if self.is_bound else {}
        return {naam: str(waarde)[:80] for naam, waarde in gekozen.items() if waarde}


def _nummer(tekst: str, voor: str) -> str:
    delen = [deel for deel in tekst.strip().replace("?", "/").split("/") if deel]
    if voor in delen and delen.index(voor) + 1 < len(delen):
        tekst = delen[delen.index(voor) + 1]
    elif delen:
        tekst = delen[-1]
    if tekst.strip() and nummer_grenzen(tekst) is None:
        raise forms.ValidationError(
            "Dit nummer klopt niet. Neem het over uit het logboek of van de pagina Wie keek mee."
        )
    return tekst.strip()


def _id_bij(kolom: str, nummer: str) -> UUID | None:
    if not nummer:
        return None
    return zoek_nummer(kolom, nummer) or NIEMAND


def _begin(dag: Any) -> datetime:
    return make_aware(datetime.combine(dag, time.min))


class ExportForm(forms.Form):
    """Why somebody takes a part of the logboek along."""

    DOELEN = (
        ("verzoek", "Een inwoner vraagt wie er heeft gekeken"),
        ("onderzoek", "Onderzoek naar een vermoeden van misbruik"),
        ("controle", "Steekproef of jaarlijkse controle"),
        ("toezichthouder", "Vraag van een toezichthouder of de rechter"),
    )
    doel = forms.ChoiceField(
        label="Waar is het voor?",
        choices=DOELEN,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waar je het voor nodig hebt."},
    )
    toelichting = forms.CharField(
        label="Toelichting",
        help_text="Bijvoorbeeld het nummer van het verzoek. Schrijf geen namen van inwoners op.",
        max_length=300,
        min_length=10,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Schrijf in een zin waar je het voor nodig hebt.",
            "min_length": "Schrijf iets meer op: waar heb je het voor nodig?",
        },
    )
