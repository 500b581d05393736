"""The addresses of the inrichting."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "inrichting"
urlpatterns: list[URLPattern] = []
