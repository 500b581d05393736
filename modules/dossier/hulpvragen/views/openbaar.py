"""`/hulp-vragen`: asking for help without an account. Works without JavaScript; nothing typed is lost."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.request import GemeenteRequest, see_other
from keukentafel.tenancy.sleutels import TekenKloptNiet, onderteken, ontteken
from keukentafel.values.kalender import kalender_op
from modules.dossier.hulpvragen.actions.webvraag import receive_webvraag
from modules.dossier.hulpvragen.forms.webvraag import WebvraagForm
from modules.dossier.hulpvragen.rules.mens import reden_om_te_wachten
from modules.dossier.rules.normen import norm_op
from modules.dossier.rules.termijnen import wettelijk_einde
from modules.dossier.views.antwoord import eenmalig, toon
from modules.inrichting.models import Wijkteam

DOEL, ONTVANGEN = "hulpvraag", "hulpvraag_ontvangen"


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def hulp_vragen(request: GemeenteRequest) -> HttpResponse:
    """Ask what somebody needs; equal to calling and to the desk."""
    begin = {"voor_wie": "mijzelf", "voorkeur": "bellen", "plaats": request.gemeente.naam}
    form = WebvraagForm(request.POST if request.method == "POST" else None, initial=begin)
    nu = now()
    if form.is_bound and form.is_valid():
        wacht = reden_om_te_wachten(
            sinds=_sinds(request.POST.get("teken", ""), nu), lokveld=form.cleaned_data["website"]
        )
        if not wacht:
            rij = receive_webvraag(gegevens=form.gegevens(), at=nu, id=eenmalig(request))
            request.session[ONTVANGEN] = {"nummer": rij.nummer, "op": localdate(rij.ontvangen_op).isoformat()}
            return see_other(request, "hulpvragen:ontvangen")
        form.add_error(None, wacht)
    context = {
        "form": form,
        "teken": onderteken(DOEL, nu.isoformat()),
        "teams": [team for team in Wijkteam.objects.actief().order_by("naam") if team.telefoon],
    }
    return toon(request, "hulpvragen/hulp_vragen.html", context, fout=bool(form.errors))


def _sinds(teken: str, nu: datetime) -> timedelta | None:
    try:
        begin = datetime.fromisoformat(str(ontteken(DOEL, teken)))
    except (TekenKloptNiet, ValueError):
        return None
    return nu - begin


@require_GET
def ontvangen(request: GemeenteRequest) -> HttpResponse:
    """Tell the number and what happens next; to who comes here without having asked, the way to ask."""
    stand: dict[str, Any] = request.session.get(ONTVANGEN) or {}
    if not stand:
        return see_other(request, "hulpvragen:hulp_vragen")
    dag = datetime.fromisoformat(stand["op"]).date()
    context = {
        "nummer": stand["nummer"],
        "bevestiging": wettelijk_einde(dag, norm_op("wmo_bevestiging", dag), kalender_op(dag)),
        "onderzoek": wettelijk_einde(dag, norm_op("wmo_onderzoek", dag), kalender_op(dag)),
        "plan": wettelijk_einde(dag, norm_op("wmo_persoonlijk_plan", dag), kalender_op(dag)),
    }
    return toon(request, "hulpvragen/ontvangen.html", context)
