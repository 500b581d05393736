"""Health for the load balancer: live, ready, startup. They tell a state of a part, never of a gemeente."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from keukentafel.env import HOOFD
from keukentafel.tenancy import polsen


@transaction.non_atomic_requests  # else Django asks the database first, and a dead one makes a live process dead
def live(request: HttpRequest) -> HttpResponse:
    """Answer 200 while the process runs."""
    return JsonResponse({"stand": "levend"})


@transaction.non_atomic_requests
def ready(request: HttpRequest) -> HttpResponse:
    """Answer 503 when the cluster with the supplier's own tables does not answer: then no page works.

    Another cluster that is away is named, with 200: its gemeenten get a page that says so, and the gemeenten
    of every other cluster work on. A 503 for one cluster would take all of them off the air.
    """
    delen = {pols.naam: pols.leeft for pols in polsen.pols_alle()}
    stand = "databank weg" if not delen[HOOFD] else "klaar" if all(delen.values()) else "deels"
    onderdelen = {f"databank {naam}": "klaar" if leeft else "weg" for naam, leeft in delen.items()}
    return JsonResponse({"stand": stand, "onderdelen": onderdelen}, status=200 if delen[HOOFD] else 503)


urlpatterns = [
    path("-/live", live, name="live"),
    path("-/ready", ready, name="ready"),
    path("-/startup", ready, name="startup"),
]
