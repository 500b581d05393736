"""The forms of the inbox."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms

from modules.dossier.wetten import wetten
from modules.inrichting.models import Wijkteam


class KiesForm(forms.Form):
    """Under which law the melding falls, and for which team when no address says so."""

    wet = forms.ChoiceField(label="Onder welke wet valt de vraag?")
    team = forms.ModelChoiceField(
        label="Welk team pakt het op?", queryset=Wijkteam.objects.none(), required=False, empty_label="Kies een team"
    )  # fmt: skip

    def __init__(self, *args: Any, modules: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wet: Any = self.fields["wet"]
        wet.choices = [(soort.code, soort.naam) for soort in wetten if soort.code in modules]
        self.fields["team"].queryset = Wijkteam.objects.actief().order_by("naam")  # type: ignore[attr-defined]


class WegForm(forms.Form):
    """Why it becomes no melding."""

    reden = forms.CharField(
        label="Waarom wordt dit geen melding?",
        max_length=300,
        help_text="Bijvoorbeeld: dubbel verstuurd, of gebeld en beantwoord.",
    )
