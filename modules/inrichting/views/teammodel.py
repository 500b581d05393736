"""Teammodel: choose how the teams work and see what changes (F002 to F004, ux 8.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest, see_other
from keukentafel.values.bevinding import Bevinding
from keukentafel.values.datum_tekst import dag_en_maand
from modules.inrichting.actions import teammodel as actie
from modules.inrichting.forms.teammodel import IngangForm, TeammodelForm
from modules.inrichting.gevolgen import adres_voor, casussen
from modules.inrichting.models import Teammodel, Wijkteam
from modules.inrichting.queries import (
    gebieden_per_team,
    leden_van_teams,
    redenen_geen_ingang,
    redenen_tegen,
    teams_met_tellingen,
)
from modules.inrichting.rules.inhoud import Inhoud
from modules.inrichting.rules.instellingsoort import Groep, Instelling
from modules.inrichting.rules.variantcontrole import controleer
from modules.inrichting.rules.varianten import (
    Herkomst,
    VariantInstellingen,
    instelling,
    los_model_op,
    standaard,
)
from modules.inrichting.rules.varianttabel import INSTELLINGEN
from modules.inrichting.views.antwoord import Tekstverschil, conflict, gepost, pagina, weiger
from modules.inrichting.voorbeeld import ROLLEN, geraakte_teams, maak_voorbeeld


@dataclass(frozen=True, slots=True)
class Stand:
    """The versions this screen is about: in use, planned, concept."""

    actief: Teammodel | None
    gepland: Teammodel | None
    concept: Teammodel | None

    @property
    def in_gebruik(self) -> Inhoud:
        """What holds now."""
        return self.actief.inhoud if self.actief else {"variant": "team", "instellingen": {}, "teams": {}}

    @property
    def inhoud(self) -> Inhoud:
        """What the screen edits: the concept, or what it would begin with."""
        return self.concept.inhoud if self.concept else self.in_gebruik

    @property
    def versie(self) -> int:
        """The version of the concept; 0 when there is none."""
        return self.concept.versie if self.concept else 0


def lees_stand() -> Stand:
    """Read the three versions in one query."""
    lopend = Teammodel.objects.exclude(status="vervallen").select_related("gewijzigd_door")
    per_status = {model.status: model for model in lopend}
    return Stand(per_status.get("actief"), per_status.get("gepland"), per_status.get("concept"))


@dataclass(frozen=True, slots=True)
class Regel:
    """One setting on the screen: the field, its mark and what does not fit."""

    instelling: Instelling
    veld: BoundField
    merk: str
    bezwaren: tuple[Bevinding, ...]


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """A heading with its settings."""

    groep: Groep
    regels: tuple[Regel, ...]
    open: bool

    @property
    def aangepast(self) -> int:
        """How many settings depart from the model."""
        return sum(bool(regel.merk) for regel in self.regels)


@require_http_methods(["GET", "POST"])
def teammodel(request: GemeenteRequest) -> HttpResponse:
    """The model of the gemeente: three cards and regie, the choices, the teams, what changes."""
    stand = lees_stand()
    if request.method == "GET":
        return _toon(request, stand)
    form = TeammodelForm(request.POST, keuzes=los_model_op(stand.inhoud))
    if not form.is_valid():
        return _toon(request, stand, form=form)
    try:
        actie.change_concept(
            versie=form.cleaned_data["versie"],
            variant=form.cleaned_data["variant"],
            waarden=form.waarden(),
            doen_mee=request.POST.getlist("doet_mee"),
            by=request.user,
            at=now(),
        )
    except Verouderd:
        return _conflict(request, form, lees_stand(), team=None)
    return _na_bewaren(request, lambda: _toon(request, lees_stand()))


@require_http_methods(["GET", "POST"])
def teammodel_team(request: GemeenteRequest, team_id: UUID) -> HttpResponse:
    """The model of one team, where it departs from the gemeente (F004)."""
    team = get_object_or_404(Wijkteam, pk=team_id)
    stand = lees_stand()
    if request.method == "GET":
        return _toon(request, stand, team=team)
    form = TeammodelForm(request.POST, keuzes=los_model_op(stand.inhoud, team.pk))
    if not form.is_valid():
        return _toon(request, stand, form=form, team=team)
    versie = form.cleaned_data["versie"]
    try:
        if request.POST.get("actie") == "volg":
            actie.follow_gemeente(versie=versie, team=team, by=request.user, at=now())
            return see_other(request, "inrichting:teammodel")
        actie.change_team_in_concept(
            versie=versie,
            team=team,
            variant=form.cleaned_data["variant"],
            waarden=form.waarden(),
            by=request.user,
            at=now(),
        )
    except Verouderd:
        return _conflict(request, form, lees_stand(), team=team)
    return _na_bewaren(request, lambda: _toon(request, lees_stand(), team=team))


@require_http_methods(["GET", "POST"])
def controleer_pagina(request: GemeenteRequest) -> HttpResponse:
    """Check what will change, for whom, and choose the date of effect."""
    stand = lees_stand()
    if stand.concept is None:
        return see_other(request, "inrichting:teammodel")
    form = IngangForm(gepost(request), initial={"versie": stand.versie, "ingaat_op": localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            model = actie.plan_teammodel(
                versie=form.cleaned_data["versie"],
                ingaat_op=form.cleaned_data["ingaat_op"],
                lopende=form.cleaned_data["lopende"],
                toelichting=form.cleaned_data["toelichting"],
                by=request.user,
                at=now(),
            )
        except actie.DatumVoorbij as refusal:
            weiger(form, refusal, "ingaat_op")
        except Verouderd:
            melding = "Het concept is net gewijzigd. Kijk hieronder of het nog klopt en kies opnieuw."
            form = IngangForm({**request.POST.dict(), "versie": str(stand.versie)})
            form.is_valid()
            form.add_error(None, melding)
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, f"{reverse('inrichting:versies')}#versie-{model.nummer}")
    return _toon_controle(request, stand, form)


@require_POST
def weggooien(request: GemeenteRequest) -> HttpResponse:
    """Throw the concept away."""
    try:
        actie.discard_concept(versie=_getal(request.POST.get("versie")), by=request.user, at=now())
    except Verouderd as refusal:
        return _toon(request, lees_stand(), melding=str(refusal))
    return see_other(request, "inrichting:teammodel")


@require_POST
def terughalen(request: GemeenteRequest) -> HttpResponse:
    """Take back a planned version: it becomes the concept again."""
    try:
        actie.withdraw_planned(by=request.user, at=now())
    except Refusal as refusal:
        return _toon(request, lees_stand(), melding=str(refusal))
    return see_other(request, "inrichting:teammodel")


@require_GET
def medewerkers(request: GemeenteRequest) -> HttpResponse:
    """Exactly the people a concept touches: the list behind the number."""
    stand = lees_stand()
    teams = geraakte_teams(stand.in_gebruik, stand.inhoud, list(Wijkteam.objects.actief()))
    context = {"leden": leden_van_teams(teams), "teams": teams}
    return render(request, "inrichting/teammodel_medewerkers.html", context)


def onderdelen(form: TeammodelForm, keuzes: VariantInstellingen, modules: frozenset[str]) -> list[Onderdeel]:
    """Return the settings under their headings, each with its mark and what does not fit."""
    bezwaren: dict[str, list[Bevinding]] = {}
    for bevinding in controleer(keuzes, modules):
        bezwaren.setdefault(bevinding.veld, []).append(bevinding)
    gevonden = []
    for groep in (
        Groep.ZELF_DOEN,
        Groep.STAPPEN,
        *(g for g in Groep if g not in (Groep.ZELF_DOEN, Groep.STAPPEN)),
    ):
        regels = tuple(
            Regel(rij, form[rij.sleutel], _merk(keuzes, rij), tuple(bezwaren.get(rij.sleutel, ())))
            for rij in INSTELLINGEN
            if rij.groep == groep
        )
        is_open = groep in (Groep.ZELF_DOEN, Groep.STAPPEN) or any(
            r.bezwaren or r.veld.errors for r in regels
        )
        gevonden.append(Onderdeel(groep, regels, is_open))
    return gevonden


def _merk(keuzes: VariantInstellingen, rij: Instelling) -> str:
    if keuzes.herkomst(rij.sleutel) is Herkomst.STANDAARD:
        return ""
    return f"Standaard: {rij.in_woorden(standaard(rij.sleutel, keuzes.variant))}"


def _toon(
    request: GemeenteRequest,
    stand: Stand,
    *,
    form: TeammodelForm | None = None,
    team: Wijkteam | None = None,
    melding: str = "",
) -> HttpResponse:
    keuzes = los_model_op(stand.inhoud, team.pk if team else None)
    fout = form is not None or bool(melding)
    form = form or TeammodelForm(keuzes=keuzes, initial={"versie": stand.versie})
    teams = list(teams_met_tellingen().filter(is_actief=True))
    lopend = casussen().lopend_per_team()
    context = {
        "stand": stand,
        "form": form,
        "keuzes": keuzes,
        "team": team,
        "melding": melding,
        "concept_tekst": f"Concept van {dag_en_maand(localdate(stand.concept.gemaakt_op))}"
        if stand.concept
        else "",
        "onderdelen": onderdelen(form, keuzes, request.instellingen.modules),
        "aangepast": len(keuzes.aangepast),
        "in_gebruik": los_model_op(stand.in_gebruik, team.pk if team else None),
        "voorbeeld": maak_voorbeeld(
            inhoud=stand.inhoud,
            in_gebruik=stand.in_gebruik,
            instellingen=request.instellingen,  # type: ignore[arg-type]
            teams=teams,
            rol=_rol(request),
            team=team,
            lopend=lopend,
            kijker=request.user,
        ),
        "teamrijen": _teamrijen(request, teams, stand.inhoud, lopend) if team is None else (),
        "volgt_gemeente": team is not None and str(team.pk) not in stand.inhoud["teams"],
        "geen_ingang": redenen_geen_ingang(stand.inhoud),
    }
    deel = "#teammodel-deel" if request.htmx and not melding else ""
    return pagina(request, f"inrichting/teammodel.html{deel}", context, fout=fout)


def _toon_controle(request: GemeenteRequest, stand: Stand, form: IngangForm) -> HttpResponse:
    teams = list(Wijkteam.objects.actief())
    context = {
        "stand": stand,
        "form": form,
        "voorbeeld": maak_voorbeeld(
            inhoud=stand.inhoud,
            in_gebruik=stand.in_gebruik,
            instellingen=request.instellingen,  # type: ignore[arg-type]
            teams=teams,
            kijker=request.user,
        ),
        "redenen": [
            *redenen_tegen(stand.inhoud, request.instellingen.modules),
            *redenen_geen_ingang(stand.inhoud),
        ],
        "keuzes": los_model_op(stand.inhoud),
    }
    return pagina(request, "inrichting/teammodel_controleer.html", context, fout=bool(form.errors))


def _teamrijen(
    request: GemeenteRequest, teams: Sequence[Any], inhoud: Inhoud, lopend: Any
) -> list[dict[str, Any]]:
    wijken = gebieden_per_team()
    return [
        {
            "team": team,
            "doet_mee": str(team.pk) not in inhoud["teams"],
            "wijken": ", ".join(wijken.get(team.pk, [])),
            "keuzes": los_model_op(inhoud, team.pk),
            "lopend": lopend.get(team.pk, 0),
            "lopend_adres": adres_voor(request.user, casussen().adres(team_ids=[team.pk]))
            if lopend.get(team.pk)
            else "",
        }
        for team in teams
    ]


def _conflict(
    request: GemeenteRequest, form: TeammodelForm, stand: Stand, *, team: Wijkteam | None
) -> HttpResponse:
    daar = los_model_op(stand.inhoud, team.pk if team else None)
    verschillen = []
    if form.cleaned_data["variant"] != daar.variant.value:
        jij = dict(form.fields["variant"].choices)[form.cleaned_data["variant"]]  # type: ignore[attr-defined]
        verschillen.append(Tekstverschil("Model", str(jij), str(daar.variant.label)))
    for sleutel, waarde in form.waarden().items():
        if waarde != daar.waarde(sleutel):
            rij = instelling(sleutel)
            verschillen.append(Tekstverschil(rij.label, rij.in_woorden(waarde), daar.in_woorden(sleutel)))
    door = stand.concept.gewijzigd_door if stand.concept else None
    return conflict(
        request,
        verschillen=verschillen,
        door=door.naam if door else "",
        versie=stand.versie,
        terug=request.path,
    )


def _na_bewaren(request: GemeenteRequest, toon: Any) -> HttpResponse:
    """After saving: the same page for htmx, the check page when asked, otherwise the page again."""
    if request.htmx:
        antwoord: HttpResponse = toon()
        return antwoord
    if request.POST.get("actie") == "controleer":
        return see_other(request, "inrichting:controleer")
    rol = request.POST.get("rol", "")
    return see_other(request, f"{request.path}?rol={rol}" if rol in Rol.values else request.path)


def _rol(request: GemeenteRequest) -> Rol:
    gevraagd = request.POST.get("rol") or request.GET.get("rol")
    return next((rol for rol in ROLLEN if rol.value == gevraagd), Rol.TEAMLID)


def _getal(tekst: str | None) -> int:
    return int(tekst) if tekst and tekst.isdigit() else 0
