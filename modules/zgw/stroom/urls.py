"""The addresses of the mapping per zaaktype."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.zgw.stroom.views import regels

app_name = "stroom"
urlpatterns: list[URLPattern] = [
    path("koppelingen/zaaktypen", regels.regels, name="regels"),
    path("koppelingen/zaaktypen/<uuid:soort_id>", regels.regel, name="regel"),
]
