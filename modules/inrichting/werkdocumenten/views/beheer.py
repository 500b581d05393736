"""The working documents as the administrator keeps them: list, write, withdraw, older versions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import GemeenteRequest, see_other
from modules.inrichting.bibliotheek.queries import versies_van
from modules.inrichting.views.antwoord import conflict, gepost, pagina, verschil_met, weiger
from modules.inrichting.werkdocumenten.actions import werkdocument as actie
from modules.inrichting.werkdocumenten.forms import WerkdocumentForm
from modules.inrichting.werkdocumenten.models import Werkdocument, Werkdocumentsoort
from modules.inrichting.werkdocumenten.queries import banden_van, beheerregels
from modules.inrichting.werkdocumenten.rules.koppen import tekstblokken
from modules.inrichting.werkdocumenten.rules.regelverschil import regelverschil

_VELDEN = ("soort", "titel", "tekst")


@require_GET
def lijst(request: GemeenteRequest) -> HttpResponse:
    """Every document, and where it departs from its template."""
    return pagina(request, "werkdocumenten/beheer.html", {"regels": beheerregels()})


@require_GET
def document(request: GemeenteRequest, werkdocument_id: UUID) -> HttpResponse:
    """One document: its text, its template and its versions."""
    return _toon(request, _haal(werkdocument_id))


def _toon(request: GemeenteRequest, rij: Werkdocument, *, melding: str = "") -> HttpResponse:
    band = banden_van([rij]).get(rij.sleutel)
    context = {
        "document": rij,
        "blokken": tekstblokken(rij.tekst),
        "versies": rij.versies.select_related("door").defer("tekst").order_by("-nummer"),
        "band": band,
        "sjabloon": versies_van(band.sjabloon) if band else None,
        "melding": melding,
    }
    return pagina(request, "werkdocumenten/document.html", context, fout=bool(melding))


@require_http_methods(["GET", "POST"])
def wijzig(request: GemeenteRequest, werkdocument_id: UUID | None = None) -> HttpResponse:
    """Write a document, or its next version."""
    rij = _haal(werkdocument_id) if werkdocument_id else None
    begin = {veld: getattr(rij, veld) for veld in (*_VELDEN, "versie")} if rij else {}
    form = WerkdocumentForm(gepost(request), initial=begin)
    if form.is_valid():
        try:
            klaar = _bewaar(request, rij, form.cleaned_data)
        except Verouderd as fout:
            daar: Any = fout.huidig
            verschillen = verschil_met(form, daar, {veld: veld for veld in _VELDEN})
            door = daar.bijgewerkt_door.naam if daar.bijgewerkt_door else ""
            return conflict(
                request, verschillen=verschillen, door=door, versie=daar.versie, terug=request.path
            )
        except actie.TitelBestaat as refusal:
            weiger(form, refusal, "titel")
        except Refusal as refusal:
            weiger(form, refusal, "tekst")
        else:
            return see_other(request, "werkdocumenten:document", werkdocument_id=klaar.pk)
    context = {"form": form, "document": rij}
    return pagina(request, "werkdocumenten/wijzigen.html", context, fout=bool(form.errors))


def _bewaar(request: GemeenteRequest, rij: Werkdocument | None, gegevens: dict[str, Any]) -> Werkdocument:
    if rij is not None:
        return actie.change_werkdocument(document=rij, **gegevens, by=request.user, at=now())
    inhoud = {veld: gegevens[veld] for veld in _VELDEN}
    return actie.make_werkdocument(**inhoud, by=request.user, at=now())


@require_POST
def trek_in(request: GemeenteRequest, werkdocument_id: UUID) -> HttpResponse:
    """Take it away from who reads; the next page has the way back."""
    actie.withdraw_werkdocument(document=_haal(werkdocument_id), by=request.user, at=now())
    return see_other(request, "werkdocumenten:document", werkdocument_id=werkdocument_id)


@require_POST
def zet_terug(request: GemeenteRequest, werkdocument_id: UUID) -> HttpResponse:
    """Let everybody read it again."""
    rij = _haal(werkdocument_id)
    try:
        actie.restore_werkdocument(document=rij, by=request.user, at=now())
    except Refusal as refusal:
        return _toon(request, rij, melding=str(refusal))
    return see_other(request, "werkdocumenten:document", werkdocument_id=werkdocument_id)


@require_GET
def versie(request: GemeenteRequest, werkdocument_id: UUID, nummer: int) -> HttpResponse:
    """What a document said then, and what differs from the version before."""
    rij = _haal(werkdocument_id)
    deze = get_object_or_404(rij.versies.select_related("door"), nummer=nummer)
    vorige = rij.versies.filter(nummer=nummer - 1).first()
    context = {
        "document": rij,
        "versie": deze,
        "vorige": vorige,
        "soort": Werkdocumentsoort(deze.soort).label,
        "blokken": tekstblokken(deze.tekst),
        "regels": regelverschil(vorige.tekst, deze.tekst) if vorige else (),
        "titel_anders": vorige is not None and (vorige.soort, vorige.titel) != (deze.soort, deze.titel),
    }
    return pagina(request, "werkdocumenten/versie.html", context)


def _haal(werkdocument_id: UUID) -> Werkdocument:
    rij: Werkdocument = get_object_or_404(
        Werkdocument.objects.select_related("bijgewerkt_door"), pk=werkdocument_id
    )
    return rij
