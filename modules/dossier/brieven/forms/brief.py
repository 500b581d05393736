"""What a person fills in to begin a letter, to change its words and to send it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from keukentafel.components.widgets import KeuzeKaarten
from modules.dossier.brieven.models import Brief, Kanaal
from modules.dossier.brieven.soorten import Briefsoort, Veld
from modules.dossier.models import Huishouden, Inwoner

_MAX_TEKST = 20_000


class NieuweBriefForm(forms.Form):
    """The fields of one kind of letter, and to whom it goes. What stays empty is filled in in the letter."""

    inwoner = forms.ModelChoiceField(
        queryset=Inwoner.objects.none(),
        label="Aan wie",
        required=False,
        empty_label="Het hele huishouden",
        error_messages={"invalid_choice": "Kies iemand uit dit huishouden."},
    )

    def __init__(self, *args: Any, huishouden: Huishouden, soort: Briefsoort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.soort = soort
        wie: Any = self.fields["inwoner"]
        wie.queryset = Inwoner.objects.filter(
            lidmaatschappen__huishouden=huishouden, lidmaatschappen__tot=None
        ).distinct()
        wie.label_from_instance = lambda inwoner: inwoner.naam
        for veld in soort.velden:
            if not veld.met_opmaak and not veld.velden:
                self.fields[f"v_{veld.naam}"] = _invoer(veld)

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
        help_text="De titels komen onder de brief. Doe de stukken er zelf bij.",
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
