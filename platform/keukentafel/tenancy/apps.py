"""App of the tenancy package: it has no tables, only commands."""

from __future__ import annotations

from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "keukentafel.tenancy"
    label = "tenancy"

    def ready(self) -> None:
        """Let every connection be the one of the cluster that the scope lives on."""
        from keukentafel.tenancy.backend.kies import volg_de_scope

        volg_de_scope()
