"""The proof of a quarter, to read and as PDF."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.papier import maak_pdf
from keukentafel.request import GemeenteRequest
from modules.ondersteuning.bewijs import bewijs_van, lees_kwartaal


@require_GET
def bewijs(request: GemeenteRequest) -> HttpResponse:
    """Show the proof of one quarter."""
    return render(request, "ondersteuning/bewijs.html", _context(request))


@require_GET
def bewijs_pdf(request: GemeenteRequest) -> HttpResponse:
    """Give the proof of one quarter as PDF."""
    context = _context(request)
    try:
        inhoud = maak_pdf("ondersteuning/papier/bewijs.html", context)
    except Refusal as nee:
        return render(request, "ondersteuning/bewijs.html", {**context, "geen_pdf": str(nee)}, status=503)
    sleutel = context["b"].kwartaal.sleutel
    audit.record(
        "ondersteuning.bewijs.gedownload", by=request.user, at=now(), soort="R", doel=Doel.BEHEER,
        detail={"kwartaal": sleutel},
    )  # fmt: skip
    antwoord = HttpResponse(inhoud, content_type="application/pdf")
    antwoord["Content-Disposition"] = f'attachment; filename="meekijken-{sleutel}.pdf"'
    return antwoord


def _context(request: GemeenteRequest) -> dict[str, Any]:
    nu = now()
    gevraagd = lees_kwartaal(request.GET.get("kwartaal", ""), localdate(nu))
    volgende = gevraagd.volgende if gevraagd.volgende.begin <= localdate(nu) else None
    return {
        "b": bewijs_van(gevraagd, at=nu),
        "vorige": gevraagd.vorige,
        "volgende": volgende,
        "gemeente": request.gemeente,
    }
