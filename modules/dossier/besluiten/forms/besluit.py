"""Making a decision: beginning it, its words, a provision, and what happens to it after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.timezone import localdate

from keukentafel.components.velden import DatumVeld
from keukentafel.components.widgets import KeuzeKaarten
from keukentafel.values.geld import Geld
from keukentafel.values.ongeldig import OngeldigeWaarde
from modules.dossier.besluiten.catalogus import hulp_uit_catalogus, in_woorden
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.rules.inhoud import WAAROM, uitkomsten_van
from modules.dossier.besluiten.soorten import Besluitsoort, Overweging
from modules.dossier.besluiten.woorden import Eenheid, Frequentie, Relatie, Vorm
from modules.dossier.brieven.rules.geadresseerde import Geadresseerde, kies
from modules.dossier.delen.forms.velden import Mensenkeuze, mensen_van, organisaties
from modules.dossier.models import Huishouden, Inwoner
from modules.dossier.voorzieningen.models import Product
from modules.dossier.voorzieningen.queries import aanbod_van, tarief_van

_LANG = 6_000
HOE = (("post", "Met de post"), ("digitaal", "Digitaal"), ("meegegeven", "Meegegeven"))


class EuroVeld(forms.CharField):
    """An amount as people type it; gives whole cents."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the amount in cents, or None when the field may stay empty.

        :raises ValidationError: it is no amount, or less than nothing.
        """
        tekst = str(super().clean(value) or "").strip()
        if not tekst:
            return None
        try:
            bedrag = Geld.lees(tekst)
        except OngeldigeWaarde as fout:
            raise forms.ValidationError(fout.text) from fout
        if not 0 <= bedrag.centen <= 100_000_000_00:
            raise forms.ValidationError("Vul een bedrag in van nul euro of meer.")
        return bedrag.centen


def niet_straks(dag: Any) -> Any:
    """Take a day that was.

    :raises ValidationError: it is still to come.
    """
    if dag is not None and dag > localdate():
        raise forms.ValidationError("Deze dag is nog niet geweest. Kies vandaag of eerder.")
    return dag


class NieuwForm(forms.Form):
    """Whom it is about, which kind, and since which day somebody asked; where it is made by another, by whom."""

    inwoner = Mensenkeuze(
        Inwoner.objects.none(), label="Over wie gaat het besluit?", empty_label=None, widget=forms.RadioSelect,
        error_messages={"required": "Kies over wie het besluit gaat."},
    )  # fmt: skip
    soort = forms.ChoiceField(
        label="Wat voor besluit?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat voor besluit het is."},
    )
    aanvraag_op = DatumVeld(
        label="Op welke dag vroeg de inwoner dit aan?",
        snel=(0, -1),
        required=False,
        help_text="Vanaf deze dag loopt de tijd om te besluiten. Leeg bij een besluit zonder aanvraag.",
    )
    gevraagd = forms.CharField(
        label="Wat vraagt de inwoner?", widget=forms.Textarea, required=False, max_length=_LANG
    )

    def __init__(
        self,
        *args: Any,
        huishouden: Huishouden,
        soorten: Iterable[Besluitsoort],
        aan: Any = None,
        **kwargs: Any,
    ) -> None:
        """Offer the people of the household, the kinds of the laws that are on, and who makes it (`aan`)."""
        super().__init__(*args, **kwargs)
        velden: Any = self.fields
        velden["inwoner"].queryset = mensen_van(huishouden)
        velden["soort"].choices = [(soort.code, soort.titel) for soort in soorten]
        if aan is not None:
            velden["behandelaar"] = Mensenkeuze(
                aan,
                label="Wie maakt het besluit?",
                empty_label="Kies een collega",
                error_messages={"required": "Kies wie het besluit maakt."},
            )

    def clean_aanvraag_op(self) -> Any:
        """Take a day that was."""
        return niet_straks(self.cleaned_data["aanvraag_op"])


def blokken(soort: Besluitsoort | None) -> list[Overweging]:
    """Return the blocks of reasons: those of the law first, and one to say the rest."""
    eigen = list(soort.overwegingen) if soort else []
    return [*eigen, Overweging(WAAROM, "Waarom dit besluit?")]


class BesluitForm(forms.Form):
    """The words of a decision (Awb 3:46, 3:47; domain 4.5)."""

    uitkomst = forms.ChoiceField(label="Wat is het besluit?", widget=forms.RadioSelect, required=False)
    gevraagd = forms.CharField(
        label="Wat vroeg de inwoner?", widget=forms.Textarea, required=False, max_length=_LANG
    )
    grond = forms.CharField(
        label="Op welk artikel rust het besluit?",
        required=False,
        max_length=500,
        help_text="Wet, artikel en lid.",
    )
    wat = forms.CharField(
        label="Wat is besloten, in gewone woorden?",
        widget=forms.Textarea,
        required=False,
        max_length=_LANG,
        help_text="Zo komt het in de brief. Schrijf u.",
    )
    hoeveel = forms.CharField(
        label="Hoeveel?", required=False, max_length=500, help_text="Bijvoorbeeld: 3 uur per week."
    )
    begin = DatumVeld(label="Vanaf welke dag?", required=False, snel=(0, 1))
    einde = DatumVeld(label="Tot en met welke dag?", required=False, snel=())
    gevolgen = forms.CharField(
        label="Wat betekent dit voor de inwoner?",
        widget=forms.Textarea,
        required=False,
        max_length=_LANG,
        help_text="Eigen bijdrage, wat een budget vraagt, wat iemand moet doorgeven.",
    )

    def __init__(
        self, *args: Any, soort: Besluitsoort | None, beschikking: Beschikking | None = None, **kwargs: Any
    ) -> None:
        """Add a field for each block of reasons of this kind."""
        self.blokken = blokken(soort)
        if beschikking is not None:
            kwargs["initial"] = self._begin(beschikking) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        velden: Any = self.fields
        relatie = beschikking.relatie if beschikking is not None else ""
        velden["uitkomst"].choices = [
            (uitkomst.value, str(uitkomst.label)) for uitkomst in uitkomsten_van(soort, relatie)
        ]
        for blok in self.blokken:
            velden[f"o_{blok.code}"] = forms.CharField(
                label=blok.titel,
                help_text=blok.uitleg,
                widget=forms.Textarea,
                required=False,
                max_length=_LANG,
            )

    def _begin(self, rij: Beschikking) -> dict[str, Any]:
        gewoon = ("uitkomst", "gevraagd", "grond", "wat", "hoeveel", "begin", "einde", "gevolgen")
        return {naam: getattr(rij, naam) for naam in gewoon} | {
            f"o_{blok.code}": rij.overwegingen.get(blok.code, "") for blok in self.blokken
        }

    @property
    def redenen(self) -> list[Any]:
        """The fields of the blocks, in their order."""
        return [self[f"o_{blok.code}"] for blok in self.blokken]

    def clean(self) -> dict[str, Any]:
        """Ask that the days are in order."""
        schoon = super().clean() or {}
        begin, einde = schoon.get("begin"), schoon.get("einde")
        if begin and einde and einde < begin:
            self.add_error("einde", "De einddatum ligt vóór de begindatum. Kies een latere einddatum.")
        return schoon

    def gegevens(self) -> dict[str, Any]:
        """Return what the action takes."""
        schoon = dict(self.cleaned_data)
        redenen = {
            blok.code: tekst for blok in self.blokken if (tekst := schoon.pop(f"o_{blok.code}", "").strip())
        }
        return {**schoon, "overwegingen": redenen}


class VoorzieningForm(forms.Form):
    """One provision: what, by whom, in which form, how much and how often, what it costs, from when."""

    titel = forms.CharField(
        label="Welke hulp?", max_length=160, error_messages={"required": "Vul in welke hulp het is."}
    )
    vorm = forms.ChoiceField(
        label="In welke vorm?", choices=Vorm.choices, widget=forms.RadioSelect, initial=Vorm.ZIN.value,
        error_messages={"required": "Kies de vorm: zorg in natura of een budget."},
    )  # fmt: skip
    aanbieder = Mensenkeuze(
        Inwoner.objects.none(), label="Welke aanbieder?", required=False, empty_label="Nog niet gekozen",
        help_text="De inwoner kiest.",
    )  # fmt: skip
    categorie = forms.CharField(
        label="Productcategorie", required=False, max_length=40, help_text="De code uit het contract."
    )
    productcode = forms.CharField(label="Productcode", required=False, max_length=40)
    omvang = forms.DecimalField(
        label="Hoeveel?", required=False, min_value=0, max_digits=9, decimal_places=2, localize=True,
        error_messages={"invalid": "Vul een getal in, zoals 3 of 2,5."},
    )  # fmt: skip
    eenheid = forms.ChoiceField(
        label="Waarin geteld?", choices=[("", "Kies"), *Eenheid.choices], required=False
    )
    frequentie = forms.ChoiceField(
        label="Hoe vaak?", choices=[("", "Kies"), *Frequentie.choices], required=False
    )
    bedrag_per_jaar = EuroVeld(
        label="Wat kost dit per jaar?", help_text="Daarmee kijken we wie dit besluit mag nemen.",
        error_messages={"required": "Vul in wat dit per jaar kost."},
    )  # fmt: skip
    hulp_begin = DatumVeld(
        label="Vanaf", snel=(0, 1), error_messages={"required": "Vul in wanneer deze hulp begint."}
    )
    hulp_einde = DatumVeld(label="Tot en met", required=False, snel=())

    def __init__(self, *args: Any, soort: Besluitsoort | None, **kwargs: Any) -> None:
        """Offer the organisations, and the categories of this kind of decision when it names them."""
        super().__init__(*args, **kwargs)
        velden: Any = self.fields
        velden["aanbieder"].queryset = organisaties()
        if soort is not None and soort.producten:
            velden["categorie"] = forms.ChoiceField(
                label="Productcategorie",
                choices=[("", "Kies"), *soort.producten],
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Ask that the days are in order, and that an amount of help says in what and how often."""
        schoon = super().clean() or {}
        begin, einde = schoon.get("hulp_begin"), schoon.get("hulp_einde")
        if begin and einde and einde < begin:
            self.add_error("hulp_einde", "De einddatum ligt vóór de begindatum. Kies een latere einddatum.")
        if schoon.get("omvang"):
            for veld, tekst in (("eenheid", "Kies waarin je telt."), ("frequentie", "Kies hoe vaak.")):
                if not schoon.get(veld):
                    self.add_error(veld, tekst)
        return schoon

    def gegevens(self) -> dict[str, Any]:
        """Return what the action takes."""
        schoon = dict(self.cleaned_data)
        schoon["begin"], schoon["einde"] = schoon.pop("hulp_begin"), schoon.pop("hulp_einde")
        schoon["product"] = schoon.pop("productcode")
        return schoon


