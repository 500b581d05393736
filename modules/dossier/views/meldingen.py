"""What comes in: the list, the intake on one page, and the page of one melding."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.opslag.ontvangst import Ontvangst, ontvang
from keukentafel.request import GemeenteRequest, see_other
from keukentafel.values.naam import splits_voorvoegsel
from modules.dossier.access import huishouden_for, melding_for, teams_van
from modules.dossier.actions.concept import discard_concept
from modules.dossier.actions.huishouden import make_huishouden
from modules.dossier.actions.melding import (
    confirm_melding,
    finish_melding,
    offer_clientondersteuning,
    receive_eigen_plan,
    register_melding,
)
from modules.dossier.documenten.papier import keep_scan, scan_url, scan_van
from modules.dossier.forms.huishouden import AdresForm
from modules.dossier.forms.melding import (
    DagForm,
    MeldingForm,
    heeft_wettelijke_termijnen,
    naam_van_instroom,
)
from modules.dossier.hulpvragen.access import webvraag_for
from modules.dossier.hulpvragen.actions.webvraag import link_webvraag
from modules.dossier.hulpvragen.models import Webvraag
from modules.dossier.hulpvragen.overnemen import begin_van_melding
from modules.dossier.models import Huishouden, Melding
from modules.dossier.queries.adres import bewoners_van, team_van_adres
from modules.dossier.queries.bekend import bekend_als
from modules.dossier.queries.bladwijzer import lees_id
from modules.dossier.queries.concepten import concept_van
from modules.dossier.queries.meldingen import Meldingvraag, meldinglijst
from modules.dossier.queries.proces import stappen_van, titel_van, ziet_besluiten
from modules.dossier.views.antwoord import eenmalig, toon, weiger
from modules.dossier.views.huishouden_kader import kader
from modules.dossier.wetten import wetten
from modules.dossier.zicht.routes import mag_route
from modules.inrichting.codelijsten import SignaalBron
from modules.inrichting.models import Wijkteam
from modules.inrichting.rules.protocol import Categorie

CONCEPT = "melding-nieuw"


@require_GET
def meldingen(request: GemeenteRequest) -> HttpResponse:
    """List the open meldingen of the households this person may open, or all."""
    get = request.GET
    vraag = Meldingvraag(
        alles=get.get("alles") == "1",
        wet=get.get("wet", ""),
        spoed=get.get("spoed") == "1",
        onbevestigd=get.get("onbevestigd") == "1",
        bron=get.get("bron", "") if get.get("bron") in SignaalBron.values else "",
        team=get.get("team", ""),
        sinds=get.get("sinds", ""),
        sorteer="oud" if get.get("sorteer") == "oud" else "nieuw",
        na=get.get("na", ""),
    )
    basis = reverse("dossier:meldingen")
    context = {
        "vraag": vraag,
        "basis": basis,
        "lijst": meldinglijst(request.user, vraag, basis=basis),
        "wetten": [(wet.code, wet.naam) for wet in wetten if wet.code in request.instellingen.modules],
        "bronnen": SignaalBron.choices,
        "chips": {
            "open": vraag.adres(basis, alles=False, spoed=False, onbevestigd=False),
            "spoed": vraag.adres(basis, spoed=True, onbevestigd=False),
            "onbevestigd": vraag.adres(basis, onbevestigd=True, spoed=False),
            "alles": vraag.adres(basis, alles=True, spoed=False, onbevestigd=False),
        },
        "is_gefilterd": vraag != Meldingvraag(),
    }
    return toon(request, "dossier/meldingen.html", context, deel="lijst")


@csrf_exempt  # the token is checked by `_nieuw`, after the scan may come in memory only
def nieuw(request: GemeenteRequest) -> HttpResponse:
    """Take a question in: match the person with who is known, else make a household."""
    return _nieuw(request, ontvang(request))


@csrf_protect
@require_http_methods(["GET", "POST"])
def _nieuw(request: GemeenteRequest, ontvangst: Ontvangst) -> HttpResponse:
    bekend, web = _gekozen_huishouden(request), _van_de_website(request)
    team = _team(request, bekend) if web is None or web.team is None else web.team
    if request.method == "GET":
        return _intake(request, _form(request, team, bekend, web=web), bekend, web=web)
    form = _form(request, team, bekend)
    form.ontvangen = ontvangst.ontvangen
    if "zoek" in request.POST:
        form.is_valid()
        getypt = _form(request, team, bekend, getypt=True)
        return _intake(request, getypt, bekend, schoon=form.cleaned_data, web=web)
    if not form.is_valid():
        return _intake(request, form, bekend, schoon=form.cleaned_data, fout=True, web=web)
    dubbel = _dubbel(request, form, bekend)
    if dubbel:
        form.add_error(None, dubbel)
        return _intake(request, form, bekend, schoon=form.cleaned_data, fout=True, web=web)
    try:
        melding = _registreer(request, form, bekend, team, web)
    except Refusal as nee:
        weiger(form, nee)
        return _intake(request, form, bekend, schoon=form.cleaned_data, fout=True, web=web)
    discard_concept(gebruiker=request.user, sleutel=CONCEPT)
    return see_other(request, "dossier:melding", melding.pk)


@csrf_exempt  # the token is checked by `_voor_huishouden`, after the scan may come in memory only
def voor_huishouden(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Take a question in for a household that is known."""
    return _voor_huishouden(request, huishouden_id, ontvang(request))


