"""What stands still when a person decided on read-only, and the door that says so.

Only the furnishing of Keukentafel itself: team model, modules, words, house style and new programs. Every
one of these routes is for administrators alone. Households, reports, plans, decisions, letters, messages,
teams, people, the protocol, the logboek, keys that must be blocked and couplings that must be repaired go
on as always: what is owed never stops care, and never stops safety.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from billing.betaalstand import betaalstanden
from keukentafel.tenancy import zaaifouten

STAAT_STIL = frozenset(
    {
        *(
            f"inrichting:{naam}"
            for naam in (
                "teammodel", "teammodel_team", "teammodel_medewerkers", "weggooien", "terughalen", "versie_terug",
                "keuzehulp", "keuzehulp_opnieuw", "keuzehulp_vraag", "keuzehulp_gebruik", "modules", "begrip",
                "begrip_herstellen", "huisstijl", "huisstijl_publiceren", "huisstijl_weggooien",
            )
        ),
        "toegangsleutels:programma_nieuw",
        "toegangsleutels:haak_nieuw",
        "zgwbeheer:programma_nieuw",
    }
)  # fmt: skip
"""Routes that change nothing for the time of the decision. They still show what there is."""


class LeesMiddleware:
    """Refuse a change of the inrichting of a gemeente that may only read it. Reading is never refused."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        gemeente = getattr(request, "gemeente", None)
        if gemeente is None or request.method in ("GET", "HEAD", "OPTIONS"):
            return None
        route = request.resolver_match.view_name if request.resolver_match else ""
        if route not in STAAT_STIL and not zaaifouten.staat_aan("alleen_lezen_sluit_alles"):
            return None
        stand = betaalstanden.van(gemeente.id)
        if not stand.leest:
            return None
        return render(request, "billing/alleen_lezen.html", {"stand": stand}, status=403)
