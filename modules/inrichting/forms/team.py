"""Forms for teams, their area and their members."""

from __future__ import annotations

from typing import Any

from django import forms

from keukentafel.components.widgets import Segment
from keukentafel.identity.models import Gebruiker
from keukentafel.values.bevinding import fouten
from modules.inrichting.forms.velden import DatumVeld, GetalVeld, TelefoonVeld, VersieForm
from modules.inrichting.leefgebieden import ZRM_2013
from modules.inrichting.models import Organisatie, Teamlid, Wijkteam
from modules.inrichting.models.teamlid import (
    Eenheid,
    ExpertiseNiveau,
    Positie,
    Profieltype,
    Register,
)
from modules.inrichting.rules.protocol.woorden import VAN_EEN_TEAMLID
from modules.inrichting.rules.protocolfunctie import controleer_functie


class WijkteamForm(VersieForm):
    """Name, telephone and place of a team."""

    naam = forms.CharField(
        label="Naam van het team", max_length=80, error_messages={"required": "Vul de naam van het team in."}
    )
    telefoon = TelefoonVeld()
    locatie = forms.CharField(
        label="Locatie",
        max_length=200,
        required=False,
        help_text="Waar inwoners en partners het team vinden, zoals Merelstraat 2.",
    )


class NieuwTeamForm(WijkteamForm):
    """A team that starts."""

    vanaf = DatumVeld(
        label="Werkt vanaf", error_messages={"required": "Vul in vanaf wanneer het team werkt."}
    )


