"""The tab Wmo of a household: its meldingen, where each is, and what can be looked at again."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from keukentafel.audit import Doel
from keukentafel.request import GemeenteRequest
from modules.dossier.access import huishouden_for
from modules.dossier.models import Melding
from modules.dossier.queries.proces import titel_van, ziet_besluiten
from modules.dossier.views.antwoord import toon
from modules.dossier.views.huishouden_kader import kader
from modules.dossier.zicht.routes import mag_route


@require_GET
def huishouden(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """List the Wmo-meldingen of a household, the newest first."""
    rij = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    vandaag = localdate()
    ziet = ziet_besluiten(rij.zicht, "wmo")
    meldingen = Melding.objects.filter(huishouden=rij, wet="wmo").select_related("wmo_zaak", "inwoner")
    context = {
        **kader(request, rij, actief="wmo"),
        "meldingen": [(melding, titel_van(melding, vandaag)) for melding in meldingen] if ziet else [],
        "ziet": ziet,
        "mag_nieuw": mag_route(request.user, rij.zicht, "dossier:melding_voor"),
    }
    return toon(request, "wmo/huishouden.html", context)
