"""What is asked about a difference: the point and who looks, an own view, the resident's, the decision, after."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from keukentafel.components.velden import DatumVeld
from keukentafel.identity.models import Gebruiker
from modules.dossier.delen.forms.velden import Mensenkeuze
from modules.dossier.models import Inwoner
from modules.dossier.ruimte.models import Zienswijze
from modules.dossier.ruimte.woorden import Besluitwijze, Discipline, KijkHoe, Verschilsoort, VoorWie

_LANG = 4_000
RIJEN = 4
"""So many people can be asked at once; more can be asked later."""
INWONER, NIEUW = "inwoner", "nieuw"


def _tekst(label: str, fout: str, hulp: str = "", **anders: Any) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea, max_length=_LANG, help_text=hulp, error_messages={"required": fout},
        **anders,
    )  # fmt: skip


def _mens(label: str, *, verplicht: bool) -> Mensenkeuze:
    return Mensenkeuze(
        Gebruiker.objects.none(), label=label, empty_label="Kies een collega", required=verplicht,
        error_messages={"required": "Kies een collega."},
    )  # fmt: skip


def _vak(label: str, *, verplicht: bool) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=[("", "Kies een vak"), *Discipline.choices], required=verplicht,
        error_messages={"required": "Kies een vak."},
    )  # fmt: skip


class VerschilForm(forms.Form):
    """The point, and who is asked for a view."""

    punt = forms.CharField(
        label="Waarover zien jullie het verschillend?", max_length=300,
        help_text="Eén zin, over het huishouden en niet over een collega. Zoals: kan Sem dit weekend thuis zijn?",
        error_messages={"required": "Schrijf in één zin waarover jullie het verschillend zien."},
    )  # fmt: skip
    soort = forms.ChoiceField(
        label="Wat voor verschil is het?", choices=Verschilsoort.choices, widget=forms.RadioSelect,
        error_messages={"required": "Kies wat voor verschil het is."},
    )  # fmt: skip
    voor_wie = forms.ChoiceField(
        label="Om wie gaat het vooral?", choices=VoorWie.choices, widget=forms.RadioSelect,
        error_messages={"required": "Kies om wie het vooral gaat."},
    )  # fmt: skip

    def __init__(self, *args: Any, mensen: Any, **kwargs: Any) -> None:
        """Offer who may be asked, in a few rows of a person and a discipline."""
        super().__init__(*args, **kwargs)
        for nummer in range(RIJEN):
            self.fields[f"wie_{nummer}"] = _mens(f"Collega {nummer + 1}", verplicht=False)
            velden: Any = self.fields
            velden[f"wie_{nummer}"].queryset = mensen
            self.fields[f"vak_{nummer}"] = _vak(f"Kijkt vanuit, collega {nummer + 1}", verplicht=False)

    def rijen(self) -> list[tuple[Any, Any]]:
        """Return the rows to draw."""
        return [(self[f"wie_{nummer}"], self[f"vak_{nummer}"]) for nummer in range(RIJEN)]

    def clean(self) -> dict[str, Any]:
        """Say which row is half."""
        schoon: dict[str, Any] = super().clean() or {}
        wie = [schoon.get(f"wie_{nummer}") for nummer in range(RIJEN)]
        for nummer, mens in enumerate(wie):
            vak = schoon.get(f"vak_{nummer}")
            if mens and not vak:
                self.add_error(f"vak_{nummer}", f"Kies vanuit welk vak {mens.naam} kijkt.")
            elif vak and not mens:
                self.add_error(f"wie_{nummer}", "Kies wie vanuit dit vak kijkt.")
            elif mens and mens in wie[:nummer]:
                self.add_error(f"wie_{nummer}", f"{mens.naam} staat er al. Kies een andere collega.")
        return schoon

    def gevraagd(self) -> dict[Any, str]:
        """Return who is asked, each with a discipline."""
        schoon = self.cleaned_data
        return {
            schoon[f"wie_{nummer}"]: schoon[f"vak_{nummer}"]
            for nummer in range(RIJEN)
            if schoon.get(f"wie_{nummer}") and schoon.get(f"vak_{nummer}")
        }


class ErbijForm(forms.Form):
    """One more person."""

    wie = _mens("Wie vraag je nog?", verplicht=True)
    vak = _vak("Kijkt vanuit", verplicht=True)

    def __init__(self, *args: Any, mensen: Any, **kwargs: Any) -> None:
        """Offer who was not asked yet."""
        super().__init__(*args, **kwargs)
        velden: Any = self.fields
        velden["wie"].queryset = mensen


class VisieForm(forms.Form):
    """One's own view (domain.md 6.7)."""

    op_het_spel = _tekst("Wat staat er op het spel?", "Schrijf op wat er op het spel staat.")
    feiten = _tekst(
        "Welke feiten zie je?", "Schrijf op welke feiten je ziet.", "Wat je zag of hoorde, en van wie."
    )
    voorstel = _tekst("Wat stel je voor?", "Schrijf op wat je voorstelt.")
    risico = _tekst("Wat kan er misgaan als we dat niet doen?", "Schrijf op wat er mis kan gaan.")


class RondeForm(forms.Form):
    """Why the round closes before everybody wrote."""

    omdat = forms.CharField(
        label="Waarom wacht je niet op de anderen?", max_length=300,
        error_messages={"required": "Schrijf op waarom je niet wacht op wie nog geen kijk gaf."},
    )  # fmt: skip


