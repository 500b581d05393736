"""Hand a melding over to who decides, and give it back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.views.antwoord import toon, weiger
from modules.wmo.actions.overdracht import hand_over, take_back, wie_kan_het
from modules.wmo.forms.zaak import DoorgeefForm, TerugForm
from modules.wmo.rules.verdeling import reden_tegen_doorgeven
from modules.wmo.stand import stand_van
from modules.wmo.views.kader import besluit_door_van, haal, omgeving


@require_http_methods(["GET", "POST"])
def doorgeven(request: GemeenteRequest, melding_id: UUID) -> HttpResponse:
    """Give the aanvraag and the besluit to somebody who decides; the team reads along from then on."""
    zaak = haal(request, melding_id)
    besluit_door = besluit_door_van(request, zaak)
    wie = wie_kan_het(zaak, besluit_door, niet=request.user)
    form = DoorgeefForm(request.POST if request.method == "POST" else None, wie=wie)
    if form.is_bound and form.is_valid():
        try:
            hand_over(
                zaak=zaak,
                aan=form.cleaned_data["aan"],
                tekst=form.cleaned_data["tekst"],
                besluit_door=besluit_door,
                by=request.user,
                at=now(),
            )
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, "wmo:zaak", melding_id)
    stand = stand_van(zaak)
    context = omgeving(
        request,
        zaak,
        form=form,
        niemand=not wie.exists(),
        hele_melding=besluit_door == "overdracht",
        reden=reden_tegen_doorgeven(
            besluit_door,
            stand.fase,
            is_direct=stand.mag_direct_aanvragen(localdate()),
            bij=zaak.besluit_bij.naam if zaak.besluit_bij else "",
        ),
    )
    return toon(request, "wmo/doorgeven.html", context, fout=bool(form.errors))


@require_http_methods(["GET", "POST"])
def terugleggen(request: GemeenteRequest, melding_id: UUID) -> HttpResponse:
    """Give a melding back, with a sentence that says why."""
    zaak = haal(request, melding_id)
    form = TerugForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            take_back(zaak=zaak, omdat=form.cleaned_data["omdat"], by=request.user, at=now())
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, "wmo:werk")
    return toon(request, "wmo/terugleggen.html", omgeving(request, zaak, form=form), fout=bool(form.errors))
