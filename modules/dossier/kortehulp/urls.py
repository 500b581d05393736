"""The addresses of short help."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.dossier.kortehulp.views import kortehulp

_EEN = "korte-hulp/<uuid:korte_hulp_id>"

app_name = "kortehulp"
urlpatterns: list[URLPattern] = [
    path("korte-hulp", kortehulp.lijst, name="lijst"),
    path("korte-hulp/nieuw", kortehulp.nieuw, name="nieuw"),
    path("korte-hulp/csv", kortehulp.als_csv, name="csv"),
    path(_EEN, kortehulp.vraag, name="vraag"),
    path(f"{_EEN}/dossier", kortehulp.dossier, name="dossier"),
    path(f"{_EEN}/weg", kortehulp.weg, name="weg"),
]
