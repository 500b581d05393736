"""The history of the team model: what held when, what differs, and back again."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.request import GemeenteRequest, see_other
from modules.inrichting.actions.teammodel import return_to_version
from modules.inrichting.gevolgen import adres_voor, casussen
from modules.inrichting.models import Teammodel, Wijkteam
from modules.inrichting.rules.dit_verandert import veranderingen
from modules.inrichting.rules.varianten import los_model_op


@require_GET
def versies(request: GemeenteRequest) -> HttpResponse:
    """All versions, newest first; with two chosen, what differs between them."""
    gevonden = list(Teammodel.objects.select_related("vastgesteld_door", "gewijzigd_door", "op_basis_van"))
    lopend = casussen().lopend_per_versie()
    rijen = [
        {
            "model": model,
            "keuzes": los_model_op(model.inhoud),
            "eigen_teams": len(model.teams),
            "lopend": lopend.get(model.pk, 0),
            "adres": adres_voor(request.user, casussen().adres(teammodel=model.pk))
            if lopend.get(model.pk)
            else "",
        }
        for model in gevonden
    ]
    context = {"rijen": rijen, **_vergelijking(request, gevonden)}
    return render(request, "inrichting/versies.html", context)


@require_http_methods(["GET", "POST"])
def terug(request: GemeenteRequest, nummer: int) -> HttpResponse:
    """Check, and make a concept with what an old version said."""
    versie = get_object_or_404(Teammodel.objects.vastgesteld(), nummer=nummer)
    if request.method == "POST":
        return_to_version(versie=versie, by=request.user, at=now())
        return see_other(request, "inrichting:teammodel")
    actief = Teammodel.objects.actief().first()
    context = {
        "versie": versie,
        "concept": Teammodel.objects.concept().first(),
        "keuzes": los_model_op(versie.inhoud),
        "regels": _per_team(actief, versie) if actief else [],
    }
    return render(request, "inrichting/versie_terug.html", context)


def _vergelijking(request: GemeenteRequest, gevonden: list[Teammodel]) -> dict[str, Any]:
    """Return the chosen pair (older, newer) and per team what differs; by default the last two."""
    per_nummer = {str(model.nummer): model for model in gevonden}
    een = per_nummer.get(request.GET.get("van", ""))
    ander = per_nummer.get(request.GET.get("naar", ""))
    if een is None or ander is None:
        laatste = gevonden[:2]
        if len(laatste) < 2:
            return {}
        ander, een = laatste
    return {"van": een, "naar": ander, "verschillen": _per_team(een, ander)}


def _per_team(een: Teammodel, ander: Teammodel) -> list[tuple[str, Any]]:
    """Return what differs for the gemeente and for each team that stands on its own in either."""
    rijen = [("De gemeente", veranderingen(los_model_op(een.inhoud), los_model_op(ander.inhoud)))]
    eigen = {*een.teams, *ander.teams}
    namen = Wijkteam.objects.filter(pk__in=eigen).values_list("pk", "naam") if eigen else []
    for pk, naam in namen:
        regels = veranderingen(los_model_op(een.inhoud, pk), los_model_op(ander.inhoud, pk))
        rijen.append((f"Team {naam}", regels))
    return rijen