class HulpForm(forms.Form):
    """A provision out of the catalogue: only what the choice of product leaves open."""

    vorm = forms.ChoiceField(
        label="In welke vorm?", widget=forms.RadioSelect,
        error_messages={"required": "Kies de vorm: zorg in natura of een budget."},
    )  # fmt: skip
    aanbieder = forms.ChoiceField(label="Welke aanbieder?", required=False, help_text="De inwoner kiest.")
    omvang = forms.DecimalField(
        label="Hoeveel?", min_value=0, max_digits=9, decimal_places=2, localize=True,
        error_messages={
            "required": "Vul in hoeveel hulp iemand krijgt.", "invalid": "Vul een getal in, zoals 3 of 2,5.",
        },
    )  # fmt: skip
    frequentie = forms.ChoiceField(
        label="Hoe vaak?", choices=[("", "Kies"), *Frequentie.choices],
        error_messages={"required": "Kies hoe vaak."},
    )  # fmt: skip
    bedrag = EuroVeld(
        label="Wat kost dit per jaar?", required=False,
        help_text="Er staat geen tarief in de lijst. Daarmee kijken we wie mag besluiten.",
    )  # fmt: skip
    hulp_begin = DatumVeld(
        label="Vanaf", snel=(0, 1), error_messages={"required": "Vul in wanneer deze hulp begint."}
    )
    hulp_einde = DatumVeld(label="Tot en met", required=False, snel=())

    def __init__(self, *args: Any, product: Product, dag: date, **kwargs: Any) -> None:
        """Offer the aanbieders with a contract, the shortest wait first; ask no more than is open."""
        super().__init__(*args, **kwargs)
        self.product, self.aanbod = product, aanbod_van(product, dag)
        velden: Any = self.fields
        velden["vorm"].choices = Vorm.choices if product.mag_pgb else [(Vorm.ZIN.value, str(Vorm.ZIN.label))]
        velden["vorm"].initial = Vorm.ZIN.value
        namen = [(str(a.aanbieder_id), a.naam) for a in self.aanbod]
        velden["aanbieder"].choices = [("", "Nog niet gekozen"), *namen]
        velden["aanbieder"].widget = KeuzeKaarten(
            choices=velden["aanbieder"].choices,
            uitleg={str(a.aanbieder_id): in_woorden(a, product) for a in self.aanbod},
        )
        velden["omvang"].label = f"Hoeveel {product.get_eenheid_display()}?"
        if product.frequentie:
            del velden["frequentie"]
            velden[
                "omvang"
            ].label = f"Hoeveel {product.get_eenheid_display()} {product.get_frequentie_display()}?"
        if any(a.tarief is not None for a in self.aanbod) or tarief_van(product, dag) is not None:
            del velden["bedrag"]

    def clean(self) -> dict[str, Any]:
        """Ask that the days are in order."""
        schoon = super().clean() or {}
        begin, einde = schoon.get("hulp_begin"), schoon.get("hulp_einde")
        if begin and einde and einde < begin:
            self.add_error("hulp_einde", "De einddatum ligt vóór de begindatum. Kies een latere einddatum.")
        return schoon

    def gegevens(self) -> dict[str, Any]:
        """Return the provision as the action takes it.

        :raises Refusal: it cannot be given like this.
        """
        schoon = self.cleaned_data
        return hulp_uit_catalogus(
            product=self.product, vorm=schoon["vorm"],
            aanbieder_id=UUID(schoon["aanbieder"]) if schoon.get("aanbieder") else None, omvang=schoon["omvang"],
            frequentie=schoon.get("frequentie", ""), begin=schoon["hulp_begin"], einde=schoon["hulp_einde"],
            bedrag=schoon.get("bedrag"),
        )  # fmt: skip


