"""The addresses of the inbox."""

from __future__ import annotations

from django.urls import URLPattern, path

from modules.zgw.postvak.views import stukken

app_name = "postvak"
urlpatterns: list[URLPattern] = [
    path("postvak", stukken.lijst, name="lijst"),
    path("postvak/<uuid:stuk_id>", stukken.stuk, name="stuk"),
    path("postvak/<uuid:stuk_id>/weg", stukken.weg, name="weg"),
    path("postvak/<uuid:stuk_id>/terug", stukken.terug, name="terug"),
]
