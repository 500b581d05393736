"""No signaal stays unowned: take it in, pick it up, link it, tell the reporter."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, ZieElders, see_other
from modules.dossier.access import huishouden_for, signaal_for, teams_van
from modules.dossier.actions.concept import discard_concept
from modules.dossier.actions.signaal import (
    close_signaal,
    feedback_signaal,
    link_signaal,
    register_signaal,
    release_signaal,
    take_signaal,
)
from modules.dossier.forms.signaal import RedenForm, SignaalForm
from modules.dossier.models import Huishouden, Signaal
from modules.dossier.queries.concepten import concept_van
from modules.dossier.queries.huishoudens import als_rijen
from modules.dossier.queries.signalen import nieuw_sinds, signaallijsten
from modules.dossier.queries.zoeken import exact, ongeveer
from modules.dossier.queries.zoekvraag import lees
from modules.dossier.views.antwoord import eenmalig, toon, volgende, weiger
from modules.dossier.views.gezocht import gezocht
from modules.inrichting.codelijsten import SignaalBron, Urgentie
from modules.inrichting.models import Wijkteam

CONCEPT = "signaal-nieuw"


@require_GET
def signalen(request: GemeenteRequest) -> HttpResponse:
    """Show the three lists."""
    bron = request.GET.get("bron", "") if request.GET.get("bron") in SignaalBron.values else ""
    urgentie = request.GET.get("urgentie", "") if request.GET.get("urgentie") in Urgentie.values else ""
    context = {
        "lijsten": signaallijsten(request.user, bron=bron, urgentie=urgentie),
        "bron": bron,
        "urgentie": urgentie,
        "bronnen": SignaalBron.choices,
        "urgenties": Urgentie.choices,
        "basis": reverse("dossier:signalen"),
        "nieuws_url": f"{reverse('dossier:signalen_nieuws')}?sinds={now():%Y-%m-%dT%H:%M:%S}Z",
    }
    return toon(request, "dossier/signalen.html", context)


@require_GET
def nieuws(request: GemeenteRequest) -> HttpResponse:
    """Answer whether something new came in since the page was drawn."""
    try:
        sinds = datetime.fromisoformat(request.GET.get("sinds", ""))
    except ValueError as fout:
        raise Http404 from fout
    aantal = nieuw_sinds(request.user, sinds) if sinds.tzinfo else 0
    if not aantal:
        return HttpResponse(status=204)
    tekst = "1 nieuw signaal laten zien" if aantal == 1 else f"{aantal} nieuwe signalen laten zien"
    return toon(request, "dossier/_signalen_nieuws.html", {"tekst": tekst})


@require_http_methods(["GET", "POST"])
def nieuw(request: GemeenteRequest) -> HttpResponse:
    """Take a signaal in."""
    team = _mijn_team(request)
    keuzes = request.instellingen.van_team(team.pk if team else None)
    concept = concept_van(request.user, CONCEPT) if request.method == "GET" else None
    begin = {
        "team": team.pk if team else None,
        "urgentie": Urgentie.LICHT,
        **(concept.inhoud if concept else {}),
    }
    form = SignaalForm(request.POST if request.method == "POST" else None, keuzes=keuzes, initial=begin)
    if form.is_bound and form.is_valid():
        signaal = register_signaal(
            gegevens=form.gegevens(),
            team=form.cleaned_data["team"] or team,
            by=request.user,
            at=now(),
            id=eenmalig(request),
        )
        discard_concept(gebruiker=request.user, sleutel=CONCEPT)
        return see_other(request, "dossier:signaal", signaal.pk)
    context = {"form": form, "concept_versie": concept.versie if concept else ""}
    return toon(request, "dossier/signaal_nieuw.html", context, fout=bool(form.errors))


def _mijn_team(request: GemeenteRequest) -> Wijkteam | None:
    team: Wijkteam | None = Wijkteam.objects.actief().filter(pk__in=teams_van(request.user)).first()
    return team


@require_http_methods(["GET", "POST"])
def signaal(request: GemeenteRequest, signaal_id: UUID) -> HttpResponse:
    """Show one signaal with what may follow. What was typed to find its household is posted, and sealed."""
    rij = signaal_for(request.user, signaal_id)
    gevraagd = gezocht(request)
    if gevraagd.moet_naar_adres:
        return ZieElders(gevraagd.adres(request.path))
    return _pagina(request, rij)


def _pagina(
    request: GemeenteRequest, signaal: Signaal, *, fout: str = "", form: RedenForm | None = None
) -> HttpResponse:
    getypt = gezocht(request).getypt if request.method == "GET" else ""
    zoek = getypt or f"{signaal.over_wie} {signaal.adres}".strip()
    is_van_mij = signaal.opgepakt_door_id == request.user.pk
    context: dict[str, Any] = {
        "signaal": signaal,
        "is_van_mij": is_van_mij,
        "zoek": getypt,
        "treffers": _treffers(request, zoek) if is_van_mij and signaal.huishouden_id is None else [],
        "reden_form": form or RedenForm(),
        "form": form,
        "fout": fout,
        "nieuw_url": f"{reverse('dossier:huishouden_nieuw')}?signaal={signaal.pk}",
    }
    return toon(request, "dossier/signaal.html", context, fout=bool(fout or form))


def _treffers(request: GemeenteRequest, zoek: str) -> list[Any]:
    vraag = lees(zoek, localdate())
    if vraag.is_leeg:
        return []
    zichtbaar = Huishouden.objects.visible_to(request.user)
    gevonden = list(exact(zichtbaar, vraag).select_related("team").order_by("sorteernaam", "id")[:5])
    gevonden = gevonden or ongeveer(zichtbaar, vraag, 5)
    return als_rijen(gevonden, request.user, vandaag=localdate())


@require_POST
def oppakken(request: GemeenteRequest, signaal_id: UUID) -> HttpResponse:
    """Make a signaal mine; a race is answered with who was first."""
    signaal = signaal_for(request.user, signaal_id)
    fout = ""
    try:
        signaal = take_signaal(signaal=signaal, by=request.user, at=now())
    except Refusal as nee:
        fout, signaal = str(nee), signaal_for(request.user, signaal_id)
    if request.htmx:
        context = {"signaal": signaal, "fout": fout, "is_van_mij": not fout, "net": True}
        return toon(request, "dossier/_signaal.html", context, status=409 if fout else 200)
    if fout:
        return _pagina(request, signaal, fout=fout)
    return see_other(request, volgende(request, reverse("dossier:signaal", args=[signaal.pk])))


@require_POST
def terugleggen(request: GemeenteRequest, signaal_id: UUID) -> HttpResponse:
    """Undo the picking up."""
    signaal = signaal_for(request.user, signaal_id)
    try:
        signaal = release_signaal(signaal=signaal, by=request.user, at=now())
    except Refusal as nee:
        return _pagina(request, signaal, fout=str(nee))
    if request.htmx:
        return toon(request, "dossier/_signaal.html", {"signaal": signaal, "net": False})
    return see_other(request, volgende(request, reverse("dossier:signalen")))


@require_POST
def koppelen(request: GemeenteRequest, signaal_id: UUID) -> HttpResponse:
    """Say which household it is about."""
    signaal = signaal_for(request.user, signaal_id)
    try:
        gekozen = UUID(request.POST.get("huishouden", ""))
    except ValueError:
        return _pagina(request, signaal, fout="Kies een huishouden.")
    huishouden = huishouden_for(request.user, gekozen, doel=Doel.INTAKE)
    return _doe(
        request,
        signaal,
        lambda: link_signaal(signaal=signaal, huishouden=huishouden, by=request.user, at=now()),
    )


@require_POST
def geen_actie(request: GemeenteRequest, signaal_id: UUID) -> HttpResponse:
    """Say that no action is needed, and why."""
    signaal = signaal_for(request.user, signaal_id)
    form = RedenForm(request.POST)
    if not form.is_valid():
        return _pagina(request, signaal, form=form)
    try:
        close_signaal(signaal=signaal, reden=form.cleaned_data["reden"], by=request.user, at=now())
    except Refusal as nee:
        weiger(form, nee)
        return _pagina(request, signaal, form=form)
    return see_other(request, "dossier:signaal", signaal.pk)


@require_POST
def teruggekoppeld(request: GemeenteRequest, signaal_id: UUID) -> HttpResponse:
    """Record that the reporter heard of it today."""
    signaal = signaal_for(request.user, signaal_id)
    return _doe(request, signaal, lambda: feedback_signaal(signaal=signaal, by=request.user, at=now()))


def _doe(request: GemeenteRequest, signaal: Signaal, actie: Any) -> HttpResponse:
    try:
        with transaction.atomic():
            actie()
    except Refusal as nee:
        return _pagina(request, signaal, fout=str(nee))
    return see_other(request, "dossier:signaal", signaal.pk)
