"""The other systems a gemeente may connect, and what stops when one is away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from keukentafel.exchange.brp import fake as oefen_brp
from keukentafel.exchange.klantinteracties import fake as oefen_contacten
from keukentafel.exchange.objecten import fake as oefen_objecten
from keukentafel.exchange.zgw import fake as oefen_zgw


class Koppelsoort(StrEnum):
    """One kind of system; a gemeente has at most one of each."""

    BRP = "brp"
    ZAAKSYSTEEM = "zaaksysteem"
    NOTIFICATIES = "notificaties"
    OBJECTEN = "objecten"
    KLANTINTERACTIES = "klantinteracties"


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
        "Geeft elke zaak met status, resultaat, besluit en brieven door aan de registers van de gemeente zelf.",
        "Je team werkt gewoon door. Wat moet worden doorgegeven, wacht en gaat vanzelf als het systeem terug is.",
        met_client_id=True,
        geheim_heet="Geheim",
        proefadres=oefen_zgw.ADRESSEN["zrc"],
        proefsleutel=oefen_zgw.GEHEIM,
        proefclient=oefen_zgw.CLIENT,
    ),
    Koppelsoort.NOTIFICATIES: Systeem(
        Koppelsoort.NOTIFICATIES,
        "Berichten van de gemeente",
        "Hoort van de Notificaties API dat er een formulier is, of dat het zaaksysteem een zaak een andere status gaf.",
        "Niemand merkt het meteen. Formulieren worden elk uur ook zonder bericht opgehaald; een status van het "
        "zaaksysteem zie je dan pas daar.",
        met_client_id=True,
        geheim_heet="Geheim",
        proefadres=oefen_zgw.ADRESSEN["nrc"],
        proefsleutel=oefen_zgw.GEHEIM,
        proefclient=oefen_zgw.CLIENT,
    ),
    Koppelsoort.OBJECTEN: Systeem(
        Koppelsoort.OBJECTEN,
        "Formulieren (Objecten API)",
        "Zet een ingevuld formulier van Open Formulieren (productaanvraag) in het Postvak.",
        "Nieuwe formulieren blijven daar staan en komen vanzelf binnen als het systeem terug is. De termijn loopt "
        "vanaf de dag dat de inwoner het formulier stuurde.",
        geheim_heet="Token",
        proefadres=oefen_objecten.ADRES,
        proefsleutel=oefen_objecten.TOKEN,
    ),
    Koppelsoort.KLANTINTERACTIES: Systeem(
        Koppelsoort.KLANTINTERACTIES,
        "Contacten (Klantinteracties)",
        "Laat bij een persoon zien wanneer die de gemeente belde, mailde of bezocht.",
        "Je team ziet die contacten even niet. Verder werkt alles gewoon door.",
        geheim_heet="Token",
        proefadres=oefen_contacten.ADRES,
        proefsleutel=oefen_contacten.TOKEN,
    ),
}
