"""Inrichting: what is arranged and what is still open, as a task list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from keukentafel.identity.models import Gebruiker
from keukentafel.request import GemeenteRequest
from modules.inrichting.lader import ALLE_MODULES
from modules.inrichting.models import Huisstijl
from modules.inrichting.opstart import lees_opstart
from modules.inrichting.queries import Tellingen, lees_tellingen
from modules.inrichting.rules.gereedheid import CHECKS
from modules.inrichting.views.protocol import stand_van
from modules.inrichting.views.teammodel import lees_stand


@dataclass(frozen=True, slots=True)
class Taak:
    """A row of the task list."""

    titel: str
    stand: Literal["klaar", "bezig", "open"]
    uitleg: str
    adres: str


@require_GET
def overzicht(request: GemeenteRequest) -> HttpResponse:
    """The task list of an administrator; any order, nothing blocks."""
    tel = lees_tellingen()
    taken = [*_model(tel), *_teams(tel), *_mensen(), _protocol(request), *_rest(request, tel)]
    klaar = sum(taak.stand == "klaar" for taak in taken)
    noot = f"{klaar} van de {len(taken)} onderdelen zijn klaar"
    context = {"taken": taken, "noot": noot, "opstart": lees_opstart(now())}
    return render(request, "inrichting/overzicht.html", context)


def _model(tel: Tellingen) -> list[Taak]:
    stand = lees_stand()
    adres = reverse("inrichting:teammodel")
    if stand.concept:
        model = Taak("Teammodel", "bezig", "Er is een concept dat nog niet is vastgesteld.", adres)
    elif stand.gepland and stand.gepland.ingaat_op:
        dag = stand.gepland.ingaat_op.strftime("%d-%m-%Y")
        model = Taak("Teammodel", "bezig", f"Versie {stand.gepland.nummer} gaat in op {dag}.", adres)
    elif stand.actief:
        model = Taak("Teammodel", "klaar", f"Versie {stand.actief.nummer} is in gebruik.", adres)
    else:
        model = Taak("Teammodel", "open", "Kies hoe jullie wijkteams werken.", adres)
    hulp: Literal["klaar", "open"] = "klaar" if tel.keuzehulp else "open"
    checks = f"{tel.checks_geregeld} van de {len(CHECKS)} checks zijn geregeld."
    return [
        model,
        Taak("Keuzehulp", hulp, "Acht vragen over welk model past.", reverse("inrichting:keuzehulp")),
        Taak(
            "Zeven checks",
            "klaar" if tel.checks_geregeld == len(CHECKS) else "bezig" if tel.checks_geregeld else "open",
            checks,
            reverse("inrichting:gereedheid"),
        ),
    ]


def _teams(tel: Tellingen) -> list[Taak]:
    teams = (
        f"{_tel(tel.teams, 'team', 'teams')}, {_tel(tel.leden, 'medewerker', 'medewerkers')} met een plek."
    )
    gebieden = f"{_tel(tel.wijken, 'wijk', 'wijken')} en {_tel(tel.buurten, 'buurt', 'buurten')}."
    if tel.zonder_team:
        gebieden += (
            f" {tel.zonder_team} {'wijk heeft' if tel.zonder_team == 1 else 'wijken hebben'} nog geen team."
        )
    return [
        Taak("Teams", "klaar" if tel.leden else "open", teams, reverse("inrichting:teams")),
        Taak(
            "Wijken en adressen",
            "klaar" if tel.wijken and not tel.zonder_team else "bezig" if tel.wijken else "open",
            gebieden if tel.wijken else "Lees de wijken en buurten van het CBS in.",
            reverse("inrichting:gebieden"),
        ),
        Taak(
            "Organisaties",
            "klaar" if tel.organisaties else "open",
            _tel(tel.organisaties, "organisatie", "organisaties") + "."
            if tel.organisaties
            else "Van wie komen de medewerkers?",
            reverse("inrichting:organisaties"),
        ),
        Taak(
            "Inlooppunten",
            "klaar" if tel.inlooppunten else "open",
            f"{tel.inlooppunten} open." if tel.inlooppunten else "Waar lopen inwoners binnen met een vraag?",
            reverse("inrichting:inlooppunten"),
        ),
    ]


def _mensen() -> list[Taak]:
    aantal = Gebruiker.objects.actief().count()
    tekst = f"{aantal} {'medewerker kan' if aantal == 1 else 'medewerkers kunnen'} inloggen."
    return [Taak("Mensen en rollen", "klaar" if aantal > 1 else "open", tekst, reverse("identity:mensen"))]


def _protocol(request: GemeenteRequest) -> Taak:
    stand = stand_van(request)
    adres = reverse("inrichting:protocol")
    if stand.wacht:
        tekst = f"Versie {stand.wacht.nummer} wacht op de privacyfunctionaris."
    elif stand.gepland:
        tekst = f"Versie {stand.gepland.nummer} is goedgekeurd en gaat later in."
    elif stand.concept:
        tekst = "Er is een concept dat nog niet is voorgelegd."
    else:
        return Taak("Informatieprotocol", "klaar", f"Versie {stand.nu.versie} is in gebruik.", adres)
    return Taak("Informatieprotocol", "bezig", tekst, adres)


def _rest(request: GemeenteRequest, tel: Tellingen) -> list[Taak]:
    aan = len(request.instellingen.modules)
    eigen = (
        f"{tel.begrippen} eigen {'woord' if tel.begrippen == 1 else 'woorden'}."
        if tel.begrippen
        else "De gewone woorden."
    )
    stijl: Literal["klaar", "bezig"] = "bezig" if Huisstijl.objects.concept().exists() else "klaar"
    return [
        Taak("Modules", "klaar", f"{aan} van de {len(ALLE_MODULES)} aan.", reverse("inrichting:modules")),
        Taak("Begrippen", "klaar", eigen, reverse("inrichting:begrippen")),
        Taak(
            "Huisstijl",
            stijl,
            "Er is een concept." if stijl == "bezig" else "Gepubliceerd.",
            reverse("inrichting:huisstijl"),
        ),
    ]


def _tel(aantal: int, een: str, meer: str) -> str:
    return f"{aantal} {een if aantal == 1 else meer}"
