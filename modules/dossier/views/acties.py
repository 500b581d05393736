"""Tick an action, undo it, or say it is no longer needed: one press, wherever the row stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from keukentafel.values.datum_tekst import datum_kort
from modules.dossier.access import eis_leefgebieden, huishouden_for
from modules.dossier.actions import actie as actions
from modules.dossier.forms.plan import LosseActieForm
from modules.dossier.models import Actie
from modules.dossier.queries.dag import acties_zichtbaar
from modules.dossier.queries.plannen import actieregel, leest
from modules.dossier.queries.terugkijken import plan_van_kracht
from modules.dossier.views.antwoord import toon, volgende, weiger
from modules.dossier.views.kader import huishouden_kader
from modules.dossier.views.plan import toon_plan, wie_kan
from modules.inrichting.codelijsten import ActieStatus


@require_POST
def actie_afronden(request: GemeenteRequest, actie_id: UUID) -> HttpResponse:
    """Tick (`klaar=1`) or undo (`klaar=0`); `vervallen` says it is no longer needed."""
    rij = (
        Actie.objects.select_related("plan", "huishouden", "gebruiker", "inwoner", "netwerklid", "doel")
        .filter(pk=actie_id)
        .first()
    )
    if rij is None:
        raise Http404
    huishouden = huishouden_for(request.user, rij.huishouden_id, doel=Doel.HULP)
    if rij.doel is not None and rij.gebruiker_id != request.user.pk:
        eis_leefgebieden(request.user, huishouden, rij.doel.leefgebieden)
    fout = ""
    try:
        if "vervallen" in request.POST:
            actions.remove_actie(actie=rij, by=request.user, at=now())
            return see_other(request, volgende(request, reverse("dossier:plan", args=[huishouden.pk])))
        rij = actions.set_klaar(actie=rij, klaar=request.POST.get("klaar") == "1", by=request.user, at=now())
    except Refusal as refusal:
        fout = str(refusal)
    if fout and not request.htmx:
        return toon_plan(request, huishouden, fout=fout)
    if not request.htmx:
        return see_other(request, volgende(request, reverse("dossier:plan", args=[huishouden.pk])))
    context = {"actie": actieregel(rij, localdate()), "fout": fout}
    return toon(request, "dossier/_actieregel.html", context, fout=bool(fout))


HOOGSTENS = 200


@require_GET
def acties(request: GemeenteRequest) -> HttpResponse:
    """List the open actions of this person: late, today, later. Two queries beside the frame."""
    rijen = (
        Actie.objects.filter(
            gebruiker_id=request.user.pk,
            status=ActieStatus.OPEN,
        )
        .filter(acties_zichtbaar(request.user))
        .exclude(plan__status="concept")
        .select_related("huishouden")
        .order_by("wanneer", "id")[:HOOGSTENS]
    )
    return toon(request, "dossier/acties.html", {"groepen": _groepen(rijen, localdate())})


def _groepen(rijen: Iterable[Actie], vandaag: date) -> list[dict[str, Any]]:
    groepen: list[dict[str, Any]] = [
        {"kop": "Te laat", "id": "p-te-laat", "te_laat": True, "acties": []},
        {"kop": "Vandaag", "id": "p-vandaag", "te_laat": False, "acties": []},
        {"kop": "Later", "id": "p-later", "te_laat": False, "acties": []},
    ]
    for rij in rijen:
        wanneer = datum_kort(rij.wanneer, vandaag=vandaag) if rij.wanneer else ""
        plek = 2 if rij.wanneer is None or rij.wanneer > vandaag else 1 if rij.wanneer == vandaag else 0
        groepen[plek]["acties"].append({"rij": rij, "wanneer": wanneer, "anker": f"actie-{rij.pk.hex}"})
    return [groep for groep in groepen if groep["acties"]]


@require_http_methods(["GET", "POST"])
def actie_nieuw(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Add an action to the household: to a goal of the plan in force, or on its own in a crisis."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    context = huishouden_kader(request, huishouden, "plan", localdate())
    plan = plan_van_kracht(huishouden)
    alle = plan.doelen.prefetch_related("resultaten") if plan else []
    doelen = [doel for doel in alle if leest(huishouden.zicht, doel.leefgebieden)]
    form = LosseActieForm(request.POST or None, doelen=doelen, **wie_kan(huishouden, context))
    if request.method == "POST" and form.is_valid():
        doel = form.doel()
        resultaten = list(doel.resultaten.all()) if doel else []
        waarden = form.waarden() | {"resultaat": resultaten[0] if len(resultaten) == 1 else None}
        try:
            actions.add_actie(
                huishouden=huishouden, plan=plan, doel=doel, waarden=waarden, by=request.user, at=now()
            )
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return (
                see_other(request, "dossier:plan", huishouden.pk) if plan else see_other(request, huishouden)
            )
    context |= {"form": form, "heeft_doelen": bool(doelen)}
    return toon(request, "dossier/actie_nieuw.html", context, fout=bool(form.errors))
