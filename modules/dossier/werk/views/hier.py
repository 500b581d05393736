"""Who else is in this household now: a small answer to a small question, every twenty seconds."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from keukentafel.request import GemeenteRequest
from modules.dossier.werk.aanwezig import huishouden_van, klop


@require_GET
def hier(request: GemeenteRequest) -> HttpResponse:
    """Say that I am here, and tell who else is. Names of colleagues only; nothing of the household."""
    huishouden_id = huishouden_van(request.GET.get("t", ""), request.user)
    if huishouden_id is None:
        raise Http404
    return render(request, "werk/_wie_is_hier.html", {"namen": klop(huishouden_id, request.user, now())})
