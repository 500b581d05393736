"""The addresses of inlezen."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "inlezen"
urlpatterns: list[URLPattern] = []