class KijkForm(forms.Form):
    """How the resident sees it, or why that is not known."""

    kijk = _tekst("Hoe ziet de inwoner het?", "", "In de eigen woorden.", required=False)
    van = forms.ModelChoiceField(
        Inwoner.objects.none(), label="Wie zei dit?", required=False, empty_label="Kies wie"
    )
    hoe = forms.ChoiceField(
        label="Hoe weet je dit?", choices=KijkHoe.choices, widget=forms.RadioSelect, required=False
    )
    niet_omdat = forms.CharField(
        label="Of: waarom weet je dit niet?", max_length=300, required=False,
        help_text="Alleen als je het niet kon vragen.",
    )  # fmt: skip

    def __init__(self, *args: Any, leden: Any, **kwargs: Any) -> None:
        """Offer the people of this household."""
        super().__init__(*args, **kwargs)
        velden: Any = self.fields
        velden["van"].queryset = leden
        velden["van"].label_from_instance = lambda inwoner: inwoner.naam

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two, and with words for who said them and how."""
        schoon: dict[str, Any] = super().clean() or {}
        kijk, niet = schoon.get("kijk", "").strip(), schoon.get("niet_omdat", "").strip()
        if not kijk and not niet:
            self.add_error("kijk", "Schrijf op hoe de inwoner het ziet, of waarom je dat niet weet.")
        elif kijk and niet:
            self.add_error("niet_omdat", "Je schreef al hoe de inwoner het ziet. Haal een van de twee weg.")
        elif kijk and not schoon.get("van"):
            self.add_error("van", "Kies wie dit zei.")
        elif kijk and not schoon.get("hoe"):
            self.add_error("hoe", "Kies hoe je dit weet.")
        return schoon


class AndersForm(forms.Form):
    """What somebody still sees differently."""

    tekst = _tekst(
        "Wat zie jij nog steeds anders?",
        "Schrijf op wat je anders ziet.",
        "Dit blijft staan, wat het besluit ook wordt.",
    )


class KnoopForm(forms.Form):
    """The decision, with its reasons."""

    gesprek = _tekst("Wat kwam er uit het gesprek?", "Schrijf op wat er uit het gesprek kwam.")
    wijze = forms.ChoiceField(
        label="Hoe is besloten?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe is besloten."},
    )
    namens = forms.CharField(
        label="Wie besliste, en wanneer?", max_length=160, required=False,
        help_text="Alleen bij doorzettingsmacht of het college.",
    )  # fmt: skip
    keuze = forms.ChoiceField(
        label="Welke kijk is gekozen?", widget=forms.RadioSelect,
        error_messages={"required": "Kies welke kijk is gekozen."},
    )  # fmt: skip
    besluit = _tekst("Wat gaan jullie doen?", "Schrijf op wat jullie gaan doen.")
    redenen = _tekst("Waarom dit?", "Schrijf op waarom.", "Zeg ook wat je met de andere kijken deed.")
    terugkijken_op = DatumVeld(
        label="Wanneer kijken jullie terug?",
        snel=(),
        error_messages={"required": "Vul in wanneer jullie terugkijken."},
    )

    def __init__(
        self,
        *args: Any,
        wijzen: Iterable[str],
        visies: Iterable[Zienswijze],
        met_inwoner: bool,
        **kwargs: Any,
    ) -> None:
        """Offer the ways this person may decide, and the views that are there."""
        super().__init__(*args, **kwargs)
        self.visies = {str(visie.pk): visie for visie in visies}
        velden: Any = self.fields
        velden["wijze"].choices = [(wijze, Besluitwijze(wijze).label) for wijze in wijzen]
        velden["keuze"].choices = [
            *(
                (pk, f"{visie.get_discipline_display()}: {visie.van.naam}")
                for pk, visie in self.visies.items()
            ),
            *([(INWONER, "De kijk van de inwoner")] if met_inwoner else []),
            (NIEUW, "Geen van deze: we kozen iets nieuws"),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask who decided, when that is nobody who works here."""
        schoon: dict[str, Any] = super().clean() or {}
        if schoon.get("wijze") in (Besluitwijze.DOORZETTINGSMACHT, Besluitwijze.COLLEGE) and not schoon.get(
            "namens", ""
        ):
            self.add_error("namens", "Vul in wie besliste: de naam of de functie, en de dag.")
        return schoon


class UitkomstVanVerschilForm(forms.Form):
    """What happened, and whose view proved right."""

    uitkomst = _tekst(
        "Wat gebeurde er daarna?", "Schrijf op wat er daarna gebeurde.", "Vooral voor de inwoner."
    )
    juist = forms.MultipleChoiceField(
        label="Wiens kijk klopte, achteraf?", widget=forms.CheckboxSelectMultiple, required=False,
        help_text="Kies er een of meer, of niets als geen kijk klopte. We leren ervan; niemand wordt erop beoordeeld.",
    )  # fmt: skip

    def __init__(self, *args: Any, visies: Iterable[Zienswijze], met_inwoner: bool, **kwargs: Any) -> None:
        """Offer the views that were written."""
        super().__init__(*args, **kwargs)
        self.visies = {str(visie.pk): visie for visie in visies}
        velden: Any = self.fields
        velden["juist"].choices = [
            *(
                (pk, f"{visie.get_discipline_display()}: {visie.van.naam}")
                for pk, visie in self.visies.items()
            ),
            *([(INWONER, "De inwoner")] if met_inwoner else []),
        ]
