"""Teams en wijken: the list, one team with its people, and where it works (F004, F009, F010)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest, see_other
from modules.inrichting.actions import wijkteam as actie
from modules.inrichting.actions.gebied import GebiedVanAnderTeam, set_gebieden
from modules.inrichting.forms.team import AdresTestForm, NieuwTeamForm, WijkteamForm
from modules.inrichting.gevolgen import adres_voor, casussen
from modules.inrichting.models import Buurt, TeamGebied, Wijk, Wijkteam
from modules.inrichting.queries import (
    gebieden_per_team,
    gebruik_van_team,
    teamleden_van,
    teams_met_tellingen,
    zoek_team,
)
from modules.inrichting.teambeeld import maak_teambeeld
from modules.inrichting.views.antwoord import conflict, gepost, pagina, verschil_met, weiger

SORTEER = {"naam": ("naam", "id"), "leden": ("-aantal_leden", "naam"), "vanaf": ("-vanaf", "naam")}


@require_GET
def teams(request: GemeenteRequest) -> HttpResponse:
    """All teams with their wijken, people and running households, and which team an address leads to."""
    sorteer = request.GET.get("sorteer", "naam")
    sorteer = sorteer if sorteer in SORTEER else "naam"
    zoek = request.GET.get("q", "").strip()[:80]
    gevonden = teams_met_tellingen(zoek).order_by("-is_actief", *SORTEER[sorteer])
    wijken, lopend = gebieden_per_team(), casussen().lopend_per_team()
    rijen = [
        {
            "team": team,
            "wijken": ", ".join(wijken.get(team.pk, [])),
            "model": request.instellingen.van_team(team.pk).variant.label,
            "lopend": lopend.get(team.pk, 0),
            "adres": adres_voor(request.user, casussen().adres(team_ids=[team.pk]))
            if lopend.get(team.pk)
            else "",
        }
        for team in gevonden
    ]
    test = AdresTestForm(request.GET if "postcode" in request.GET else None)
    context = {
        "rijen": rijen,
        "zoek": zoek,
        "sorteer": sorteer,
        "test": test,
        "uitkomst": _test(test),
        "mag_wijzigen": request.user.has_rol(Rol.BEHEERDER),
    }
    return pagina(request, "inrichting/teams.html", context, fout=bool(test.errors))


def _test(form: AdresTestForm) -> Any:
    if not form.is_bound or not form.is_valid():
        return None
    return zoek_team(form.cleaned_data["postcode"], form.cleaned_data["huisnummer"])


@require_http_methods(["GET", "POST"])
def nieuw(request: GemeenteRequest) -> HttpResponse:
    """Start a team."""
    form = NieuwTeamForm(gepost(request), initial={"vanaf": localdate()})
    if form.is_valid():
        velden = {veld: form.cleaned_data[veld] for veld in ("naam", "telefoon", "locatie", "vanaf")}
        try:
            team = actie.add_wijkteam(**velden, by=request.user, at=now())
        except actie.TeamnaamBezet as refusal:
            weiger(form, refusal, "naam")
        else:
            return see_other(request, "inrichting:team", team.pk)
    return pagina(request, "inrichting/team_form.html", {"form": form}, fout=bool(form.errors))


@require_GET
def team(request: GemeenteRequest, team_id: UUID) -> HttpResponse:
    """One team: people, expertise and its gaps, secondments, area, and what uses it."""
    gevonden = get_object_or_404(Wijkteam, pk=team_id)
    return _toon_team(request, gevonden)


def _toon_team(request: GemeenteRequest, gevonden: Wijkteam, *, melding: str = "") -> HttpResponse:
    leden = list(teamleden_van(gevonden))
    mag = request.user.has_rol(Rol.BEHEERDER)
    context = {
        "team": gevonden,
        "beeld": maak_teambeeld(leden, vandaag=localdate()),
        "wijken": gebieden_per_team().get(gevonden.pk, []),
        "keuzes": request.instellingen.van_team(gevonden.pk),
        "gebruik": gebruik_van_team(gevonden, kijker=request.user),
        "melding": melding,
        "gebied_actie": reverse("inrichting:team_gebied", args=[gevonden.pk]) if mag else "",
        "lid_actie": f"{reverse('inrichting:teamlid_nieuw')}?team={gevonden.pk}" if mag else "",
        "vandaag": localdate(),
        "mag_wijzigen": mag,
    }
    return pagina(request, "inrichting/team.html", context, fout=bool(melding))


@require_http_methods(["GET", "POST"])
def wijzig(request: GemeenteRequest, team_id: UUID) -> HttpResponse:
    """Change name, telephone and place of a team."""
    team = get_object_or_404(Wijkteam, pk=team_id)
    begin = {"versie": team.versie, "naam": team.naam, "telefoon": team.telefoon, "locatie": team.locatie}
    form = WijkteamForm(gepost(request), initial=begin)
    if form.is_valid():
        try:
            actie.change_wijkteam(team=team, **form.cleaned_data, by=request.user, at=now())
        except actie.TeamnaamBezet as refusal:
            weiger(form, refusal, "naam")
        except Verouderd as fout:
            daar: Any = fout.huidig
            verschillen = verschil_met(form, daar, {v: v for v in ("naam", "telefoon", "locatie")})
            return conflict(request, verschillen=verschillen, door="", versie=daar.versie, terug=request.path)
        else:
            return see_other(request, "inrichting:team", team.pk)
    return pagina(request, "inrichting/team_form.html", {"form": form, "team": team}, fout=bool(form.errors))


@require_POST
def stop(request: GemeenteRequest, team_id: UUID) -> HttpResponse:
    """Stop a team, or say why that cannot be."""
    team = get_object_or_404(Wijkteam, pk=team_id)
    try:
        actie.stop_wijkteam(team=team, by=request.user, at=now())
    except Refusal as refusal:
        return _toon_team(request, team, melding=str(refusal))
    return see_other(request, "inrichting:team", team.pk)


@require_POST
def hervat(request: GemeenteRequest, team_id: UUID) -> HttpResponse:
    """Undo the stopping of a team."""
    team = get_object_or_404(Wijkteam, pk=team_id)
    actie.restart_wijkteam(team=team, by=request.user, at=now())
    return see_other(request, "inrichting:team", team.pk)


@require_http_methods(["GET", "POST"])
def gebied(request: GemeenteRequest, team_id: UUID) -> HttpResponse:
    """Choose in which wijken and buurten a team works."""
    team = get_object_or_404(Wijkteam, pk=team_id)
    melding = ""
    if request.method == "POST":
        wijken = set(Wijk.objects.filter(code__in=request.POST.getlist("wijk")).values_list("pk", flat=True))
        buurten = Buurt.objects.filter(code__in=request.POST.getlist("buurt")).exclude(wijk__in=wijken)
        try:
            set_gebieden(
                team=team,
                wijken=wijken,
                buurten=set(buurten.values_list("pk", flat=True)),
                by=request.user,
                at=now(),
            )
        except GebiedVanAnderTeam as refusal:
            melding = str(refusal)
        else:
            return see_other(request, f"{reverse('inrichting:team', args=[team.pk])}#p-gebied")
    context = {"team": team, "wijken": _gebiedsregels(request, team), "melding": melding}
    return pagina(request, "inrichting/team_gebied.html", context, fout=bool(melding))


def _gebiedsregels(request: GemeenteRequest, team: Wijkteam) -> list[dict[str, Any]]:
    """Return every wijk with its buurten: ticked, or with the team it leads to."""
    van = {(g.wijk_id or g.buurt_id): g.team for g in TeamGebied.objects.select_related("team")}
    gekozen = (
        {*request.POST.getlist("wijk"), *request.POST.getlist("buurt")} if request.method == "POST" else None
    )

    def regel(gebied: Wijk | Buurt) -> dict[str, Any]:
        eigenaar = van.get(gebied.pk)
        aan = eigenaar == team if gekozen is None else gebied.code in gekozen
        return {"gebied": gebied, "aan": aan, "ander": eigenaar if eigenaar != team else None}

    wijken = Wijk.objects.prefetch_related("buurten")
    rijen = [{**regel(wijk), "buurten": [regel(buurt) for buurt in wijk.buurten.all()]} for wijk in wijken]
    return [{**rij, "open": any(buurt["aan"] for buurt in rij["buurten"])} for rij in rijen]
