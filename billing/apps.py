"""What a gemeente owes us: tarief, contract, factuur."""

from __future__ import annotations

from keukentafel import registry
from keukentafel.identity.rollen import Rol
from keukentafel.registry import MenuItem


class BillingConfig(registry.ModuleConfig):
    """What a gemeente owes us: tarief, contract, factuur."""

    name = "billing"
    verbose_name = "Facturatie"
    url_prefix = ""
    leverancier_prefix = ""
    menu = (
        MenuItem(
            "facturen",
            "Facturen",
            "billing:eigen_facturen",
            "receipt",
            "Inrichting",
            frozenset({Rol.BEHEERDER}),
            49,
        ),
    )

    def ready(self) -> None:
        """Give the events of billing their words, and hang it in the console."""
        from billing import gebeurtenissen, mededeling, queries, schilwerk
        from billing.betaalstand import betaalstanden
        from keukentafel.context import registreer_mededeling
        from tenants.actions.contract import registreer_contractbron

        gebeurtenissen.registreer()
        schilwerk.registreer()
        registreer_contractbron(queries.modules_in_contract)
        registreer_mededeling(mededeling.mededelingen)
        betaalstanden.lader = queries.lees_betaalstanden
