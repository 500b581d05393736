"""The forms of the Wmo line: one question each, a day that may not lie in the future."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localdate

from keukentafel.components.velden import DatumVeld
from keukentafel.identity.models import Gebruiker
from modules.dossier.voorzieningen.forms.product import ProductVeld
from modules.inrichting.models import Organisatie
from modules.wmo.models import Identiteit, Oordeel, Wijze
from modules.wmo.rules.heronderzoek import VRAGEN


class GeweestVeld(DatumVeld):
    """A day that has been: today or earlier."""

    def clean(self, value: Any) -> Any:
        """Return the day.

        :raises ValidationError: it is still to come.
        """
        dag = super().clean(value)
        if dag is not None and dag > localdate():
            raise forms.ValidationError("Deze dag is nog niet geweest. Kies vandaag of een eerdere dag.")
        return dag


class IdentiteitForm(forms.Form):
    """With what somebody showed who he or she is."""

    soort = forms.ChoiceField(
        label="Waarmee heb je gezien wie het is?", choices=Identiteit.choices, widget=forms.RadioSelect
    )
    op = GeweestVeld(label="Op welke dag", snel=(0, -1))


class OnderdeelForm(forms.Form):
    """The text of one subject."""

    tekst = forms.CharField(
        label="Wat is besproken", required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 10})
    )
    herkomst = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)


class VersturenForm(forms.Form):
    """When and how the verslag goes out."""

    op = GeweestVeld(label="Op welke dag gaat het verslag weg?", snel=(0, -1))
    wijze = forms.ChoiceField(
        label="Hoe krijgt de inwoner het?", choices=Wijze.choices, widget=forms.RadioSelect
    )


class RetourForm(forms.Form):
    """What the resident says of the verslag."""

    retour_op = GeweestVeld(label="Op welke dag kwam het verslag terug?", snel=(0, -1))
    oordeel = forms.ChoiceField(
        label="Wat vindt de inwoner van het verslag?", choices=Oordeel.choices, widget=forms.RadioSelect
    )
    reactie = forms.CharField(
        label="Reactie in eigen woorden",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class HerzieForm(forms.Form):
    """Why there is another version."""

    omdat = forms.CharField(label="Wat moet er veranderen?", max_length=300)


class AanvraagForm(forms.Form):
    """The day that counts, apart from the day of the signature."""

    op = GeweestVeld(
        label="Op welke dag zei de inwoner dat hij wil aanvragen?",
        snel=(0, -1),
        help_text="Vanaf deze dag lopen de 2 weken voor het besluit. De handtekening mag later komen.",
    )
    waarvoor = forms.CharField(
        label="Wat vraagt de inwoner aan?", max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    ondertekend_op = GeweestVeld(
        label="Op welke dag is de aanvraag ondertekend?", required=False, snel=(0, -1)
    )


class TekenForm(forms.Form):
    """The day of the signature, when it came later."""

    ondertekend_op = GeweestVeld(label="Op welke dag is de aanvraag ondertekend?", snel=(0, -1))


class TijdelijkForm(forms.Form):
    """Help at once."""

    wat = forms.CharField(label="Welke hulp is er geregeld?", max_length=300)
    van = DatumVeld(label="Vanaf welke dag", snel=(0, 1))
    product = ProductVeld(label="Voorziening", required=False, empty_label="Nog niet bekend")
    aanbieder = forms.ModelChoiceField(
        Organisatie.objects.none(), label="Wie geeft de hulp", required=False, empty_label="Nog niet bekend"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["product"].stel_in("wmo", localdate())  # type: ignore[attr-defined]
        self.fields["aanbieder"].queryset = Organisatie.objects.filter(is_actief=True)  # type: ignore[attr-defined]


class StopForm(forms.Form):
    """Why the resident goes no further."""

    op = GeweestVeld(label="Op welke dag zei de inwoner dat het niet meer hoeft?", snel=(0, -1))
    omdat = forms.CharField(label="Waarom stopt de melding?", max_length=300)


_GELIJK = (("gelijk", "Hetzelfde"), ("anders", "Anders"))


class HeronderzoekForm(forms.Form):
    """One question each; everything the same is one confirmation (F068)."""

    gesproken_met = forms.CharField(label="Met wie heb je gesproken?", max_length=120)
    op = GeweestVeld(label="Op welke dag", snel=(0, -1))
    minuten = forms.IntegerField(
        label="Hoeveel minuten kostte dit?",
        min_value=1,
        max_value=6_000,
        required=False,
        help_text="Leeg laten mag. Dan telt de tijd dat deze pagina open stond.",
    )
    begonnen = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, vraag in VRAGEN:
            self.fields[code] = forms.ChoiceField(
                label=vraag, choices=_GELIJK, widget=forms.RadioSelect, initial="gelijk"
            )

    def vragen(self) -> list[Any]:
        """Return the fields of the questions, in their order."""
        return [self[code] for code, _ in VRAGEN]


class DoorgeefForm(forms.Form):
    """To whom the last steps go, and what that one should know."""

    aan = forms.ModelChoiceField(
        Gebruiker.objects.none(),
        label="Wie gaat ermee verder?",
        empty_label="Kies iemand",
        error_messages={"required": "Kies wie de aanvraag en het besluit doet."},
    )
    tekst = forms.CharField(
        label="Wat moet die ander weten?",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, wie: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["aan"].queryset = wie  # type: ignore[attr-defined]
        self.fields["aan"].label_from_instance = lambda mens: mens.naam  # type: ignore[attr-defined]


class TerugForm(forms.Form):
    """Why it goes back."""

    omdat = forms.CharField(
        label="Waarom leg je de melding terug?",
        max_length=300,
        error_messages={"required": "Schrijf in één zin waarom je de melding teruglegt."},
    )
