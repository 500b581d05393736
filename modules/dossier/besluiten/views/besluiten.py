"""The decisions of a household and of one's own work, beginning one, writing it, and what follows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.audit import Doel
from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest, see_other
from keukentafel.values.geld import Geld
from modules.dossier.access import eis, huishouden_for
from modules.dossier.besluiten.access import beschikking_for, mag_schrijven
from modules.dossier.besluiten.actions.bekendmaken import announce_beschikking, withdraw_beschikking
from modules.dossier.besluiten.actions.beschikking import change_beschikking, draft_beschikking, eis_plek
from modules.dossier.besluiten.actions.vervolg import follow_up_beschikking
from modules.dossier.besluiten.brief import brief_van, make_besluitbrief
from modules.dossier.besluiten.forms.besluit import (
    BekendForm,
    BesluitForm,
    NieuwForm,
    RedenForm,
    VervolgForm,
    blokken,
)
from modules.dossier.besluiten.klok import termijn_van
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.queries.hulp import bestaande_hulp
from modules.dossier.besluiten.queries.lijsten import titel_van, van_huishouden, werk_van
from modules.dossier.besluiten.queries.plaats import plaats_van, wie_maakt_het
from modules.dossier.besluiten.soorten import besluitsoorten
from modules.dossier.besluiten.woorden import VERLEENT, Plaats, Relatie, Stand
from modules.dossier.models import Huishouden
from modules.dossier.views.antwoord import conflict, eenmalig, toon, weiger
from modules.dossier.views.huishouden_kader import kader
from modules.dossier.views.versie import versie_van
from modules.inrichting.rules.protocol import Categorie


@require_GET
def werk(request: GemeenteRequest) -> HttpResponse:
    """Show what waits for this person: decisions to take, to write and to send, objections, complaints."""
    groepen = werk_van(request.user)
    return toon(request, "besluiten/werk.html", {"groepen": groepen, "leeg": not any(g[2] for g in groepen)})


@require_GET
def lijst(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Show the decisions, objections and complaints of one household."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    rond = kader(request, huishouden, actief="besluiten")
    plaats = plaats_van(rond["instellingen_van_team"])
    mag = rond["lopende"] is not None and bool(_soorten(request, huishouden))
    context = {
        **rond,
        **van_huishouden(huishouden, request.user),
        "plaats": plaats,
        "mag_maken": mag and (plaats != Plaats.TEAM or mag_schrijven(huishouden)),
        "mag_klacht": huishouden.zicht.mag(Categorie.CONTACT, schrijven=True),
    }
    return toon(request, "besluiten/lijst.html", context)


def _soorten(request: GemeenteRequest, huishouden: Huishouden) -> list[Any]:
    alleen = huishouden.zicht.oordeel(Categorie.BESLUITEN).wet
    wetten = request.instellingen.modules & {alleen} if alleen else request.instellingen.modules
    return besluitsoorten.van_wetten(frozenset(wetten))


@require_http_methods(["GET", "POST"])
def nieuw(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Begin a decision in the team, or ask the backoffice or another team for it."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    rond = kader(request, huishouden, actief="besluiten")
    plaats = plaats_van(rond["instellingen_van_team"])
    if plaats == Plaats.TEAM or mag_schrijven(huishouden):
        eis(request.user, huishouden, Categorie.BESLUITEN, schrijven=True)
    casus = rond["lopende"]
    elders = plaats != Plaats.TEAM and not request.user.has_rol(Rol.BACKOFFICE)
    aan = wie_maakt_het(plaats, huishouden.team_id, niet=request.user) if elders else None
    form = NieuwForm(
        request.POST if request.method == "POST" else None,
        huishouden=huishouden,
        soorten=_soorten(request, huishouden),
        aan=aan,
        initial={naam: request.GET.get(naam, "") for naam in ("inwoner", "soort", "aanvraag_op")},
    )
    if form.is_bound and form.is_valid():
        if casus is None:
            form.add_error(None, "De hulp aan dit huishouden is afgesloten. Open de hulp eerst opnieuw.")
        else:
            keuze = form.cleaned_data
            try:
                rij = draft_beschikking(
                    casus=casus, inwoner=keuze["inwoner"], soort=keuze["soort"], aanvraag_op=keuze["aanvraag_op"],
                    gevraagd=keuze["gevraagd"], plaats=plaats, by=request.user, at=now(), id=eenmalig(request),
                    behandelaar=keuze["behandelaar"] if elders else request.user,
                )  # fmt: skip
            except Refusal as refusal:
                weiger(form, refusal)
            else:
                return see_other(request, rij)
    context = {**rond, "form": form, "elders": elders, "plaats": plaats}
    return toon(request, "besluiten/nieuw.html", context, fout=bool(form.errors))


@require_http_methods(["GET", "POST"])
def besluit(request: GemeenteRequest, beschikking_id: UUID) -> HttpResponse:
    """Show a decision: to write while it is in the making, else to read, with what may follow."""
    rij = beschikking_for(request.user, beschikking_id)
    if request.method == "POST":
        doe = _DOEN.get(request.POST.get("doe", "bewaar"), _bewaar)
        return doe(request, rij)
    return pagina(request, rij)


def mag_wijzigen(request: GemeenteRequest, rij: Beschikking) -> bool:
    """Tell whether this person may write on this decision now."""
    try:
        eis_plek(rij, request.user)
    except Refusal:
        return False
    return rij.is_te_wijzigen and mag_schrijven(rij.huishouden)


def gegevens(request: GemeenteRequest, rij: Beschikking) -> dict[str, Any]:
    """Return what every page of one decision shows."""
    soort = besluitsoorten.get(rij.soort)
    hulp = list(rij.toewijzingen.select_related("aanbieder"))
    return {
        **kader(request, rij.huishouden, actief="besluiten"),
        "besluit": rij,
        "soort": soort,
        "titel": titel_van(rij),
        "hulp": hulp,
        "verleent": rij.uitkomst in VERLEENT,
        "redenen": [(blok.titel, rij.overwegingen.get(blok.code, "")) for blok in blokken(soort)],
        "termijn": termijn_van(rij.pk, (soort.termijn,) if soort else ()),
        "bezwaartermijn": termijn_van(rij.pk, ("bezwaar_indienen",)) if rij.bekend_op else None,
        "bedrag": Geld(rij.bedrag_per_jaar),
        "mag_schrijven_besluit": mag_schrijven(rij.huishouden),
        "is_van_mij": rij.voorgelegd_aan_id == request.user.pk,
    }


def pagina(
    request: GemeenteRequest, rij: Beschikking, *, fout: bool = False, weigering: str = "", **meer: Any
) -> HttpResponse:
    """Draw the page of a decision; `meer` holds the form that was refused."""
    context = {**gegevens(request, rij), "weigering": weigering}
    if mag_wijzigen(request, rij):
        soort = context["soort"]
        context |= {
            "form": meer.get("form") or BesluitForm(soort=soort, beschikking=rij),
            "stop_form": meer.get("stop_form") or RedenForm(prefix="stop"),
            "fout_form": next(iter(meer.values()), None),
        }
        return toon(request, "besluiten/maken.html", context, fout=fout)
    context |= {
        "bekend_form": meer.get("bekend_form") or BekendForm(initial={"bekend_op": localdate()}),
        "stop_form": meer.get("stop_form") or RedenForm(prefix="stop"),
        "vervolg_form": meer.get("vervolg_form") or VervolgForm(),
        "opvolgers": list(rij.vervangen_door.exclude(stand=Stand.INGETROKKEN)),
        "bezwaren": list(rij.bezwaren.all()),
        "brief_id": brief_van(rij),
        "fout_form": next(iter(meer.values()), None),
    }
    context["bezwaar_loopt"] = any(bezwaar.loopt for bezwaar in context["bezwaren"])
    return toon(request, "besluiten/besluit.html", context, fout=fout)


def _bewaar(request: GemeenteRequest, rij: Beschikking) -> HttpResponse:
    form = BesluitForm(request.POST, soort=besluitsoorten.get(rij.soort), beschikking=rij)
    if not form.is_valid():
        return pagina(request, rij, fout=True, form=form)
    try:
        change_beschikking(
            beschikking=rij,
            gegevens=form.gegevens(),
            gezien_versie=versie_van(request, rij),
            by=request.user,
            at=now(),
        )
    except Verouderd as verouderd:
        velden = {naam: naam for naam in ("uitkomst", "grond", "wat", "hoeveel", "gevolgen")}
        return conflict(
            request, form=form, huidig=verouderd.huidig, velden=velden, terug=rij.get_absolute_url()
        )
    except Refusal as refusal:
        weiger(form, refusal)
        return pagina(request, _vers(request, rij), fout=True, form=form)
    if request.POST.get("verder") == "hulp":
        return see_other(request, reverse("besluiten:hulp", args=[rij.pk]))
    if request.POST.get("verder"):
        return see_other(request, reverse("besluiten:controleer", args=[rij.pk]))
    return see_other(request, rij)


def _vers(request: GemeenteRequest, rij: Beschikking) -> Beschikking:
    """Return the row as it is now, with the household that the door opened."""
    huishouden = rij.huishouden
    rij.refresh_from_db()
    rij.huishouden = huishouden
    return rij


def _haal_hulp_weg(request: GemeenteRequest, rij: Beschikking) -> HttpResponse:
    weg = request.POST.get("hulp", "")
    blijft = [str(deel.pk) != weg for deel in rij.toewijzingen.all()]
    hulp = [deel for deel, mag in zip(bestaande_hulp(rij), blijft, strict=True) if mag]
    return _hulp(request, rij, hulp)


def _hulp(request: GemeenteRequest, rij: Beschikking, hulp: list[dict[str, Any]]) -> HttpResponse:
    try:
        change_beschikking(
            beschikking=rij, gegevens={}, voorzieningen=hulp, gezien_versie=versie_van(request, rij), by=request.user,
            at=now(),
        )  # fmt: skip
    except Refusal as refusal:
        return pagina(request, _vers(request, rij), fout=True, weigering=str(refusal))
    return see_other(request, f"{rij.get_absolute_url()}#p-hulp")


def _stop(request: GemeenteRequest, rij: Beschikking) -> HttpResponse:
    form = RedenForm(request.POST, prefix="stop")

    def doe() -> Any:
        return withdraw_beschikking(
            beschikking=rij, omdat=form.cleaned_data["omdat"], by=request.user, at=now(),
            gezien_versie=versie_van(request, rij),
        )  # fmt: skip

    return _doe(request, rij, form, "stop_form", doe, veld="omdat")


def _maak_bekend(request: GemeenteRequest, rij: Beschikking) -> HttpResponse:
    form = BekendForm(request.POST)

    def doe() -> Any:
        keuze = form.cleaned_data
        return announce_beschikking(
            beschikking=rij, bekend_op=keuze["bekend_op"], hoe=keuze["hoe"], by=request.user, at=now()
        )

    return _doe(request, rij, form, "bekend_form", doe)


def _vervolg(request: GemeenteRequest, rij: Beschikking) -> HttpResponse:
    form = VervolgForm(request.POST)

    def doe() -> Any:
        return follow_up_beschikking(
            beschikking=rij,
            relatie=Relatie(form.cleaned_data["relatie"]),
            by=request.user,
            at=now(),
            id=eenmalig(request),
        )

    return _doe(request, rij, form, "vervolg_form", doe)


def _doe(
    request: GemeenteRequest,
    rij: Beschikking,
    form: forms.Form,
    naam: str,
    doe: Callable[[], Any],
    veld: str = "",
) -> HttpResponse:
    """Do it, and go on to what it made; a refusal comes back on the form."""
    if form.is_valid():
        try:
            return see_other(request, doe())
        except Refusal as refusal:
            weiger(form, refusal, veld or None)
    geweigerd: dict[str, Any] = {naam: form}
    return pagina(request, _vers(request, rij), fout=True, **geweigerd)


def _brief(request: GemeenteRequest, rij: Beschikking) -> HttpResponse:
    try:
        brief = make_besluitbrief(beschikking=rij, by=request.user, at=now())
    except Refusal as refusal:
        return pagina(request, _vers(request, rij), fout=True, weigering=str(refusal))
    return see_other(request, brief)


_DOEN: dict[str, Callable[[GemeenteRequest, Beschikking], HttpResponse]] = {
    "bewaar": _bewaar,
    "hulp_weg": _haal_hulp_weg,
    "stop": _stop,
    "bekend": _maak_bekend,
    "vervolg": _vervolg,
    "brief": _brief,
}
