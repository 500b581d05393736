"""Choose which part of the plan goes to a partner, how and how long."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.timezone import localdate

from keukentafel.components.velden import DatumVeld
from keukentafel.components.widgets import Segment
from keukentafel.identity.models import Gebruiker
from modules.dossier.delen.actions.deling import Gegevens
from modules.dossier.delen.deelbeeld import Aanbod, Keuze
from modules.dossier.delen.forms.velden import Mensenkeuze
from modules.dossier.delen.models import PartnerLid
from modules.dossier.delen.woorden import Hoe, Wijze


class DelingForm(forms.Form):
    """What of all that may go there, and in which way."""

    doelen = forms.MultipleChoiceField(
        label="Welke doelen?", required=False, widget=forms.CheckboxSelectMultiple
    )
    acties = forms.MultipleChoiceField(
        label="Welke acties?", required=False, widget=forms.CheckboxSelectMultiple
    )
    met_afspraken = forms.BooleanField(label="De afspraken over contact", required=False)
    met_overdracht = forms.BooleanField(
        label="Het verhaal in het kort, zoals de inwoner het goed vindt", required=False
    )
    vraag = forms.ChoiceField(label="Eén antwoord", required=False)
    vraag_antwoord = forms.ChoiceField(
        label="Wat is het antwoord?", choices=[("ja", "Ja"), ("nee", "Nee")], required=False, widget=Segment
    )
    bericht = forms.CharField(
        label="Wat wil je van hen weten?",
        max_length=300,
        required=False,
        help_text="Ze kunnen hier antwoord op geven. Schrijf geen namen of gegevens op die je niet deelt.",
    )
    wijze = forms.ChoiceField(label="Hoe kijken ze mee?", choices=Wijze.choices, widget=forms.RadioSelect)
    gebruiker = Mensenkeuze(
        Gebruiker.objects.none(),
        label="Wie kijkt mee met een account?",
        required=False,
        empty_label="Iedereen met een account van deze organisatie",
    )
    contactpersoon = forms.CharField(label="Naam van de contactpersoon", max_length=120, required=False)
    email = forms.EmailField(
        label="E-mailadres voor de link",
        required=False,
        help_text="In de mail staat alleen een link, geen namen. De code geef je zelf door, met de telefoon.",
    )
    van = DatumVeld(label="Vanaf", snel=(0,))
    tot_en_met = DatumVeld(label="Tot en met", snel=())

    def __init__(self, *args: Any, aanbod: Aanbod, organisatie: Any, laatste: Any, **kwargs: Any) -> None:
        """Offer only what may go to this organisation on this ground."""
        vandaag = localdate()
        einde = min(laatste, vandaag + timedelta(days=92))
        kwargs["initial"] = {"van": vandaag, "tot_en_met": einde, "wijze": Wijze.LINK} | (
            kwargs.get("initial") or {}
        )
        super().__init__(*args, **kwargs)
        self.aanbod = aanbod
        velden: Any = self.fields
        velden["doelen"].choices = [(str(doel.id), doel.titel) for doel in aanbod.doelen]
        velden["acties"].choices = [(str(actie.id), f"{actie.wat} ({actie.wie})") for actie in aanbod.acties]
        velden["vraag"].choices = [("", "Geen los antwoord"), *((v.value, v.label) for v in aanbod.vragen)]
        mensen = Gebruiker.objects.actief().filter(partnerleden__in=_leden(organisatie))
        velden["gebruiker"].queryset = mensen.distinct().order_by("naam")
        self._laat_weg()

    def _laat_weg(self) -> None:
        weg = {
            "doelen": not self.aanbod.doelen,
            "acties": not self.aanbod.acties,
            "met_afspraken": not self.aanbod.afspraken,
            "met_overdracht": self.aanbod.overdracht is None,
            "vraag": not self.aanbod.vragen,
            "vraag_antwoord": not self.aanbod.vragen,
        }
        for veld, is_weg in weg.items():
            if is_weg:
                del self.fields[veld]

    def clean(self) -> dict[str, Any]:
        """Ask for an address with a link, for an answer with a question, and for something to share."""
        schoon = super().clean() or {}
        if schoon.get("wijze") == Wijze.LINK and not schoon.get("email") and "email" not in self.errors:
            self.add_error("email", "Vul het e-mailadres in waar de link naartoe gaat.")
        if schoon.get("vraag") and not schoon.get("vraag_antwoord"):
            self.add_error("vraag_antwoord", "Kies ja of nee.")
        if not self.errors and self.keuze().is_leeg:
            self.add_error(None, "Kies wat je wilt delen: een doel, een actie, de afspraken of één antwoord.")
        return schoon

    def keuze(self) -> Keuze:
        """Return what was chosen; of a form with faults what could be read, for the preview."""
        schoon = self.cleaned_data
        return Keuze(
            doelen=tuple(UUID(id_) for id_ in schoon.get("doelen") or ()),
            acties=tuple(UUID(id_) for id_ in schoon.get("acties") or ()),
            met_afspraken=bool(schoon.get("met_afspraken")),
            vraag=schoon.get("vraag") or "",
            vraag_antwoord=schoon.get("vraag_antwoord") or "",
            met_overdracht=bool(schoon.get("met_overdracht")),
        )

    def gegevens(self) -> Gegevens:
        """Return how and how long."""
        schoon = self.cleaned_data
        return Gegevens(
            wijze=schoon["wijze"],
            van=schoon["van"],
            tot_en_met=schoon["tot_en_met"],
            contactpersoon=schoon["contactpersoon"],
            gebruiker=schoon["gebruiker"],
            email=schoon["email"],
            bericht=schoon["bericht"],
        )


def _leden(organisatie: Any) -> Any:
    return PartnerLid.objects.filter(organisatie=organisatie, tot=None)


class CodeForm(forms.Form):
    """The code that came by another road."""

    code = forms.CharField(
        label="Code",
        max_length=20,
        help_text="8 cijfers. Je kreeg ze van de persoon die de link stuurde.",
        widget=forms.TextInput(
            {"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}
        ),
        error_messages={"required": "Vul de code in."},
    )


class DeelantwoordForm(forms.Form):
    """What a partner answers."""

    tekst = forms.CharField(
        label="Je antwoord",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Vul je antwoord in."},
    )
    naam = forms.CharField(
        label="Je naam", max_length=120, help_text="Die staat bij het antwoord.",
        error_messages={"required": "Vul je naam in."},
    )  # fmt: skip


class OverdrachtForm(forms.Form):
    """The story in short."""

    tekst = forms.CharField(
        label="Het verhaal in het kort",
        widget=forms.Textarea,
        max_length=2000,
        help_text="Schrijf het samen. Zo hoeft de inwoner het niet elke keer opnieuw te vertellen.",
        error_messages={"required": "Schrijf het verhaal in het kort op."},
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class AkkoordForm(forms.Form):
    """Who agrees with these words, how and when."""

    wie = forms.CharField(
        label="Wie vindt het goed zo?", max_length=160, error_messages={"required": "Vul in wie."}
    )
    hoe = forms.ChoiceField(label="Hoe is dat gezegd?", choices=Hoe.choices, widget=forms.RadioSelect)
    op = DatumVeld(label="Op welke dag?", snel=(0, -1), error_messages={"required": "Vul de dag in."})
