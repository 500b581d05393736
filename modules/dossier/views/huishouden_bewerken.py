"""Make a household, and change what is known of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import eis, huishouden_for, signaal_for, teams_van
from modules.dossier.actions.casus import open_casus
from modules.dossier.actions.concept import discard_concept
from modules.dossier.actions.huishouden import VELDEN, change_huishouden, make_huishouden
from modules.dossier.actions.signaal import link_signaal
from modules.dossier.forms.huishouden import AdresForm, HuishoudenForm, Personen
from modules.dossier.models import Huishouden, Signaal
from modules.dossier.queries.adres import bewoners_van, team_van_adres
from modules.dossier.queries.concepten import concept_van
from modules.dossier.views.antwoord import conflict, eenmalig, toon, weiger
from modules.dossier.views.huishouden_kader import kader
from modules.dossier.views.terug import na_het_huishouden
from modules.inrichting.models import Wijkteam
from modules.inrichting.rules.protocol import Categorie

CONCEPT = "huishouden-nieuw"


@require_http_methods(["GET", "POST"])
def adres_team(request: GemeenteRequest) -> HttpResponse:
    """Answer, while somebody types an address, which team it leads to and who lives there already.

    Asking who lives at an address is a search, and stands in the logboek as one, whoever is found.
    """
    form = AdresForm(request.POST if request.method == "POST" else request.GET)
    form.is_valid()
    context = adrescontext(request, form)
    schoon = form.cleaned_data
    if schoon.get("postcode") and schoon.get("huisnummer") is not None:
        audit.record(
            "dossier.huishouden.gezocht",
            by=request.user,
            at=now(),
            soort="lezen",
            doel=Doel.INTAKE,
            detail={"aantal": len(context["bewoners"])},
        )
    return toon(request, "dossier/_adres_team.html", context)


def adrescontext(
    request: GemeenteRequest, form: AdresForm | HuishoudenForm, *, behalve: UUID | None = None
) -> dict[str, Any]:
    """Return the team and the neighbours of the address in a form."""
    schoon = getattr(form, "cleaned_data", {})
    postcode, nummer = schoon.get("postcode", ""), schoon.get("huisnummer")
    if not postcode or nummer is None:
        return {"uitkomst": None, "bewoners": []}
    toevoeging = schoon.get("toevoeging", "")
    return {
        "uitkomst": team_van_adres(postcode, nummer),
        "bewoners": bewoners_van(request.user, postcode, nummer, toevoeging=toevoeging, behalve=behalve),
    }


@require_http_methods(["GET", "POST"])
def nieuw(request: GemeenteRequest) -> HttpResponse:
    """Make a household with its people; `?signaal=` links it to the signaal it came from."""
    signaal = _signaal(request)
    if request.method == "GET":
        return _begin_nieuw(request, signaal)
    form = HuishoudenForm(request.POST)
    if "meer" in request.POST:
        return _nog_iemand(request)
    personen = Personen(request.POST)
    context = {"form": form, "personen": personen, "signaal": signaal}
    if not (form.is_valid() and personen.is_valid()):
        return toon(
            request, "dossier/huishouden_nieuw.html", context | adrescontext(request, form), fout=True
        )
    daar = adrescontext(request, form)
    if daar["bewoners"] and "toch" not in request.POST:
        form.add_error(None, daar["bewoners"][0].zin)
        return toon(
            request, "dossier/huishouden_nieuw.html", {**context, **daar, "vraag_toch": True}, fout=True
        )
    try:
        gemaakt = _maak(request, form, personen, daar["uitkomst"], signaal)
    except Refusal as nee:
        weiger(form, nee)
        return toon(request, "dossier/huishouden_nieuw.html", {**context, **daar}, fout=True)
    discard_concept(gebruiker=request.user, sleutel=CONCEPT)
    return see_other(request, gemaakt)


@transaction.atomic
def _maak(
    request: GemeenteRequest, form: HuishoudenForm, personen: Any, uitkomst: Any, signaal: Signaal | None
) -> Huishouden:
    """Make the household; with a team its help begins at once, in the hands of who made it."""
    at = now()
    team = form.cleaned_data["team"] or (uitkomst.team if uitkomst else None) or _enige_eigen_team(request)
    gemaakt = make_huishouden(
        gegevens=form.cleaned_data | _plek(uitkomst),
        personen=personen.personen(),
        team=team,
        by=request.user,
        at=at,
        id=eenmalig(request),
    )
    if team is not None and not gemaakt.casussen.exists():
        open_casus(
            huishouden=gemaakt,
            team=team,
            teammodel_id=request.instellingen.teammodel_id,  # type: ignore[attr-defined]
            behandelaar=request.user if team.pk in teams_van(request.user) else None,
            by=request.user,
            at=at,
        )
    if signaal is not None:
        link_signaal(signaal=signaal, huishouden=gemaakt, by=request.user, at=at)
    return gemaakt


def _enige_eigen_team(request: GemeenteRequest) -> Wijkteam | None:
    eigen = list(Wijkteam.objects.actief().filter(pk__in=teams_van(request.user))[:2])
    return eigen[0] if len(eigen) == 1 else None


def _begin_nieuw(request: GemeenteRequest, signaal: Signaal | None) -> HttpResponse:
    """Show the form with what was typed before, when that was not finished."""
    concept = concept_van(request.user, CONCEPT)
    getypt: dict[str, Any] = dict(concept.inhoud) if concept else {}
    begin = {"plaats": request.gemeente.naam, **getypt}
    mensen = [mens for mens in _getypte_personen(getypt, 19) if mens["voornamen"] or mens["achternaam"]]
    context = {
        "form": HuishoudenForm(initial=begin),
        "personen": Personen(initial=mensen) if mensen else Personen(),
        "signaal": signaal,
        "concept_versie": concept.versie if concept else "",
    }
    return toon(request, "dossier/huishouden_nieuw.html", context)


def _signaal(request: GemeenteRequest) -> Signaal | None:
    """Return the signaal that was picked up by this person and leads to a household, if there is one."""
    gevraagd = request.GET.get("signaal") or ""
    try:
        signaal = signaal_for(request.user, UUID(gevraagd)) if gevraagd else None
    except ValueError:
        return None
    return signaal if signaal is not None and signaal.opgepakt_door_id == request.user.pk else None


def _plek(uitkomst: Any) -> dict[str, Any]:
    return {"buurt_id": uitkomst.buurt.pk} if uitkomst and uitkomst.buurt else {}


def _nog_iemand(request: GemeenteRequest) -> HttpResponse:
    """Give one more row; everything typed so far stays."""
    gegevens = request.POST.copy()
    aantal = (
        int(gegevens.get("form-TOTAL_FORMS") or 1) if gegevens.get("form-TOTAL_FORMS", "1").isdigit() else 1
    )
    gegevens["form-TOTAL_FORMS"] = str(min(aantal + 1, 20))
    form = HuishoudenForm(initial=gegevens.dict())
    personen = Personen(initial=_getypte_personen(gegevens, aantal))
    personen.extra = 1
    return toon(
        request, "dossier/huishouden_nieuw.html", {"form": form, "personen": personen, "focus": aantal}
    )


def _getypte_personen(gegevens: Any, aantal: int) -> list[dict[str, str]]:
    velden = ("voornamen", "achternaam", "geboortedatum", "rol")
    return [
        {veld: gegevens.get(f"form-{nummer}-{veld}", "") for veld in velden}
        for nummer in range(min(aantal, 19))
    ]


@require_http_methods(["GET", "POST"])
def wijzigen(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Change name, address and heads-up lines; a newer version of a colleague is shown beside it."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    zicht = huishouden.zicht
    if not zicht.mag(Categorie.HUISHOUDEN, schrijven=True):
        eis(request.user, huishouden, Categorie.IDENTITEIT, schrijven=True)
    if request.method == "GET":
        form = HuishoudenForm(initial=_begin(huishouden), zicht=zicht)
        return _wijzigpagina(request, huishouden, form)
    form = HuishoudenForm(request.POST, zicht=zicht)
    if not form.is_valid():
        return _wijzigpagina(request, huishouden, form, fout=True)
    try:
        change_huishouden(
            huishouden=huishouden,
            **_gewijzigd(request, huishouden, form),
            versie=form.cleaned_data["versie"] or 0,
            by=request.user,
            at=now(),
        )
    except Verouderd as ander:
        velden = {veld: veld for veld in VELDEN if veld in form.fields}
        terug = huishouden.get_absolute_url()
        return conflict(request, form=form, huidig=ander.huidig, velden=velden, terug=terug)
    return na_het_huishouden(request, huishouden, "verplaatst")


def _gewijzigd(request: GemeenteRequest, huishouden: Huishouden, form: HuishoudenForm) -> dict[str, Any]:
    """Return what changes; name, address and team only for who may change those."""
    schoon = form.cleaned_data
    if "naam" not in form.fields:
        return {"gegevens": schoon, "team": huishouden.team}
    daar = adrescontext(request, form, behalve=huishouden.pk)
    return {
        "gegevens": {**schoon, "naam": schoon["naam"] or huishouden.naam, **_plek(daar["uitkomst"])},
        "team": schoon["team"] or (daar["uitkomst"].team if daar["uitkomst"] else huishouden.team),
    }


def _begin(huishouden: Huishouden) -> dict[str, Any]:
    begin = {veld: getattr(huishouden, veld) for veld in VELDEN}
    return begin | {
        "goed_om_te_weten": "\n".join(huishouden.goed_om_te_weten),
        "team": huishouden.team_id,
        "versie": huishouden.versie,
    }


def _wijzigpagina(
    request: GemeenteRequest, huishouden: Huishouden, form: HuishoudenForm, *, fout: bool = False
) -> HttpResponse:
    context = {**kader(request, huishouden, actief=""), "form": form}
    return toon(request, "dossier/huishouden_wijzigen.html", context, fout=fout)
