"""Programs that work with our own API: let in, change, a new secret, keep out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.adres import adres_van_gemeente
from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest, see_other
from modules.inrichting.models import Wijkteam
from modules.toegangsleutels.actions.programma import (
    block_programma,
    change_programma,
    give_geheim,
    register_programma,
)
from modules.toegangsleutels.forms import GeheimForm, NieuwProgrammaForm, ProgrammaForm
from modules.toegangsleutels.models import Programma
from modules.toegangsleutels.scopes import in_woorden

_TITEL = "toegangsleutels/formulier.html"


def _adressen(request: GemeenteRequest) -> list[tuple[str, str]]:
    wortel = f"{adres_van_gemeente(request.gemeente.slug)}/api/v1"
    return [("API", wortel), ("Token", f"{wortel}/oauth/token"), ("Uitleg", f"{wortel}/docs")]


@require_GET
def lijst(request: GemeenteRequest) -> HttpResponse:
    """List the programs."""
    rijen = Programma.objects.select_related("gebruiker").prefetch_related("gebruiker__toekenningen")
    context = {"programmas": [_regel(rij) for rij in rijen], "adressen": _adressen(request)}
    return render(request, "toegangsleutels/programmas.html", context)


def _regel(rij: Programma) -> dict[str, Any]:
    rollen = {Rol(een.rol).label for een in rij.gebruiker.toekenningen.all()}
    return {"programma": rij, "rollen": sorted(rollen)}


@require_http_methods(["GET", "POST"])
def nieuw(request: GemeenteRequest) -> HttpResponse:
    """Let a program in. The secret stands in the answer, once."""
    form = NieuwProgrammaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            rij, geheim = register_programma(
                client_id=form.cleaned_data["client_id"], gevraagd=form.gevraagd(), by=request.user, at=now()
            )
        except Refusal as nee:
            form.add_error("client_id", str(nee))
        else:
            return _geheim(request, rij, geheim, is_nieuw=True)
    context = {"form": form, "titel": "Programma toelaten", "knop": "Laat toe"}
    return render(request, _TITEL, context, status=422 if form.errors else 200)


def _geheim(request: GemeenteRequest, rij: Programma, geheim: str, *, is_nieuw: bool) -> HttpResponse:
    context = {"programma": rij, "geheim": geheim, "is_nieuw": is_nieuw, "adressen": _adressen(request)}
    return render(request, "toegangsleutels/geheim.html", context)


def _een(programma_id: UUID) -> Programma:
    rij: Programma = get_object_or_404(Programma.objects.select_related("gebruiker"), pk=programma_id)
    return rij


@require_GET
def programma(request: GemeenteRequest, programma_id: UUID) -> HttpResponse:
    """Show one: what it sees, what it comes for, and its secrets."""
    rij = _een(programma_id)
    toegekend = list(rij.gebruiker.toekenningen.values_list("rol", "team_id"))
    namen = dict(
        Wijkteam.objects.filter(pk__in=[team for _, team in toegekend if team]).values_list("pk", "naam")
    )
    context = {
        "programma": rij,
        "rollen": sorted({Rol(rol).label for rol, _ in toegekend}),
        "teams": sorted(namen.values()),
        "scopes": [in_woorden(scope) for scope in rij.scopes],
        "geheimen": rij.geheimen.geldig(now()),
        "adressen": _adressen(request),
        "bewaard": "bewaard" in request.GET,
    }
    return render(request, "toegangsleutels/programma.html", context)


@require_http_methods(["GET", "POST"])
def wijzigen(request: GemeenteRequest, programma_id: UUID) -> HttpResponse:
    """Change what a program is and may; who was second sees what the first one saved (409)."""
    rij = _een(programma_id)
    context: dict[str, Any] = {"titel": "Programma wijzigen", "knop": "Bewaar", "programma": rij}
    if request.method == "GET":
        return render(request, _TITEL, {**context, "form": ProgrammaForm(initial=_begin(rij))})
    form = ProgrammaForm(request.POST)
    if form.is_valid():
        try:
            change_programma(
                programma=rij,
                gevraagd=form.gevraagd(),
                versie=form.cleaned_data["versie"] or 0,
                by=request.user,
                at=now(),
            )
        except Verouderd as ander:
            nu = _begin(_een(programma_id))
            context |= {"verschil": _verschil(form, nu), "form": _met_versie(request, nu, ander)}
            return render(request, _TITEL, context, status=409)
        except Refusal as nee:
            form.add_error(None, str(nee))
        else:
            return see_other(request, f"{reverse('toegangsleutels:programma', args=[rij.pk])}?bewaard=1")
    return render(request, _TITEL, {**context, "form": form}, status=422)


def _begin(rij: Programma) -> dict[str, Any]:
    toegekend = list(rij.gebruiker.toekenningen.values_list("rol", "team_id"))
    return {
        "naam": rij.gebruiker.naam,
        "toelichting": rij.toelichting,
        "rollen": sorted({rol for rol, _ in toegekend}),
        "teams": sorted({str(team) for _, team in toegekend if team}),
        "scopes": list(rij.scopes),
        "versie": rij.versie,
    }


def _met_versie(request: GemeenteRequest, nu: dict[str, Any], ander: Verouderd) -> ProgrammaForm:
    gestuurd = request.POST.copy()
    gestuurd["versie"] = str(nu["versie"])
    return ProgrammaForm(gestuurd)


def _verschil(form: ProgrammaForm, nu: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return what you chose beside what a colleague saved, per field that differs."""
    uit, gestuurd = [], cast("QueryDict", form.data)
    for naam, veld in form.fields.items():
        hun = nu[naam] if isinstance(nu[naam], list) else [nu[naam]]
        mijn = gestuurd.getlist(naam)
        if naam != "versie" and sorted(mijn) != sorted(map(str, hun)):
            uit.append((str(veld.label), _in_woorden(veld, mijn), _in_woorden(veld, hun)))
    return uit


def _in_woorden(veld: Any, waarden: Sequence[Any]) -> str:
    keuzes = {str(sleutel): str(tekst) for sleutel, tekst in getattr(veld, "choices", ())}
    return ", ".join(keuzes.get(str(een), str(een)) for een in waarden) or "niets"


@require_http_methods(["GET", "POST"])
def geheim(request: GemeenteRequest, programma_id: UUID) -> HttpResponse:
    """Give a new secret; the old one goes on for as long as was chosen."""
    rij, form = _een(programma_id), GeheimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        at, uren = now(), form.cleaned_data["overlap"]
        oud_tot = at + timedelta(hours=uren) if uren else None
        return _geheim(
            request, rij, give_geheim(programma=rij, by=request.user, at=at, oud_tot=oud_tot), is_nieuw=False
        )
    context = {"form": form, "titel": "Nieuw geheim", "knop": "Geef een nieuw geheim", "programma": rij}
    return render(request, _TITEL, context, status=422 if form.errors else 200)


@require_POST
def blokkeren(request: GemeenteRequest, programma_id: UUID) -> HttpResponse:
    """Keep a program out from the next call on, or let it in again."""
    rij = _een(programma_id)
    block_programma(programma=rij, dicht=request.POST.get("dicht") == "1", by=request.user, at=now())
    return see_other(request, "toegangsleutels:programma", rij.pk)
