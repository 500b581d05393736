"""The addresses of the connections."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.koppelingen.views import berichten, brp, contacten, systemen

app_name = "koppelingen"
_BRP = "huishoudens/<uuid:huishouden_id>/personen/<uuid:inwoner_id>/brp"
urlpatterns: list[URLPattern] = [
    path(_BRP, brp.brp, name="brp"),
    path(f"{_BRP}/ophalen", brp.ophalen, name="brp_ophalen"),
    path(f"{_BRP}/overnemen", brp.overnemen, name="brp_overnemen"),
    path(
        "huishoudens/<uuid:huishouden_id>/personen/<uuid:inwoner_id>/contact",
        contacten.contacten,
        name="contacten",
    ),
    path("koppelingen/berichten", berichten.bericht, name="bericht"),
    path("koppelingen/systemen/notificaties/abonneer", systemen.abonneer, name="abonneer"),
    path("koppelingen/systemen/notificaties/opnieuw", systemen.berichten_opnieuw, name="berichten_opnieuw"),
    path("koppelingen/systemen/objecten/ophalen", systemen.objecten_ophalen, name="objecten_ophalen"),
    path("koppelingen/systemen", systemen.lijst, name="lijst"),
    path("koppelingen/systemen/zaaksysteem/opnieuw", systemen.opnieuw, name="spiegel_opnieuw"),
    path("koppelingen/systemen/<slug:koppelsoort>", systemen.systeem, name="systeem"),
    path("koppelingen/systemen/<slug:koppelsoort>/test", systemen.test, name="test"),
]
