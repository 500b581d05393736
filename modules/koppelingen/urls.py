"""The addresses of the connections."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.koppelingen.views import brp, systemen

app_name = "koppelingen"
_BRP = "huishoudens/<uuid:huishouden_id>/personen/<uuid:inwoner_id>/brp"
urlpatterns: list[URLPattern] = [
    path(_BRP, brp.brp, name="brp"),
    path(f"{_BRP}/ophalen", brp.ophalen, name="brp_ophalen"),
    path(f"{_BRP}/overnemen", brp.overnemen, name="brp_overnemen"),
    path("koppelingen/systemen", systemen.lijst, name="lijst"),
    path("koppelingen/systemen/zaaksysteem/opnieuw", systemen.opnieuw, name="spiegel_opnieuw"),
    path("koppelingen/systemen/<slug:koppelsoort>", systemen.systeem, name="systeem"),
    path("koppelingen/systemen/<slug:koppelsoort>/test", systemen.test, name="test"),
]
