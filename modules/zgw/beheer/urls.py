"""The addresses of the page Koppelingen and what an administrator arranges there."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.zgw.beheer.views import overzicht, programmas, rechten

app_name = "zgwbeheer"
_EEN = "koppelingen/programmas/<uuid:applicatie_id>"
urlpatterns: list[URLPattern] = [
    path("koppelingen", overzicht.overzicht, name="overzicht"),
    path("koppelingen/programmas", programmas.lijst, name="programmas"),
    path("koppelingen/programmas/nieuw", programmas.nieuw, name="programma_nieuw"),
    path("koppelingen/programmas/vergeten/<uuid:client_pk>", programmas.vergeten, name="client_vergeten"),
    path(_EEN, programmas.programma, name="programma"),
    path(f"{_EEN}/rechten", rechten.rechten, name="programma_rechten"),
    path(f"{_EEN}/weghalen", programmas.weghalen, name="programma_weghalen"),
    path(f"{_EEN}/clients/<uuid:client_pk>/geheim", programmas.geheim, name="geheim"),
    path(f"{_EEN}/clients/<uuid:client_pk>/intrekken", programmas.intrekken, name="intrekken"),
]
