"""The addresses of bewaren."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.dossier.bewaren.views import afschrift, verzoeken

app_name = "bewaren"
urlpatterns: list[URLPattern] = [
    path("verzoeken", verzoeken.verzoeken, name="verzoeken"),
    path("huishoudens/<uuid:huishouden_id>/verzoeken", verzoeken.van_huishouden, name="van_huishouden"),
    path("huishoudens/<uuid:huishouden_id>/verzoeken/nieuw", verzoeken.nieuw, name="nieuw"),
    path("verzoeken/<uuid:verzoek_id>", verzoeken.verzoek, name="verzoek"),
    path("verzoeken/<uuid:verzoek_id>/identiteit", verzoeken.identiteit, name="identiteit"),
    path("verzoeken/<uuid:verzoek_id>/toewijzen", verzoeken.toewijzen, name="toewijzen"),
    path("verzoeken/<uuid:verzoek_id>/verlengen", verzoeken.verlengen, name="verlengen"),
    path("verzoeken/<uuid:verzoek_id>/besluit", verzoeken.besluit, name="besluit"),
    path("verzoeken/<uuid:verzoek_id>/antwoord", verzoeken.antwoord, name="antwoord"),
    path("verzoeken/<uuid:verzoek_id>/verklaring", verzoeken.verklaring, name="verklaring"),
    path("verzoeken/<uuid:verzoek_id>/doornemen", afschrift.doornemen, name="doornemen"),
    path("verzoeken/<uuid:verzoek_id>/afschrift", afschrift.maken, name="afschrift"),
    path("afschriften/<uuid:afschrift_id>/pdf", afschrift.pdf, name="afschrift_pdf"),
    path("afschriften/<uuid:afschrift_id>/json", afschrift.json, name="afschrift_json"),
]
