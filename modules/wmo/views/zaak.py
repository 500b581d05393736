"""The page of a Wmo line, and its short forms: identity, temporary help, stopping."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.actions.melding import offer_clientondersteuning, receive_eigen_plan
from modules.dossier.forms.melding import DagForm
from modules.dossier.rollen import SCHRIJFT
from modules.dossier.views.antwoord import eenmalig, toon, weiger
from modules.dossier.wetten import wetten
from modules.dossier.zicht.routes import mag_route
from modules.wmo.actions.zaak import (
    confirm,
    establish_identiteit,
    give_tijdelijke_hulp,
    resume_zaak,
    withdraw_zaak,
)
from modules.wmo.brieven import ontvangstbevestiging
from modules.wmo.forms.zaak import IdentiteitForm, StopForm, TijdelijkForm
from modules.wmo.lijn import volgende_stap
from modules.wmo.models import Maatwerk, Zaak
from modules.wmo.rules.onderwerpen import ONDERWERPEN
from modules.wmo.rules.verdeling import reden_tegen_doorgeven
from modules.wmo.rules.verloop import Fase
from modules.wmo.views.kader import besluit_door_van, haal, omgeving


@require_GET
def zaak(request: GemeenteRequest, melding_id: UUID) -> HttpResponse:
    """Show where the line is, what is next, and every part with its stand."""
    rij = haal(request, melding_id)
    context = omgeving(request, rij)
    stand, zicht = context["stand"], rij.huishouden.zicht
    vandaag = localdate()
    mag_onderzoek = mag_route(request.user, zicht, "wmo:onderdeel")
    is_over = rij.melding.is_afgehandeld or rij.casus.is_afgesloten  # help that ended asks for no next step
    loopt = stand.fase not in (Fase.BESLOTEN, Fase.INGETROKKEN) and not is_over
    volgende = volgende_stap(rij, stand, vandaag) if loopt and _mag_volgende(request, context) else None
    context |= {
        "volgende": volgende,
        "onderdelen_van_onderzoek": [
            _taak(rij, onderwerp, stand, mag_onderzoek) for onderwerp in ONDERWERPEN
        ],
        "gevuld": len(stand.gevuld),
        "mag_onderzoek": mag_onderzoek,
        "mag_identiteit": loopt and mag_route(request.user, zicht, "wmo:identiteit"),
        "mag_tijdelijk": loopt and mag_route(request.user, zicht, "wmo:tijdelijke_hulp"),
        "mag_stoppen": mag_route(request.user, zicht, "wmo:stoppen"),
        "mag_verslag": mag_route(request.user, zicht, "wmo:verslag"),
        "loopt": loopt,
        "vensters": wetten.vensters,
        "plan_tot": next(
            (t.einde for t in context["termijnen"] if t.sleutel == "wmo_persoonlijk_plan"), None
        ),
        "is_direct": stand.mag_direct_aanvragen(vandaag) and stand.aanvraag_op is None and loopt,
        "hulp": list(rij.tijdelijke_hulp.select_related("aanbieder", "product")),
        "verslag": rij.verslagen.filter(is_vervangen=False).first(),
        "maatwerk": Maatwerk.objects.filter(zaak=rij).select_related("product").first(),
        **_overdracht(request, rij, context, loopt=loopt),
    }
    return toon(request, "wmo/zaak.html", context)


def _overdracht(
    request: GemeenteRequest, rij: Zaak, context: dict[str, Any], *, loopt: bool
) -> dict[str, Any]:
    """Return whether this melding can be handed over or given back, and whether that is the next step."""
    stand, wie = context["stand"], request.user
    besluit_door = besluit_door_van(request, rij)
    reden = reden_tegen_doorgeven(
        besluit_door,
        stand.fase,
        is_direct=stand.mag_direct_aanvragen(context["vandaag"]),
        bij=rij.besluit_bij.naam if rij.besluit_bij else "",
    )
    kan = loopt and not reden and wie.has_rol(*SCHRIJFT) and mag_route(wie, context["zicht"], "wmo:doorgeven")
    is_laatste = besluit_door == "overdracht" or stand.fase in (Fase.AANVRAAG, Fase.BESLUIT)
    return {
        "mag_doorgeven": kan,
        "geef_door": kan and besluit_door != "team" and is_laatste and not context["verdeling"].mag,
        "mag_terugleggen": loopt and wie.pk in (rij.besluit_bij_id, rij.overgedragen_door_id)
        if rij.besluit_bij_id
        else False,
    }


def _mag_volgende(request: GemeenteRequest, context: dict[str, Any]) -> bool:
    if context["stand"].fase in (Fase.AANVRAAG, Fase.BESLUIT):
        return bool(context["verdeling"].mag) and mag_route(
            request.user, context["zicht"], "wmo:aanvraag", schrijven=True
        )
    return mag_route(request.user, context["zicht"], "wmo:stoppen")


def _taak(rij: Zaak, onderwerp: Any, stand: Any, mag: bool) -> dict[str, str]:
    return {
        "titel": f"{onderwerp.letter}. {onderwerp.titel}",
        "stand": "klaar" if onderwerp.letter in stand.gevuld else "open",
        "url": reverse("wmo:onderdeel", args=[rij.melding_id, onderwerp.letter]) if mag else "",
        "uitleg": onderwerp.uitleg,
    }


def _formulier(
    request: GemeenteRequest,
    rij: Zaak,
    form: forms.Form,
    template: str,
    doe: Callable[[dict[str, Any]], object],
    **rest: Any,
) -> HttpResponse:
    """Answer a page with one form: what is wrong stands above what was typed."""
    if form.is_bound and form.is_valid():
        try:
            doe(form.cleaned_data)
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, "wmo:zaak", rij.melding_id)
    return toon(request, template, omgeving(request, rij, form=form, **rest), fout=bool(form.errors))


def _gepost(request: GemeenteRequest) -> Any:
    return request.POST if request.method == "POST" else None


@require_http_methods(["GET", "POST"])
def bevestiging(request: GemeenteRequest, melding_id: UUID) -> HttpResponse:
    """Confirm in writing: make the letter, or record the day it went out another way (art. 2.3.2 lid 1–3)."""
    rij = haal(request, melding_id)
    welk = request.POST.get("deel", "")
    if welk == "brief":
        brief = ontvangstbevestiging(zaak=rij, by=request.user, at=now(), id=eenmalig(request))
        return see_other(request, brief)
    form = DagForm(_gepost(request), initial={"op": localdate()})
    doen: dict[str, Callable[[Any], object]] = {
        "bevestigd": lambda op: confirm(zaak=rij, op=op, by=request.user, at=now()),
        "ondersteuning": lambda op: offer_clientondersteuning(
            melding=rij.melding, op=op, by=request.user, at=now()
        ),
        "plan": lambda op: receive_eigen_plan(melding=rij.melding, op=op, by=request.user, at=now()),
    }
    doe = doen.get(welk, doen["bevestigd"])
    return _formulier(request, rij, form, "wmo/bevestiging.html", lambda schoon: doe(schoon["op"]), welk=welk)


@require_http_methods(["GET", "POST"])
def identiteit(request: GemeenteRequest, melding_id: UUID) -> HttpResponse:
    """Record who somebody is (art. 2.3.4)."""
    rij = haal(request, melding_id)
    form = IdentiteitForm(_gepost(request), initial={"op": localdate()})
    return _formulier(
        request,
        rij,
        form,
        "wmo/identiteit.html",
        lambda schoon: establish_identiteit(zaak=rij, **schoon, by=request.user, at=now()),
    )


@require_http_methods(["GET", "POST"])
def tijdelijke_hulp(request: GemeenteRequest, melding_id: UUID) -> HttpResponse:
    """Arrange help at once (art. 2.3.3)."""
    rij = haal(request, melding_id)
    form = TijdelijkForm(_gepost(request), initial={"van": localdate()})
    return _formulier(
        request,
        rij,
        form,
        "wmo/tijdelijke_hulp.html",
        lambda schoon: give_tijdelijke_hulp(
            zaak=rij, **schoon, by=request.user, at=now(), id=eenmalig(request)
        ),
    )


@require_http_methods(["GET", "POST"])
def stoppen(request: GemeenteRequest, melding_id: UUID) -> HttpResponse:
    """Stop at the wish of the resident."""
    rij = haal(request, melding_id)
    form = StopForm(_gepost(request), initial={"op": localdate()})
    return _formulier(
        request,
        rij,
        form,
        "wmo/stoppen.html",
        lambda schoon: withdraw_zaak(zaak=rij, **schoon, by=request.user, at=now()),
    )


@require_POST
def hervatten(request: GemeenteRequest, melding_id: UUID) -> HttpResponse:
    """Go on after all."""
    rij = haal(request, melding_id)
    with suppress(Refusal):  # it was going on already: the page shows so
        resume_zaak(zaak=rij, by=request.user, at=now())
    return see_other(request, "wmo:zaak", rij.melding_id)
