"""The team: steer together on effect, and divide the work."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.identity.models import Gebruiker
from keukentafel.request import GemeenteRequest, see_other
from keukentafel.tenancy import zaaifouten
from modules.dossier.access import huishouden_for, teams_van
from modules.dossier.actions.verdelen import assign_casus
from modules.dossier.models import Casus
from modules.dossier.queries import team as vraag
from modules.dossier.queries.bladwijzer import lees_id
from modules.dossier.views.antwoord import toon
from modules.inrichting.models import Wijkteam


def _gekozen(request: GemeenteRequest) -> tuple[list[Wijkteam], Wijkteam | None]:
    """Return my teams and the one the page is about."""
    teams = vraag.mijn_teams(teams_van(request.user))
    gevraagd = request.GET.get("team", "")
    gekozen = next((team for team in teams if str(team.pk) == gevraagd), teams[0] if teams else None)
    return teams, gekozen


@require_GET
def overzicht(request: GemeenteRequest) -> HttpResponse:
    """Show the team: every number leads to exactly its households."""
    teams, team = _gekozen(request)
    vandaag = localdate()
    zonder_namen = request.GET.get("namen") == "uit"
    context: dict[str, Any] = {"teams": teams, "team": team, "zonder_namen": zonder_namen}
    if team is not None:
        mensen = vraag.verdeling(team, request.user, now())
        context |= {
            "verdeling": _zonder_namen(mensen) if zonder_namen else [(mens.naam, mens) for mens in mensen],
            "meeste": max((mens.aantal for mens in mensen), default=0),
            "totaal": sum(mens.aantal for mens in mensen),
            "ontbreekt": vraag.ontbreekt(team, request.user, vandaag),
            "gevaar": vraag.in_gevaar(team, request.user, now()),
            "instroom": vraag.instroom(team, request.user, vandaag),
            "verschuiving": vraag.verschuiving(team, request.user),
            "gesloten": vraag.gesloten_onderwerpen(team, request.user),
            "is_nieuw": not vraag.heeft_huishoudens(team),
            "namen_url": f"?team={team.pk}" + ("" if zonder_namen else "&namen=uit"),
        }
    return toon(request, "dossier/teamoverzicht.html", context)


def _zonder_namen(mensen: list[vraag.Belasting]) -> list[tuple[str, vraag.Belasting]]:
    """Return the members without names, ordered by number so that the place tells nothing."""
    op_aantal = sorted(mensen, key=lambda mens: (-mens.aantal, str(mens.id)))
    return [(f"Collega {nummer}", mens) for nummer, mens in enumerate(op_aantal, 1)]


@require_http_methods(["GET", "POST"])
def verdelen(request: GemeenteRequest) -> HttpResponse:
    """Show what nobody took on yet, and give it to a colleague."""
    teams, team = _gekozen(request)
    fout = ""
    if request.method == "POST":
        try:
            team = _wijs_toe(request)
        except Refusal as nee:
            fout = str(nee)
        else:
            return see_other(request, f"{request.path}?team={team.pk}")
    context: dict[str, Any] = {"teams": teams, "team": team, "fout": fout}
    if team is not None:
        casussen = vraag.te_verdelen(team, request.user)
        vragen = vraag.laatste_vraag(casussen)
        context |= {
            "rijen": [{"casus": casus, "melding": vragen.get(casus.pk)} for casus in casussen],
            "mensen": vraag.verdeling(team, request.user, now()),
        }
    return toon(request, "dossier/verdelen.html", context, fout=bool(fout))


def _wijs_toe(request: GemeenteRequest) -> Wijkteam:
    """Give the household of the form to the colleague of the form; return the team."""
    casus = (
        Casus.objects.filter(pk=lees_id(request.POST.get("huishouden", ""))).select_related("team").first()
    )
    if zaaifouten.staat_aan("verdelen_zonder_team") and casus is not None:
        return _wijs(request, casus)
    if casus is None or casus.team_id not in teams_van(request.user):
        raise Http404
    huishouden_for(request.user, casus.huishouden_id, doel=Doel.VERDELEN)
    return _wijs(request, casus)


def _wijs(request: GemeenteRequest, casus: Casus) -> Wijkteam:
    collega = Gebruiker.objects.actief().filter(pk=lees_id(request.POST.get("wie", ""))).first()
    if collega is None:
        raise Refusal("Kies wie dit huishouden oppakt.")
    assign_casus(casus=casus, behandelaar=collega, by=request.user, at=now())
    team: Wijkteam = casus.team
    return team
