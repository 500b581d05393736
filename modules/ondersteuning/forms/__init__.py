"""Forms of the gemeente's half of support."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django import forms

from keukentafel.opslag.soorten import Geweigerd
from keukentafel.registry import rechten
from modules.dossier.models import Huishouden
from modules.ondersteuning.schermfoto import MAX_TEKENS, lees_schermfoto
from support.models import Soort

_FOUTCODE = re.compile(r"[0-9A-Fa-f]{4}")
_IN_ADRES = re.compile(r"/huishoudens/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-f-])")


class VraagForm(forms.Form):
    """A question to the supplier."""

    soort = forms.ChoiceField(label="Wat is het?", choices=Soort.choices, widget=forms.RadioSelect)
    onderwerp = forms.CharField(
        label="In een paar woorden",
        max_length=120,
        error_messages={"required": "Schrijf kort waar het over gaat."},
    )
    tekst = forms.CharField(
        label="Wat gebeurde er?",
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Schrijf wat je deed en wat je zag. Noem geen namen en geen gegevens van inwoners.",
        error_messages={"required": "Schrijf wat er gebeurde."},
    )
    route = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput)
    code = forms.CharField(max_length=100, required=False, widget=forms.HiddenInput)
    huishouden = forms.UUIDField(required=False, widget=forms.HiddenInput)
    schermfoto = forms.CharField(max_length=MAX_TEKENS, required=False, widget=forms.HiddenInput)

    def clean_route(self) -> str:
        """Keep the name of a page of ours; what is none does not travel, and nobody typed it."""
        route = str(self.cleaned_data["route"])
        return route if route in rechten() else ""

    def clean_code(self) -> str:
        """Keep what an error page shows; what is something else does not travel."""
        code = str(self.cleaned_data["code"])
        return code if _FOUTCODE.fullmatch(code) else ""

    def clean_schermfoto(self) -> bytes | None:
        """Read the drawing of the screen; what is no picture is left out without a word about it."""
        try:
            return lees_schermfoto(str(self.cleaned_data["schermfoto"]))
        except (ValueError, Geweigerd):
            return None


class ReactieForm(forms.Form):
    """A reaction in the conversation."""

    tekst = forms.CharField(
        label="Je reactie",
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Noem geen namen en geen gegevens van inwoners.",
        error_messages={"required": "Schrijf wat je wilt zeggen."},
    )


class ToestaanForm(forms.Form):
    """Let the supplier look along: with whose rights, in which household, with or without masks."""

    ogen = forms.ChoiceField(
        label="Met wiens rechten kijkt de leverancier?",
        widget=forms.RadioSelect,
        help_text="De leverancier ziet nooit meer dan deze persoon.",
    )
    huishouden = forms.CharField(
        label="Welk huishouden?",
        required=False,
        max_length=300,
        help_text="Plak het webadres van de pagina van het huishouden.",
    )
    leesbaar = forms.BooleanField(
        label="Laat namen en teksten van inwoners zien",
        required=False,
        help_text="Alleen als het zonder niet kan. Zonder dit vinkje is alles verborgen.",
    )

    def __init__(
        self, *args: Any, ogen: list[tuple[str, str]], dossier: bool, mag_leesbaar: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        velden: dict[str, Any] = self.fields
        velden["ogen"].choices = ogen
        self.initial.setdefault("ogen", ogen[0][0])
        if not dossier:
            del self.fields["huishouden"]
        if not mag_leesbaar:
            del self.fields["leesbaar"]

    def clean_huishouden(self) -> UUID | None:
        """Read the household from the address of its page, and see that it is there."""
        getypt = str(self.cleaned_data["huishouden"]).strip()
        if not getypt:
            return None
        gevonden = _IN_ADRES.search(getypt)
        if gevonden is None or not Huishouden.objects.filter(pk=gevonden[1]).exists():
            raise forms.ValidationError(
                "Dit is geen webadres van een huishouden. Open het huishouden en plak het adres."
            )
        return UUID(gevonden[1])


class WeigerForm(forms.Form):
    """Say no."""

    antwoord = forms.CharField(
        label="Waarom niet?", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="De leverancier leest dit.",
    )  # fmt: skip


class KeuzeForm(forms.Form):
    """The standing wish."""

    geen = forms.TypedChoiceField(
        label="Mag de leverancier vragen om mee te kijken?",
        choices=(("0", "Ja, wij beslissen per keer"), ("1", "Nee, niemand kijkt mee, ook niet in nood")),
        coerce=lambda waarde: waarde == "1",
        widget=forms.RadioSelect,
    )
    reden = forms.CharField(label="Waarom?", max_length=300, required=False)
    versie = forms.IntegerField(widget=forms.HiddenInput)
