"""The forms of the meldcode, one a step, and of the verwijsindex."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate

from keukentafel.components.velden import DatumVeld
from keukentafel.identity.models import Gebruiker
from modules.dossier.delen.forms.velden import Mensenkeuze
from modules.dossier.models import Inwoner
from modules.jeugd.rules.meldcode import VRAGEN, Weegantwoorden
from modules.jeugd.woorden import Veiligheid, VirRisico, Zekerheid

_VRAAG = dict(VRAGEN)


def _lang(label: str, *, nodig: str = "", uitleg: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        widget=forms.Textarea,
        max_length=4000,
        required=bool(nodig),
        help_text=uitleg,
        error_messages={"required": nodig} if nodig else None,
    )


class MeldcodeForm(forms.Form):
    """Step 1: what was seen and heard, about which child."""

    inwoner = Mensenkeuze(
        Inwoner.objects.none(),
        label="Over welk kind maak je je zorgen?",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies over welk kind je je zorgen maakt."},
    )
    signalen = _lang(
        "Wat zie en hoor je?",
        nodig="Schrijf op wat je ziet en hoort.",
        uitleg="Alleen wat is gezien of gezegd, door wie en wanneer. Nog geen oordeel.",
    )
    gezien_op = DatumVeld(
        label="Wanneer was dat?", snel=(0, -1), error_messages={"required": "Vul de dag in."}
    )

    def __init__(self, *args: Any, mensen: Any, **kwargs: Any) -> None:
        """Offer the people of the household."""
        kwargs["initial"] = {"gezien_op": localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["inwoner"]
        veld.queryset = mensen


class SignalenForm(forms.Form):
    """Step 1 again, with more."""

    signalen = _lang("Wat zie en hoor je?", nodig="Schrijf op wat je ziet en hoort.")
    gezien_op = DatumVeld(label="Wanneer was dat?", snel=(0, -1))


class OverlegForm(forms.Form):
    """Step 2: with whom and when."""

    overleg_collega = Mensenkeuze(
        Gebruiker.objects.none(), label="Welke collega?", empty_label="Iemand anders", required=False
    )
    overlegd_met = forms.CharField(
        label="Of iemand anders: naam en functie",
        max_length=120,
        required=False,
        help_text="Bijvoorbeeld de aandachtsfunctionaris.",
    )
    overlegd_op = DatumVeld(
        label="Op welke dag?", snel=(0, -1), error_messages={"required": "Vul in wanneer je overlegde."}
    )
    overleg_uitkomst = _lang("Wat kwam eruit?", nodig="Schrijf op wat eruit kwam.")
    vt_advies_op = DatumVeld(
        label="Vroeg je Veilig Thuis om advies? Op welke dag?",
        required=False,
        snel=(0, -1),
        help_text="Advies vragen mag zonder naam van het kind.",
    )

    def __init__(self, *args: Any, collegas: Any, **kwargs: Any) -> None:
        """Offer colleagues."""
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["overleg_collega"]
        veld.queryset = collegas

    def clean(self) -> dict[str, Any]:
        """Ask for a person, by account or by name."""
        schoon = super().clean() or {}
        if schoon.get("overleg_collega"):
            schoon["overlegd_met"] = schoon["overleg_collega"].naam
        elif not schoon.get("overlegd_met"):
            self.add_error("overlegd_met", "Kies of vul in met wie je overlegde.")
        return schoon


class GesprekForm(forms.Form):
    """Step 3: the talk, or why not."""

    gesproken_op = DatumVeld(label="Wanneer sprak je hen?", required=False, snel=(0, -1))
    gesproken_met = forms.CharField(label="Met wie?", max_length=200, required=False)
    gesprek_uitkomst = _lang("Wat zeiden zij?")
    niet_gesproken_omdat = forms.CharField(
        label="Of: waarom kon praten niet?",
        max_length=300,
        required=False,
        help_text="Bijvoorbeeld: praten maakt het gevaarlijker voor het kind.",
    )


class WeegForm(forms.Form):
    """Step 4: the questions of the weighing."""

    veiligheid = forms.ChoiceField(
        label="Hoe veilig is het?",
        choices=Veiligheid.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe veilig het is."},
    )
    kan_helpen = forms.ChoiceField(
        label=_VRAAG["kan_helpen"], choices=Zekerheid.choices, widget=forms.RadioSelect, required=False
    )
    willen = forms.ChoiceField(
        label=_VRAAG["willen"], choices=Zekerheid.choices, widget=forms.RadioSelect, required=False
    )
    werkt = forms.ChoiceField(
        label=_VRAAG["werkt"], choices=Zekerheid.choices, widget=forms.RadioSelect, required=False
    )
    weging_toelichting = _lang("Waar baseer je dit op?", nodig="Schrijf op waar je dit op baseert.")
    gewogen_op = DatumVeld(label="Wanneer woog je dit?", snel=(0, -1))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"gewogen_op": localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def antwoorden(self) -> Weegantwoorden:
        """Return what the rule takes."""
        schoon = self.cleaned_data
        return Weegantwoorden(schoon["veiligheid"], schoon["kan_helpen"], schoon["willen"], schoon["werkt"])


class BesluitForm(forms.Form):
    """Step 5: report, help, and why."""

    melden = forms.ChoiceField(
        label="Is melden bij Veilig Thuis nodig?",
        choices=[("ja", "Ja, melden is nodig"), ("nee", "Nee, melden is niet nodig")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of melden nodig is."},
    )
    helpen = forms.ChoiceField(
        label="Is helpen (ook) mogelijk?",
        choices=[("ja", "Ja, hulp loopt door of begint"), ("nee", "Nee, helpen kan nu niet")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of helpen mogelijk is."},
    )
    toelichting = _lang("Waarom dit besluit?", uitleg="Nodig als je anders kiest dan de weging zegt.")


class OverdrachtForm(forms.Form):
    """What was told to Veilig Thuis."""

    vt_gemeld_op = DatumVeld(
        label="Wanneer heb je gemeld?", snel=(0, -1), error_messages={"required": "Vul de dag in."}
    )
    vt_gesproken_met = forms.CharField(
        label="Met wie sprak je bij Veilig Thuis?",
        max_length=120,
        error_messages={"required": "Vul in met wie je sprak."},
    )
    vt_kenmerk = forms.CharField(label="Kenmerk van Veilig Thuis", max_length=60, required=False)
    vt_overdracht = _lang("Wat heb je verteld?", nodig="Schrijf op wat je hebt verteld.")
    gezin_verteld_op = DatumVeld(label="Wanneer hoorde het gezin dat je meldt?", required=False, snel=(0, -1))
    gezin_niet_verteld_omdat = forms.CharField(label="Of: waarom nog niet?", max_length=300, required=False)


class SluitForm(forms.Form):
    """How it ended."""

    omdat = _lang("Hoe is het nu?", nodig="Schrijf op hoe het nu is.")


class VerwijsindexForm(forms.Form):
    """A note in the verwijsindex."""

    risicos = forms.MultipleChoiceField(
        label="Welk risico zie je?",
        choices=VirRisico.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies welk risico je ziet. Zonder een risico uit de wet mag je niet melden."
        },
    )
    toelichting = _lang("Toelichting, alleen voor dit dossier")
    verteld_op = DatumVeld(label="Wanneer hoorden jongere en ouders dit?", required=False, snel=(0, -1))
    niet_verteld_omdat = forms.CharField(label="Of: waarom nog niet?", max_length=300, required=False)
