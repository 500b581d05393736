"""The aanvraag: the day it was said, apart from the day of the signature."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from keukentafel.values.datum_invoer import OngeldigeDatum, lees_datum
from modules.dossier.views.antwoord import toon, weiger
from modules.wmo.actions.zaak import file_aanvraag, nieuwe_einddag, sign_aanvraag
from modules.wmo.forms.zaak import AanvraagForm, TekenForm
from modules.wmo.models import Zaak
from modules.wmo.rules.verloop import Handeling, reden_tegen
from modules.wmo.stand import stand_van
from modules.wmo.views.kader import haal, omgeving, verdeling_van


@require_http_methods(["GET", "POST"])
def aanvraag(request: GemeenteRequest, melding_id: UUID) -> HttpResponse:
    """Record the aanvraag, or the signature that came later. A new day shows its term before it is kept."""
    zaak = haal(request, melding_id)
    verdeling = verdeling_van(request, zaak)
    if request.method == "POST" and not verdeling.mag:
        raise PermissionDenied
    stand = stand_van(zaak)
    begin = {"op": localdate(), "waarvoor": zaak.aanvraag_waarvoor}
    soort = TekenForm if stand.aanvraag_op else AanvraagForm
    form: Any = soort(request.POST if request.method == "POST" else None, initial=begin)
    if request.method == "GET" and request.htmx and "op" in request.GET:
        return toon(request, "wmo/_einddag.html", {"einddag": _einddag(request.GET["op"])})
    if form.is_bound and form.is_valid():
        try:
            _doe(request, zaak, form.cleaned_data)
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, "wmo:zaak", melding_id)
    context = omgeving(
        request,
        zaak,
        form=form,
        reden="" if stand.aanvraag_op else reden_tegen(stand, Handeling.AANVRAAG, localdate()),
        is_direct=stand.mag_direct_aanvragen(localdate()),
        einddag=nieuwe_einddag(localdate()),
    )
    return toon(request, "wmo/aanvraag.html", context, fout=bool(form.errors))


def _einddag(tekst: str) -> Any:
    try:
        return nieuwe_einddag(lees_datum(tekst, vandaag=localdate()))
    except (OngeldigeDatum, Refusal):
        return None


@transaction.atomic
def _doe(request: GemeenteRequest, zaak: Zaak, schoon: dict[str, Any]) -> None:
    wie: dict[str, Any] = {"by": request.user, "at": now()}
    if zaak.aanvraag_op is None:
        zaak = file_aanvraag(zaak=zaak, op=schoon["op"], waarvoor=schoon["waarvoor"], **wie)
    if schoon["ondertekend_op"]:
        sign_aanvraag(zaak=zaak, op=schoon["ondertekend_op"], **wie)
