"""The addresses of decisions, objections, complaints and the register of mandates."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "besluiten"
urlpatterns: list[URLPattern] = []
