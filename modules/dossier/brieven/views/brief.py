"""One letter: change its words, see it as it will be, check it and send it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import GemeenteRequest, see_other
from keukentafel.values.opmaak import blokken
from modules.dossier.bewaren.pdf import GeenPdf
from modules.dossier.brieven import pdf
from modules.dossier.brieven.access import brief_for, mag_wijzigen
from modules.dossier.brieven.actions.brief import (
    BriefIsVerzonden,
    address_brief,
    adres_van,
    change_brief,
    copy_brief,
    discard_brief,
    feiten_van,
    restore_brief,
    send_brief,
    verplicht_van,
    woont_elders,
)
from modules.dossier.brieven.adressanten import adressanten, zoals_te_zien
from modules.dossier.brieven.forms.brief import AanForm, BriefForm, VerzendForm
from modules.dossier.brieven.models import Brief, Kanaal
from modules.dossier.brieven.queries import stukken_voor
from modules.dossier.brieven.rules.compleet import controleer_verzenden
from modules.dossier.brieven.rules.taalniveau import score
from modules.dossier.brieven.soorten import soorten
from modules.dossier.brieven.views.bestand import teken
from modules.dossier.views.antwoord import conflict, eenmalig, toon, weiger
from modules.dossier.views.huishouden_kader import kader

_VELDEN = {
    "onderwerp": "onderwerp", "samenvatting": "samenvatting", "tekst": "tekst",
    "ondertekenaar_naam": "ondertekenaar_naam", "ondertekenaar_functie": "ondertekenaar_functie",
}  # fmt: skip


_AAN = {"aan": "aan_wie", "straat": "aan_straat", "postcode": "aan_postcode", "plaats": "aan_plaats"}


def rand(request: GemeenteRequest, brief: Brief) -> dict[str, Any]:
    """Return what every page of a letter shows around it."""
    return {
        **kader(request, brief.huishouden, actief="brieven"),
        "brief": brief,
        "titel": soorten.titel(brief.soort),
        "mag_wijzigen": mag_wijzigen(brief),
    }


def bladzijden_van(brief: Brief) -> range:
    """Return the numbers of the pages; none on a machine that cannot draw a PDF."""
    if brief.is_verzonden:
        return range(1, brief.paginas + 1)
    try:
        return range(1, teken(brief).paginas + 1)
    except GeenPdf:
        return range(0)


@require_http_methods(["GET", "POST"])
def brief(request: GemeenteRequest, brief_id: UUID) -> HttpResponse:
    """Change the words of a concept; a letter that was sent is shown as it went out."""
    stuurt = request.method == "POST"
    rij = brief_for(request.user, brief_id, schrijven=stuurt)
    if not rij.is_concept:
        if stuurt:
            return _vast(request, rij)
        return toon(request, "brieven/verzonden.html", _gelezen(request, rij))
    stukken = stukken_voor(rij, request.user)
    form = BriefForm(request.POST if stuurt else None, brief=rij, stukken=stukken)
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                change_brief(
                    brief=rij, by=request.user, at=now(), gezien_versie=form.cleaned_data["versie"],
                    bijlagen=form.gekozen_bijlagen, **{veld: form.cleaned_data[veld] for veld in _VELDEN},
                )  # fmt: skip
        except Verouderd as ander:
            terug = rij.get_absolute_url()
            return conflict(request, form=form, huidig=ander.huidig, velden=_VELDEN, terug=terug)
        except Refusal as reden:
            weiger(form, reden)
        else:
            naar = "brieven:controleren" if "controleren" in request.POST else "brieven:brief"
            return see_other(request, naar, rij.pk)
    context = {
        **rand(request, rij),
        **_als_tekst(rij),
        "form": form,
        "oordeel": score(f"{rij.samenvatting}\n\n{rij.tekst}"),
        "bladzijden": bladzijden_van(rij),
    }
    return toon(request, "brieven/brief.html", context, fout=bool(form.errors))


def _vast(request: GemeenteRequest, rij: Brief) -> HttpResponse:
    context = {**_gelezen(request, rij), "melding": str(BriefIsVerzonden())}
    return toon(request, "brieven/verzonden.html", context, status=409)


def _gelezen(request: GemeenteRequest, rij: Brief) -> dict[str, Any]:
    return {**rand(request, rij), "opvolgers": rij.opvolgers.all(), "bladzijden": bladzijden_van(rij)}


def _als_tekst(rij: Brief) -> dict[str, Any]:
    """Return what `_letter.html` shows: the words of a letter as a page."""
    return {"kop": rij.onderwerp, "blokken": blokken(rij.tekst), "samenvatting": blokken(rij.samenvatting)}


@require_POST
def voorbeeld(request: GemeenteRequest, brief_id: UUID) -> HttpResponse:
    """Show what was typed as the letter will read, with the check of its language. Nothing is saved."""
    rij = brief_for(request.user, brief_id)
    for veld in ("onderwerp", "samenvatting", "tekst"):
        setattr(rij, veld, request.POST.get(veld, "")[:20_000])
    context = {
        "brief": rij,
        "oordeel": score(f"{rij.samenvatting}\n\n{rij.tekst}"),
        **_als_tekst(rij),
        "is_getypt": True,
    }
    return toon(request, "brieven/_naast.html", context)


@require_GET
def tekst(request: GemeenteRequest, brief_id: UUID) -> HttpResponse:
    """Show a letter as a page: the twin in HTML of its PDF. A secret address does not stand on it."""
    rij = brief_for(request.user, brief_id)
    papier = replace(pdf.papier_nu(), logo=b"")
    adres = ["geheim adres"] if _is_geheim(rij) else rij.aan_adres or adres_van(rij)
    context = pdf.context_van(rij, papier, dag=rij.dagtekening or localdate(), adres=adres)
    return toon(request, "brieven/tekst.html", {**rand(request, rij), **context, **_als_tekst(rij)})


def _is_geheim(rij: Brief) -> bool:
    """Tell whether the address of this letter may stand on no screen: that of a household that is secret."""
    return bool(rij.huishouden.is_geheim_adres and not woont_elders(rij))


@require_http_methods(["GET", "POST"])
def aan(request: GemeenteRequest, brief_id: UUID) -> HttpResponse:
    """Choose to whom a concept goes: the resident, who has gezag, or who represents; with the reason."""
    stuurt = request.method == "POST"
    rij = brief_for(request.user, brief_id, schrijven=True)
    if not rij.is_concept:
        return _vast(request, rij) if stuurt else see_other(request, rij.get_absolute_url())
    keuzes = zoals_te_zien(rij.huishouden, adressanten(rij.huishouden, rij.inwoner, localdate()))
    form = AanForm(request.POST if stuurt else None, brief=rij, keuzes=keuzes)
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                address_brief(
                    brief=rij, aan=form.cleaned_data["aan"], adres=form.adres, by=request.user, at=now(),
                    gezien_versie=form.cleaned_data["versie"],
                )  # fmt: skip
        except Verouderd as ander:
            hier = reverse("brieven:aan", args=[rij.pk])
            return conflict(request, form=form, huidig=ander.huidig, velden=_AAN, terug=hier)
        except Refusal as reden:
            weiger(form, reden)
        else:
            return see_other(
                request, "brieven:controleren" if "terug" in request.GET else "brieven:brief", rij.pk
            )
    context = {**rand(request, rij), "form": form, "keuzes": keuzes}
    return toon(request, "brieven/aan.html", context, fout=bool(form.errors))


@require_http_methods(["GET", "POST"])
def controleren(request: GemeenteRequest, brief_id: UUID) -> HttpResponse:
    """Check to whom, where, how and by whom a letter goes, and send it."""
    stuurt = request.method == "POST"
    rij = brief_for(request.user, brief_id, schrijven=True)
    if not rij.is_concept:
        return _vast(request, rij) if stuurt else see_other(request, rij.get_absolute_url())
    form = VerzendForm(
        request.POST if stuurt else None, initial={"versie": rij.versie, "kanaal": rij.kanaal or Kanaal.POST}
    )
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                send_brief(
                    brief=rij, kanaal=form.cleaned_data["kanaal"], by=request.user, at=now(),
                    gezien_versie=form.cleaned_data["versie"],
                )  # fmt: skip
        except Refusal as reden:
            weiger(form, reden)
        else:
            return see_other(request, rij.get_absolute_url())
    heeft_adres = bool(adres_van(rij))
    context = {
        **rand(request, rij),
        "form": form,
        "oordeel": score(f"{rij.samenvatting}\n\n{rij.tekst}"),
        "is_geheim": _is_geheim(rij),
        "adres": ["geheim adres"] if _is_geheim(rij) else adres_van(rij),
        "heeft_adres": heeft_adres,
        "woont_elders": woont_elders(rij),
        "bladzijden": bladzijden_van(rij),
        "gemist": controleer_verzenden(
            feiten_van(rij),
            kanaal="",
            heeft_adres=heeft_adres,
            verplicht=verplicht_van(rij),
            woont_elders=woont_elders(rij),
        ),
    }
    return toon(request, "brieven/controleren.html", context, fout=bool(form.errors))


@require_POST
def weg(request: GemeenteRequest, brief_id: UUID) -> HttpResponse:
    """Put a concept away."""
    return _doe(request, brief_for(request.user, brief_id, schrijven=True), discard_brief)


@require_POST
def terug(request: GemeenteRequest, brief_id: UUID) -> HttpResponse:
    """Take a concept up again."""
    return _doe(request, brief_for(request.user, brief_id, schrijven=True), restore_brief)


def _doe(request: GemeenteRequest, rij: Brief, actie: Any) -> HttpResponse:
    try:
        with transaction.atomic():
            actie(brief=rij, by=request.user, at=now())
    except Refusal:
        return _vast(request, rij)
    return see_other(request, rij.get_absolute_url())


@require_POST
def opnieuw(request: GemeenteRequest, brief_id: UUID) -> HttpResponse:
    """Make a new letter from one that was sent: that is how a sent letter changes."""
    rij = brief_for(request.user, brief_id, schrijven=True)
    if not rij.is_verzonden:
        raise Http404
    nieuw = copy_brief(brief=rij, by=request.user, at=now(), id=eenmalig(request))
    return see_other(request, nieuw.get_absolute_url())
