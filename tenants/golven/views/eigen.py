"""What is new in Keukentafel, for the people of a gemeente."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from keukentafel.request import GemeenteRequest
from tenants.golven.queries import voor_gemeente


@require_GET
def eigen(request: GemeenteRequest) -> HttpResponse:
    """The version of this gemeente, what came with it, what comes and when."""
    return render(request, "golven/eigen.html", {"bericht": voor_gemeente(request.gemeente.id)})
