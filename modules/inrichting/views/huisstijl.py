"""Huisstijl: two colours, and everything computed and measured from them (P15)."""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import GemeenteRequest, see_other
from modules.inrichting.actions import huisstijl as actie
from modules.inrichting.forms.overig import HuisstijlForm
from modules.inrichting.models import Huisstijl
from modules.inrichting.rules.huisstijl import LETTERTYPEN, Ontwerp, Paar, css, dichtstbijzijnd
from modules.inrichting.views.antwoord import conflict, gepost, pagina, verschil_met

LANG: Final = "public, max-age=31536000, immutable"
VELDEN: Final = {
    "merk": "kleur_merk",
    "actie": "kleur_actie",
    "radius": "radius",
    "lettertype": "lettertype",
    "logo": "logo",
}
SCHERMEN: Final = {
    "mijn-dag": "Mijn dag",
    "huishouden": "Huishouden",
    "formulier": "Formulier",
    "onderdelen": "Onderdelen",
}


@require_http_methods(["GET", "POST"])
def huisstijl(request: GemeenteRequest) -> HttpResponse:
    """Choose colours, corners, letter and logo; see the contrast of every pair."""
    concept, nu_in_gebruik = _versies()
    bron = concept or nu_in_gebruik
    begin = {veld: getattr(bron, attribuut) for veld, attribuut in VELDEN.items()} if bron else {}
    begin["versie"] = concept.versie if concept else 0
    begin |= _start(request)
    form = HuisstijlForm(gepost(request), request.FILES or None, initial=begin)
    if form.is_valid():
        velden = {veld: form.cleaned_data[veld] for veld in (*VELDEN, "logo_bestand", "versie")}
        try:
            actie.save_huisstijl_concept(**velden, by=request.user, at=now())
        except Verouderd as fout:
            daar: Any = fout.huidig
            verschillen = verschil_met(form, daar, VELDEN) if daar else []
            versie = daar.versie if daar else 0
            return conflict(request, verschillen=verschillen, door="", versie=versie, terug=request.path)
        except Refusal as refusal:
            form.add_error("logo_bestand", str(refusal))
        else:
            return see_other(request, "inrichting:huisstijl")
    return _toon(request, form, concept, nu_in_gebruik)


@require_POST
def publiceer(request: GemeenteRequest) -> HttpResponse:
    """Let everybody see the concept, or say which pair cannot be read."""
    concept, nu_in_gebruik = _versies()
    if concept is None:
        return see_other(request, "inrichting:huisstijl")
    versie = request.POST.get("versie", "")
    try:
        actie.publish_huisstijl(
            concept=concept, versie=int(versie) if versie.isdigit() else 0, by=request.user, at=now()
        )
    except Refusal as refusal:
        begin = {veld: getattr(concept, attribuut) for veld, attribuut in VELDEN.items()}
        form = HuisstijlForm(initial={**begin, "versie": concept.versie})
        return _toon(request, form, concept, nu_in_gebruik, melding=str(refusal))
    return see_other(request, "inrichting:huisstijl")


@require_POST
def weggooien(request: GemeenteRequest) -> HttpResponse:
    """Throw the concept away."""
    actie.discard_huisstijl_concept(by=request.user, at=now())
    return see_other(request, "inrichting:huisstijl")


@require_GET
def voorbeeld(request: GemeenteRequest, scherm: str) -> HttpResponse:
    """A main screen in the concept, light or dark, with invented people."""
    if scherm not in SCHERMEN:
        raise Http404
    concept, nu_in_gebruik = _versies()
    stijl = concept or nu_in_gebruik
    context = {
        "scherm": scherm,
        "schermen": SCHERMEN,
        "stijl": stijl,
        "donker": request.GET.get("kleur") == "donker",
        "vandaag": localdate(),
        "css_adres": f"/inrichting/huisstijl/proef-{stijl.versie}.css" if stijl else "",
    }
    return render(request, "inrichting/huisstijl_voorbeeld.html", context)


@require_GET
def proef_css(request: GemeenteRequest, versie: int) -> HttpResponse:
    """The stylesheet of the concept; never kept, because it changes while somebody works on it."""
    concept, nu_in_gebruik = _versies()
    stijl = concept or nu_in_gebruik
    if stijl is None:
        raise Http404
    antwoord = HttpResponse(css(actie.ontwerp_van(stijl)), content_type="text/css; charset=utf-8")
    antwoord["Cache-Control"] = "no-store"
    return antwoord


