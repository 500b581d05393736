"""Tells the ground floor where gemeenten and their keys are found."""

from __future__ import annotations

from keukentafel import registry


class TenantsConfig(registry.ModuleConfig):
    name = "tenants"
    verbose_name = "Gemeenten"
    url_prefix = None

    def ready(self) -> None:
        from keukentafel.tenancy import sleutels
        from keukentafel.tenancy.adresboek import adresboek
        from tenants import queries

        adresboek.lader = queries.alle_hosts
        sleutels.registreer_kast(queries.gewikkelde_sleutel)
