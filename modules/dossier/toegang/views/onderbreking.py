"""The page that stands between somebody and content; the limit; shielding; the own address."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import huishouden_for
from modules.dossier.toegang.access import bestaand_voor
from modules.dossier.toegang.actions.alarm import explain_alarm
from modules.dossier.toegang.actions.onderbreking import (
    adres_index,
    forget_eigen_adres,
    keep_eigen_adres,
    pass_onderbreking,
    shield_huishouden,
    turn_back,
    unshield_huishouden,
)
from modules.dossier.toegang.bezoek import huidig_bezoek
from modules.dossier.toegang.codelijsten import Waarschuwing
from modules.dossier.toegang.forms.afscherming import AfschermForm, EigenAdresForm
from modules.dossier.toegang.forms.vragen import RedenForm
from modules.dossier.toegang.instellingen import ToegangInstellingen
from modules.dossier.toegang.mensen import mag_beslissen, teamleiders_van
from modules.dossier.toegang.models import Afscherming, Alarm, EigenAdres
from modules.dossier.toegang.queries.kijkraam import lees_stand
from modules.dossier.toegang.rules.herkennen import achternamen_van
from modules.dossier.toegang.views.antwoord import toon_zonder_namen
from modules.dossier.toegang.wacht import waarschuwingen_bij
from modules.dossier.views.antwoord import toon, weiger
from modules.dossier.views.huishouden_kader import kader
from modules.dossier.zicht.lezers import plekken_van


def _volgende(request: GemeenteRequest, anders: str) -> str:
    """Return the address that was asked for, when it is one of ours."""
    adres = request.GET.get("volgende", "")
    return adres if adres.startswith("/") and url_has_allowed_host_and_scheme(adres, None) else anders


@require_http_methods(["GET", "POST"])
def onderbreking(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Say why this household asks for care, and take the reason, or lead back."""
    huishouden = bestaand_voor(request.user, huishouden_id)
    bezoek = huidig_bezoek()
    if bezoek is None:
        raise Http404
    waarom = _waarom(request, huishouden, bezoek)
    verder = _volgende(request, huishouden.get_absolute_url())
    if not waarom:
        return see_other(request, verder)
    if "terug" in request.POST:
        turn_back(huishouden=huishouden, redenen=waarom, by=request.user, at=now())
        return see_other(request, "dossier:huishoudens")
    form = RedenForm(
        request.POST if request.method == "POST" else None,
        vraag="Waarom open je dit huishouden?",
        uitleg="Minstens 10 tekens. Je reden staat bij Wie keek mee. Ook de inwoner kan die lezen.",
    )
    if form.is_bound and form.is_valid():
        try:
            pass_onderbreking(
                huishouden=huishouden,
                redenen=waarom,
                reden=form.cleaned_data["reden"],
                sessie_id=bezoek.sessie_id,
                by=request.user,
                at=now(),
            )
        except Refusal as nee:
            weiger(form, nee, "reden")
        else:
            return see_other(request, verder)
    context = {
        "form": form,
        "waarom": [str(Waarschuwing(reden).label) for reden in sorted(waarom)],
        "team": huishouden.team.naam if huishouden.team else "",
    }
    return toon_zonder_namen(request, "toegang/onderbreking.html", context, fout=bool(form.errors))


def _waarom(request: GemeenteRequest, huishouden: Any, bezoek: Any) -> frozenset[str]:
    stand = lees_stand(
        request.user.pk,
        huishouden.pk,
        sessie_id=bezoek.sessie_id,
        adres=adres_index(huishouden.postcode, huishouden.huisnummer) if huishouden.postcode else b"",
        achternamen=achternamen_van(request.user.naam),
        at=now(),
        venster=bezoek.instellingen.venster,
        tel_mee=False,
    )
    return waarschuwingen_bij(huishouden, stand)


@require_http_methods(["GET", "POST"])
def veel(request: GemeenteRequest) -> HttpResponse:
    """Ask why somebody opens many households now, and go on after the answer."""
    verder = _volgende(request, reverse("dossier:mijn_dag"))
    form = RedenForm(
        request.POST if request.method == "POST" else None,
        vraag="Waarom open je nu zo veel huishoudens?",
        uitleg="Minstens 10 tekens. De privacyfunctionaris leest dit.",
    )
    if form.is_bound and form.is_valid():
        try:
            explain_alarm(reden=form.cleaned_data["reden"], by=request.user, at=now())
        except Refusal as nee:
            weiger(form, nee, "reden")
        else:
            return see_other(request, verder)
    keuzes = request.instellingen.section(ToegangInstellingen)
    context = {"form": form, "aantal": keuzes.drempel_veel, "minuten": keuzes.venster_minuten}
    return toon_zonder_namen(request, "toegang/veel.html", context, fout=bool(form.errors))


@require_GET
def gestopt(request: GemeenteRequest) -> HttpResponse:
    """Say that it stopped, and who lets this person go on."""
    alarm = Alarm.objects.filter(gebruiker_id=request.user.pk, soort="stop", opgeheven_op=None).first()
    if alarm is None:
        return see_other(request, "dossier:huishoudens")
    leiders = {pk for plek in plekken_van(request.user) for pk in teamleiders_van(plek.team_id)}
    fgs = Gebruiker.objects.actief().met_rol(Rol.FG)
    wie = (Gebruiker.objects.actief().filter(pk__in=leiders - {request.user.pk}) | fgs).distinct()
    keuzes = request.instellingen.section(ToegangInstellingen)
    context = {
        "alarm": alarm,
        "wie": [persoon.naam for persoon in wie.order_by("naam") if persoon.pk != request.user.pk],
        "minuten": keuzes.venster_minuten,
    }
    return toon_zonder_namen(request, "toegang/gestopt.html", context)


@require_http_methods(["GET", "POST"])
def afschermen(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Shield a household, or take the shield away."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.BEHEER)
    if not mag_beslissen(request.user, huishouden):
        raise Http404
    is_nu = huishouden.is_afgeschermd
    gegevens = request.POST if request.method == "POST" else None
    form: Any = (
        RedenForm(gegevens, vraag="Waarom kan de afscherming weg?") if is_nu else AfschermForm(gegevens)
    )
    if form.is_bound and form.is_valid():
        doe = unshield_huishouden if is_nu else shield_huishouden
        try:
            doe(huishouden=huishouden, by=request.user, at=now(), **form.cleaned_data)
        except Refusal as nee:
            weiger(form, nee, "reden")
        else:
            return see_other(request, reverse("toegang:rechten", args=[huishouden.pk]))
    context = {
        **kader(request, huishouden, actief=""),
        "form": form,
        "is_nu": is_nu,
        "nu": Afscherming.objects.lopend().filter(huishouden=huishouden).select_related("door").first(),
    }
    return toon(request, "toegang/afschermen.html", context, fout=bool(form.errors))


@require_http_methods(["GET", "POST"])
def eigen_adres(request: GemeenteRequest) -> HttpResponse:
    """Keep the own address to be warned, or take it away. It is never shown again, here neither."""
    if "weg" in request.POST:
        forget_eigen_adres(by=request.user, at=now())
        return see_other(request, "toegang:eigen_adres")
    form = EigenAdresForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        keep_eigen_adres(by=request.user, at=now(), **form.cleaned_data)
        return see_other(request, "toegang:eigen_adres")
    context = {"form": form, "eigen": EigenAdres.objects.filter(gebruiker_id=request.user.pk).first()}
    return toon_zonder_namen(request, "toegang/eigen_adres.html", context, fout=bool(form.errors))