@csrf_protect
@require_http_methods(["GET", "POST"])
def _voor_huishouden(request: GemeenteRequest, huishouden_id: UUID, ontvangst: Ontvangst) -> HttpResponse:
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.INTAKE)
    form = _form(request, huishouden.team, huishouden)
    form.ontvangen = ontvangst.ontvangen
    if request.method == "POST" and form.is_valid():
        try:
            melding = _registreer(request, form, huishouden, huishouden.team)
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, "dossier:melding", melding.pk)
    context = {**kader(request, huishouden, actief=""), "form": form, "naam": _naam(request, huishouden.team)}
    return toon(request, "dossier/melding_voor.html", context, fout=bool(form.errors))


def _gekozen_huishouden(request: GemeenteRequest) -> Huishouden | None:
    keuze = request.POST.get("huishouden") or request.GET.get("huishouden") or ""
    try:
        return huishouden_for(request.user, UUID(keuze), doel=Doel.INTAKE) if keuze else None
    except ValueError:
        return None


def _van_de_website(request: GemeenteRequest) -> Webvraag | None:
    """Return the request from the website that this melding is made of; its words stand in the form."""
    keuze = request.POST.get("webvraag") or request.GET.get("webvraag") or ""
    return webvraag_for(request.user, lees_id(keuze)) if keuze else None


def _team(request: GemeenteRequest, bekend: Huishouden | None) -> Wijkteam | None:
    """Return whose question it becomes: the household's team, the chosen one, the address's, or my own."""
    if bekend is not None and bekend.team is not None:
        return bekend.team
    adres = AdresForm(request.POST if request.method == "POST" else request.GET)
    adres.is_valid()
    schoon = adres.cleaned_data
    gekozen = Wijkteam.objects.actief().filter(pk=_uuid(request.POST.get("team", ""))).first()
    if gekozen is None and schoon.get("postcode"):
        gekozen = team_van_adres(schoon["postcode"], schoon.get("huisnummer")).team
    if gekozen is None:
        eigen = list(Wijkteam.objects.actief().filter(pk__in=teams_van(request.user))[:2])
        gekozen = eigen[0] if eigen else None
    return gekozen


def _uuid(tekst: str) -> UUID | None:
    try:
        return UUID(tekst)
    except ValueError:
        return None


def _form(
    request: GemeenteRequest,
    team: Wijkteam | None,
    bekend: Huishouden | None,
    *,
    getypt: bool = False,
    web: Webvraag | None = None,
) -> MeldingForm:
    keuzes = request.instellingen.van_team(team.pk if team else None)
    soort: dict[str, Any] = {
        "keuzes": keuzes,
        "modules": request.instellingen.modules,
        "is_bekend": bekend is not None,
    }
    if request.method == "POST" and not getypt:
        return MeldingForm(request.POST, request.FILES, **soort)
    begin: dict[str, Any] = {"plaats": request.gemeente.naam, "ontvangen_op": localdate()}
    if getypt:
        begin |= request.POST.dict()
    elif web is not None:
        begin |= begin_van_melding(web)
    elif (concept := concept_van(request.user, CONCEPT)) is not None and bekend is None:
        begin |= concept.inhoud
    return MeldingForm(initial=begin, **soort)


