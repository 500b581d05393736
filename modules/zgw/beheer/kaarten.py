"""Our two parts on the page Koppelingen, and how they are doing."""

from __future__ import annotations

from collections.abc import Sequence

from keukentafel.koppelkaarten import Kaartstand, Koppelkaart, registreer_kaart
from modules.zgw.autorisaties.models import Applicatie, Client


def registreer() -> None:
    """Hand in the cards."""
    registreer_kaart(
        Koppelkaart(
            "programmas", "Programma's", "Wie er met een eigen sleutel in mag, en wat dat programma mag.",
            "zgwbeheer:programmas", "key", 10, _programmas,
        )
    )  # fmt: skip


def _programmas() -> Sequence[Kaartstand]:
    aantal = Applicatie.objects.count()
    los = Client.objects.filter(applicatie=None).count()
    woord = "programma" if aantal == 1 else "programma's"
    uit = [Kaartstand("goed" if aantal else "rustig", f"{aantal} {woord}")]
    if los:
        uit.append(Kaartstand("let_op", f"{los} zonder rechten"))
    return uit
