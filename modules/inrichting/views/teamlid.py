"""One person in a team: place, employer, secondment, registration, expertise (F008, F009)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest, see_other
from modules.inrichting.actions import teamlid as actie
from modules.inrichting.forms.team import (
    DetacheringForm,
    EindeForm,
    ExpertiseForm,
    NieuwTeamlidForm,
    RegistratieForm,
    TeamlidForm,
)
from modules.inrichting.models import Detachering, Organisatie, Registratie, Teamlid
from modules.inrichting.rules.protocolfunctie import FUNCTIE_VAN_MODEL, controleer_functie
from modules.inrichting.teambeeld import registratie_waarschuwing
from modules.inrichting.views.antwoord import conflict, gepost, pagina, verschil_met, weiger

VELDEN = ("positie", "functie", "protocolfunctie", "profieltype", "ambtelijke_status", "geheimhouding")


@require_GET
def van_persoon(request: GemeenteRequest, gebruiker_id: UUID) -> HttpResponse:
    """Where one person works: the part of the person page, and a page of its own."""
    gebruiker = get_object_or_404(Gebruiker, pk=gebruiker_id)
    leden = (
        Teamlid.objects.filter(gebruiker=gebruiker)
        .select_related("team")
        .prefetch_related("detacheringen__organisatie", "registraties")
        .order_by("-van")
    )
    context = {
        "persoon": gebruiker,
        "leden": leden,
        "vandaag": localdate(),
        "mag_wijzigen": request.user.has_rol(Rol.BEHEERDER),
    }
    deel = "#teamleden-deel" if request.htmx else ""
    return render(request, f"inrichting/persoon_teamleden.html{deel}", context)


@require_http_methods(["GET", "POST"])
def nieuw(request: GemeenteRequest) -> HttpResponse:
    """Give somebody a place in a team; `?gebruiker=` and `?team=` fill in what is known."""
    begin = {
        "versie": 0,
        "positie": "kern",
        "profieltype": "generalist",
        "van": localdate(),
        "gebruiker": request.GET.get("gebruiker"),
        "team": request.GET.get("team"),
    }
    form = NieuwTeamlidForm(gepost(request), initial=begin)
    if form.is_valid():
        velden = {veld: form.cleaned_data[veld] for veld in (*VELDEN, "gebruiker", "team", "van")}
        try:
            lid = actie.add_teamlid(**velden, by=request.user, at=now())
        except actie.AlLid as refusal:
            weiger(form, refusal, "gebruiker")
        else:
            return see_other(request, "inrichting:teamlid", lid.gebruiker_id, lid.pk)
    return pagina(request, "inrichting/teamlid_nieuw.html", {"form": form}, fout=bool(form.errors))


@require_http_methods(["GET", "POST"])
def teamlid(request: GemeenteRequest, gebruiker_id: UUID, teamlid_id: UUID) -> HttpResponse:
    """The page of a member; each panel is a form of its own that posts here with its name."""
    lid = _lid(gebruiker_id, teamlid_id)
    if request.method == "GET":
        return _toon(request, lid)
    verwerk = {
        "plek": _bewaar_plek,
        "detachering": _bewaar_detachering,
        "registratie": _bewaar_registratie,
        "expertise": _bewaar_expertise,
        "einde": _bewaar_einde,
    }.get(request.POST.get("deel", ""))
    return verwerk(request, lid) if verwerk else _toon(request, lid)


@require_http_methods(["GET", "POST"])
def detachering_einde(request: GemeenteRequest, detachering_id: UUID) -> HttpResponse:
    """Set the last day of a secondment."""
    rij = get_object_or_404(Detachering.objects.select_related("teamlid", "organisatie"), pk=detachering_id)
    form = EindeForm(gepost(request), initial={"tot": rij.tot or localdate()})
    if form.is_valid():
        try:
            actie.end_detachering(detachering=rij, tot=form.cleaned_data["tot"], by=request.user, at=now())
        except Refusal as refusal:
            weiger(form, refusal, "tot")
        else:
            return see_other(request, _adres(rij.teamlid, "p-detachering"))
    context = {"form": form, "detachering": rij, "terug": _adres(rij.teamlid, "p-detachering")}
    return pagina(request, "inrichting/detachering_einde.html", context, fout=bool(form.errors))


@require_POST
def registratie_weg(request: GemeenteRequest, registratie_id: UUID) -> HttpResponse:
    """Take away an entry that should not be there."""
    rij = get_object_or_404(Registratie.objects.select_related("teamlid"), pk=registratie_id)
    lid = rij.teamlid
    actie.remove_registratie(registratie=rij, by=request.user, at=now())
    return see_other(request, _adres(lid, "p-registratie"))


def _lid(gebruiker_id: UUID, teamlid_id: UUID) -> Teamlid:
    leden = Teamlid.objects.select_related("gebruiker", "team").prefetch_related(
        "detacheringen__organisatie", "registraties", "expertises"
    )
    lid: Teamlid = get_object_or_404(leden, pk=teamlid_id, gebruiker=gebruiker_id)
    return lid


def _toon(
    request: GemeenteRequest, lid: Teamlid, *, fout: bool = False, **formulieren: BaseForm
) -> HttpResponse:
    vandaag = localdate()
    plek = {veld: getattr(lid, veld) for veld in VELDEN} | {"versie": lid.versie}
    geldig = [r.register for r in lid.registraties.all() if r.geldig_tot >= vandaag]
    context: dict[str, Any] = {
        "lid": lid,
        "vandaag": vandaag,
        "plek_form": TeamlidForm(initial=plek, prefix=None),
        "detachering_form": DetacheringForm(initial={"eenheid": "fte", "van": vandaag}),
        "registratie_form": RegistratieForm(initial={"register": "SKJ"}),
        "expertise_form": ExpertiseForm(teamlid=lid),
        "einde_form": EindeForm(initial={"tot": lid.tot or vandaag}),
        "registraties": [(r, registratie_waarschuwing(r, vandaag=vandaag)) for r in lid.registraties.all()],
        "opmerkingen": controleer_functie(
            lid.protocolfunctie,
            is_ambtenaar=lid.ambtelijke_status,
            heeft_geheim=lid.geheimhouding,
            registraties=geldig,
        ),
        "volgens_model": FUNCTIE_VAN_MODEL[request.instellingen.van_team(lid.team_id).variant],
        "organisaties": Organisatie.objects.filter(is_actief=True).exists(),
    }
    context |= formulieren
    context["form"] = next(iter(formulieren.values()), None)
    context |= {f"{naam.removesuffix('_form')}_open": True for naam in formulieren}
    return pagina(request, "inrichting/teamlid.html", context, fout=fout)


def _bewaar_plek(request: GemeenteRequest, lid: Teamlid) -> HttpResponse:
    form = TeamlidForm(request.POST)
    if not form.is_valid():
        return _toon(request, lid, fout=True, plek_form=form)
    try:
        actie.change_teamlid(teamlid=lid, **form.cleaned_data, by=request.user, at=now())
    except Verouderd as fout:
        daar: Any = fout.huidig
        verschillen = verschil_met(form, daar, {veld: veld for veld in VELDEN})
        return conflict(request, verschillen=verschillen, door="", versie=daar.versie, terug=request.path)
    return see_other(request, _adres(lid, "p-plek"))


def _bewaar_detachering(request: GemeenteRequest, lid: Teamlid) -> HttpResponse:
    form = DetacheringForm(request.POST)
    if form.is_valid():
        try:
            actie.add_detachering(teamlid=lid, **form.cleaned_data, by=request.user, at=now())
        except actie.EindeVoorBegin as refusal:
            weiger(form, refusal, "tot")
        except actie.OmvangPastNiet as refusal:
            weiger(form, refusal, "omvang")
        except actie.DetacheringOverlapt as refusal:
            weiger(form, refusal, "van")
        else:
            return see_other(request, _adres(lid, "p-detachering"))
    return _toon(request, lid, fout=True, detachering_form=form)


def _bewaar_registratie(request: GemeenteRequest, lid: Teamlid) -> HttpResponse:
    form = RegistratieForm(request.POST)
    if not form.is_valid():
        return _toon(request, lid, fout=True, registratie_form=form)
    actie.set_registratie(teamlid=lid, **form.cleaned_data, by=request.user, at=now())
    return see_other(request, _adres(lid, "p-registratie"))


def _bewaar_expertise(request: GemeenteRequest, lid: Teamlid) -> HttpResponse:
    form = ExpertiseForm(request.POST, teamlid=lid)
    if not form.is_valid():
        return _toon(request, lid, fout=True, expertise_form=form)
    actie.set_expertise(teamlid=lid, niveaus=form.niveaus(), by=request.user, at=now())
    return see_other(request, _adres(lid, "p-expertise"))


def _bewaar_einde(request: GemeenteRequest, lid: Teamlid) -> HttpResponse:
    form = EindeForm(request.POST)
    if form.is_valid():
        try:
            actie.end_teamlid(teamlid=lid, tot=form.cleaned_data["tot"], by=request.user, at=now())
        except Refusal as refusal:
            weiger(form, refusal, "tot")
        else:
            return see_other(request, _adres(lid, "p-einde"))
    return _toon(request, lid, fout=True, einde_form=form)


def _adres(lid: Teamlid, paneel: str) -> str:
    return f"{reverse('inrichting:teamlid', args=[lid.gebruiker_id, lid.pk])}#{paneel}"
