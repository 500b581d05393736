"""The contacts that the rest of the gemeente had with somebody."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from keukentafel.audit import Doel
from keukentafel.request import GemeenteRequest
from modules.dossier.access import lid_for
from modules.dossier.views.antwoord import toon
from modules.dossier.views.huishouden_kader import kader
from modules.koppelingen.contacten import ask_contacten
from modules.koppelingen.models import Koppeling
from modules.koppelingen.soorten import Koppelsoort


@require_GET
def contacten(request: GemeenteRequest, huishouden_id: UUID, inwoner_id: UUID) -> HttpResponse:
    """Show when somebody called, wrote to or visited the gemeente; nothing of it is kept here."""
    koppeling = Koppeling.objects.filter(soort=Koppelsoort.KLANTINTERACTIES, is_aan=True).first()
    lid = lid_for(request.user, huishouden_id, inwoner_id, doel=Doel.HULP)
    if koppeling is None:
        raise Http404
    heeft_bsn = bool(lid.inwoner.bsn)
    gevonden, zin = (
        ask_contacten(lid=lid, koppeling=koppeling, by=request.user, at=now()) if heeft_bsn else ([], "")
    )
    context = {
        **kader(request, lid.huishouden, actief=""),
        "inwoner": lid.inwoner,
        "contacten": gevonden,
        "zin": zin,
        "heeft_bsn": heeft_bsn,
        "koppeling": koppeling,
    }
    return toon(request, "koppelingen/contacten.html", context)
