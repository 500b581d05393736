"""Forms of the plan: short ones, each for one thing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from keukentafel.components.velden import DatumVeld
from keukentafel.components.widgets import Segment
from modules.dossier.forms.gesprek import leefgebied_keuzes, zet_keuzes
from modules.inrichting.codelijsten import InstemmingUitkomst, Kader, Wet, Wie
from modules.inrichting.rules.protocol import Categorie


class PlanTekstForm(forms.Form):
    """The texts around the goals, and the day to look back."""

    situatie = forms.CharField(label="Situatie in eigen woorden", required=False, widget=forms.Textarea)
    afspraken_contact = forms.CharField(label="Afspraken over contact", required=False, widget=forms.Textarea)
    afspraken_veiligheid = forms.CharField(
        label="Afspraken over veiligheid", required=False, widget=forms.Textarea
    )
    evaluatie_op = DatumVeld(label="Wanneer kijken we samen terug?", required=False, snel=(90,))

    def __init__(self, *args: Any, zicht: Any, **kwargs: Any) -> None:
        """Leave out what was agreed on safety for who does not write about that."""
        super().__init__(*args, **kwargs)
        if not zicht.mag(Categorie.VEILIGHEID, schrijven=True):
            del self.fields["afspraken_veiligheid"]


class ResultaatForm(forms.Form):
    """How people notice that it worked."""

    omschrijving = forms.CharField(
        label="Waaraan merkt u dat het gelukt is?",
        max_length=300,
        error_messages={"required": "Schrijf op waaraan u merkt dat het gelukt is."},
    )
    indicator = forms.CharField(label="Hoe zien we dat?", max_length=200, required=False)
    streefdatum = DatumVeld(label="Wanneer?", required=False, snel=(30, 90))


class DoelForm(ResultaatForm):
    """A goal in the first person, with its first result in the same go."""

    titel = forms.CharField(
        label="Doel",
        max_length=200,
        help_text="Begin met ‘Ik’ of ‘Wij’, in de woorden van het huishouden.",
        error_messages={"required": "Schrijf op wat het huishouden wil bereiken."},
    )
    waarom = forms.CharField(label="Waarom is dit belangrijk?", required=False, widget=forms.Textarea)
    probleem = forms.ChoiceField(label="Dit gaat over", required=False)
    leefgebieden = forms.MultipleChoiceField(
        label="Leefgebieden", required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("titel", "probleem", "waarom", "omschrijving", "indicator", "streefdatum", "leefgebieden")

    def __init__(self, *args: Any, problemen: Iterable[Any], zicht: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.problemen = {str(probleem.pk): probleem for probleem in problemen}
        keuzes = [(pk, probleem.woorden[:90]) for pk, probleem in self.problemen.items()]
        zet_keuzes(self, "probleem", [("", "Iets anders"), *keuzes])
        zet_keuzes(self, "leefgebieden", leefgebied_keuzes(zicht=zicht))
        self.fields["omschrijving"].required = False

    def waarden(self) -> dict[str, Any]:
        """Return what was typed as `add_doel` takes it."""
        schoon = dict(self.cleaned_data)
        return {**schoon, "probleem": self.problemen.get(schoon["probleem"])}


class DoelWijzigForm(forms.Form):
    """The words of a goal."""

    titel = forms.CharField(
        label="Doel",
        max_length=200,
        error_messages={"required": "Schrijf op wat het huishouden wil bereiken."},
    )
    waarom = forms.CharField(label="Waarom is dit belangrijk?", required=False, widget=forms.Textarea)
    leefgebieden = forms.MultipleChoiceField(
        label="Leefgebieden", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, zicht: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zet_keuzes(self, "leefgebieden", leefgebied_keuzes(zicht=zicht))


class OplossingForm(forms.Form):
    """What helps, and in which frame."""

    omschrijving = forms.CharField(
        label="Wat helpt?", max_length=300, error_messages={"required": "Schrijf op wat helpt."}
    )
    kader = forms.ChoiceField(label="Wat voor hulp is dit?", choices=Kader.choices)
    door = forms.CharField(label="Door wie?", max_length=160, required=False)
    wet = forms.ChoiceField(label="Wet", choices=Wet.choices, required=False, initial=Wet.GEEN)

    def clean_wet(self) -> str:
        return self.cleaned_data["wet"] or Wet.GEEN


class ActieForm(forms.Form):
    """Who does what, when."""

    wat = forms.CharField(
        label="Wat", max_length=300, error_messages={"required": "Schrijf op wat er gaat gebeuren."}
    )
    wie = forms.ChoiceField(
        label="Wie",
        choices=Wie.choices,
        widget=Segment,
        error_messages={
            "required": "Kies wie deze actie doet: de inwoner, iemand uit het netwerk of een professional."
        },
    )
    wie_precies = forms.ChoiceField(label="Wie precies", required=False)
    wie_naam = forms.CharField(label="Of een andere naam", max_length=120, required=False)
    wanneer = DatumVeld(label="Wanneer", required=False, snel=(0, 7))

    def __init__(
        self,
        *args: Any,
        inwoners: Iterable[Any],
        netwerk: Iterable[Any],
        collegas: Iterable[Any],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.mogelijk: dict[str, tuple[str, Any]] = {}
        groepen = []
        for label, soort, mensen in (
            ("Huishouden", Wie.ZELF, inwoners),
            ("Netwerk", Wie.NETWERK, netwerk),
            ("Team", Wie.PROFESSIONAL, collegas),
        ):
            keuzes = []
            for mens in mensen:
                self.mogelijk[str(mens.pk)] = (soort, mens)
                keuzes.append((str(mens.pk), mens.naam))
            if keuzes:
                groepen.append((label, keuzes))
        zet_keuzes(self, "wie_precies", [("", "Kies een naam"), *groepen])

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or {}
        gekozen = self.mogelijk.get(schoon.get("wie_precies", ""))
        if gekozen and schoon.get("wie") and gekozen[0] != schoon["wie"]:
            self.add_error(
                "wie_precies", "Deze naam past niet bij wie je hierboven koos. Kies een andere naam."
            )
        return schoon

    def waarden(self) -> dict[str, Any]:
        """Return what was typed as `add_actie` takes it."""
        schoon = self.cleaned_data
        soort, mens = self.mogelijk.get(schoon["wie_precies"], ("", None))
        return {
            "wat": schoon["wat"],
            "wie": schoon["wie"],
            "wanneer": schoon["wanneer"],
            "wie_naam": schoon["wie_naam"] or (mens.naam if mens and soort != Wie.PROFESSIONAL else ""),
            "inwoner": mens if soort == Wie.ZELF else None,
            "netwerklid": mens if soort == Wie.NETWERK else None,
            "gebruiker": mens if soort == Wie.PROFESSIONAL else None,
        }


class LosseActieForm(ActieForm):
    """An action with the goal it belongs to, when there is one."""

    field_order = ("wat", "doel", "wie", "wie_precies", "wie_naam", "wanneer")

    def __init__(self, *args: Any, doelen: Iterable[Any], **kwargs: Any) -> None:
        """Offer the goals of the plan in force."""
        super().__init__(*args, **kwargs)
        self.doelen = {str(doel.pk): doel for doel in doelen}
        keuzes = [(pk, doel.titel) for pk, doel in self.doelen.items()]
        self.fields["doel"] = forms.ChoiceField(
            label="Hoort bij doel", required=False, choices=[("", "Geen doel"), *keuzes]
        )

    def doel(self) -> Any:
        """Return the chosen goal, or None."""
        return self.doelen.get(self.cleaned_data["doel"])


class AfspreekForm(forms.Form):
    """What everybody thinks of the plan, and when to look back."""

    evaluatie_op = DatumVeld(label="Wanneer kijken we samen terug?", required=False, snel=(90,))

    def __init__(self, *args: Any, inwoners: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inwoners = list(inwoners)
        for persoon in self.inwoners:
            self.fields[f"vindt_{persoon.pk}"] = forms.ChoiceField(
                label=f"Wat vindt {persoon.naam}?",
                choices=InstemmingUitkomst.choices,
                initial=InstemmingUitkomst.NIET_GEVRAAGD,
                widget=forms.RadioSelect,
            )
            self.fields[f"woorden_{persoon.pk}"] = forms.CharField(
                label="Hier denk ik anders over", required=False, widget=forms.Textarea
            )
            self.fields[f"hoe_{persoon.pk}"] = forms.ChoiceField(
                label="Hoe afgesproken",
                choices=(("gesproken", "Gezegd"), ("ondertekend", "Ondertekend")),
                initial="gesproken",
            )

    def regels(self) -> list[dict[str, Any]]:
        """Return per person the three bound fields."""
        return [
            {
                "inwoner": p,
                "anker": f"wie-{p.pk.hex}",
                "vindt": self[f"vindt_{p.pk}"],
                "woorden": self[f"woorden_{p.pk}"],
                "hoe": self[f"hoe_{p.pk}"],
            }
            for p in self.inwoners
        ]
