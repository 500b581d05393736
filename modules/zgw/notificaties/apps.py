"""How notifications plug in: they hear of every write of a register, and know where a subscriber lives."""

from __future__ import annotations

from keukentafel import registry


class NotificatiesConfig(registry.ModuleConfig):
    name = "modules.zgw.notificaties"
    label = "notificaties"
    verbose_name = "Notificaties"
    url_prefix = ""

    def ready(self) -> None:
        """Listen to the registers, and put a card on the page Koppelingen."""
        from keukentafel.begin import registreer_aanvulling
        from keukentafel.koppelkaarten import Koppelkaart, registreer_kaart
        from keukentafel.uitgaand.bezorgen import registreer_postbode
        from modules.zgw.notificaties.actions.abonnement import SOORT, adres_van
        from modules.zgw.notificaties.actions.bericht import tell_of_change
        from modules.zgw.notificaties.actions.kanaal import make_own_kanalen
        from modules.zgw.notificaties.queries import kaartstand
        from modules.zgw.sporen.actions import registreer_luisteraar

        registreer_luisteraar(tell_of_change)
        registreer_postbode(SOORT, adres_van)
        registreer_aanvulling("kanalen", make_own_kanalen)
        registreer_kaart(
            Koppelkaart(
                "abonnementen",
                "Abonnementen",
                "Welke systemen een bericht krijgen als er iets verandert, en wat niet is bezorgd.",
                "notificaties:lijst",
                "bell",
                volgorde=40,
                stand=kaartstand,
            )
        )
