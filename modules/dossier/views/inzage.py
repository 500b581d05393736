"""Wie keek mee: who looked at this household, and why; on screen, and on paper for the household itself."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.request import GemeenteRequest
from modules.dossier.access import huishouden_for
from modules.dossier.queries.inzage import allen_die_meekeken, nummer_in_het_logboek, wie_keek_mee
from modules.dossier.views.antwoord import toon
from modules.dossier.views.huishouden_kader import kader


@require_GET
def wie_keek(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Show the logboek of one household in words. This visit stands in it too."""
    from modules.dossier.toegang.queries import opgegeven_redenen  # that room knows this one

    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.BEHEER)
    kijken = request.GET.get("soort") == "kijken"
    bezoeken = wie_keek_mee(huishouden, alleen_kijken=kijken, voor=request.GET.get("voor", ""))
    hier = reverse("dossier:wie_keek_mee", args=[huishouden.pk])
    verder = {"voor": bezoeken.ouder, **({"soort": "kijken"} if kijken else {})}
    context = {
        **kader(request, huishouden, actief="inzage"),
        "bezoeken": bezoeken,
        "redenen": () if request.GET.get("voor") else opgegeven_redenen(huishouden.pk, voor=request.user),
        "alleen_kijken": kijken,
        "hier": hier,
        "kijk_url": f"{hier}?soort=kijken",
        "begin_url": (f"{hier}?soort=kijken" if kijken else hier) if request.GET.get("voor") else "",
        "ouder_url": f"{hier}?{urlencode(verder)}" if bezoeken.ouder else "",
        "afdruk_url": reverse("dossier:wie_keek_mee_afdruk", args=[huishouden.pk]),
        "nummer": nummer_in_het_logboek(huishouden.pk),
    }
    return toon(request, "dossier/wie_keek_mee.html", context)


@require_GET
def wie_keek_afdruk(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Give the household itself the whole list, on paper. That it was printed is the first line of it."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.INZAGE_INWONER)
    audit.record(
        "dossier.inzage.afgedrukt",
        target=huishouden,
        by=request.user,
        at=now(),
        soort="R",
        doel=Doel.INZAGE_INWONER,
    )
    context = {
        "huishouden": huishouden,
        "bezoeken": allen_die_meekeken(huishouden),
        "vandaag": localdate(),
        "nummer": nummer_in_het_logboek(huishouden.pk),
    }
    return toon(request, "dossier/wie_keek_mee_afdruk.html", context)
