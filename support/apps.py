"""Tickets, incidents and requests for access: the supplier's half. Never a resident's data."""

from __future__ import annotations

from keukentafel import registry


class SupportConfig(registry.ModuleConfig):
    """Tickets, incidents and requests for access: the supplier's half. Never a resident's data."""

    name = "support"
    verbose_name = "Supportdesk"
    leverancier_prefix = ""

    def ready(self) -> None:
        """Hang the support desk in the console."""
        from keukentafel.context import registreer_mededeling
        from keukentafel.tenancy.adresboek import adresboek
        from support import status
        from support.actions.einde import end_van_gemeente
        from support.actions.opruimen import forget_gemeente
        from support.console import hang_in
        from tenants.actions.vernietiging import registreer_rest
        from tenants.eindigt_mee import registreer_eindiger

        hang_in()
        registreer_eindiger("meekijken", end_van_gemeente)
        adresboek.bijlagen["incidenten"] = status.lees_mededelingen
        registreer_mededeling(status.mededelingen)
        registreer_rest("tickets", "Vragen aan de supportdesk", forget_gemeente)
