"""Forms about the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms

from keukentafel.components.velden import DatumVeld
from modules.zgw.beheer.rules.duur import in_woorden, naar_iso
from modules.zgw.catalogus.models import (
    Afleidingswijze,
    Archiefnominatie,
    Formaat,
    Richting,
    RolGeneriek,
    Soort,
    Statustype,
    Typesoort,
    Zaaktype,
)
from modules.zgw.catalogus.objecttypen import OBJECTTYPEN
from modules.zgw.catalogus.selectielijst import omschrijvingen, procestype, procestypen, resultaat, resultaten
from modules.zgw.eigen import DOMEIN
from modules.zgw.eigen.maken import LIJST
from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid

_LEEG: Final = [("", "Kies")]


class DuurVeld(forms.CharField):
    """A duration: `8 weken` on the screen, `P8W` below it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Bijvoorbeeld 8 weken of 56 dagen.")
        super().__init__(max_length=40, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show it in words."""
        return in_woorden(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        """Read it.

        :raises forms.ValidationError: it is no duration.
        """
        tekst = str(super().clean(value) or "")
        try:
            return naar_iso(tekst)
        except ValueError as fout:
            raise forms.ValidationError("Dit is geen duur. Schrijf bijvoorbeeld 8 weken.") from fout


class RegelsVeld(forms.CharField):
    """A list: one on each line."""

    def __init__(self, *, hoogstens: int, **kwargs: Any) -> None:
        self.hoogstens = hoogstens
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show each on a line."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """Read the lines, each once.

        :raises forms.ValidationError: one is too long.
        """
        regels = list(
            dict.fromkeys(r.strip() for r in str(super().clean(value) or "").splitlines() if r.strip())
        )
        if any(len(regel) > self.hoogstens for regel in regels):
            raise forms.ValidationError(f"Elke regel heeft hoogstens {self.hoogstens} tekens.")
        return regels


def _tekst(label: str, lengte: int, *, help_text: str = "", nodig: bool = True) -> forms.CharField:
    return forms.CharField(label=label, max_length=lengte, required=nodig, help_text=help_text)


def _lang(label: str, lengte: int = 2000, *, nodig: bool = True, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=lengte,
        required=nodig,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class Catalogusform(forms.Form):
    """A form over a row: its first words come from the row, and its mark goes along."""

    stempel = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def velden(self) -> dict[str, Any]:
        """Return what goes to the row."""
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if naam != "stempel"}


class ZaaktypeForm(Catalogusform):
    """A version of a zaaktype: what it is for, how long it takes and what hangs on it."""

    identificatie = _tekst(
        "Identificatie", 50, help_text="Daaraan herkennen programma's het type. Blijft altijd zo."
    )
    omschrijving = _tekst("Naam", 80, help_text="Inwoners zien deze naam in Mijn Gemeente.")
    omschrijving_generiek = _tekst("Algemene naam", 80, nodig=False)
    begin_geldigheid = DatumVeld(label="Geldig vanaf")
    vertrouwelijkheid = forms.TypedChoiceField(
        label="Vertrouwelijkheid", coerce=int, choices=Vertrouwelijkheid.choices
    )
    doel = _lang("Doel")
    aanleiding = _lang("Aanleiding")
    toelichting = _lang("Toelichting", nodig=False)
    onderwerp = _tekst("Onderwerp", 80)
    handeling_initiator = _tekst("Wat de aanvrager doet", 20, help_text="Eén woord, bijvoorbeeld aanvragen.")
    handeling_behandelaar = _tekst(
        "Wat de behandelaar doet", 20, help_text="Eén woord, bijvoorbeeld onderzoeken."
    )
    verantwoordelijke = _tekst("Verantwoordelijk", 50)
    intern_of_extern = forms.ChoiceField(
        label="Voor wie is de zaak?", choices=(("extern", "Voor inwoners"), ("intern", "Binnen de gemeente"))
    )
    doorlooptijd = DuurVeld(label="Wettelijke tijd")
    servicenorm = DuurVeld(label="Tijd die we beloven", required=False)
    is_op_te_schorten = forms.BooleanField(label="De tijd mag stilstaan", required=False)
    is_te_verlengen = forms.BooleanField(label="De tijd mag langer worden", required=False)
    verlengingstermijn = DuurVeld(label="Hoeveel langer", required=False)
    selectielijst_procestype = forms.ChoiceField(label="Procestype van de Selectielijst", required=False)
    referentieproces_naam = _tekst("Referentieproces", 80)
    trefwoorden = RegelsVeld(label="Trefwoorden", hoogstens=30, help_text="Eén op elke regel.")
    besluitsoorten = forms.MultipleChoiceField(
        label="Besluiten die erbij horen", required=False, widget=forms.CheckboxSelectMultiple
    )
    deelzaaksoorten = forms.MultipleChoiceField(
        label="Zaken die er onder vallen", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, soorten: Mapping[str, Sequence[Soort]], domein: str, nieuw: bool, **kwargs: Any
    ) -> None:
        """Offer what stands in the same catalogus."""
        super().__init__(*args, **kwargs)
        self.domein, self.soorten = domein, soorten
        if not nieuw:
            del self.fields["identificatie"]
        for naam, component in (("besluitsoorten", "brc"), ("deelzaaksoorten", "zrc")):
            veld: Any = self.fields[naam]
            veld.choices = [(str(s.pk), s.identificatie) for s in soorten[component]]
            if not veld.choices:
                del self.fields[naam]
        lijst: Any = self.fields["selectielijst_procestype"]
        rijen = sorted(procestypen().values(), key=lambda rij: (-rij.jaar, rij.nummer))
        lijst.choices = _LEEG + [
            (f"{LIJST}/procestypen/{rij.id}", f"{rij.nummer}. {rij.naam.strip()} ({rij.jaar})")
            for rij in rijen
        ]

    @classmethod
    def begin(cls, rij: Zaaktype, besluiten: Sequence[Any], stempel: str) -> dict[str, Any]:
        """Return the first words of the form."""
        proces = procestype(rij.selectielijst_procestype)
        uit = {
            naam: getattr(rij, naam)
            for naam in cls.base_fields
            if hasattr(rij, naam) and naam != "identificatie"
        }
        return uit | {
            "stempel": stempel,
            "selectielijst_procestype": f"{LIJST}/procestypen/{proces.id}" if proces else "",
            "besluitsoorten": [str(pk) for pk in besluiten],
            "deelzaaksoorten": [str(pk) for pk in rij.deelzaaksoorten],
        }

    def clean_vertrouwelijkheid(self) -> int:
        """Keep our own types closed enough (zgw.md §8)."""
        waarde = int(self.cleaned_data["vertrouwelijkheid"])
        if self.domein == DOMEIN and waarde < Vertrouwelijkheid.ZAAKVERTROUWELIJK:
            raise forms.ValidationError("Een zaak in het sociaal domein is ten minste zaakvertrouwelijk.")
        return waarde

    def clean(self) -> dict[str, Any]:
        """Ask how much longer where it may be longer."""
        schoon = super().clean() or {}
        if schoon.get("is_te_verlengen") and not schoon.get("verlengingstermijn"):
            self.add_error("verlengingstermijn", "Vul in hoeveel langer de zaak mag duren.")
        return schoon

    def gekozen(self, naam: str, component: str) -> list[Soort]:
        """Return the soorten that were ticked."""
        keuze = set(self.cleaned_data.get(naam, ()))
        return [soort for soort in self.soorten[component] if str(soort.pk) in keuze]

    def velden(self) -> dict[str, Any]:
        """Return the columns of the row."""
        niet = {"stempel", "identificatie", "besluitsoorten", "deelzaaksoorten"}
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if naam not in niet}


class VersieForm(forms.Form):
    """From when a next version holds."""

    begin_geldigheid = DatumVeld(label="Vanaf welke dag geldt de nieuwe versie?")


class EindeForm(forms.Form):
    """Until when a published version holds."""

    laatste_dag = DatumVeld(
        label="Laatste dag", required=False, help_text="Laat dit leeg als het type blijft gelden."
    )


class RsinForm(forms.Form):
    """The RSIN of the gemeente."""

    rsin = forms.CharField(label="RSIN", max_length=12, help_text="9 cijfers. Staat in het handelsregister.")


class DeelForm(Catalogusform):
    """A part of a zaaktype."""

    def __init__(self, *args: Any, zaaktype: Zaaktype, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zaaktype = zaaktype


class StatusForm(DeelForm):
    """A phase."""

    volgnummer = forms.IntegerField(
        label="Volgnummer",
        min_value=1,
        max_value=9999,
        help_text="De stand met het hoogste nummer sluit de zaak.",
    )
    omschrijving = _tekst("Naam", 80)
    omschrijving_generiek = _tekst(
        "Vaste naam",
        80,
        nodig=False,
        help_text="Hieraan herkent Keukentafel de stand. Verander dit liever niet.",
    )
    statustekst = _lang("Bericht aan de inwoner", 1000, nodig=False)
    is_te_melden = forms.BooleanField(label="De inwoner krijgt bericht", required=False)
    doorlooptijd = DuurVeld(label="Hoe lang deze stand duurt", required=False)
    toelichting = _lang("Toelichting", 1000, nodig=False)


class RolForm(DeelForm):
    """A role."""

    omschrijving = _tekst("Naam", 100)
    omschrijving_generiek = forms.ChoiceField(label="Algemene naam", choices=RolGeneriek.choices)


class EigenschapForm(DeelForm):
    """A fact that a zaak carries."""

    naam = _tekst("Naam", 20)
    definitie = _tekst("Wat het is", 255)
    formaat = forms.ChoiceField(label="Soort", choices=Formaat.choices)
    lengte = _tekst("Lengte", 14, help_text="Een datum heeft 8 tekens, een datum met tijd 14.")
    kardinaliteit = _tekst("Hoe vaak", 3, help_text="1, of N als er meer mogen zijn.")
    waarden = RegelsVeld(label="Keuzes", hoogstens=100, help_text="Eén op elke regel. Leeg: alles mag.")
    toelichting = _lang("Toelichting", 1000, nodig=False)

    def clean(self) -> dict[str, Any]:
        """Fit the length to the form (ztc-015)."""
        schoon = super().clean() or {}
        vast = {"datum": "8", "datum_tijd": "14"}.get(schoon.get("formaat", ""))
        lengte = str(schoon.get("lengte", ""))
        if lengte and not (lengte == vast if vast else lengte.replace(",", "", 1).isdigit()):
            self.add_error("lengte", f"De lengte is hier {vast or 'een getal'}.")
        return schoon


class ResultaatForm(DeelForm):
    """An end, and how long a zaak is kept after it."""

    omschrijving = _tekst("Naam", 30)
    resultaattypeomschrijving = forms.ChoiceField(label="Algemene naam")
    selectielijstklasse = forms.ChoiceField(label="Resultaat van de Selectielijst")
    archiefnominatie = forms.ChoiceField(
        label="Daarna", required=False, choices=[("", "Volgens de Selectielijst"), *Archiefnominatie.choices]
    )
    archieftermijn = DuurVeld(
        label="Bewaartermijn",
        required=False,
        help_text="Leeg: volgens de Selectielijst. Bijvoorbeeld 15 jaar.",
    )
    afleidingswijze = forms.ChoiceField(label="De termijn begint bij", choices=Afleidingswijze.choices)
    datumkenmerk = _tekst("Naam van de eigenschap of het kenmerk", 80, nodig=False)
    objecttype = forms.ChoiceField(
        label="Soort object", required=False, choices=[("", "Geen"), *((naam, naam) for naam in OBJECTTYPEN)]
    )
    registratie = _tekst("Register", 80, nodig=False)
    brontermijn = DuurVeld(label="Procestermijn", required=False)
    is_einddatum_bekend = forms.BooleanField(label="De einddatum is bekend", required=False)
    toelichting = _lang("Toelichting", 1000, nodig=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        namen: Any = self.fields["resultaattypeomschrijving"]
        namen.choices = _LEEG + [
            (f"{LIJST}/resultaattypeomschrijvingen/{id}", naam)
            for id, naam in sorted(omschrijvingen().items(), key=lambda paar: paar[1])
        ]
        proces = procestype(self.zaaktype.selectielijst_procestype)
        klassen: Any = self.fields["selectielijstklasse"]
        rijen = sorted(
            (rij for rij in resultaten().values() if proces is None or rij.procestype == proces.id),
            key=lambda rij: (
                not rij.is_sociaal_domein,
                [int(deel) for deel in rij.nummer.split(".")],
                rij.naam,
            ),
        )
        klassen.choices = _LEEG + [(f"{LIJST}/resultaten/{rij.id}", _klasse(rij)) for rij in rijen]

    @staticmethod
    def kies(url: str, soort: str) -> str:
        """Return an address of the list as the form has it, whatever host it was written with."""
        gevonden = resultaat(url) if soort == "resultaten" else None
        return f"{LIJST}/resultaten/{gevonden.id}" if gevonden else url


def _klasse(rij: Any) -> str:
    termijn = in_woorden(rij.bewaartermijn) or "blijvend"
    ster = ", sociaal domein" if rij.is_sociaal_domein else ""
    return f"{rij.nummer} {rij.naam} ({termijn}{ster})"


class DocumentForm(DeelForm):
    """A kind of document with a zaak."""

    documentsoort = forms.ChoiceField(label="Soort document")
    richting = forms.ChoiceField(label="Richting", choices=Richting.choices)
    volgnummer = forms.IntegerField(label="Volgnummer", min_value=1, max_value=999)
    statustype = forms.ChoiceField(label="Nodig voor de stand", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        soorten: Any = self.fields["documentsoort"]
        soorten.choices = _LEEG + [
            (str(rij.pk), rij.identificatie)
            for rij in Soort.objects.filter(
                catalogus=self.zaaktype.soort.catalogus_id, typesoort=Typesoort.INFORMATIEOBJECTTYPE
            ).order_by("identificatie")
        ]
        fasen: Any = self.fields["statustype"]
        fasen.choices = [("", "Geen")] + [
            (str(rij.pk), rij.omschrijving) for rij in Statustype.objects.filter(zaaktype=self.zaaktype)
        ]


class DocumenttypeForm(Catalogusform):
    """A version of a kind of document."""

    omschrijving = _tekst("Naam", 80)
    categorie = _tekst("Categorie", 80)
    vertrouwelijkheid = forms.TypedChoiceField(
        label="Vertrouwelijkheid", coerce=int, choices=Vertrouwelijkheid.choices
    )
    begin_geldigheid = DatumVeld(label="Geldig vanaf")
    trefwoorden = RegelsVeld(label="Trefwoorden", hoogstens=30, help_text="Eén op elke regel.")


class BesluittypeForm(Catalogusform):
    """A version of a kind of decision."""

    omschrijving = _tekst("Naam", 80)
    besluitcategorie = _tekst("Categorie", 40, nodig=False)
    begin_geldigheid = DatumVeld(label="Geldig vanaf")
    reactietermijn = DuurVeld(label="Tijd om bezwaar te maken", required=False)
    toelichting = _lang("Toelichting", nodig=False)
    documentsoorten = forms.MultipleChoiceField(
        label="Documenten die erbij horen", required=False, widget=forms.CheckboxSelectMultiple
    )


class InleesForm(forms.Form):
    """A catalogue of another system."""

    bestand = forms.FileField(
        label="Bestand",
        help_text="Een zip met een catalogus, zoals Keukentafel en Open Zaak die maken.",
        widget=forms.FileInput(attrs={"data-max-mb": "20", "accept": ".zip"}),
    )