class VoorleggenForm(forms.Form):
    """To whom, and why."""

    aan = Mensenkeuze(
        Inwoner.objects.none(), label="Aan wie leg je dit voor?", empty_label="Kies een collega",
        error_messages={"required": "Kies aan wie je het voorlegt."},
    )  # fmt: skip
    omdat = forms.CharField(label="Wat vraag je?", required=False, max_length=500)

    def __init__(self, *args: Any, mensen: Any, **kwargs: Any) -> None:
        """Offer who may decide, or who may read along."""
        super().__init__(*args, **kwargs)
        velden: Any = self.fields
        velden["aan"].queryset = mensen


class RedenForm(forms.Form):
    """Why."""

    omdat = forms.CharField(label="Waarom?", max_length=2_000, widget=forms.Textarea, required=False)


class BekendForm(forms.Form):
    """When the decision was sent, and how (Awb 3:41)."""

    bekend_op = DatumVeld(
        label="Op welke dag is het besluit verstuurd?", snel=(0, -1),
        error_messages={"required": "Vul in wanneer het besluit is verstuurd."},
    )  # fmt: skip
    hoe = forms.ChoiceField(label="Hoe?", choices=HOE, widget=forms.RadioSelect, initial="post")

    def clean_bekend_op(self) -> Any:
        """Take a day that was."""
        return niet_straks(self.cleaned_data["bekend_op"])


