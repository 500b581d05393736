"""The other systems a gemeente may connect, and what stops when one is away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from keukentafel.exchange.brp import fake as oefen_brp
from keukentafel.exchange.zgw import fake as oefen_zgw


class Koppelsoort(StrEnum):
    """One kind of system; a gemeente has at most one of each."""

    BRP = "brp"
    ZAAKSYSTEEM = "zaaksysteem"


@dataclass(frozen=True, slots=True)
class Systeem:
    """What stands on the page of one kind."""

    soort: Koppelsoort
    naam: str
    wat: str
    als_weg: str
    met_client_id: bool = False
    geheim_heet: str = "Sleutel"
    geheim_verplicht: bool = True
    proefadres: str = ""
    proefsleutel: str = ""
    proefclient: str = ""


SYSTEMEN: Mapping[Koppelsoort, Systeem] = {
    Koppelsoort.BRP: Systeem(
        Koppelsoort.BRP,
        "BRP",
        "Naam, geboortedatum, adres en gezag opzoeken met een BSN (BRP API Personen 2.7).",
        "Je team ziet de gegevens van de laatste keer en werkt gewoon door. Nieuwe gegevens ophalen kan dan niet.",
        proefadres=oefen_brp.ADRES,
        proefsleutel=oefen_brp.SLEUTEL,
    ),
    Koppelsoort.ZAAKSYSTEEM: Systeem(
        Koppelsoort.ZAAKSYSTEEM,
        "Zaaksysteem van de gemeente",
        "Geeft elke zaak met status, resultaat en besluit door aan de registers van de gemeente zelf (ZRC, ZTC, BRC).",
        "Je team werkt gewoon door. Wat moet worden doorgegeven, wacht en gaat vanzelf als het systeem terug is.",
        met_client_id=True,
        geheim_heet="Geheim",
        proefadres=oefen_zgw.ADRESSEN["zrc"],
        proefsleutel=oefen_zgw.GEHEIM,
        proefclient=oefen_zgw.CLIENT,
    ),
}
