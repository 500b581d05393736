"""What a person fills in to begin a letter, to change its words and to send it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from keukentafel.components.widgets import KeuzeKaarten
from keukentafel.values.ongeldig import OngeldigeWaarde
from keukentafel.values.postcode import Postcode
from modules.dossier.brieven.adressanten import van_mensen, zoals_te_zien
from modules.dossier.brieven.models import Brief, Kanaal
from modules.dossier.brieven.rules.geadresseerde import Geadresseerde
from modules.dossier.brieven.soorten import Briefsoort, Veld
from modules.dossier.models import Huishouden, Inwoner

_MAX_TEKST = 20_000


class NieuweBriefForm(forms.Form):
    """The fields of one kind of letter, and to whom it goes. What stays empty is filled in in the letter."""

    inwoner = forms.ChoiceField(
        label="Over wie, en aan wie",
        required=False,
        help_text="Ouders met gezag en wie iemand vertegenwoordigt, staan bij de persoon om wie het gaat.",
        error_messages={"invalid_choice": "Kies iemand uit dit huishouden."},
    )

    def __init__(
        self, *args: Any, huishouden: Huishouden, soort: Briefsoort, dag: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.soort = soort
        wie: Any = self.fields["inwoner"]
        leden = Inwoner.objects.filter(
            lidmaatschappen__huishouden=huishouden, lidmaatschappen__tot=None
        ).distinct()
        self.mensen = {mens.pk: mens for mens in leden.order_by("id")}
        per_mens = {
            mens: zoals_te_zien(huishouden, keuzes)
            for mens, keuzes in van_mensen(huishouden, list(self.mensen.values()), dag).items()
        }
        wie.choices = [
            ("", "Het hele huishouden"),
            *(
                (mens.naam, [(f"{mens.pk}/{keuze.sleutel}", keuze.label) for keuze in per_mens[mens.pk]])
                for mens in self.mensen.values()
            ),
        ]
        for veld in soort.velden:
            if not veld.met_opmaak and not veld.velden:
                self.fields[f"v_{veld.naam}"] = _invoer(veld)

    @property
    def persoon(self) -> Inwoner | None:
        """Return whom the letter is about; None for the household."""
        gekozen = str(self.cleaned_data.get("inwoner") or "").partition("/")[0]
        return self.mensen.get(UUID(gekozen)) if gekozen else None

    @property
    def aan(self) -> str:
        """Return the key of who gets it."""
        return str(self.cleaned_data.get("inwoner") or "").partition("/")[2]

    @property
    def gegevens(self) -> dict[str, object]:
        """Return what was filled in, as a letter takes it."""
        gevuld: dict[str, object] = {}
        for veld in self.soort.velden:
            waarde = str(self.cleaned_data.get(f"v_{veld.naam}") or "").strip()
            if waarde:
                is_lijst = isinstance(veld.voorbeeld, list)
                gevuld[veld.naam] = (
                    [r.strip() for r in waarde.splitlines() if r.strip()] if is_lijst else waarde
                )
        return gevuld

    @property
    def invoervelden(self) -> Iterable[forms.BoundField]:
        """Return the fields of this kind, in their order."""
        return [self[naam] for naam in self.fields if naam.startswith("v_")]


def _invoer(veld: Veld) -> forms.CharField:
    label = f"{veld.uitleg[:1].upper()}{veld.uitleg[1:]}"
    if isinstance(veld.voorbeeld, list):
        uitleg = f"Zet elk op een eigen regel. Zoals: {veld.voorbeeld[0]}"
        return forms.CharField(
            label=label,
            required=False,
            max_length=2000,
            help_text=uitleg,
            widget=forms.Textarea(attrs={"rows": 4}),
        )
    lang = len(str(veld.voorbeeld)) > 40
    return forms.CharField(
        label=label,
        required=False,
        max_length=4000 if lang else 300,
        help_text=f"Zoals: {veld.voorbeeld}",
        widget=forms.Textarea(attrs={"rows": 4}) if lang else forms.TextInput(),
    )


class BriefForm(forms.Form):
    """The words of a concept."""

    onderwerp = forms.CharField(
        label="Onderwerp", max_length=200, error_messages={"required": "Vul in waar de brief over gaat."}
    )
    samenvatting = forms.CharField(
        label="Kort samengevat",
        required=False,
        max_length=1000,
        help_text="Staat bovenaan de brief. Zeg in twee of drie zinnen wat de lezer moet weten.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    tekst = forms.CharField(
        label="Tekst",
        max_length=_MAX_TEKST,
        help_text="Een kop begint met #, een punt van een lijst met -, en wat de inwoner zelf zei met >.",
        widget=forms.Textarea(attrs={"rows": 24}),
        error_messages={"required": "De brief is nog leeg. Schrijf de tekst."},
    )
    ondertekenaar_naam = forms.CharField(
        label="Wie tekent", max_length=120, error_messages={"required": "Vul in wie de brief tekent."}
    )
    ondertekenaar_functie = forms.CharField(label="Functie", max_length=120, required=False)
    bijlagen = forms.MultipleChoiceField(
        label="Bijlagen",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="De titels komen onder de brief. Een PDF of foto gaat mee in het printbestand van de post.",
        error_messages={"invalid_choice": "Kies bijlagen uit de lijst."},
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, brief: Brief, stukken: list[tuple[str, str]], **kwargs: Any) -> None:
        begin = {
            "onderwerp": brief.onderwerp, "samenvatting": brief.samenvatting, "tekst": brief.tekst,
            "ondertekenaar_naam": brief.ondertekenaar_naam, "ondertekenaar_functie": brief.ondertekenaar_functie,
            "bijlagen": [bijlage["id"] for bijlage in brief.bijlagen], "versie": brief.versie,
        }  # fmt: skip
        super().__init__(*args, **{**kwargs, "initial": begin})
        self.stukken = dict(stukken)
        keuzes: Any = self.fields["bijlagen"]
        keuzes.choices = stukken
        if not stukken:
            del self.fields["bijlagen"]

    @property
    def gekozen_bijlagen(self) -> list[dict[str, str]]:
        """Return the chosen documents with the title they had."""
        return [
            {"id": gekozen, "titel": self.stukken[gekozen]}
            for gekozen in self.cleaned_data.get("bijlagen", ())
        ]


class AanForm(forms.Form):
    """To whom a letter goes, and where that one lives when it is not in the household."""

    aan = forms.ChoiceField(
        label="Aan wie gaat de brief?",
        error_messages={
            "required": "Kies aan wie de brief gaat.",
            "invalid_choice": "Kies iemand uit de lijst.",
        },
    )
    straat = forms.CharField(
        label="Straat en huisnummer", required=False, max_length=120,
        help_text="Alleen als deze persoon niet in dit huishouden woont.",
    )  # fmt: skip
    postcode = forms.CharField(label="Postcode", required=False, max_length=10, help_text="Zoals 1234 AB.")
    plaats = forms.CharField(label="Plaats", required=False, max_length=80)
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, brief: Brief, keuzes: Sequence[Geadresseerde], **kwargs: Any) -> None:
        begin = {
            "aan": brief.aan_wie or keuzes[0].sleutel, "straat": brief.aan_straat, "postcode": brief.aan_postcode,
            "plaats": brief.aan_plaats, "versie": brief.versie,
        }  # fmt: skip
        super().__init__(*args, **{**kwargs, "initial": begin})
        self.keuzes = {keuze.sleutel: keuze for keuze in keuzes}
        veld: Any = self.fields["aan"]
        veld.choices = [(keuze.sleutel, keuze.label) for keuze in keuzes]
        veld.widget = KeuzeKaarten(
            choices=veld.choices, uitleg={keuze.sleutel: keuze.reden for keuze in keuzes}
        )

    def clean(self) -> dict[str, Any]:
        """Ask a whole address, or none, of somebody who lives elsewhere."""
        schoon = super().clean() or {}
        wie = self.keuzes.get(schoon.get("aan", ""))
        delen = {naam: str(schoon.get(naam) or "").strip() for naam in ("straat", "postcode", "plaats")}
        if wie is None or not wie.woont_elders or not any(delen.values()):
            return {**schoon, "straat": "", "postcode": "", "plaats": ""}
        for naam, tekst in delen.items():
            if not tekst:
                self.add_error(naam, f"Vul ook {'de straat' if naam == 'straat' else f'de {naam}'} in.")
        if delen["postcode"]:
            try:
                schoon["postcode"] = str(Postcode(delen["postcode"]))
            except OngeldigeWaarde as fout:
                self.add_error("postcode", fout.text)
        return schoon

    @property
    def adres(self) -> list[str]:
        """Return the lines of the address as they come on the letter."""
        schoon = self.cleaned_data
        plek = f"{schoon.get('postcode', '')} {schoon.get('plaats', '').upper()}".strip()
        return [regel for regel in (schoon.get("straat", ""), plek) if regel]


class VerzendForm(forms.Form):
    """How a letter goes; the check page shows the rest."""

    kanaal = forms.ChoiceField(
        label="Hoe gaat de brief naar de inwoner?",
        choices=Kanaal.choices,
        initial=Kanaal.POST,
        widget=KeuzeKaarten(
            uitleg={
                "post": "De brief komt in de postuitgang. Daar print je de stapel en noteer je dat hij gepost is.",
                "digitaal": "Je stuurt de PDF zelf, met de beveiligde post van jullie gemeente.",
                "meegegeven": "Je geeft de brief aan tafel of aan de balie.",
            }
        ),
        error_messages={"required": "Kies hoe de brief gaat.", "invalid_choice": "Kies hoe de brief gaat."},
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)


class RondeForm(forms.Form):
    """How many letters go at once."""

    kanaal = forms.ChoiceField(
        label="Hoe gaan de brieven naar de inwoners?",
        choices=Kanaal.choices,
        initial=Kanaal.POST,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies hoe de brieven gaan.",
            "invalid_choice": "Kies hoe de brieven gaan.",
        },
    )
