"""How the product is doing, for everybody: its parts and its incidents. No gemeente is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import ProgrammingError, transaction

from keukentafel.context import Mededeling
from keukentafel.tenancy.adresboek import adresboek
from support.models import Incident, Onderdeel
from tenants.console.gezondheid import NOG_NIET, STANDEN
from tenants.console.openbaar import Gemeten, ergste

DAGEN = 30
_GEMETEN_ALS = {Onderdeel.BACKUPS: "back_ups"}
"""What the console calls a part, where that is another word."""


@dataclass(frozen=True, slots=True)
class Deelstand:
    """One part of the product: `niveau` and `tekst` as of `{% stand %}`."""

    naam: str
    niveau: str
    tekst: str


def lees_mededelingen() -> tuple[Mededeling, ...]:
    """Return what is wrong now, with the last thing we told. Read along with the directory of hosts.

    On a database that is still being upgraded there may be no such table yet; then nothing is told.
    """
    try:
        with transaction.atomic():
            lopend = list(Incident.objects.lopend().prefetch_related("berichten"))
    except ProgrammingError:
        return ()
    return tuple(
        Mededeling(
            "fout" if incident.is_storing else "let_op",
            incident.titel,
            next((een.tekst for een in incident.berichten.all()), ""),
        )
        for incident in lopend
    )


def mededelingen(_request: Any) -> list[Mededeling]:
    """Return what stands above every page of every gemeente while it lasts; it asks nothing of the database."""
    return list(adresboek.bijlage("incidenten") or ())


def incidenten(at: datetime) -> tuple[list[Incident], list[Incident]]:
    """Return what is wrong now, and what was in the last thirty days; each with what was told."""
    rijen = list(
        Incident.objects.filter(begonnen_op__gte=at - timedelta(days=DAGEN)).prefetch_related("berichten")
        | Incident.objects.lopend().prefetch_related("berichten")
    )
    lopend = [rij for rij in rijen if rij.voorbij_op is None]
    return lopend, [rij for rij in rijen if rij.voorbij_op is not None]


def delen(lopend: list[Incident], gemeten: Mapping[str, Gemeten]) -> list[Deelstand]:
    """Say of each part how it is: what we tell of it, and never better than it was measured."""
    uit = []
    for deel in Onderdeel:
        verteld = [incident.is_storing for incident in lopend if incident.onderdeel == deel]
        niveau: Gemeten = "stuk" if any(verteld) else "vertraagd" if verteld else "goed"
        niveau = ergste(niveau, gemeten.get(_GEMETEN_ALS.get(deel, deel.value), "geen"))
        uit.append(Deelstand(str(deel.label), *(NOG_NIET if niveau == "nog_niet" else STANDEN[niveau])))
    return uit


def samenvatting(lopend: list[Incident], stand: list[Deelstand]) -> str:
    """Say in a sentence how it goes."""
    niveaus = {deel.niveau for deel in stand}
    if lopend:
        return "Er is nu iets mis. Hieronder staat wat we weten."
    if niveaus & {"gevaar", "let_op"}:
        return "Niet alles werkt goed. We kijken ernaar. Hieronder staat om welk onderdeel het gaat."
    if {(deel.niveau, deel.tekst) for deel in stand if deel.niveau != "goed"} == {NOG_NIET}:
        return "Er is geen storing bekend. Nog niet alles is gemeten."
    if niveaus != {"goed"}:
        return "Er is geen storing bekend. Niet alles is het afgelopen kwartier gemeten."
    return "Alles werkt."
