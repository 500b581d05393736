"""The addresses of subscriptions, below Koppelingen."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.zgw.notificaties.views import abonnementen

_EEN = "koppelingen/abonnementen/<uuid:abonnement_id>"

app_name = "notificaties"
urlpatterns: list[URLPattern] = [
    path("koppelingen/abonnementen", abonnementen.lijst, name="lijst"),
    path(_EEN, abonnementen.abonnement, name="abonnement"),
    path(f"{_EEN}/<slug:handeling>", abonnementen.doe, name="doe"),
]
