"""Addresses: no slash at the end, and a problem for what is not there."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt

from api.v1.kern.bron import Bron
from api.v1.kern.problemen import als_probleem
from api.v1.kern.versie import VERSIE


def route(bron: type[Bron]) -> list[URLPattern]:
    """Return the addresses of a resource: its list, its rows, and what more can be done to a row."""
    lijst: dict[str, Any] = {"get": "doe_list"} if "list" in bron.schermen else {}
    if "create" in bron.schermen:
        lijst["post"] = "doe_create"
    stuk: dict[str, Any] = {"get": "doe_retrieve"} if "retrieve" in bron.schermen else {}
    if "partial_update" in bron.schermen:
        stuk["patch"] = "doe_partial_update"
    if "destroy" in bron.schermen:
        stuk["delete"] = "doe_destroy"
    uit = []
    if lijst:
        uit.append(path(bron.bron, bron.as_view(lijst), name=f"{bron.naam}-lijst"))
    if stuk:
        uit.append(path(f"{bron.bron}/<uuid:id>", bron.as_view(stuk), name=bron.naam))
    for naam, handeling in bron.handelingen.items():
        methode = {"get": "doe_bekijk"} if handeling.leest else {"post": "doe_handel"}
        view = bron.as_view(methode, handeling=naam)
        uit.append(path(f"{bron.bron}/<uuid:id>/{naam}", view, name=f"{bron.naam}-{naam}"))
    return uit


@csrf_exempt
def niet_gevonden(request: HttpRequest) -> HttpResponse:
    """Say of every other address below the API that it is not there."""
    gelezen = als_probleem(Http404(), getattr(request, "verzoek_id", ""))
    assert gelezen is not None
    antwoord = HttpResponse(orjson.dumps(gelezen[1]), status=404, content_type="application/problem+json")
    antwoord["API-Version"] = VERSIE
    return antwoord


def anders() -> URLPattern:
    """Return the last address."""
    return re_path(r"^.*$", niet_gevonden, name="anders")
