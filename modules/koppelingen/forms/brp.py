"""The forms of the BRP at a person: for which law, and what to take over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from modules.koppelingen.rules.brp_verschil import Verschil


class VraagForm(forms.Form):
    """For which law somebody asks: the doelbinding that goes along."""

    wet = forms.ChoiceField(
        label="Waarvoor heb je de gegevens nodig?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies waarvoor je de gegevens nodig hebt.",
            "invalid_choice": "Kies een van de wetten die er staan.",
        },
    )
    opnieuw = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, wetten: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the laws with a doelbinding; the only one is chosen already."""
        super().__init__(*args, **kwargs)
        self.fields["wet"].choices = list(wetten)  # type: ignore[attr-defined]
        if len(wetten) == 1:
            self.fields["wet"].initial = wetten[0][0]


class OvernemenForm(forms.Form):
    """One box a difference that can be taken over. `stand` is what the differences hung on."""

    stand = forms.CharField(widget=forms.HiddenInput, max_length=100)

    def __init__(self, *args: Any, verschillen: Iterable[Verschil], **kwargs: Any) -> None:
        """Make the boxes; what is under investigation says so."""
        super().__init__(*args, **kwargs)
        for verschil in verschillen:
            delen = [f"Bij ons “{verschil.ons}”, in de BRP “{verschil.brp}”.", verschil.noot]
            if verschil.in_onderzoek:
                delen.append("De gemeente van de BRP zoekt dit gegeven nog uit.")
            self.fields[f"v-{verschil.sleutel}"] = forms.BooleanField(
                label=verschil.label, required=False, help_text=" ".join(deel for deel in delen if deel)
            )

    def gekozen(self) -> list[str]:
        """Return the keys of what was ticked."""
        return [naam[2:] for naam, aan in self.cleaned_data.items() if naam.startswith("v-") and aan]
