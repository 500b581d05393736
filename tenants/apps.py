"""Tells the ground floor where gemeenten, their keys and the supplier's own accounts are found."""

from __future__ import annotations

from keukentafel import registry


class TenantsConfig(registry.ModuleConfig):
    """Which gemeenten there are, and the pages of the supplier."""

    name = "tenants"
    verbose_name = "Gemeenten"
    leverancier_prefix = ""

    def ready(self) -> None:
        """Hand the ground floor what it asks for: the directory, the wrapped keys, the supplier's side."""
        from keukentafel.audit import ankers
        from keukentafel.identity.kant import Kant, registreer_leverancier
        from keukentafel.tenancy import sleutels
        from keukentafel.tenancy.adresboek import adresboek
        from tenants import gebeurtenissen_levensloop, logboekankers, models, queries
        from tenants.console import gebeurtenissen, schil
        from tenants.console.passkeys import PlatformBewijs
        from tenants.platformboek import noteer

        gebeurtenissen.eigen_gebeurtenissen()
        gebeurtenissen_levensloop.registreer()
        adresboek.lader = queries.alle_hosts
        sleutels.registreer_kast(queries.Sleutelkast())
        ankers.registreer_kast(logboekankers.Kast())
        registreer_leverancier(
            Kant(
                account=models.LeverancierAccount,
                sessie=models.LeverancierSessie,
                totp=models.LeverancierTotp,
                herstelcode=models.LeverancierHerstelcode,
                inlogslot=models.LeverancierSlot,
                start="/",
                noteer=noteer,
                bewijs=PlatformBewijs(),
            )
        )
        schil.registreer_menupunt(
            schil.Menupunt(
                "overzicht", "Overzicht", "tenants:overzicht", "layout-dashboard", 10, onderbalk=True
            )
        )
        schil.registreer_menupunt(
            schil.Menupunt(
                "gemeenten", "Gemeenten", "tenants:gemeenten", "building-community", 20, onderbalk=True
            )
        )