class ImportForm(forms.Form):
    """A list that is pasted or uploaded."""

    lijst = forms.CharField(
        label="Plak de lijst",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    bestand = forms.FileField(label="Of kies een CSV-bestand", required=False, allow_empty_file=True)


class GebiedenImportForm(ImportForm):
    """Wijken and buurten of one year."""

    jaar = forms.IntegerField(
        label="Jaar van de indeling",
        min_value=2000,
        max_value=2100,
        help_text="Het CBS verandert de grenzen elk jaar op 1 januari.",
        error_messages={"required": "Vul het jaar van de indeling in."},
    )


class AdresTestForm(forms.Form):
    """Which team does this address lead to?"""

    postcode = forms.CharField(
        label="Postcode", max_length=10, error_messages={"required": "Vul de postcode in."}
    )
    huisnummer = forms.IntegerField(
        label="Huisnummer",
        min_value=1,
        max_value=99999,
        required=False,
        error_messages={"invalid": "Schrijf alleen het huisnummer, zonder letter."},
    )


class TeamlidForm(VersieForm):
    """What somebody is in a team."""

    positie = forms.ChoiceField(label="Plek in het team", choices=Positie, widget=Segment)
    functie = forms.CharField(
        label="Functie",
        max_length=80,
        required=False,
        help_text="Zoals wijkverpleegkundige of Wmo-consulent.",
    )
    protocolfunctie = forms.ChoiceField(
        label="Functie in het informatieprotocol",
        required=False,
        choices=[
            ("", "Volgens het model van het team"),
            *((functie.value, str(functie.label)) for functie in VAN_EEN_TEAMLID),
        ],
        help_text="Dit bepaalt wat deze medewerker van een huishouden ziet.",
    )
    profieltype = forms.ChoiceField(label="Profiel", choices=Profieltype, widget=Segment)
    ambtelijke_status = forms.BooleanField(
        label="Is ambtenaar",
        required=False,
        help_text="Een ambtenaar moet misbruik van een regeling melden. "
        "Alleen ambtenaren beslissen standaard over de Participatiewet.",
    )
    geheimhouding = forms.BooleanField(
        label="Heeft beroepsgeheim",
        required=False,
        help_text="Een hulpverlener moet zwijgen over wat een inwoner vertelt.",
    )

    def clean(self) -> dict[str, Any]:
        """Say at the field what a function asks."""
        velden = super().clean() or {}
        for bevinding in fouten(
            controleer_functie(
                velden.get("protocolfunctie", ""),
                is_ambtenaar=velden.get("ambtelijke_status", False),
                heeft_geheim=velden.get("geheimhouding", False),
            )
        ):
            self.add_error(bevinding.veld, bevinding.text)
        return velden


class NieuwTeamlidForm(TeamlidForm):
    """A place in a team that begins."""

    gebruiker = forms.ModelChoiceField(
        Gebruiker.objects.none(),
        label="Wie",
        empty_label="Kies een medewerker",
        error_messages={"required": "Kies een medewerker.", "invalid_choice": "Kies een medewerker."},
    )
    team = forms.ModelChoiceField(
        Wijkteam.objects.none(),
        label="Team",
        empty_label="Kies een team",
        error_messages={"required": "Kies een team.", "invalid_choice": "Kies een team."},
    )
    van = DatumVeld(label="Vanaf", error_messages={"required": "Vul in vanaf welke dag."})
    field_order = ("gebruiker", "team", "positie", "functie", "protocolfunctie", "profieltype")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer who may sign in and the teams that work."""
        super().__init__(*args, **kwargs)
        self.fields["gebruiker"].queryset = Gebruiker.objects.actief()  # type: ignore[attr-defined]
        self.fields["gebruiker"].label_from_instance = _naam  # type: ignore[attr-defined]
        self.fields["team"].queryset = Wijkteam.objects.actief()  # type: ignore[attr-defined]


def _naam(gebruiker: Gebruiker) -> str:
    return gebruiker.naam


class EindeForm(forms.Form):
    """The day something ends."""

    tot = DatumVeld(label="Tot", error_messages={"required": "Vul de einddatum in."})


class DetacheringForm(forms.Form):
    """From which employer, how much and until when."""

    organisatie = forms.ModelChoiceField(
        Organisatie.objects.none(),
        label="Moederorganisatie",
        empty_label="Kies een organisatie",
        error_messages={"required": "Kies de organisatie waar deze medewerker in dienst is."},
    )
    omvang = GetalVeld(
        label="Omvang",
        fout="Vul de omvang in als getal, zoals 0,8 of 24.",
        error_messages={"required": "Vul de omvang in."},
    )
    eenheid = forms.ChoiceField(label="Eenheid", choices=Eenheid, widget=Segment)
    van = DatumVeld(label="Vanaf", error_messages={"required": "Vul in vanaf welke dag."})
    tot = DatumVeld(label="Tot en met", required=False, snel=())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the organisations in use."""
        super().__init__(*args, **kwargs)
        actief = Organisatie.objects.filter(is_actief=True)
        self.fields["organisatie"].queryset = actief  # type: ignore[attr-defined]


class RegistratieForm(forms.Form):
    """An entry in a professional register."""

    register = forms.ChoiceField(label="Register", choices=Register, widget=Segment)
    nummer = forms.RegexField(
        r"^[0-9A-Za-z.\-]{4,20}$",
        label="Nummer",
        error_messages={
            "required": "Vul het registratienummer in.",
            "invalid": "Dit nummer klopt niet. Schrijf 4 tot 20 cijfers of letters.",
        },
    )
    geldig_tot = DatumVeld(
        label="Geldig tot en met",
        snel=(),
        error_messages={"required": "Vul in tot wanneer de registratie geldt."},
    )


class ExpertiseForm(forms.Form):
    """How much somebody knows per leefgebied."""

    def __init__(self, *args: Any, teamlid: Teamlid | None = None, **kwargs: Any) -> None:
        """Make a row per leefgebied, with what `teamlid` has now."""
        nu = {e.leefgebied: e.niveau for e in teamlid.expertises.all()} if teamlid else {}
        super().__init__(*args, **kwargs)
        keuzes = [("0", "Geen"), *((str(n.value), n.label) for n in ExpertiseNiveau)]
        for code, label in ZRM_2013.keuzes:
            self.fields[code] = forms.ChoiceField(
                label=label, choices=keuzes, widget=Segment, initial=str(nu.get(code, 0))
            )

    def niveaus(self) -> dict[str, int]:
        """Return leefgebied → level, as the action takes it."""
        return {code: int(waarde) for code, waarde in self.cleaned_data.items()}
