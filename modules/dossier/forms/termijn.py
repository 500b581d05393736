"""What people say about a term: met, standing still, more time, late."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localdate, make_aware, now

from keukentafel.components.velden import DatumVeld, TijdVeld
from modules.dossier.models import GeenDwangsom, VerlengGrond
from modules.inrichting.codelijsten import OpschortingGrond, OverschrijdingOorzaak


class TermijnForm(forms.Form):
    """The day, and when that was late, the cause."""

    gehaald_op = DatumVeld(
        label="Wanneer was het klaar?", snel=(0, -1), error_messages={"required": "Vul de dag in."}
    )
    oorzaak = forms.ChoiceField(
        label="Waardoor was het te laat?",
        choices=[("", "Het was op tijd"), *OverschrijdingOorzaak.choices],
        required=False,
    )

    gehaald_om = TijdVeld(label="Hoe laat?", error_messages={"required": "Vul in hoe laat het klaar was."})

    def __init__(self, *args: Any, in_uren: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["gehaald_op", "gehaald_om", "oorzaak"])
        if not in_uren:
            del self.fields["gehaald_om"]

    def clean(self) -> dict[str, Any]:
        """Refuse a moment that is still to come."""
        schoon = super().clean() or {}
        dag, om = schoon.get("gehaald_op"), schoon.get("gehaald_om")
        if dag and om and make_aware(datetime.combine(dag, om)) > now():
            self.add_error("gehaald_om", "Dit moment is nog niet geweest. Kies een eerder moment.")
        return schoon

    def clean_gehaald_op(self) -> Any:
        """Refuse a day that is still to come."""
        dag = self.cleaned_data["gehaald_op"]
        if dag > localdate():
            raise forms.ValidationError("Deze dag is nog niet geweest. Kies vandaag of een eerdere dag.")
        return dag


class StilForm(forms.Form):
    """From which day the time stands still, and why."""

    grond = forms.ChoiceField(
        label="Waarom mag de tijd stilstaan?",
        choices=OpschortingGrond.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom de tijd stilstaat."},
    )
    van = DatumVeld(
        label="Vanaf welke dag?",
        help_text="Bij aanvullen: de dag van de brief. De tijd staat stil vanaf de dag erna.",
        snel=(0, -1),
        error_messages={"required": "Vul in vanaf welke dag de tijd stilstaat."},
    )
    uiterlijk = DatumVeld(
        label="Tot welke dag krijgt de inwoner de tijd?",
        help_text="Nodig als de aanvraag moet worden aangevuld. Daarna loopt de tijd vanzelf weer.",
        required=False,
        snel=(14,),
    )
    reden = forms.CharField(
        label="Wat is er aan de hand?",
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": "Vul in waarom de tijd stilstaat."},
    )


class HervatForm(forms.Form):
    """The day on which the time runs again."""

    op = DatumVeld(
        label="Sinds welke dag loopt de tijd weer?",
        help_text="De dag waarop de aanvulling binnenkwam.",
        snel=(0, -1),
        error_messages={"required": "Vul in sinds welke dag de tijd weer loopt."},
    )


class MeerTijdForm(forms.Form):
    """More time: the adjournment of the law, or a day that was agreed on."""

    grond = forms.ChoiceField(
        label="Waarom is er meer tijd?",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom er meer tijd is."},
    )
    tot = DatumVeld(label="Tot welke dag is afgesproken?", required=False, snel=(7, 14))
    reden = forms.CharField(
        label="Wat is er aan de hand?",
        widget=forms.Textarea,
        max_length=1000,
        error_messages={"required": "Vul in waarom er meer tijd nodig is."},
    )

    def __init__(self, *args: Any, gronden: list[VerlengGrond], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["grond"]
        assert isinstance(veld, forms.ChoiceField)
        veld.choices = [(grond.value, grond.label) for grond in gronden]
        if len(gronden) == 1:
            veld.initial = gronden[0].value

    def clean(self) -> dict[str, Any]:
        """Take no day along with the adjournment of the law: that has its own length."""
        schoon = super().clean() or {}
        if schoon.get("grond") == VerlengGrond.VERDAGEN:
            schoon["tot"] = None
        elif schoon.get("grond") and not schoon.get("tot") and "tot" not in self.errors:
            self.add_error("tot", "Vul in tot welke dag er meer tijd is.")
        return schoon


class UitstelForm(forms.Form):
    """The day the applicant was told to expect the decision."""

    nieuw = DatumVeld(
        label="Wanneer mag de inwoner het besluit verwachten?",
        snel=(7, 14),
        error_messages={"required": "Vul in wanneer de inwoner het besluit mag verwachten."},
    )
    reden = forms.CharField(
        label="Wat heb je verteld?", widget=forms.Textarea, max_length=1000, required=False
    )


class IngebrekeForm(forms.Form):
    """The day the letter came in."""

    ontvangen_op = DatumVeld(
        label="Wanneer kwam de brief binnen?",
        snel=(0, -1),
        error_messages={"required": "Vul in wanneer de brief binnenkwam."},
    )


class GeenDwangsomForm(forms.Form):
    """Why nothing is due; empty takes that back."""

    reden = forms.ChoiceField(
        label="Waarom komt er geen dwangsom?",
        choices=[("", "Er komt wel een dwangsom"), *GeenDwangsom.choices],
        required=False,
    )


class OorzaakForm(forms.Form):
    """Why the term is late, while it still runs or afterwards."""

    oorzaak = forms.ChoiceField(
        label="Waardoor is het te laat?",
        choices=OverschrijdingOorzaak.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waardoor het te laat is."},
    )