def _naam(request: GemeenteRequest, team: Wijkteam | None) -> str:
    return naam_van_instroom(request.instellingen.van_team(team.pk if team else None))


def _intake(
    request: GemeenteRequest,
    form: MeldingForm,
    bekend: Huishouden | None,
    *,
    schoon: dict[str, Any] | None = None,
    fout: bool = False,
    web: Webvraag | None = None,
) -> HttpResponse:
    concept = concept_van(request.user, CONCEPT) if request.method == "GET" and web is None else None
    if web is not None and schoon is None:
        schoon = {naam: getattr(web, naam) for naam in _WIE}
    context: dict[str, Any] = {
        "form": form,
        "gekozen": bekend,
        "webvraag": web,
        "naam": _NAAM[form.stap],
        "concept": "" if web else CONCEPT,
        "concept_versie": concept.versie if concept else "",
        "toon_team": len(teams_van(request.user)) != 1,
        **_mensen(request, schoon or {}),
    }
    return toon(request, "dossier/melding_nieuw.html", context, fout=fout)


_WIE = ("voornamen", "achternaam", "geboortedatum", "postcode", "huisnummer")
_NAAM = {"melding": "Nieuwe melding", "aanmelding": "Nieuwe aanmelding", "overdracht": "Nieuwe overdracht"}


def _mensen(request: GemeenteRequest, schoon: dict[str, Any]) -> dict[str, Any]:
    if not (schoon.get("achternaam") or schoon.get("postcode")):
        return {"bekenden": None}
    bekenden = bekend_als(
        request.user,
        voornamen=schoon.get("voornamen", ""),
        achternaam=schoon.get("achternaam", ""),
        geboortedatum=schoon.get("geboortedatum"),
        postcode=schoon.get("postcode", ""),
        huisnummer=schoon.get("huisnummer"),
        vandaag=localdate(),
    )
    return {"bekenden": bekenden}


@require_http_methods(["GET", "POST"])
def bekenden(request: GemeenteRequest) -> HttpResponse:
    """Answer, while somebody types, which households may be meant; the search is on record.

    The page posts: names and birth dates belong in no address.
    """
    form = MeldingForm(
        request.POST if request.method == "POST" else request.GET,
        keuzes=request.instellingen.van_team(None),
        modules=request.instellingen.modules,
        is_bekend=True,
    )
    form.is_valid()
    context = {**_mensen(request, form.cleaned_data), "gekozen": None}
    gevonden = context["bekenden"]
    if gevonden is not None:
        audit.record(
            "dossier.huishouden.gezocht",
            by=request.user,
            at=now(),
            soort="lezen",
            doel=Doel.INTAKE,
            detail={"aantal": len(gevonden.huishoudens)},
        )
    return toon(request, "dossier/_bekenden.html", context)


def _dubbel(request: GemeenteRequest, form: MeldingForm, bekend: Huishouden | None) -> str:
    """Return the warning that this address has a household already, unless somebody said it is another."""
    if bekend is not None or request.POST.get("huishouden") == "nieuw":
        return ""
    schoon = form.cleaned_data
    daar = bewoners_van(
        request.user, schoon["postcode"], schoon["huisnummer"], toevoeging=schoon["toevoeging"]
    )
    return daar[0].zin if daar else ""


@transaction.atomic
def _registreer(
    request: GemeenteRequest,
    form: MeldingForm,
    bekend: Huishouden | None,
    team: Wijkteam | None,
    web: Webvraag | None = None,
) -> Melding:
    schoon, nu = form.cleaned_data, now()
    huishouden = bekend or _nieuw_huishouden(request, schoon, team, nu)
    keuzes = request.instellingen.van_team(team.pk if team else None)
    inwoner = None if bekend else huishouden.leden.select_related("inwoner").first()
    melding = register_melding(
        huishouden=huishouden,
        team=team,
        teammodel_id=request.instellingen.teammodel_id,  # type: ignore[attr-defined]
        gegevens=form.gegevens(),
        ontvangen_op=schoon["ontvangen_op"],
        met_termijnen=heeft_wettelijke_termijnen(keuzes),
        inwoner=inwoner.inwoner if inwoner else None,
        by=request.user,
        at=nu,
        id=eenmalig(request),
    )
    if web is not None:
        link_webvraag(webvraag=web, melding=melding, by=request.user, at=nu)
    if form.papier is not None and not scan_van(melding):
        keep_scan(melding=melding, bestand=form.papier, by=request.user, at=nu)
    return melding


