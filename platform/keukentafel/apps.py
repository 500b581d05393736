"""The ground floor as an app: its template tags, its static files, its models of no schema."""

from __future__ import annotations

from django.apps import AppConfig


class GrondConfig(AppConfig):
    name = "keukentafel"
    label = "grond"
    verbose_name = "Keukentafel"
