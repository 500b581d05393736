"""Wie keek mee: who looked at this household, and why."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from keukentafel.audit import Doel
from keukentafel.request import GemeenteRequest
from modules.dossier.access import huishouden_for
from modules.dossier.queries.inzage import wie_keek_mee
from modules.dossier.views.antwoord import toon
from modules.dossier.views.huishouden_kader import kader


@require_GET
def wie_keek(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Show the logboek of one household in words. This visit stands in it too."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.BEHEER)
    kijken = request.GET.get("soort") == "kijken"
    bezoeken = wie_keek_mee(huishouden, alleen_kijken=kijken, voor=request.GET.get("voor", ""))
    hier = reverse("dossier:wie_keek_mee", args=[huishouden.pk])
    verder = {"voor": bezoeken.ouder, **({"soort": "kijken"} if kijken else {})}
    context = {
        **kader(request, huishouden, actief="inzage"),
        "bezoeken": bezoeken,
        "alleen_kijken": kijken,
        "hier": hier,
        "kijk_url": f"{hier}?soort=kijken",
        "ouder_url": f"{hier}?{urlencode(verder)}" if bezoeken.ouder else "",
    }
    return toon(request, "dossier/wie_keek_mee.html", context)
