"""The front door: choose your gemeente."""

from __future__ import annotations

from django.urls import path

from tenants.views import voordeur

app_name = "voordeur"
urlpatterns = [path("", voordeur.kies_gemeente, name="kies")]
