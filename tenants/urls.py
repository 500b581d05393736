"""The addresses of the leverancier."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "tenants"
urlpatterns: list[URLPattern] = []
