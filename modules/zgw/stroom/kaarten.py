"""The part of the page Koppelingen."""

from __future__ import annotations

from collections.abc import Sequence

from keukentafel.koppelkaarten import Kaartstand, Koppelkaart, registreer_kaart
from modules.zgw.catalogus.models import Soort
from modules.zgw.postvak.models import Stuk, Stukstand


def registreer() -> None:
    """Hand in the card."""
    registreer_kaart(
        Koppelkaart(
            "zaaktypen", "Zaken worden meldingen", "Wat er gebeurt met een zaak of formulier van een ander programma.",
            "stroom:regels", "switch-horizontal", 50, _stand,
        )
    )  # fmt: skip


def _stand() -> Sequence[Kaartstand]:
    zonder = Soort.objects.filter(typesoort="zaaktype", zaakregel=None).count()
    wacht = Stuk.objects.filter(stand=Stukstand.KIEZEN).count()
    uit = [Kaartstand("let_op", f"{wacht} in het postvak")] if wacht else [Kaartstand("goed", "Postvak leeg")]
    if zonder:
        uit.append(Kaartstand("neutraal", f"{zonder} zaaktypen zonder keuze"))
    return uit
