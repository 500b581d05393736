"""Forms about programs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from keukentafel.components.widgets import KeuzeKaarten
from modules.zgw.autorisaties.rules.token import GEHEIM_MINSTENS
from modules.zgw.beheer.queries import zaaktypenamen
from modules.zgw.beheer.voorbeelden import MAXIMA, VOORBEELDEN
from modules.zgw.catalogus.models import Soort
from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid

ALLES, ZELF = "alles", "zelf"
_CLIENT = re.compile(r"[A-Za-z0-9._@-]{1,50}")
_TE_KORT = f"Een geheim heeft ten minste {GEHEIM_MINSTENS} tekens. Laat het leeg, dan maken wij er een."


def _geheim() -> forms.CharField:
    return forms.CharField(
        label="Eigen geheim",
        max_length=200,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=f"Laat dit leeg, dan maken wij er een. Een eigen geheim heeft ten minste {GEHEIM_MINSTENS} tekens.",
    )


class _MetGeheim(forms.Form):
    def clean_geheim(self) -> str:
        """Refuse what can be guessed."""
        geheim = str(self.cleaned_data["geheim"])
        if geheim and len(geheim) < GEHEIM_MINSTENS:
            raise forms.ValidationError(_TE_KORT)
        return geheim


class AansluitForm(_MetGeheim):
    """A new program: what it is called, and what it comes to do."""

    naam = forms.CharField(label="Naam", max_length=100, help_text="Zoals je collega's het kennen.")
    client_id = forms.CharField(
        label="Client-id",
        max_length=50,
        help_text="De naam waarmee het programma zich meldt. Vul die daar ook in.",
    )
    geheim = _geheim()
    wat = forms.ChoiceField(label="Wat komt dit programma doen?", widget=KeuzeKaarten)
    zaaktypen = forms.MultipleChoiceField(
        label="Voor welke zaaktypen?", required=False, widget=forms.CheckboxSelectMultiple
    )
    maximum = forms.TypedChoiceField(
        label="Tot welke vertrouwelijkheid?",
        coerce=int,
        choices=MAXIMA,
        initial=int(Vertrouwelijkheid.ZAAKVERTROUWELIJK),
        help_text="Wat vertrouwelijker is, ziet het programma niet.",
    )

    def __init__(self, *args: Any, soorten: Mapping[str, Sequence[Soort]], **kwargs: Any) -> None:
        """Offer the zaaktypen of this gemeente, all of them ticked."""
        super().__init__(*args, **kwargs)
        wat: Any = self.fields["wat"]
        wat.choices = [(sleutel, voorbeeld.titel) for sleutel, voorbeeld in VOORBEELDEN.items()] + [
            (ALLES, "Alles"), (ZELF, "Ik kies zelf"),
        ]  # fmt: skip
        wat.widget.uitleg = {sleutel: voorbeeld.uitleg for sleutel, voorbeeld in VOORBEELDEN.items()} | {
            ALLES: "Ook verwijderen en wijzigen na afloop. Alleen voor een systeem dat je helemaal vertrouwt.",
            ZELF: "Je krijgt een lijst met alle rechten.",
        }
        zaaktypen: Any = self.fields["zaaktypen"]
        namen = zaaktypenamen()
        zaaktypen.choices = [
            (str(soort.pk), namen.get(soort.pk, soort.identificatie)) for soort in soorten["zrc"]
        ]
        zaaktypen.initial = [str(soort.pk) for soort in soorten["zrc"]]

    def clean_client_id(self) -> str:
        """Take letters, digits and a few signs: it stands in a token."""
        client_id = str(self.cleaned_data["client_id"]).strip()
        if not _CLIENT.fullmatch(client_id):
            raise forms.ValidationError(
                "Gebruik alleen letters, cijfers, punten, streepjes en @. Geen spaties."
            )
        return client_id

    def clean(self) -> dict[str, Any]:
        """Ask a zaaktype where the example needs one."""
        schoon = super().clean() or {}
        if "naam" in self.errors and not self.data.get("client_id", "").strip():
            self.errors.pop("client_id", None)  # it may stay empty: it comes from the name
        if schoon.get("wat") in VOORBEELDEN and "zaaktypen" in schoon and not schoon["zaaktypen"]:
            self.add_error("zaaktypen", "Kies ten minste één zaaktype.")
        return schoon


OVERLAP = (
    ("0", "Meteen"), ("1", "Na 1 dag"), ("7", "Na 7 dagen"), ("30", "Na 30 dagen"),
)  # fmt: skip


class GeheimForm(_MetGeheim):
    """A new secret, and how long the old one goes on."""

    overlap = forms.TypedChoiceField(
        label="Wanneer stopt het oude geheim?",
        coerce=int,
        choices=OVERLAP,
        initial="7",
        widget=forms.RadioSelect,
        help_text="Zolang ze allebei werken, kun je het programma rustig omzetten.",
    )
    geheim = _geheim()
