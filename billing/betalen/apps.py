"""How a gemeente pays: Stripe, its webhooks and our fake of it."""

from __future__ import annotations

from keukentafel import registry


class BetalenConfig(registry.ModuleConfig):
    """How a gemeente pays: Stripe, its webhooks and our fake of it."""

    name = "billing.betalen"
    label = "betalen"
    verbose_name = "Betalen"
    url_prefix = "betalen"
    leverancier_prefix = "betalen"

    def ready(self) -> None:
        """Hang paying in where invoices are made and shown."""
        from billing.betalen import inhaken

        inhaken.haak_in()
