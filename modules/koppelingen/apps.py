"""How the other systems plug in."""

from __future__ import annotations

from keukentafel import registry


class KoppelingenConfig(registry.ModuleConfig):
    """The settings of each connection, and what people do with it at a person."""

    name = "modules.koppelingen"
    label = "koppelingen"
    verbose_name = "Koppelingen"
    url_prefix = ""

    def ready(self) -> None:
        """Offer the BRP at a person and the card of the systems, and hear what changes in the registers."""
        from modules.koppelingen import kaart, persoondelen  # the models are there from here on
        from modules.koppelingen.actions.spiegel import hear_wijziging
        from modules.zgw.sporen.actions import registreer_luisteraar

        persoondelen.register()
        kaart.register()
        registreer_luisteraar(hear_wijziging)
