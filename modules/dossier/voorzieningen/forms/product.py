"""The forms of the catalogue, and the fields with which a decision chooses from it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from keukentafel.components.velden import DatumVeld
from keukentafel.values.geld import Geld, OngeldigBedrag
from modules.dossier.voorzieningen.codelijsten import CATEGORIENAAM, PER_WET, Eenheid, Frequentie, ProductWet
from modules.dossier.voorzieningen.models import Product
from modules.dossier.voorzieningen.queries import producten_op
from modules.inrichting.models import Organisatie


class BedragVeld(forms.CharField):
    """An amount in euros as people type it; gives a `Geld`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        """Return the amount, or None when it was left empty."""
        tekst = super().clean(value)
        if not tekst:
            return None
        try:
            bedrag = Geld.lees(tekst)
        except OngeldigBedrag as fout:
            raise forms.ValidationError(str(fout)) from fout
        if not 0 <= bedrag.centen <= 99_999_999:
            raise forms.ValidationError("Dit bedrag kan niet. Schrijf het als 1.234,50.")
        return bedrag


class ProductForm(forms.Form):
    """One product of the catalogue."""

    wet = forms.ChoiceField(label="Wet", choices=ProductWet.choices)
    categorie = forms.ChoiceField(label="Categorie")
    code = forms.CharField(
        label="Code", max_length=5, required=False, help_text="Ten hoogste 5 tekens, zoals in het contract."
    )
    naam = forms.CharField(label="Naam", max_length=120)
    omschrijving = forms.CharField(
        label="Uitleg voor de inwoner",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    eenheid = forms.ChoiceField(label="Geteld in", choices=[("", "Kies"), *Eenheid.choices])
    frequentie = forms.ChoiceField(
        label="Hoe vaak", choices=[("", "Niet vast"), *Frequentie.choices], required=False
    )
    is_bijdrageplichtig = forms.BooleanField(label="Voor deze hulp geldt een eigen bijdrage", required=False)
    mag_pgb = forms.BooleanField(label="Deze hulp kan ook als pgb", required=False)
    geldig_van = DatumVeld(label="Te kiezen vanaf", snel=(0,))
    geldig_tot = DatumVeld(label="Niet meer te kiezen vanaf", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["categorie"].choices = [  # type: ignore[attr-defined]
            ("", "Kies"),
            *(
                (str(wet.label), [(code, f"{code} {naam}") for code, naam in lijst.items()])
                for wet, lijst in PER_WET.items()
            ),
        ]


class TariefForm(forms.Form):
    """What a unit costs from a day on."""

    bedrag = BedragVeld(label="Tarief per eenheid")
    vanaf = DatumVeld(label="Vanaf", snel=(0,))
    tarief_aanbieder = forms.ModelChoiceField(
        Organisatie.objects.none(),
        label="Voor welke aanbieder",
        required=False,
        empty_label="Voor alle aanbieders",
    )
    is_pgb = forms.BooleanField(label="Dit is het tarief voor een pgb", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tarief_aanbieder"].queryset = Organisatie.objects.filter(is_actief=True)  # type: ignore[attr-defined]


class ContractForm(forms.Form):
    """Who gives it, from when until when, and how long people wait there."""

    aanbieder = forms.ModelChoiceField(Organisatie.objects.none(), label="Aanbieder", empty_label="Kies")
    van = DatumVeld(label="Contract vanaf", snel=(0,))
    tot_en_met = DatumVeld(label="Tot en met", required=False)
    bijzonder = forms.CharField(
        label="Geloof, cultuur en taal",
        max_length=200,
        required=False,
        help_text="Bijvoorbeeld: werkt vanuit christelijk geloof, spreekt Turks en Arabisch.",
    )
    weken = forms.IntegerField(label="Wachttijd in weken", min_value=0, max_value=520, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aanbieder"].queryset = Organisatie.objects.filter(is_actief=True)  # type: ignore[attr-defined]


class BestandForm(forms.Form):
    """A catalogue as a file."""

    bestand = forms.FileField(label="CSV-bestand", widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}))


class ProductVeld(forms.ModelChoiceField):
    """Choose from the catalogue of a law, as it is on a day, grouped by category: the picker of a decision."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Welke hulp")
        kwargs.setdefault("empty_label", "Kies de hulp")
        super().__init__(Product.objects.none(), **kwargs)

    def stel_in(self, wet: str, dag: date, *, alleen_pgb: bool = False) -> None:
        """Offer what this law has on this day: one query."""
        rijen = producten_op(wet, dag)
        self.queryset = rijen.filter(mag_pgb=True) if alleen_pgb else rijen
        per_categorie: dict[str, list[tuple[str, str]]] = {}
        for product in self.queryset:
            naam = f"{product.naam}{f' ({product.code})' if product.code else ''}"
            per_categorie.setdefault(CATEGORIENAAM[product.categorie], []).append((str(product.pk), naam))
        self.choices = [("", str(self.empty_label)), *per_categorie.items()]
