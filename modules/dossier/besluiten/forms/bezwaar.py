"""An objection and a complaint, and each step of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.timezone import localdate

from keukentafel.components.velden import DatumVeld
from keukentafel.identity.models import Gebruiker
from keukentafel.values.datum_tekst import datum_voluit
from modules.dossier.besluiten.forms.besluit import niet_straks
from modules.dossier.besluiten.rules.bezwaar import NIET_HOREN, te_snel_horen
from modules.dossier.besluiten.woorden import BezwaarUitkomst, KlachtOordeel, KlachtOver
from modules.dossier.brieven.rules.geadresseerde import Geadresseerde
from modules.dossier.delen.forms.velden import Mensenkeuze

_LANG = 6_000
_NIET_HOREN = [("", "Kies een reden"), *((grond.reden, grond.kort) for grond in NIET_HOREN.values())]


class DagForm(forms.Form):
    """A day that was."""

    op = DatumVeld(label="Op welke dag?", snel=(0, -1), error_messages={"required": "Vul de dag in."})

    def clean_op(self) -> Any:
        """Take a day that was."""
        return niet_straks(self.cleaned_data["op"])


class UitstelForm(forms.Form):
    """Why more time is needed."""

    omdat = forms.CharField(
        label="Waarom is er meer tijd nodig?", max_length=500,
        help_text="De inwoner krijgt dit te horen.",
        error_messages={"required": "Vul in waarom er meer tijd nodig is."},
    )  # fmt: skip


class BezwaarForm(forms.Form):
    """Who objects, since when, and why (Awb 6:5)."""

    indiener = forms.CharField(
        label="Wie maakt bezwaar?", max_length=160, error_messages={"required": "Vul in wie bezwaar maakt."}
    )
    ontvangen_op = DatumVeld(
        label="Wanneer kwam het bezwaar binnen?", snel=(0, -1),
        error_messages={"required": "Vul in wanneer het bezwaar binnenkwam."},
    )  # fmt: skip
    gronden = forms.CharField(
        label="Waarom is de inwoner het er niet mee eens?", widget=forms.Textarea, required=False, max_length=_LANG,
        help_text="In de woorden van de inwoner.",
    )  # fmt: skip
    te_laat_omdat = forms.CharField(
        label="Kwam het te laat binnen? Waarom?", widget=forms.Textarea, required=False, max_length=_LANG,
        help_text="Soms telt een bezwaar dan toch mee (Awb artikel 6:11).",
    )  # fmt: skip
    met_commissie = forms.BooleanField(
        label="Een commissie geeft advies", required=False, help_text="Dan is er 12 weken de tijd."
    )
    behandelaar = Mensenkeuze(
        Gebruiker.objects.none(), label="Wie behandelt het bezwaar?", required=False, empty_label="Nog niemand",
        help_text="Niet wie het besluit nam.",
    )  # fmt: skip

    def __init__(self, *args: Any, mensen: Any, **kwargs: Any) -> None:
        """Offer who can handle it."""
        super().__init__(*args, **kwargs)
        velden: Any = self.fields
        velden["behandelaar"].queryset = mensen

    def clean_ontvangen_op(self) -> Any:
        """Take a day that was."""
        return niet_straks(self.cleaned_data["ontvangen_op"])


class _HorenForm(forms.Form):
    """When somebody was heard and what was said."""

    gehoord_op = DatumVeld(label="Wanneer is de inwoner gehoord?", snel=(0, -1), required=False)
    verslag = forms.CharField(
        label="Wat is er gezegd?", widget=forms.Textarea, required=False, max_length=_LANG
    )

    def clean(self) -> dict[str, Any]:
        """Ask one of the two."""
        schoon = super().clean() or {}
        if not schoon.get("gehoord_op") and not schoon.get("omdat") and "gehoord_op" not in self.errors:
            self.add_error(
                "gehoord_op", "Vul in wanneer de inwoner is gehoord, of kies waarom dat niet hoeft."
            )
        if schoon.get("gehoord_op") and schoon["gehoord_op"] > localdate():
            self.add_error("gehoord_op", "Deze dag is nog niet geweest. Kies vandaag of eerder.")
        return schoon


class HorenForm(_HorenForm):
    """The hearing of an objection, or on which of the five grounds nobody has to be heard (Awb 7:3)."""

    wie = forms.CharField(label="Wie waren erbij?", max_length=300, required=False)
    omdat = forms.ChoiceField(label="Of: waarom hoeft horen niet?", choices=_NIET_HOREN, required=False)


class BeslisForm(forms.Form):
    """The decision on an objection with its reasons (Awb 7:11, 7:12)."""

    uitkomst = forms.ChoiceField(
        label="Wat is het besluit op het bezwaar?", choices=BezwaarUitkomst.choices, widget=forms.RadioSelect,
        error_messages={"required": "Kies wat het besluit op het bezwaar is."},
    )  # fmt: skip
    motivering = forms.CharField(
        label="Waarom?", widget=forms.Textarea, max_length=_LANG,
        error_messages={"required": "Schrijf op waarom (Awb artikel 7:12)."},
    )  # fmt: skip


class KlachtForm(forms.Form):
    """Who complains, about whom, what happened and what would help; said or written (Awb 9:4)."""

    indiener = forms.CharField(
        label="Wie heeft een klacht?",
        max_length=160,
        error_messages={"required": "Vul in wie een klacht heeft."},
    )
    ontvangen_op = DatumVeld(
        label="Wanneer kwam de klacht binnen?", snel=(0, -1),
        error_messages={"required": "Vul in wanneer de klacht binnenkwam."},
    )  # fmt: skip
    over = forms.ChoiceField(
        label="Waar gaat de klacht over?", choices=KlachtOver.choices, widget=forms.RadioSelect,
        error_messages={"required": "Kies waar de klacht over gaat."},
    )  # fmt: skip
    over_wie = Mensenkeuze(
        Gebruiker.objects.none(),
        label="Over welke collega?",
        required=False,
        empty_label="Niet over een collega",
    )
    tekst = forms.CharField(
        label="Wat is er gebeurd?", widget=forms.Textarea, max_length=_LANG,
        help_text="In de woorden van de inwoner.", error_messages={"required": "Schrijf op wat er is gebeurd."},
    )  # fmt: skip
    gewenst = forms.CharField(
        label="Wat wil de inwoner?", widget=forms.Textarea, required=False, max_length=_LANG
    )
    met_adviseur = forms.BooleanField(
        label="Een klachtadviseur of commissie kijkt mee",
        required=False,
        help_text="Dan is er 10 weken de tijd.",
    )
    behandelaar = Mensenkeuze(
        Gebruiker.objects.none(), label="Wie behandelt de klacht?", empty_label="Kies een collega",
        help_text="Niet wie de klacht over gaat.",
        error_messages={"required": "Kies wie de klacht behandelt."},
    )  # fmt: skip

    def __init__(self, *args: Any, mensen: Any, **kwargs: Any) -> None:
        """Offer the colleagues of the team."""
        super().__init__(*args, **kwargs)
        velden: Any = self.fields
        velden["over_wie"].queryset = velden["behandelaar"].queryset = mensen

    def clean_ontvangen_op(self) -> Any:
        """Take a day that was."""
        return niet_straks(self.cleaned_data["ontvangen_op"])


class KlachtHorenForm(_HorenForm):
    """The hearing of a complaint, or why not, in own words (Awb 9:10)."""

    omdat = forms.CharField(label="Of: waarom hoeft horen niet?", max_length=500, required=False)


class AntwoordForm(forms.Form):
    """The answer to a complaint (Awb 9:12)."""

    hoe = forms.ChoiceField(
        label="Hoe eindigt de klacht?",
        choices=[("antwoord", "Met een antwoord"), ("opgelost", "Opgelost: de inwoner is tevreden")],
        widget=forms.RadioSelect,
        initial="antwoord",
    )
    oordeel = forms.ChoiceField(
        label="Wat vinden we van de klacht?", choices=[("", "Kies"), *KlachtOordeel.choices], required=False
    )
    antwoord = forms.CharField(
        label="Wat antwoorden we de inwoner?", widget=forms.Textarea, required=False, max_length=_LANG,
        help_text="Schrijf u. Noem wat we vonden, wat we ervan vinden en wat we doen.",
    )  # fmt: skip
    vervolg = forms.CharField(
        label="Wat doen we anders?", widget=forms.Textarea, required=False, max_length=_LANG
    )
    op = DatumVeld(
        label="Wanneer kreeg de inwoner het antwoord?", snel=(0, -1),
        error_messages={"required": "Vul in wanneer de inwoner het antwoord kreeg."},
    )  # fmt: skip

    def clean_op(self) -> Any:
        """Take a day that was."""
        return niet_straks(self.cleaned_data["op"])


class AanWieForm(forms.Form):
    """To whom a letter goes, where there is a choice."""

    aan = forms.ChoiceField(
        label="Aan wie?", required=False, error_messages={"invalid_choice": "Kies iemand uit de lijst."}
    )

    def __init__(self, *args: Any, keuzes: Sequence[Geadresseerde], **kwargs: Any) -> None:
        """Offer who may get it; one choice asks nothing."""
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["aan"]
        veld.choices = [(keuze.sleutel, keuze.label) for keuze in keuzes]
        if len(keuzes) < 2:
            del self.fields["aan"]


class HoorzittingForm(AanWieForm):
    """When and where somebody is heard (Awb 7:2), and who is there."""

    dag = DatumVeld(
        label="Op welke dag?", snel=(), error_messages={"required": "Kies de dag van de hoorzitting."}
    )
    tijd = forms.TimeField(
        label="Hoe laat?", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": "Vul in hoe laat.", "invalid": "Schrijf de tijd als 10:30."},
    )  # fmt: skip
    waar = forms.CharField(
        label="Waar?", max_length=200, error_messages={"required": "Vul in waar de hoorzitting is."}
    )
    met_wie = forms.CharField(
        label="Wie zijn erbij?", max_length=200, error_messages={"required": "Vul in wie erbij zijn."}
    )
    eerder = forms.BooleanField(label="De inwoner vindt een eerdere dag goed", required=False)

    def clean(self) -> dict[str, Any]:
        """Ask a day that leaves ten days to send papers in (Awb 7:4 lid 1)."""
        schoon = super().clean() or {}
        dag = schoon.get("dag")
        if dag is not None and (reden := te_snel_horen(dag, localdate(), is_afgesproken=schoon["eerder"])):
            self.add_error("dag", reden)
        return schoon

    @property
    def gegevens(self) -> dict[str, object]:
        """Return the fields of the invitation."""
        schoon = self.cleaned_data
        dag = schoon["dag"]
        return {
            "wanneer": f"{datum_voluit(dag)} om {schoon['tijd']:%H.%M} uur",
            "waar": schoon["waar"], "met_wie": schoon["met_wie"],
            "afzeggen_voor": datum_voluit(dag),
        }  # fmt: skip
