"""How the keys to our own API plug in."""

from __future__ import annotations

from collections.abc import Sequence

from keukentafel import registry
from keukentafel.koppelkaarten import Kaartstand


class ToegangsleutelsConfig(registry.ModuleConfig):
    name = "modules.toegangsleutels"
    label = "toegangsleutels"
    verbose_name = "Toegang voor programma's"
    url_prefix = ""

    def ready(self) -> None:
        """Put two cards on the page Koppelingen, and say where webhooks live."""
        from keukentafel.koppelkaarten import Koppelkaart, registreer_kaart
        from keukentafel.uitgaand.bezorgen import registreer_postbode
        from modules.toegangsleutels.actions.haak import SOORT
        from modules.toegangsleutels.postbode import adres_van

        registreer_postbode(SOORT, adres_van)
        registreer_kaart(
            Koppelkaart(
                "eigen-api", "Eigen API", "Programma's die werken met dezelfde rechten als een medewerker.",
                "toegangsleutels:programmas", "key", 30, _programmas,
            )
        )  # fmt: skip
        registreer_kaart(
            Koppelkaart(
                "webhooks", "Webhooks", "Welke programma's meteen horen dat er iets is veranderd.",
                "toegangsleutels:haken", "bell", 45, _haken,
            )
        )  # fmt: skip


def _programmas() -> Sequence[Kaartstand]:
    from modules.toegangsleutels.models import Programma

    aantal = Programma.objects.filter(gebruiker__is_actief=True).count()
    woord = "programma" if aantal == 1 else "programma's"
    return [Kaartstand("goed" if aantal else "rustig", f"{aantal} {woord}")]


def _haken() -> Sequence[Kaartstand]:
    from keukentafel.uitgaand.models import Bezorging, Bezorgstand
    from modules.toegangsleutels.models import Haak

    ids = list(Haak.objects.filter(gestopt_op=None).values_list("pk", flat=True))
    bleef = Bezorging.objects.filter(bestemming__in=ids, stand=Bezorgstand.OPGEGEVEN).count()
    woord = "webhook" if len(ids) == 1 else "webhooks"
    uit = [Kaartstand("goed" if ids else "rustig", f"{len(ids)} {woord}")]
    return [*uit, Kaartstand("let_op", f"{bleef} niet bezorgd")] if bleef else uit
