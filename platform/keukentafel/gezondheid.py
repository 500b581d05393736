"""Health for the load balancer: live, ready, startup. They tell a state, never a name."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from keukentafel.tenancy import in_platform


def live(request: HttpRequest) -> HttpResponse:
    """Answer 200 while the process runs."""
    return JsonResponse({"stand": "levend"})


def ready(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers, else 503."""
    try:
        with in_platform(), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"stand": "databank weg"}, status=503)
    return JsonResponse({"stand": "klaar"})


urlpatterns = [
    path("-/live", live, name="live"),
    path("-/ready", ready, name="ready"),
    path("-/startup", ready, name="startup"),
]