def _nieuw_huishouden(
    request: GemeenteRequest, schoon: dict[str, Any], team: Wijkteam | None, at: datetime
) -> Huishouden:
    voorvoegsel, achternaam = splits_voorvoegsel(schoon["achternaam"])
    uitkomst = team_van_adres(schoon["postcode"], schoon["huisnummer"]) if schoon["postcode"] else None
    adres = ("straat", "huisnummer", "toevoeging", "postcode", "plaats", "telefoon")
    return make_huishouden(
        gegevens={
            **{veld: schoon[veld] for veld in adres},
            "buurt_id": uitkomst.buurt.pk if uitkomst and uitkomst.buurt else None,
        },
        personen=[
            {
                "voornamen": schoon["voornamen"],
                "voorvoegsel": voorvoegsel,
                "geslachtsnaam": achternaam or schoon["achternaam"],
                "geboortedatum": schoon["geboortedatum"],
            }
        ],
        team=team,
        by=request.user,
        at=at,
    )


@require_GET
def melding(request: GemeenteRequest, melding_id: UUID) -> HttpResponse:
    """Show one melding with its terms and what the law asks around it."""
    return _meldingpagina(request, melding_for(request.user, melding_id))


def _meldingpagina(
    request: GemeenteRequest, melding: Melding, *, form: DagForm | None = None, welk: str = ""
) -> HttpResponse:
    vandaag = localdate()
    zicht = melding.huishouden.zicht
    ziet = ziet_besluiten(zicht, melding.wet)
    termijnen = list(melding.termijnen.order_by("einde", "id")) if ziet else []
    begin = {"op": vandaag}
    vormen = {
        naam: DagForm(initial=begin, auto_id=f"{naam}_%s") for naam in ("bevestigd", "ondersteuning", "plan")
    }
    if form is not None:
        vormen[welk] = form
    context: dict[str, Any] = {
        **kader(request, melding.huishouden, actief=""),
        "melding": melding,
        "titel": titel_van(melding, vandaag),
        "processtappen": stappen_van(melding, termijnen, vandaag) if ziet else [],
        "reden_besluiten": "" if ziet else zicht.oordeel(Categorie.BESLUITEN).reden,
        "mag_schrijven": mag_route(request.user, zicht, "dossier:melding_afgehandeld"),
        "termijnen": termijnen,
        "vensters": wetten.vensters,
        "vormen": vormen,
        "form": form,
        "scan_url": scan_url(melding),
        "is_wettelijk": melding.wet == "wmo" and bool(termijnen),
    }
    return toon(request, "dossier/melding.html", context, fout=form is not None)


def _op_een_dag(request: GemeenteRequest, melding_id: UUID, welk: str, doe: Any) -> HttpResponse:
    melding = melding_for(request.user, melding_id)
    form = DagForm(request.POST, auto_id=f"{welk}_%s")
    if not form.is_valid():
        return _meldingpagina(request, melding, form=form, welk=welk)
    doe(melding=melding, op=form.cleaned_data["op"], by=request.user, at=now())
    return see_other(request, "dossier:melding", melding.pk)


@require_POST
def bevestigd(request: GemeenteRequest, melding_id: UUID) -> HttpResponse:
    """Record the day of the confirmation."""
    return _op_een_dag(request, melding_id, "bevestigd", confirm_melding)


@require_POST
def ondersteuning(request: GemeenteRequest, melding_id: UUID) -> HttpResponse:
    """Record the day free independent support was offered."""
    return _op_een_dag(request, melding_id, "ondersteuning", offer_clientondersteuning)


@require_POST
def eigen_plan(request: GemeenteRequest, melding_id: UUID) -> HttpResponse:
    """Record the day the resident handed in an own plan."""
    return _op_een_dag(request, melding_id, "plan", receive_eigen_plan)


@require_POST
def afgehandeld(request: GemeenteRequest, melding_id: UUID) -> HttpResponse:
    """Say that a melding needs nothing more, or take that back."""
    melding = melding_for(request.user, melding_id)
    finish_melding(melding=melding, klaar=request.POST.get("klaar") != "0", by=request.user, at=now())
    return see_other(request, "dossier:melding", melding.pk)
