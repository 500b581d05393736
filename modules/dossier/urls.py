"""The addresses of the dossier, collected from `routes`."""

from __future__ import annotations

from django.urls import URLPattern

from modules.dossier.routes import delen

app_name = "dossier"
urlpatterns: list[URLPattern] = [patroon for deel in delen() for patroon in deel.urlpatterns]
