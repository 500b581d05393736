"""Forms of regie: choose a regisseur, take the regie over, go on with that."""

from __future__ import annotations

from typing import Any

from django import forms

from keukentafel.components.velden import DatumVeld
from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from modules.dossier.forms.gesprek import leefgebied_keuzes
from modules.inrichting.codelijsten import RegieOvername
from modules.inrichting.models import Organisatie

MAG_REGISSEREN = (Rol.TEAMLEIDER, Rol.TEAMLID, Rol.REGISSEUR)


def _naam(persoon: Any) -> str:
    return str(persoon.naam)


class RegisseurForm(forms.Form):
    """Who directs the helpers: a colleague, or somebody of an organisation."""

    gebruiker = forms.ModelChoiceField(
        Gebruiker.objects.none(), label="Een collega", required=False, empty_label="Iemand van buiten"
    )
    naam = forms.CharField(label="Of de naam van iemand van buiten", max_length=120, required=False)
    organisatie = forms.ModelChoiceField(
        Organisatie.objects.none(), label="Organisatie", required=False, empty_label="Kies een organisatie"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer colleagues who work with households, and organisations in use."""
        super().__init__(*args, **kwargs)
        collegas = Gebruiker.objects.actief().filter(toekenningen__rol__in=MAG_REGISSEREN).distinct()
        self.fields["gebruiker"].queryset = collegas.order_by("naam")  # type: ignore[attr-defined]
        self.fields["gebruiker"].label_from_instance = _naam  # type: ignore[attr-defined]
        self.fields["organisatie"].queryset = Organisatie.objects.filter(  # type: ignore[attr-defined]
            is_actief=True
        )

    def clean(self) -> dict[str, Any]:
        """Ask for somebody; somebody from outside comes from somewhere."""
        schoon = super().clean() or {}
        if schoon.get("gebruiker"):
            return schoon
        if not schoon.get("naam"):
            self.add_error("gebruiker", "Kies wie de regisseur wordt.")
        elif not schoon.get("organisatie") and "organisatie" not in self.errors:
            self.add_error("organisatie", "Kies van welke organisatie deze persoon is.")
        return schoon


class OvernameForm(forms.Form):
    """Why the regie is taken over, on what, and until when."""

    grond = forms.ChoiceField(
        label="Waarom kan het huishouden de regie nu niet zelf voeren?",
        choices=RegieOvername.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom de regie wordt overgenomen."},
    )
    toelichting = forms.CharField(
        label="Wat is er aan de hand?",
        widget=forms.Textarea,
        error_messages={"required": "Schrijf op wat er aan de hand is."},
    )
    leefgebieden = forms.MultipleChoiceField(
        label="Op welke leefgebieden?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies op welke leefgebieden de regie wordt overgenomen."},
    )
    eindigt_op = DatumVeld(
        label="Tot en met welke dag?",
        snel=(30, 90),
        help_text="Na deze dag ligt de regie vanzelf weer bij het huishouden.",
        error_messages={
            "required": "Vul in tot en met welke dag. Daarna ligt de regie weer bij het huishouden."
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the leefgebieden of the matrix."""
        super().__init__(*args, **kwargs)
        self.fields["leefgebieden"].choices = leefgebied_keuzes()  # type: ignore[attr-defined]


class VerlengForm(forms.Form):
    """Why it cannot go back yet, and until when."""

    toelichting = forms.CharField(
        label="Waarom kan de regie nog niet terug?",
        widget=forms.Textarea,
        error_messages={"required": "Schrijf op wat er aan de hand is."},
    )
    eindigt_op = DatumVeld(
        label="Tot en met welke dag?",
        snel=(30, 90),
        error_messages={
            "required": "Vul in tot en met welke dag. Daarna ligt de regie weer bij het huishouden."
        },
    )
