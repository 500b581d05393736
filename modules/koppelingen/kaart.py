"""The card of the other systems on the page Koppelingen."""

from __future__ import annotations

from keukentafel.koppelkaarten import Kaartstand, Koppelkaart, registreer_kaart
from modules.koppelingen.models import Koppeling
from modules.koppelingen.soorten import SYSTEMEN, Koppelsoort


def stand() -> list[Kaartstand]:
    """Say how many are on, and name what does not work. One query."""
    aan = list(Koppeling.objects.filter(is_aan=True).values_list("soort", "mislukt_op_rij"))
    kapot = [SYSTEMEN[Koppelsoort(soort)].naam for soort, mislukt in aan if mislukt]
    if kapot:
        return [Kaartstand("gevaar", f"{naam} werkt niet") for naam in kapot[:2]]
    if not aan:
        return [Kaartstand("rustig", "Nog niets aan")]
    return [Kaartstand("goed", "1 systeem aan" if len(aan) == 1 else f"{len(aan)} systemen aan")]


def register() -> None:
    """Put the card on the page."""
    registreer_kaart(
        Koppelkaart(
            "systemen",
            "Andere systemen",
            "De BRP en de registers van de gemeente: of het werkt, en wat stilligt als het niet werkt.",
            "koppelingen:lijst",
            "switch-horizontal",
            30,
            stand=stand,
        )
    )
