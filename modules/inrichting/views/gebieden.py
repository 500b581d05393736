"""Wijken, buurten and addresses: what is there, and reading a list in (F010)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.inrichting.actions import gebied as actie
from modules.inrichting.forms.team import GebiedenImportForm, ImportForm
from modules.inrichting.models import Adresgebied, Buurt, Wijk
from modules.inrichting.rules.gebiedslijst import (
    Adreslijst,
    Gebiedslijst,
    LijstOnleesbaar,
    lees_adressen,
    lees_bytes,
    lees_gebieden,
)
from modules.inrichting.views.antwoord import gepost, pagina, weiger

TOON_FOUTEN = 100


@require_GET
def gebieden(request: GemeenteRequest) -> HttpResponse:
    """The wijken and buurten of the gemeente with their team."""
    return _toon(request)


def _toon(request: GemeenteRequest, *, melding: str = "") -> HttpResponse:
    zoek = request.GET.get("q", "").strip()[:80]
    wijken = Wijk.objects.annotate(aantal_buurten=Count("buurten", distinct=True)).prefetch_related(
        "gebieden__team", "buurten__gebieden__team"
    )
    context = {
        "wijken": wijken.filter(naam__icontains=zoek) if zoek else wijken,
        "zoek": zoek,
        "noot": _noot(),
        "melding": melding,
    }
    return pagina(request, "inrichting/gebieden.html", context, fout=bool(melding))


def _noot() -> str:
    postcodes = Adresgebied.objects.values("postcode").distinct().count()
    if not postcodes:
        return "Er zijn nog geen adressen ingelezen. Een adres leidt nog niet vanzelf naar een team."
    return f"{postcodes:,} postcodes leiden naar een buurt".replace(",", ".")


@require_http_methods(["GET", "POST"])
def inlezen(request: GemeenteRequest) -> HttpResponse:
    """Read wijken and buurten in: first check, then take over."""
    form = GebiedenImportForm(gepost(request), request.FILES or None, initial={"jaar": localdate().year})
    context: dict[str, Any] = {"form": form, "cbs_code": request.gemeente.cbs_code}
    if form.is_valid():
        try:
            tekst = _tekst(form)
            lijst = lees_gebieden(tekst, cbs_code=request.gemeente.cbs_code)
            context |= {
                "lijst": lijst,
                "fouten": lijst.fouten[:TOON_FOUTEN],
                "tekst": tekst,
                **_wat_nieuw(lijst),
            }
            if request.POST.get("actie") == "inlezen" and not lijst.fouten:
                actie.import_gebieden(lijst=lijst, jaar=form.cleaned_data["jaar"], by=request.user, at=now())
                return see_other(request, "inrichting:gebieden")
        except Refusal as refusal:
            weiger(form, refusal)
    fout = bool(form.errors) or bool(context.get("fouten"))
    return pagina(request, "inrichting/gebieden_inlezen.html", context, fout=fout)


@require_http_methods(["GET", "POST"])
def adressen_inlezen(request: GemeenteRequest) -> HttpResponse:
    """Read addresses in: first check, then take over."""
    form = ImportForm(gepost(request), request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            tekst = _tekst(form)
            lijst = _lees_adressen(request, tekst)
            context |= {"lijst": lijst, "fouten": lijst.fouten[:TOON_FOUTEN], "tekst": tekst}
            if request.POST.get("actie") == "inlezen" and not lijst.fouten:
                actie.import_adressen(reeksen=lijst.reeksen, by=request.user, at=now())
                return see_other(request, "inrichting:gebieden")
        except Refusal as refusal:
            weiger(form, refusal)
    fout = bool(form.errors) or bool(context.get("fouten"))
    return pagina(request, "inrichting/adressen_inlezen.html", context, fout=fout)


@require_POST
def verwijder_wijk(request: GemeenteRequest, wijk_id: UUID) -> HttpResponse:
    """Take away a wijk that no team works in."""
    wijk = get_object_or_404(Wijk, pk=wijk_id)
    try:
        actie.remove_wijk(wijk=wijk, by=request.user, at=now())
    except Refusal as refusal:
        return _toon(request, melding=str(refusal))
    return see_other(request, "inrichting:gebieden")


def _tekst(form: ImportForm) -> str:
    """Return the list: the file when there is one, otherwise what was pasted."""
    bestand = form.cleaned_data.get("bestand")
    if bestand:
        return lees_bytes(bestand.read())
    tekst: str = form.cleaned_data["lijst"]
    return tekst


def _lees_adressen(request: GemeenteRequest, tekst: str) -> Adreslijst:
    codes = frozenset(Buurt.objects.values_list("code", flat=True))
    if not codes:
        raise LijstOnleesbaar("Er zijn nog geen buurten. Lees eerst de wijken en buurten in.")
    return lees_adressen(tekst, cbs_code=request.gemeente.cbs_code, buurtcodes=codes)


def _wat_nieuw(lijst: Gebiedslijst) -> dict[str, int]:
    """Count what would be new and what would get another name."""
    nu = dict(Wijk.objects.values_list("code", "naam")) | dict(Buurt.objects.values_list("code", "naam"))
    alles = {**lijst.wijken, **lijst.buurten}
    return {
        "nieuw": sum(code not in nu for code in alles),
        "anders": sum(code in nu and nu[code] != naam for code, naam in alles.items()),
        "gelijk": sum(nu.get(code) == naam for code, naam in alles.items()),
    }
