"""Our two parts on the page Koppelingen, and how they are doing."""

from __future__ import annotations

from collections.abc import Sequence

from keukentafel.koppelkaarten import Kaartstand, Koppelkaart, registreer_kaart
from modules.zgw.autorisaties.models import Applicatie, Client
from modules.zgw.catalogus.models import Soort, Typesoort
from modules.zgw.eigen import GEEN_RSIN, opzoeken


def registreer() -> None:
    """Hand in the cards."""
    registreer_kaart(
        Koppelkaart(
            "programmas", "Programma's", "Wie er met een eigen sleutel in mag, en wat dat programma mag.",
            "zgwbeheer:programmas", "key", 10, _programmas,
        )
    )  # fmt: skip
    registreer_kaart(
        Koppelkaart(
            "catalogus", "Catalogus", "Welke soorten zaken, documenten en besluiten er zijn.",
            "zgwbeheer:catalogus", "vocabulary", 20, _catalogus,
        )
    )  # fmt: skip


def _catalogus() -> Sequence[Kaartstand]:
    aantal = Soort.objects.filter(typesoort=Typesoort.ZAAKTYPE).count()
    uit = [Kaartstand("goed", f"{aantal} zaaktype{'' if aantal == 1 else 'n'}")]
    if opzoeken.rsin() == GEEN_RSIN:
        uit.append(Kaartstand("let_op", "RSIN ontbreekt"))
    return uit


def _programmas() -> Sequence[Kaartstand]:
    aantal = Applicatie.objects.count()
    los = Client.objects.filter(applicatie=None).count()
    woord = "programma" if aantal == 1 else "programma's"
    uit = [Kaartstand("goed" if aantal else "rustig", f"{aantal} {woord}")]
    if los:
        uit.append(Kaartstand("let_op", f"{los} zonder rechten"))
    return uit
