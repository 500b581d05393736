"""The forms of a request."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.timezone import localdate

from keukentafel.components.velden import DatumVeld
from modules.dossier.bewaren.actions.verzoek import NieuwVerzoek
from modules.dossier.bewaren.models import (
    Aanvrager,
    Besluit,
    IdentiteitHoe,
    Ontvangst,
    VerzoekSoort,
    Weigergrond,
)
from modules.inrichting.codelijsten import Wet

WETTEN = [
    ("", "Weet ik niet"),
    (Wet.WMO, "Wmo"),
    (Wet.JEUGD, "Jeugdwet"),
    (Wet.PARTICIPATIE, "Participatiewet"),
]


class NieuwVerzoekForm(forms.Form):
    """What a resident asks."""

    inwoner = forms.ChoiceField(
        label="Over wie gaat het?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies over wie het gaat."},
    )
    soort = forms.ChoiceField(
        label="Wat wordt er gevraagd?",
        choices=VerzoekSoort.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat er wordt gevraagd."},
    )
    wet = forms.ChoiceField(
        label="Onder welke wet valt de hulp?",
        choices=WETTEN,
        required=False,
        help_text="Alleen bij vernietiging: bij Wmo en Jeugdwet is de termijn 3 maanden.",
    )
    aanvrager = forms.ChoiceField(
        label="Wie vraagt dit?",
        choices=Aanvrager.choices,
        widget=forms.RadioSelect,
        initial=Aanvrager.ZELF,
        error_messages={"required": "Kies wie dit vraagt."},
    )
    aanvrager_naam = forms.CharField(
        label="Naam van wie het vraagt",
        max_length=120,
        required=False,
        help_text="Alleen als het iemand anders is.",
    )
    machtiging = forms.CharField(
        label="Welke machtiging of uitspraak heb je gezien?", max_length=200, required=False
    )
    ontvangen_op = DatumVeld(label="Wanneer kwam het binnen?", snel=(0, -1))
    ontvangst = forms.ChoiceField(
        label="Hoe kwam het binnen?",
        choices=Ontvangst.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe het binnenkwam."},
    )
    inhoud = forms.CharField(
        label="Wat vraagt deze persoon precies?",
        widget=forms.Textarea,
        required=False,
        help_text="In eigen woorden. Bij een correctie: wat klopt er niet, en wat moet er staan?",
    )

    def __init__(self, *args: Any, leden: Iterable[Any], **kwargs: Any) -> None:
        """Offer the people who belong, or belonged, to the household."""
        super().__init__(*args, **kwargs)
        self.leden = {str(lid.inwoner_id): lid.inwoner for lid in leden}
        self.fields["inwoner"].choices = [(pk, wie.naam) for pk, wie in self.leden.items()]  # type: ignore[attr-defined]

    def clean_ontvangen_op(self) -> Any:
        """Refuse a day that has yet to come."""
        dag = self.cleaned_data["ontvangen_op"]
        if dag > localdate():
            raise forms.ValidationError("Deze dag moet nog komen. Kies de dag waarop het binnenkwam.")
        return dag

    def nieuw(self) -> NieuwVerzoek:
        """Return what was asked."""
        return NieuwVerzoek(
            **{naam: waarde for naam, waarde in self.cleaned_data.items() if naam != "inwoner"}
        )

    def over_wie(self) -> Any:
        """Return the person it is about."""
        return self.leden[self.cleaned_data["inwoner"]]


class IdentiteitForm(forms.Form):
    """How somebody knows who asks."""

    hoe = forms.ChoiceField(
        label="Hoe weet je dat dit de juiste persoon is?",
        choices=IdentiteitHoe.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe je dat weet."},
    )


class BehandelaarForm(forms.Form):
    """Who handles it."""

    aan = forms.ChoiceField(
        label="Wie behandelt dit verzoek?", error_messages={"required": "Kies een collega."}
    )

    def __init__(self, *args: Any, collegas: Iterable[Any], **kwargs: Any) -> None:
        """Offer the colleagues of the team."""
        super().__init__(*args, **kwargs)
        self.collegas = {str(collega.pk): collega for collega in collegas}
        keuzes = [(pk, collega.naam) for pk, collega in self.collegas.items()]
        self.fields["aan"].choices = [("", "Kies een collega"), *keuzes]  # type: ignore[attr-defined]


class VerlengForm(forms.Form):
    """Why it takes longer."""

    omdat = forms.CharField(
        label="Waarom lukt het niet binnen een maand?",
        widget=forms.Textarea,
        help_text="Laat dit de inwoner meteen weten. Het mag alleen bij een ingewikkeld verzoek of bij veel verzoeken.",
        error_messages={"required": "Schrijf op waarom het langer duurt."},
    )


class BesluitForm(forms.Form):
    """What the gemeente decides, and why."""

    besluit = forms.ChoiceField(
        label="Wat is het besluit?",
        choices=Besluit.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies het besluit."},
    )
    weigergronden = forms.MultipleChoiceField(
        label="Waarom kan het (deels) niet?",
        choices=Weigergrond.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    motivering = forms.CharField(
        label="Leg het uit in gewone woorden",
        widget=forms.Textarea,
        required=False,
        help_text="De inwoner leest dit. Verplicht als je (deels) nee zegt.",
    )
    wat_gedaan = forms.CharField(
        label="Wat heb je gedaan?",
        widget=forms.Textarea,
        required=False,
        help_text="Bijvoorbeeld: de geboortedatum aangepast op de pagina van Sem.",
    )


class AntwoordForm(forms.Form):
    """When and how the resident heard it."""

    op = DatumVeld(label="Wanneer heeft de inwoner het antwoord gekregen?", snel=(0, -1))
    hoe = forms.CharField(
        label="Hoe?",
        max_length=200,
        help_text="Bijvoorbeeld: afschrift meegegeven aan de balie.",
        error_messages={"required": "Schrijf op hoe de inwoner het antwoord kreeg."},
    )


class VerklaringForm(forms.Form):
    """The own words of a resident."""

    tekst = forms.CharField(
        label="Verklaring, in de woorden van de inwoner",
        widget=forms.Textarea,
        help_text="Deze tekst komt in het dossier naast wat professionals schreven. Niemand kan hem daarna wijzigen.",
        error_messages={"required": "Neem de verklaring over."},
    )
    bij = forms.ChoiceField(label="Waar hoort de verklaring bij?", required=False)

    def __init__(self, *args: Any, gesprekken: Iterable[Any] = (), **kwargs: Any) -> None:
        """Offer the whole file, or one talk."""
        super().__init__(*args, **kwargs)
        keuzes = [
            ("", "Het hele dossier"),
            *((str(g.pk), f"Gesprek van {localdate(g.begonnen_op):%d-%m-%Y}") for g in gesprekken),
        ]
        self.fields["bij"].choices = keuzes  # type: ignore[attr-defined]
