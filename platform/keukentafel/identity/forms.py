"""The forms of sign-in, one's own account and the people page. Errors say what to do (ux.md §5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from keukentafel.components.widgets import Eenmaligecode, Wachtwoord
from keukentafel.identity.models import Gebruiker, Weergave
from keukentafel.identity.rollen import MET_TEAM, TOE_TE_KENNEN, TOELICHTING, Rol
from keukentafel.identity.rules.wachtwoord import MAXIMAAL, MINIMAAL

HELE_GEMEENTE = "alle"


def _leeg(tekst: str) -> dict[str, str]:
    return {"required": tekst}


class InlogForm(forms.Form):
    """Name and password."""

    gebruikersnaam = forms.CharField(
        label="Gebruikersnaam",
        max_length=150,
        error_messages={
            **_leeg("Vul je gebruikersnaam in."),
            "max_length": "Deze gebruikersnaam is te lang. Hij heeft hooguit 150 tekens.",
        },
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    wachtwoord = forms.CharField(
        label="Wachtwoord",
        max_length=1000,
        strip=False,
        error_messages={
            **_leeg("Vul je wachtwoord in."),
            "max_length": "Dit wachtwoord is te lang. Kijk of je het goede plakte.",
        },
        widget=Wachtwoord(),
    )
    volgende = forms.CharField(required=False, widget=forms.HiddenInput())


class CodeForm(forms.Form):
    """A code of the app, or one on paper."""

    code = forms.CharField(
        label="Code",
        max_length=40,
        help_text="De 6 cijfers uit je app. Geen telefoon bij de hand? Vul dan een herstelcode in.",
        error_messages={
            **_leeg("Vul de code uit je app in."),
            "max_length": "Deze code is te lang. Een code heeft 6 cijfers.",
        },
        widget=Eenmaligecode(attrs={"inputmode": "text"}),
    )


class AppCodeForm(forms.Form):
    """The code by which a new code app proves that it works."""

    code = forms.CharField(
        label="Code uit je app",
        max_length=40,
        help_text="De 6 cijfers die je app nu laat zien.",
        error_messages={
            **_leeg("Vul de 6 cijfers uit je app in."),
            "max_length": "Deze code is te lang. Een code heeft 6 cijfers.",
        },
        widget=Eenmaligecode(),
    )


class NieuwWachtwoordForm(forms.Form):
    """Choose a password. One field with a button to look at it; pasting is fine."""

    nieuw = forms.CharField(
        label="Nieuw wachtwoord",
        max_length=1000,
        strip=False,
        help_text=f"Minstens {MINIMAAL} en hooguit {MAXIMAAL} tekens. Een zin van vier woorden is goed te onthouden.",
        error_messages={
            **_leeg("Kies een wachtwoord."),
            "max_length": f"Dit wachtwoord is te lang. Het mag {MAXIMAAL} tekens zijn.",
        },
        widget=Wachtwoord(nieuw=True),
    )


class WachtwoordVergetenForm(forms.Form):
    """Ask for a link by mail."""

    gebruikersnaam = forms.CharField(
        label="Gebruikersnaam",
        max_length=150,
        error_messages=_leeg("Vul je gebruikersnaam in."),
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class HuidigWachtwoordForm(forms.Form):
    """The password again, before something that matters."""

    huidig = forms.CharField(
        label="Je huidige wachtwoord",
        max_length=1000,
        strip=False,
        error_messages=_leeg("Vul je huidige wachtwoord in."),
        widget=Wachtwoord(),
    )


class WachtwoordWijzigenForm(HuidigWachtwoordForm, NieuwWachtwoordForm):
    """The password one has, and the one to come."""

    field_order = ("huidig", "nieuw")


class CodeAppWijzigenForm(HuidigWachtwoordForm, AppCodeForm):
    """The password, and the code of the new app."""

    field_order = ("huidig", "code")


class VoorkeurenForm(forms.Form):
    """How somebody wants the screen."""

    weergave = forms.ChoiceField(
        label="Weergave",
        choices=Weergave.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies een weergave.",
            "invalid_choice": "Kies licht, donker of zoals je apparaat.",
        },
    )
    compacte_lijsten = forms.BooleanField(
        label="Compacte lijsten",
        required=False,
        help_text="Er past meer op je scherm. Letters blijven even groot.",
    )
    sneltoetsen = forms.BooleanField(
        label="Sneltoetsen met één letter",
        required=False,
        help_text="Bijvoorbeeld g en dan d voor Mijn dag. Druk op ? voor de lijst.",
    )


class VinkjesMetUitleg(forms.CheckboxSelectMultiple):
    """Checkboxes for roles, with under each what it brings (`{% veld %}` reads `uitleg`)."""

    uitleg: ClassVar[dict[str, str]] = {rol.value: tekst for rol, tekst in TOELICHTING.items()}


class RollenForm(forms.Form):
    """Which roles, and for which teams. A field per role that can be given for a team."""

    def __init__(
        self,
        *args: Any,
        teams: Mapping[UUID, str],
        toegekend: Iterable[tuple[Rol, UUID | None]] = (),
        **kwargs: Any,
    ) -> None:
        """Take the teams there are, and the roles somebody holds now."""
        super().__init__(*args, **kwargs)
        nu = list(toegekend)
        self.fields["rollen"] = forms.MultipleChoiceField(
            label="Rollen in de hele gemeente",
            required=False,
            choices=[(rol.value, rol.label) for rol in TOE_TE_KENNEN if rol not in MET_TEAM],
            initial=[rol.value for rol, _ in nu if rol not in MET_TEAM],
            widget=VinkjesMetUitleg,
            error_messages={"invalid_choice": "Deze rol kun je hier niet geven."},
        )
        plaatsen = [(HELE_GEMEENTE, "Hele gemeente"), *((str(id_), naam) for id_, naam in teams.items())]
        for rol in (rol for rol in TOE_TE_KENNEN if rol in MET_TEAM):
            self.fields[f"in_{rol.value}"] = forms.MultipleChoiceField(
                label=rol.label,
                required=False,
                choices=plaatsen,
                initial=[str(team or HELE_GEMEENTE) for r, team in nu if r is rol],
                widget=forms.CheckboxSelectMultiple,
                help_text=TOELICHTING[rol],
                error_messages={"invalid_choice": "Dit team is er niet meer. Kies een ander team."},
            )

    @property
    def teamvelden(self) -> list[forms.BoundField]:
        """Return the fields of the roles that can be given for a team."""
        return [self[naam] for naam in self.fields if naam.startswith("in_")]

    def toekenningen(self) -> frozenset[tuple[Rol, UUID | None]]:
        """Return what was chosen; the whole gemeente takes the place of single teams."""
        gekozen: set[tuple[Rol, UUID | None]] = {(Rol(rol), None) for rol in self.cleaned_data["rollen"]}
        for rol in MET_TEAM:
            plaatsen = self.cleaned_data[f"in_{rol.value}"]
            if HELE_GEMEENTE in plaatsen:
                gekozen.add((rol, None))
            else:
                gekozen |= {(rol, UUID(plaats)) for plaats in plaatsen}
        return frozenset(gekozen)

    def clean(self) -> dict[str, Any]:
        """Ask for one role at least."""
        data = super().clean() or {}
        if not self.errors and not any(
            data.get(naam) for naam in self.fields if naam == "rollen" or naam.startswith("in_")
        ):
            self.add_error("rollen", "Kies minstens één rol. Zonder rol kan iemand niets in Keukentafel.")
        return data


class UitnodigenForm(RollenForm):
    """Who is invited, and as what."""

    naam = forms.CharField(
        label="Voor- en achternaam",
        max_length=120,
        error_messages={
            **_leeg("Vul de naam in zoals collega's die kennen."),
            "max_length": "Deze naam is te lang. Gebruik hooguit 120 tekens.",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label="E-mailadres voor het werk",
        max_length=254,
        help_text="Hier sturen we de uitnodiging naartoe.",
        error_messages={
            **_leeg("Vul het e-mailadres in waar de uitnodiging naartoe gaat."),
            "invalid": "Dit e-mailadres klopt niet. Een e-mailadres lijkt op naam@gemeente.nl.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    gebruikersnaam = forms.CharField(
        label="Gebruikersnaam",
        required=False,
        max_length=150,
        help_text="Laat leeg om het e-mailadres te gebruiken.",
        error_messages={"max_length": "Deze gebruikersnaam is te lang. Gebruik hooguit 150 tekens."},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    field_order = ("naam", "email", "gebruikersnaam")

    def clean(self) -> dict[str, Any]:
        """Take the mail address for a name that was left empty."""
        data = super().clean()
        data["gebruikersnaam"] = Gebruiker.normalize_username(
            data.get("gebruikersnaam") or data.get("email") or ""
        )
        return data


class MensenFilterForm(forms.Form):
    """Search and filter of the people list; a wrong value counts as none."""

    q = forms.CharField(label="Zoek op naam of e-mailadres", required=False, max_length=100)
    rol = forms.ChoiceField(label="Rol", required=False)
    team = forms.ChoiceField(label="Team", required=False)
    werkgever = forms.ChoiceField(label="Werkgever", required=False)
    stand = forms.ChoiceField(label="Stand", required=False)

    def __init__(
        self, *args: Any, teams: Mapping[UUID, str], werkgevers: Mapping[UUID, str], **kwargs: Any
    ) -> None:
        """Take the names to choose from."""
        super().__init__(*args, **kwargs)
        self._kies("rol", "Alle rollen", [(rol.value, rol.label) for rol in TOE_TE_KENNEN])
        self._kies("team", "Alle teams", [(str(id_), naam) for id_, naam in teams.items()])
        self._kies("werkgever", "Alle werkgevers", [(str(id_), naam) for id_, naam in werkgevers.items()])
        self._kies(
            "stand",
            "Iedereen",
            [("actief", "In gebruik"), ("uitgenodigd", "Uitgenodigd"), ("geblokkeerd", "Geblokkeerd")],
        )
        for naam in ("team", "werkgever"):
            if len(self.fields[naam].choices) == 1:  # type: ignore[attr-defined]
                del self.fields[naam]

    def _kies(self, naam: str, leeg: str, keuzes: list[tuple[str, str]]) -> None:
        self.fields[naam].choices = [("", leeg), *keuzes]  # type: ignore[attr-defined]

    def gekozen(self, naam: str) -> str:
        """Return the value of a filter, or an empty text."""
        if not self.is_valid() and naam in self.errors:
            return ""
        return str(self.cleaned_data.get(naam) or "")
