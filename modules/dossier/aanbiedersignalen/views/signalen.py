"""Signals about providers: the list, one signal, and each step of who was appointed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.aanbiedersignalen.access import is_weger, lijst_gezien, signaal_for, signalen_voor
from modules.dossier.aanbiedersignalen.actions.signaal import (
    close_signaal,
    hand_over_signaal,
    make_signaal,
    weigh_signaal,
)
from modules.dossier.aanbiedersignalen.forms.signaal import OverdraagForm, SignaalForm, SluitForm, WeegForm
from modules.dossier.aanbiedersignalen.models import Aanbiedersignaal
from modules.dossier.aanbiedersignalen.rules.gang import Handeling, waarom_niet
from modules.dossier.aanbiedersignalen.woorden import Stand
from modules.dossier.views.antwoord import conflict, eenmalig, toon, weiger
from modules.dossier.views.versie import versie_van

_HOEVEEL = 200


@require_GET
def lijst(request: GemeenteRequest) -> HttpResponse:
    """List one's own signals, or every signal when appointed: what waits on top."""
    weegt = is_weger(request.user)
    rijen = list(signalen_voor(request.user, weegt=weegt)[:_HOEVEEL])
    lijst_gezien(request.user, rijen, at=now())
    context = {
        "open": [rij for rij in rijen if rij.stand != Stand.GESLOTEN],
        "klaar": [rij for rij in rijen if rij.stand == Stand.GESLOTEN],
        "weegt": weegt,
    }
    return toon(request, "aanbiedersignalen/lijst.html", context)


@require_http_methods(["GET", "POST"])
def nieuw(request: GemeenteRequest) -> HttpResponse:
    """Write down what was seen of a provider."""
    form = SignaalForm(request.POST if request.method == "POST" else None, initial={"gezien_op": localdate()})
    if form.is_bound and form.is_valid():
        try:
            rij = make_signaal(gegevens=form.cleaned_data, by=request.user, at=now(), id=eenmalig(request))
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, rij)
    return toon(request, "aanbiedersignalen/nieuw.html", {"form": form}, fout=bool(form.errors))


@require_GET
def signaal(request: GemeenteRequest, aanbiedersignaal_id: UUID) -> HttpResponse:
    """Show one: the maker sees what was written and how far it is, who was appointed also the weighing."""
    weegt = is_weger(request.user)
    rij = signaal_for(request.user, aanbiedersignaal_id, at=now(), weegt=weegt)
    is_maker = rij.gemaakt_door_id == request.user.pk
    stappen = [
        (handeling.value, DELEN[handeling].titel, waarom_niet(rij.stand, handeling, is_maker=is_maker))
        for handeling in Handeling
    ]
    context = {
        "rij": rij,
        "weegt": weegt,
        "is_maker": is_maker,
        "stappen": [(sleutel, titel) for sleutel, titel, reden in stappen if weegt and not reden],
        "niet_zelf": weegt and is_maker and rij.stand == Stand.NIEUW,
    }
    return toon(request, "aanbiedersignalen/signaal.html", context)


@dataclass(frozen=True, slots=True)
class Deel:
    """One step: its words, its form, what is done with it, and which fields begin with what was saved."""

    titel: str
    knop: str
    form: type[forms.Form]
    doe: Callable[..., Aanbiedersignaal]
    uitleg: str = ""
    velden: Mapping[str, str] = field(default_factory=dict)


DELEN: Mapping[Handeling, Deel] = MappingProxyType(
    {
        Handeling.WEGEN: Deel(
            "Weeg het signaal",
            "Bewaar de weging",
            WeegForm,
            weigh_signaal,
            "Wie het signaal maakte, weegt het niet zelf.",
            {"ernst": "ernst", "weging": "weging"},
        ),
        Handeling.OVERDRAGEN: Deel(
            "Draag het signaal over",
            "Leg de overdracht vast",
            OverdraagForm,
            hand_over_signaal,
            "Vertellen doe je zelf, langs de weg van de toezichthouder. Hier leg je vast wat en wanneer.",
            {"aan": "overgedragen_aan", "wat": "overgedragen_wat", "kenmerk": "kenmerk"},
        ),
        Handeling.SLUITEN: Deel(
            "Sluit het signaal",
            "Sluit het signaal",
            SluitForm,
            close_signaal,
            "Vijf jaar na sluiten gaat het vanzelf weg.",
        ),
    }
)


@require_http_methods(["GET", "POST"])
def stap(request: GemeenteRequest, aanbiedersignaal_id: UUID, signaalstap: str) -> HttpResponse:
    """Take one step, for who was appointed."""
    weegt = is_weger(request.user)
    if signaalstap not in {handeling.value for handeling in Handeling} or not weegt:
        raise Http404
    rij = signaal_for(request.user, aanbiedersignaal_id, at=now(), weegt=weegt)
    deel = DELEN[Handeling(signaalstap)]
    begin: dict[str, Any] = {naam: getattr(rij, veld) for naam, veld in deel.velden.items()}
    form = deel.form(request.POST if request.method == "POST" else None, initial={"op": localdate()} | begin)
    if form.is_bound and form.is_valid():
        versie = versie_van(request, rij)
        try:
            deel.doe(signaal=rij, **form.cleaned_data, by=request.user, at=now(), gezien_versie=versie)
        except Verouderd as verouderd:
            terug = rij.get_absolute_url()
            velden = dict(deel.velden)
            return conflict(request, form=form, huidig=verouderd.huidig, velden=velden, terug=terug)
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, rij)
    return toon(
        request,
        "aanbiedersignalen/stap.html",
        {"rij": rij, "deel": deel, "form": form},
        fout=bool(form.errors),
    )
