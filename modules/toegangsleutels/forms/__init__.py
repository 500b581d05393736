"""Forms about keys to the API."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from keukentafel.identity.rollen import Rol
from modules.dossier.zicht.lezers import LEEST_DOSSIERS
from modules.inrichting.models import Wijkteam
from modules.toegangsleutels.actions.programma import VOOR_PROGRAMMAS, Gevraagd
from modules.toegangsleutels.models import Programma
from modules.toegangsleutels.scopes import BRONNEN, KEUZES
from modules.toegangsleutels.zicht import OBJECTEN

_CLIENT = re.compile(r"[a-z0-9][a-z0-9._-]{2,49}")
DAGEN = ((30, "30 dagen"), (90, "90 dagen"), (365, "Een jaar"))


class _MetScopes(forms.Form):
    scopes = forms.MultipleChoiceField(
        label="Waarvoor?",
        choices=KEUZES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één ding."},
    )


class TokenForm(_MetScopes):
    """A personal token."""

    naam = forms.CharField(
        label="Naam", max_length=80, help_text="Zodat je later weet waar dit token voor is."
    )
    dagen = forms.TypedChoiceField(label="Hoe lang?", choices=DAGEN, coerce=int, initial=90)
    huidig = forms.CharField(
        label="Je wachtwoord",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        help_text="Zo weten we dat jij het bent.",
    )
    field_order = ("naam", "scopes", "dagen", "huidig")


class ProgrammaForm(_MetScopes):
    """What a program is and may."""

    naam = forms.CharField(label="Naam", max_length=100, help_text="Zo staat het in het logboek.")
    toelichting = forms.CharField(label="Waarvoor is het?", max_length=300, required=False)
    rollen = forms.MultipleChoiceField(
        label="Wat ziet het?",
        choices=[(rol.value, rol.label) for rol in VOOR_PROGRAMMAS],
        widget=forms.CheckboxSelectMultiple,
        help_text="Het ziet wat een medewerker met deze rol ziet, en niets meer.",
        error_messages={"required": "Kies minstens één rol."},
    )
    teams = forms.ModelMultipleChoiceField(
        Wijkteam.objects.none(),
        label="Voor welke teams?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nodig bij een rol die huishoudens ziet.",
    )
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    field_order: tuple[str, ...] = ("naam", "toelichting", "rollen", "teams", "scopes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the teams that work now."""
        super().__init__(*args, **kwargs)
        teams: Any = self.fields["teams"]
        teams.queryset = Wijkteam.objects.actief()

    def clean(self) -> dict[str, Any]:
        """Ask for a team where a role sees nothing without one."""
        schoon = super().clean() or {}
        if {Rol(rol) for rol in schoon.get("rollen", ())} & LEEST_DOSSIERS and not schoon.get("teams"):
            self.add_error("teams", "Kies minstens één team. Zonder team ziet deze rol niets.")
        return schoon

    def gevraagd(self) -> Gevraagd:
        """Return what was filled in, as the action takes it."""
        schoon, paren = self.cleaned_data, []
        for rol in map(Rol, schoon["rollen"]):
            if rol in LEEST_DOSSIERS:
                paren += [(rol, team.pk) for team in schoon["teams"]]
            else:
                paren.append((rol, None))
        return Gevraagd(schoon["naam"], schoon["toelichting"], paren, schoon["scopes"])


class NieuwProgrammaForm(ProgrammaForm):
    """A program that is not there yet."""

    client_id = forms.CharField(
        label="Client-id",
        max_length=50,
        help_text="Kleine letters, cijfers en streepjes. Vul dit ook in bij het programma.",
    )
    field_order = ("naam", "client_id", "toelichting", "rollen", "teams", "scopes")

    def clean_client_id(self) -> str:
        """Take letters, digits and a few signs."""
        client_id = str(self.cleaned_data["client_id"]).strip()
        if not _CLIENT.fullmatch(client_id):
            raise forms.ValidationError("Gebruik 3 tot 50 kleine letters, cijfers en streepjes.")
        return client_id


OVERLAP = ((0, "Nu meteen"), (24, "Na een dag"), (168, "Na een week"))


class GeheimForm(forms.Form):
    """A new secret, and how long the old one goes on."""

    overlap = forms.TypedChoiceField(
        label="Wanneer stopt het oude geheim?",
        choices=OVERLAP,
        coerce=int,
        initial=24,
        widget=forms.RadioSelect,
        help_text="Tot dan werken ze allebei. Zo kan het programma overstappen zonder stil te staan.",
    )


class HaakForm(forms.Form):
    """A webhook."""

    naam = forms.CharField(label="Naam", max_length=80)
    url = forms.URLField(
        label="Adres",
        max_length=500,
        assume_scheme="https",
        help_text="Waar het bericht heen gaat. Het staat op de lijst van je leverancier.",
    )
    programma = forms.ModelChoiceField(
        Programma.objects.none(),
        label="Voor welk programma?",
        empty_label="Kies een programma",
        help_text="Het hoort alleen van wat dit programma mag zien.",
    )
    bronnen = forms.MultipleChoiceField(
        label="Waarover?",
        choices=[(bron, BRONNEN[bron]) for bron in OBJECTEN],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één onderwerp."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the programs that may come in."""
        super().__init__(*args, **kwargs)
        programma: Any = self.fields["programma"]
        programma.queryset = Programma.objects.filter(gebruiker__is_actief=True).select_related("gebruiker")
        programma.label_from_instance = lambda rij: rij.gebruiker.naam
