"""App of the tenancy package: it has no tables, only commands."""

from __future__ import annotations

from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "keukentafel.tenancy"
    label = "tenancy"
