"""The addresses of documents."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.dossier.documenten.views import bestand, documenten

app_name = "documenten"
_LIJST = "huishoudens/<uuid:huishouden_id>/documenten"
_EEN = f"{_LIJST}/<uuid:document_id>"
urlpatterns: list[URLPattern] = [
    path(_LIJST, documenten.lijst, name="lijst"),
    path(f"{_LIJST}/nieuw", documenten.nieuw, name="nieuw"),
    path(f"{_EEN}/bestand", bestand.bestand, name="bestand"),
    path(f"{_EEN}/versies", documenten.versie, name="versie"),
    path(f"{_EEN}/intrekken", documenten.intrekken, name="intrekken"),
    path(f"{_EEN}/terugzetten", documenten.terugzetten, name="terugzetten"),
]