@require_GET
def publiek_css(request: GemeenteRequest, kenmerk: str) -> HttpResponse:
    """The stylesheet of a published version. The address changes with the content, so it is kept a year."""
    stijl = _op_kenmerk(kenmerk)
    tekst = css(Ontwerp(stijl.tokens["licht"], stijl.tokens["donker"], ()))
    antwoord = HttpResponse(tekst, content_type="text/css; charset=utf-8")
    antwoord["Cache-Control"] = LANG
    return antwoord


@require_GET
def publiek_logo(request: GemeenteRequest, kenmerk: str) -> HttpResponse:
    """The own logo of a published version, as a PNG that was rebuilt when it came in."""
    stijl = _op_kenmerk(kenmerk)
    if not stijl.logo_png:
        raise Http404
    antwoord = HttpResponse(bytes(stijl.logo_png), content_type="image/png")
    antwoord["Cache-Control"] = LANG
    antwoord["Content-Disposition"] = 'inline; filename="logo.png"'
    return antwoord


def _op_kenmerk(kenmerk: str) -> Huisstijl:
    nummer = kenmerk.split("-")[0]
    stijl = (
        Huisstijl.objects.exclude(status="concept").filter(nummer=int(nummer)).first()
        if nummer.isdigit()
        else None
    )
    if stijl is None or stijl.kenmerk != kenmerk:
        raise Http404
    return stijl


def _versies() -> tuple[Huisstijl | None, Huisstijl | None]:
    rijen = {rij.status: rij for rij in Huisstijl.objects.exclude(status="vervallen").defer("logo_png")}
    return rijen.get("concept"), rijen.get("gepubliceerd")


def _start(request: GemeenteRequest) -> dict[str, Any]:
    """Return a start style that was asked for by its name, or a colour that was proposed."""
    gekozen = actie.STARTSTIJLEN.get(request.GET.get("start", ""))
    if not gekozen:
        return {}
    return {veld: gekozen[veld] for veld in ("merk", "actie", "radius", "logo")}


def _toon(
    request: GemeenteRequest,
    form: HuisstijlForm,
    concept: Huisstijl | None,
    nu_in_gebruik: Huisstijl | None,
    *,
    melding: str = "",
) -> HttpResponse:
    stijl = concept or nu_in_gebruik
    gemaakt = actie.ontwerp_van(stijl) if stijl else None
    context = {
        "form": form,
        "concept": concept,
        "stijl": stijl,
        "nu": nu_in_gebruik,
        "ontwerp": gemaakt,
        "contrast": _contrast(gemaakt),
        "beter": _beter(stijl, gemaakt),
        "starts": actie.STARTSTIJLEN,
        "lettertypen": LETTERTYPEN,
        "schermen": SCHERMEN,
        "melding": melding,
        "historie": Huisstijl.objects.exclude(status="concept")
        .defer("logo_png")
        .select_related("gepubliceerd_door"),
    }
    return pagina(request, "inrichting/huisstijl.html", context, fout=bool(form.errors or melding))


def _contrast(gemaakt: Ontwerp | None) -> list[tuple[str, list[Paar], bool]]:
    """Return the pairs under their headings: what cannot be read first and open."""
    if gemaakt is None:
        return []
    groepen = [
        (f"Weergave {w}", [p for p in gemaakt.paren if p.weergave == w], w == "licht")
        for w in ("licht", "donker")
    ]
    fout = [("Te weinig contrast", list(gemaakt.fouten), True)] if gemaakt.fouten else []
    return [*fout, *((label, paren, is_open and not fout) for label, paren, is_open in groepen)]


def _beter(stijl: Huisstijl | None, gemaakt: Ontwerp | None) -> list[tuple[str, str, str]]:
    """Return per colour that fails: its name, what it is, and the nearest one that passes."""
    if stijl is None or gemaakt is None or gemaakt.is_publiceerbaar:
        return []
    namen = (("Hoofdkleur", stijl.kleur_merk), ("Kleur van knoppen en links", stijl.kleur_actie))
    voorstellen = [(naam, kleur, dichtstbijzijnd(kleur)) for naam, kleur in namen]
    return [rij for rij in voorstellen if rij[1] != rij[2]]
