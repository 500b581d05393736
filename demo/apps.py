"""The demo as an app: only the settings of the demo install it."""

from __future__ import annotations

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "demo"
    label = "demo"
    verbose_name = "Voorbeeldgemeenten"
