"""The addresses of letters."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "brieven"
urlpatterns: list[URLPattern] = []
