"""The people around a household: its own network, and who works along."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit import Doel
from keukentafel.errors import Verouderd
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import huishouden_for
from modules.dossier.actions.betrokkene import add_betrokkene, end_betrokkene
from modules.dossier.actions.netwerk import VELDEN, add_netwerklid, change_netwerklid, remove_netwerklid
from modules.dossier.forms.kring import BetrokkeneForm, NetwerklidForm
from modules.dossier.models import Huishouden, Netwerklid
from modules.dossier.queries.betrokken import helpers_van
from modules.dossier.queries.netwerk import netwerk_van
from modules.dossier.views.antwoord import conflict, toon
from modules.dossier.views.huishouden_kader import kader


@require_http_methods(["GET", "POST"])
def netwerk(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Show the network as drawing and list, and add somebody."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    form = NetwerklidForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        add_netwerklid(huishouden=huishouden, gegevens=form.cleaned_data, by=request.user, at=now())
        return see_other(request, "dossier:netwerk", huishouden.pk)
    context = {
        **kader(request, huishouden, actief=""),
        "form": form,
        "netwerk": netwerk_van(huishouden),
    }
    return toon(request, "dossier/netwerk.html", context, fout=bool(form.errors))


@require_http_methods(["GET", "POST"])
def netwerklid(request: GemeenteRequest, huishouden_id: UUID, lid_id: UUID) -> HttpResponse:
    """Change what is known of somebody in the network."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    rij = _lid(huishouden, lid_id)
    terug = reverse("dossier:netwerk", args=[huishouden.pk])
    begin = {veld: getattr(rij, veld) for veld in (*VELDEN, "versie")}
    form = NetwerklidForm(request.POST if request.method == "POST" else None, initial=begin)
    if form.is_bound and form.is_valid():
        try:
            change_netwerklid(
                rij=rij,
                gegevens=form.cleaned_data,
                versie=form.cleaned_data["versie"] or 0,
                by=request.user,
                at=now(),
            )
        except Verouderd as ander:
            velden = {veld: veld for veld in VELDEN}
            return conflict(request, form=form, huidig=ander.huidig, velden=velden, terug=terug)
        return see_other(request, terug)
    context = {**kader(request, huishouden, actief=""), "form": form, "rij": rij}
    return toon(request, "dossier/netwerklid.html", context, fout=bool(form.errors))


def _lid(huishouden: Huishouden, lid_id: UUID) -> Netwerklid:
    rij: Netwerklid | None = huishouden.netwerk.filter(pk=lid_id, is_verborgen=False).first()
    if rij is None:
        raise Http404
    return rij


@require_POST
def netwerklid_weg(request: GemeenteRequest, huishouden_id: UUID, lid_id: UUID) -> HttpResponse:
    """Take somebody out of the network."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    remove_netwerklid(rij=_lid(huishouden, lid_id), by=request.user, at=now())
    return see_other(request, "dossier:netwerk", huishouden.pk)


@require_http_methods(["GET", "POST"])
def betrokkenen(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Show who works along, and add somebody (F046)."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    form = BetrokkeneForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        add_betrokkene(huishouden=huishouden, gegevens=form.cleaned_data, by=request.user, at=now())
        return see_other(request, "dossier:betrokkenen", huishouden.pk)
    context: dict[str, Any] = {**kader(request, huishouden, actief=""), "form": form}
    context["helpers"] = helpers_van(huishouden, context["feiten"], context["casussen"])
    return toon(request, "dossier/betrokkenen.html", context, fout=bool(form.errors))


@require_POST
def betrokkene_einde(request: GemeenteRequest, huishouden_id: UUID, betrokkene_id: UUID) -> HttpResponse:
    """Say that somebody stopped working along today."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    rij = huishouden.betrokkenen.filter(pk=betrokkene_id, tot=None).first()
    if rij is None:
        raise Http404
    end_betrokkene(rij=rij, tot=localdate(), by=request.user, at=now())
    return see_other(request, "dossier:betrokkenen", huishouden.pk)
