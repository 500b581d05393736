"""The forms of Participatie."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate

from keukentafel.components.velden import DatumVeld
from modules.dossier.delen.forms.velden import Mensenkeuze
from modules.dossier.models import Inwoner
from modules.participatie.woorden import (
    Besluit,
    Gegevensbron,
    Heroverweging,
    Regeling,
    Verwijt,
    Werksoort,
    Werkuitkomst,
)


def _lang(label: str, *, nodig: str = "", uitleg: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        widget=forms.Textarea,
        max_length=4000,
        required=bool(nodig),
        help_text=uitleg,
        error_messages={"required": nodig} if nodig else None,
    )


class AanvraagForm(forms.Form):
    """Who asks for what."""

    inwoner = Mensenkeuze(
        Inwoner.objects.none(),
        label="Wie vraagt het?",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wie het vraagt."},
    )
    partner = Mensenkeuze(
        Inwoner.objects.none(), label="Samen met een partner?", empty_label="Nee, alleen", required=False
    )
    regeling = forms.ChoiceField(
        label="Waarvoor?", choices=Regeling.choices, widget=forms.RadioSelect, initial=Regeling.BIJSTAND
    )
    vraag = _lang("Wat is er aan de hand?", nodig="Schrijf op wat er aan de hand is.")
    gemeld_op = DatumVeld(
        label="Op welke dag is gemeld?",
        snel=(0, -1),
        help_text="Het inkomen telt vanaf deze dag (Participatiewet artikel 44).",
        error_messages={"required": "Vul de dag van de melding in."},
    )
    uitgezonderd_omdat = _lang(
        "Jonger dan 27 en kwetsbaar: waarom hoeft deze jongere niet eerst zelf te zoeken?",
        uitleg="Alleen als dat zo is (Participatiewet artikel 41 lid 11).",
    )

    def __init__(self, *args: Any, mensen: Any, **kwargs: Any) -> None:
        """Offer the people of the household."""
        kwargs["initial"] = {"gemeld_op": localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        for naam in ("inwoner", "partner"):
            veld: Any = self.fields[naam]
            veld.queryset = mensen

    def clean(self) -> dict[str, Any]:
        """Keep the two people apart."""
        schoon = super().clean() or {}
        if schoon.get("partner") is not None and schoon.get("partner") == schoon.get("inwoner"):
            self.add_error("partner", "Kies iemand anders als partner.")
        return schoon


class DagForm(forms.Form):
    """One day."""

    op = DatumVeld(label="Op welke dag?", snel=(0, -1), error_messages={"required": "Vul de dag in."})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"op": localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class RedenForm(forms.Form):
    """Why."""

    omdat = _lang("Waarom?", nodig="Schrijf op waarom.")


class HergebruikForm(forms.Form):
    """A fact that was seen before."""

    wat = forms.CharField(
        label="Welk gegeven?", max_length=120, error_messages={"required": "Vul in welk gegeven."}
    )
    waar = forms.CharField(
        label="Waar staat het al?", max_length=120, error_messages={"required": "Vul in waar het staat."}
    )
    gezien_op = DatumVeld(
        label="Van welke dag is het?", snel=(), error_messages={"required": "Vul de dag in."}
    )
    bron = forms.ChoiceField(
        label="Waar komt het vandaan?",
        choices=Gegevensbron.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waar het vandaan komt."},
    )
    verteld_op = DatumVeld(
        label="Op welke dag hoorde de inwoner dat je dit gebruikt?",
        snel=(0, -1),
        required=False,
        help_text="Vertel wat je gebruikt en waarvoor. De inwoner kan zeggen dat het niet klopt.",
    )
    mag_gebruikt = forms.BooleanField(
        label="De inwoner gaf toestemming",
        required=False,
        help_text="Alleen nodig als het uit hulp komt (Wmo artikel 5.1.1 lid 4).",
    )


class TaalForm(forms.Form):
    """Schooling or proof."""

    jaren_onderwijs = forms.IntegerField(
        label="Hoeveel jaar Nederlands onderwijs?",
        min_value=0,
        max_value=30,
        error_messages={"required": "Vul in hoeveel jaar."},
    )
    heeft_bewijs = forms.BooleanField(label="Er is een diploma of ander bewijs", required=False)


class BijlageForm(forms.Form):
    """The annex to the plan."""

    tekst = _lang("Wat spreken jullie af over werk en leren?", nodig="Schrijf op wat jullie afspreken.")


class BesluitForm(DagForm):
    """What the benefit system decided."""

    uitkomst = forms.CharField(
        label="Wat is er besloten?", max_length=200, error_messages={"required": "Vul in wat er is besloten."}
    )
    status_url = forms.URLField(
        label="Link naar het systeem van de uitkering", required=False, assume_scheme="https"
    )


class WerkForm(forms.Form):
    """A step towards work."""

    soort = forms.ChoiceField(
        label="Wat spreken jullie af?", choices=Werksoort.choices, widget=forms.RadioSelect
    )
    wat = forms.CharField(
        label="In een paar woorden",
        max_length=200,
        error_messages={"required": "Vul in wat jullie afspreken."},
    )
    bij = forms.CharField(label="Bij welke werkgever of organisatie?", max_length=120, required=False)
    van = DatumVeld(label="Vanaf", snel=(0,), error_messages={"required": "Vul in vanaf wanneer."})
    tot = DatumVeld(label="Tot", required=False, snel=())
    loonwaarde = forms.IntegerField(
        label="Bij loonkostensubsidie: loonwaarde in procent",
        min_value=0,
        max_value=99,
        required=False,
        help_text="Keukentafel zegt welk deel de werkgever krijgt: hoogstens 70% (artikel 10d).",
    )
    reden = _lang("Waarom?", uitleg="Bij een ontheffing is een dringende reden nodig (artikel 9 lid 2).")


class WerkOpnieuwForm(DagForm):
    """What looking again at a step towards work led to."""

    uitkomst = forms.ChoiceField(
        label="Wat komt eruit?",
        choices=Werkuitkomst.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat eruit komt."},
    )
    loonwaarde = forms.IntegerField(
        label="Bij loonkostensubsidie: nieuwe loonwaarde in procent",
        min_value=0,
        max_value=99,
        required=False,
    )
    tot = DatumVeld(label="Bij een ontheffing die blijft: tot welke dag?", required=False, snel=())
    toelichting = _lang("Wat hebben jullie besproken?", nodig="Schrijf op wat jullie hebben besproken.")


class PlanForm(forms.Form):
    """Under which result of the plan it comes."""

    resultaat = forms.ChoiceField(
        label="Bij welk resultaat in het plan hoort dit?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies bij welk resultaat dit hoort."},
    )

    def __init__(self, *args: Any, resultaten: Any, **kwargs: Any) -> None:
        """Offer the results of the concept."""
        super().__init__(*args, **kwargs)
        velden: Any = self.fields
        velden["resultaat"].choices = [
            (str(rij.pk), f"{rij.doel.titel}: {rij.omschrijving}") for rij in resultaten
        ]


class BesluitBeginForm(forms.Form):
    """Who makes the decision, where that is somebody else."""

    behandelaar = Mensenkeuze(
        Inwoner.objects.none(),
        label="Wie maakt het besluit?",
        empty_label="Kies een collega",
        error_messages={"required": "Kies wie het besluit maakt."},
    )

    def __init__(self, *args: Any, aan: Any, **kwargs: Any) -> None:
        """Offer who can be asked; ask nothing when it is made here."""
        super().__init__(*args, **kwargs)
        velden: Any = self.fields
        if aan is None:
            del velden["behandelaar"]
        else:
            velden["behandelaar"].queryset = aan


class MaatregelForm(forms.Form):
    """The weighing, and what somebody proposes."""

    aanleiding = _lang("Wat is er gebeurd?", nodig="Schrijf op wat er is gebeurd.")
    reden_inwoner = _lang("Wat zegt de inwoner er zelf over?")
    verwijt = forms.ChoiceField(
        label="Hoe verwijtbaar is het?",
        choices=Verwijt.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe verwijtbaar het is."},
    )
    dringend = _lang("Zijn er dringende redenen om het lichter te doen?")
    kinderen = _lang("Wat betekent een maatregel voor de kinderen en het huishouden?")
    anders = _lang("Wat kan er anders dan een maatregel?")
    besluit = forms.ChoiceField(
        label="Wat stel je voor?",
        choices=Besluit.choices,
        widget=forms.RadioSelect,
        help_text="Bij een maatregel volgt een besluit met een brief en een bezwaarclausule.",
        error_messages={"required": "Kies wat je voorstelt."},
    )


class HeroverwegForm(DagForm):
    """Looking again."""

    uitkomst = forms.ChoiceField(
        label="Wat komt eruit?",
        choices=Heroverweging.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat eruit komt."},
    )
    toelichting = _lang("Waarom?", nodig="Schrijf op waarom.")


class SamenForm(forms.Form):
    """What the rules ask, what helps, and the room; parts that somebody may not write are left out."""

    versie = forms.IntegerField(widget=forms.HiddenInput)
    rechtmatigheid = _lang("Wat vragen de regels?", uitleg="Hier schrijft Werk en Inkomen.")
    ondersteuning = _lang("Wat helpt deze mensen?", uitleg="Hier schrijft het team.")
    ruimte = _lang(
        "Welke ruimte geven de regels?", uitleg="Dit lezen jullie allebei. Schrijf niets over gezondheid."
    )
    is_regulariseren = forms.BooleanField(
        label="We zetten het samen recht, in plaats van een maatregel die vanzelf volgt", required=False
    )
    stappen = _lang(
        "Welke stappen, en wanneer?",
        uitleg="Eén stap per regel. Bijvoorbeeld: Inkomsten opgeven, voor 1 februari, samen met Piet.",
    )
    wijkt_af_omdat = _lang("Waarom volgt er geen maatregel?")
    belang = _lang("Welk belang heeft de inwoner hierbij?")
    risico = _lang("Wat kan er misgaan?", uitleg="Voor de inwoner, voor anderen en voor de gemeente.")
    partners = _lang("Wie weten dit?")
    terugkijken_op = DatumVeld(label="Wanneer kijken jullie terug?", required=False, snel=())

    def __init__(self, *args: Any, zonder: tuple[str, ...], **kwargs: Any) -> None:
        """Leave out what this person may not write."""
        super().__init__(*args, **kwargs)
        for naam in zonder:
            del self.fields[naam]
