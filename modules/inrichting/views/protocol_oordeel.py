"""Informatieprotocol: check and hand in, and the judgement of the privacyfunctionaris (F078)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import GemeenteRequest, see_other
from modules.inrichting.actions import protocol as actie
from modules.inrichting.forms.protocol import OordeelForm, TerughaalForm, VoorleggenForm
from modules.inrichting.protocolbeeld import Stand
from modules.inrichting.rules.protocol_toets import toets
from modules.inrichting.views.antwoord import gepost, pagina, weiger
from modules.inrichting.views.protocol import stand_van, vragen_van


@require_http_methods(["GET", "POST"])
def controleer(request: GemeenteRequest) -> HttpResponse:
    """`Leg protocol vast`: the differences in words, the questions, ten cases, and the date."""
    stand = stand_van(request)
    if stand.concept is None:
        return see_other(request, "inrichting:protocol")
    begin = {
        "versie": stand.versie,
        "ingaat_op": localdate(),
        "toelichting": stand.concept.toelichting,
    }
    vragen = [vraag.melding for vraag in vragen_van(stand) if not vraag.melding.is_fout]
    form = VoorleggenForm(gepost(request), vragen=vragen, antwoorden=stand.concept.antwoorden, initial=begin)
    if form.is_valid():
        try:
            actie.submit_protocol(
                versie=form.cleaned_data["versie"],
                antwoorden=form.antwoorden(),
                toelichting=form.cleaned_data["toelichting"],
                ingaat_op=form.cleaned_data["ingaat_op"],
                gevallen_bekeken=form.cleaned_data["gevallen_bekeken"],
                by=request.user,
                at=now(),
            )
        except actie.DatumVoorbij as refusal:
            weiger(form, refusal, "ingaat_op")
        except Verouderd:
            form.add_error(None, "Het concept is net gewijzigd. Kijk hieronder of het nog klopt.")
            form.data = {**request.POST.dict(), "versie": str(stand.versie)}
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, "inrichting:protocol")
    context = {"form": form, **_inhoud(stand)}
    return pagina(request, "inrichting/protocol_controleer.html", context, fout=bool(form.errors))


@require_http_methods(["GET", "POST"])
def beoordeel(request: GemeenteRequest) -> HttpResponse:
    """The privacyfunctionaris approves the version that waits, or gives it back with words."""
    stand = stand_van(request)
    if stand.wacht is None:
        return see_other(request, "inrichting:protocol")
    form = OordeelForm(gepost(request), initial={"versie": stand.wacht.versie})
    if form.is_valid():
        velden = form.cleaned_data
        oordeel = actie.approve_protocol if velden["oordeel"] == "goedkeuren" else actie.return_protocol
        try:
            oordeel(
                versie=velden["versie"],
                wachtwoord=velden["wachtwoord"],
                toelichting=velden["toelichting"],
                by=request.user,
                at=now(),
            )
        except actie.OordeelZonderWoorden as refusal:
            weiger(form, refusal, "toelichting")
        except (Verouderd, actie.EigenVersie, actie.NietDePrivacyfunctionaris) as refusal:
            weiger(form, refusal)
        except Refusal as refusal:
            weiger(form, refusal, "wachtwoord")
        else:
            return see_other(request, "inrichting:protocol")
    context = {
        "form": form,
        "is_eigen": stand.wacht.ingediend_door_id == request.user.pk,
        **_inhoud(stand),
    }
    return pagina(request, "inrichting/protocol_beoordeel.html", context, fout=bool(form.errors))


@require_http_methods(["GET", "POST"])
def terughalen(request: GemeenteRequest) -> HttpResponse:
    """Take back what was approved and waits for its day, with the reason."""
    stand = stand_van(request)
    if stand.gepland is None:
        return see_other(request, "inrichting:protocol")
    form = TerughaalForm(gepost(request), initial={"versie": stand.gepland.versie})
    if form.is_valid():
        try:
            actie.recall_protocol(**form.cleaned_data, by=request.user, at=now())
        except actie.OordeelZonderWoorden as refusal:
            weiger(form, refusal, "reden")
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, "inrichting:protocol")
    context = {"form": form, "stand": stand, "verschillen": stand.verschillen()}
    return pagina(request, "inrichting/protocol_terughalen.html", context, fout=bool(form.errors))


def _inhoud(stand: Stand) -> dict[str, Any]:
    vragen = vragen_van(stand)
    return {
        "stand": stand,
        "verschillen": stand.verschillen(),
        "fouten": [vraag for vraag in vragen if vraag.melding.is_fout],
        "vragen": [vraag for vraag in vragen if not vraag.melding.is_fout],
        "gevallen": toets(stand.nu, stand.straks),
    }
