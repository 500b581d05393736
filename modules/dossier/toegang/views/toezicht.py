"""`/toezicht`: what waits, what runs and how often, for the privacy officer and the administrator."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest, see_other
from keukentafel.tenancy import zaaifouten
from modules.dossier.models import Huishouden
from modules.dossier.toegang.access import alarm_for, regel_for
from modules.dossier.toegang.actions.alarm import lift_alarm
from modules.dossier.toegang.actions.instellingen import (
    StandaardTeLang,
    StopOnderReden,
    bewaard,
    set_toegang_instellingen,
)
from modules.dossier.toegang.actions.steekproef import open_regel, review_regel
from modules.dossier.toegang.attenderen import lees_attenderingen
from modules.dossier.toegang.forms.instellingen import InstellingenForm
from modules.dossier.toegang.forms.vragen import OordeelForm, RedenForm
from modules.dossier.toegang.models import Attendering, Steekproef
from modules.dossier.toegang.queries.steekproef import blad_van
from modules.dossier.toegang.queries.toezicht import regels_van, toezicht_nu
from modules.dossier.toegang.toezichtdelen import delen
from modules.dossier.toegang.views.antwoord import toon_zonder_namen
from modules.dossier.views.antwoord import conflict, volgende, weiger
from modules.dossier.views.versie import versie_van


@require_GET
def toezicht(request: GemeenteRequest) -> HttpResponse:
    """Show it all on one page. An administrator sees numbers and who, no household and no reason."""
    nu, vandaag = now(), localdate()
    beeld = toezicht_nu(nu, vandaag)
    is_fg = request.user.has_rol(Rol.FG)
    context = {
        "beeld": beeld,
        "is_fg": is_fg,
        "is_beheerder": request.user.has_rol(Rol.BEHEERDER),
        "ik": request.user.pk,
        "zin": _zin(beeld),
        "vandaag": vandaag,
        "panelen": delen(request.user),
    }
    return toon_zonder_namen(request, "toegang/toezicht.html", context)


def _zin(beeld: Any) -> list[dict[str, str]]:
    """Return the parts of the sentence that are not zero, each with where it jumps to."""
    stops = sum(alarm.soort == "stop" and alarm.opgeheven_op is None for alarm in beeld.alarmen)
    delen_ = [
        (len(beeld.te_beoordelen), "noodtoegang te beoordelen", "noodtoegangen te beoordelen", "#p-nood"),
        (beeld.regels_open, "keer kijken in de steekproef", "keer kijken in de steekproef", "#p-steekproef"),
        (stops, "collega die niet verder kan", "collega’s die niet verder kunnen", "#p-alarm"),
    ]
    woorden = [(f"{n} {een if n == 1 else meer}", doel) for n, een, meer, doel in delen_ if n]
    laatste = len(woorden) - 1
    return [
        {
            "tekst": tekst,
            "doel": doel,
            "erna": "." if n == laatste else (" en " if n == laatste - 1 else ", "),
        }
        for n, (tekst, doel) in enumerate(woorden)
    ]


@require_GET
def steekproef(request: GemeenteRequest) -> HttpResponse:
    """Show the draw of the last month: who looked when. Which household, opens one by one with a reason."""
    laatste = Steekproef.objects.first()
    regels = regels_van(laatste) if laatste else []
    eerdere = list(Steekproef.objects.all()[1:13])
    namen = {}
    if zaaifouten.staat_aan("steekproef_toont_inhoud"):
        namen = Huishouden.objects.in_bulk([regel.huishouden_id for regel in regels])
    context = {
        "steekproef": laatste,
        "regels": [(regel, namen.get(regel.huishouden_id)) for regel in regels],
        "ik": request.user.pk,
        "eerdere": eerdere,
    }
    return toon_zonder_namen(request, "toegang/steekproef.html", context)


@require_http_methods(["GET", "POST"])
def steekproefregel(request: GemeenteRequest, steekproefregel_id: UUID) -> HttpResponse:
    """Open one drawn look with a reason, and say what to think of it."""
    regel = regel_for(request.user, steekproefregel_id)
    wat = request.POST.get("wat", "") if request.method == "POST" else ""
    open_form = RedenForm(
        request.POST if wat == "open" else None,
        vraag="Waarom wil je zien welk huishouden het is?",
        uitleg="Minstens 10 tekens. Dit staat daarna bij Wie keek mee van dat huishouden.",
        prefix="open",
    )
    form = OordeelForm(request.POST if wat == "oordeel" else None)
    huishouden = None
    if open_form.is_bound and open_form.is_valid():
        try:
            huishouden = open_regel(
                regel=regel, reden=open_form.cleaned_data["reden"], by=request.user, at=now()
            )
        except Refusal as nee:
            weiger(open_form, nee, "reden")
    if form.is_bound and form.is_valid():
        try:
            review_regel(regel=regel, by=request.user, at=now(), **form.cleaned_data)
        except Refusal as nee:
            weiger(form, nee, "toelichting" if "zin" in str(nee) else None)
        else:
            return see_other(request, "toegang:steekproef")
    context = {
        "regel": regel,
        "form": form,
        "open_form": open_form,
        "huishouden": huishouden,
        "blad": blad_van(regel, huishouden) if huishouden else None,
    }
    return toon_zonder_namen(
        request, "toegang/steekproefregel.html", context, fout=bool(form.errors or open_form.errors)
    )


@require_http_methods(["GET", "POST"])
def alarm(request: GemeenteRequest, alarm_id: UUID) -> HttpResponse:
    """Show an alarm, and lift a stop with a sentence."""
    rij = alarm_for(request.user, alarm_id)
    form = RedenForm(
        request.POST if request.method == "POST" else None, vraag="Waarom mag deze collega weer verder?"
    )
    if form.is_bound and form.is_valid():
        try:
            lift_alarm(alarm=rij, reden=form.cleaned_data["reden"], by=request.user, at=now())
        except Refusal as nee:
            weiger(form, nee, "reden")
        else:
            return see_other(request, reverse("toegang:alarm", args=[rij.pk]))
    return toon_zonder_namen(
        request, "toegang/alarm.html", {"form": form, "alarm": rij}, fout=bool(form.errors)
    )


@require_http_methods(["GET", "POST"])
def instellingen(request: GemeenteRequest) -> HttpResponse:
    """Choose the hours, days and limits of this gemeente."""
    nu = bewaard()
    form = InstellingenForm(request.POST if request.method == "POST" else None, initial=asdict(nu.keuzes))
    if form.is_bound and form.is_valid():
        try:
            set_toegang_instellingen(
                keuzes=form.cleaned_data, versie=versie_van(request, nu), by=request.user, at=now()
            )
        except Verouderd as fout:
            velden = {naam: naam for naam in form.fields}
            return conflict(request, form=form, huidig=fout.huidig, velden=velden, terug=request.path)
        except StopOnderReden as nee:
            weiger(form, nee, "drempel_stop")
        except StandaardTeLang as nee:
            weiger(form, nee, "verzoek_dagen")
        else:
            return see_other(request, f"{reverse('toegang:instellingen')}?bewaard=1")
    is_bewaard = "bewaard" in request.GET and not form.is_bound
    context = {"form": form, "is_bewaard": is_bewaard, "versie": request.POST.get("versie") or str(nu.versie)}
    return toon_zonder_namen(request, "toegang/instellingen.html", context, fout=bool(form.errors))


@require_GET
def attenderingen(request: GemeenteRequest) -> HttpResponse:
    """Show the notices of the last time, read and unread."""
    rijen = Attendering.objects.filter(voor_id=request.user.pk)[:100]
    return toon_zonder_namen(request, "toegang/attenderingen.html", {"rijen": list(rijen)})


@require_POST
def gelezen(request: GemeenteRequest) -> HttpResponse:
    """Mark one notice as read (`id`), or all of them; with `open` go on to where it plays."""
    terug = volgende(request, reverse("toegang:attenderingen"))
    if not request.POST.get("id"):
        lees_attenderingen(by=request.user, at=now())
        return see_other(request, terug)
    try:
        gevraagd = UUID(request.POST["id"])
    except ValueError:
        return see_other(request, terug)
    rij = get_object_or_404(Attendering.objects.filter(voor_id=request.user.pk), pk=gevraagd)
    lees_attenderingen(by=request.user, at=now(), id=rij.pk)
    return see_other(request, rij.url if "open" in request.POST and rij.url else terug)