class VervolgForm(forms.Form):
    """What the new decision does to this one."""

    relatie = forms.ChoiceField(
        label="Wat moet er met dit besluit?",
        choices=[
            (Relatie.HERZIET.value, "Iets wijzigen"),
            (Relatie.TREKT_IN.value, "Intrekken"),
            (Relatie.VERBETERT.value, "Een fout verbeteren"),
            (Relatie.VOLGT_OP.value, "Verlengen of opnieuw beoordelen"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat er met dit besluit moet."},
    )


class BriefAanForm(forms.Form):
    """To whom the letter of a decision goes, and how."""

    aan = forms.ChoiceField(
        label="Aan wie gaat de brief?", widget=forms.RadioSelect,
        error_messages={"required": "Kies aan wie de brief gaat.", "invalid_choice": "Kies iemand uit de lijst."},
    )  # fmt: skip
    kanaal = forms.ChoiceField(label="Hoe gaat de brief?", choices=HOE, widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, keuzes: Sequence[Geadresseerde], beschikking: Beschikking, **kwargs: Any
    ) -> None:
        """Offer who may get it, and begin with what was chosen before."""
        nu = kies(keuzes, beschikking.brief_aan).sleutel
        begin = {"aan": nu, "kanaal": beschikking.brief_kanaal or HOE[0][0]}
        super().__init__(*args, **{**kwargs, "initial": begin})
        velden: Any = self.fields
        velden["aan"].choices = [(keuze.sleutel, keuze.label) for keuze in keuzes]
