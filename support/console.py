"""What the support desk hangs in the console: its menu, its panels, its counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localtime, now

from support import queries
from support.models import Incident
from tenants.console import schil
from tenants.console.gebeurtenissen import registreer_gebeurtenis, registreer_onderwerp
from tenants.console.rollen import LeverancierRol

_HELPT = frozenset({LeverancierRol.SUPPORT.value, LeverancierRol.BEHEERDER.value})
_GEBEURTENISSEN = {
    "ticket.beantwoord": "Ticket beantwoord",
    "ticket.notitie": "Notitie bij een ticket",
    "ticket.opgepakt": "Ticket opgepakt",
    "ticket.ingedeeld": "Ticket ingedeeld",
    "ticket.opgelost": "Ticket opgelost",
    "incident.gemeld": "Storing gemeld",
    "incident.verteld": "Verteld hoe het met een storing gaat",
    "incident.voorbij": "Storing voorbij",
    "meekijken.gevraagd": "Gevraagd om mee te kijken",
    "meekijken.nood_gevraagd": "Noodtoegang gevraagd",
    "meekijken.nood_bevestigd": "Noodtoegang bevestigd door een tweede",
    "meekijken.begonnen": "Naar de gemeente gegaan om mee te kijken",
    "meekijken.gestopt": "Gestopt met meekijken",
}


def hang_in() -> None:
    """Register everything, once."""
    registreer_onderwerp("ticket", "Tickets")
    registreer_onderwerp("meekijken", "Meekijken")
    registreer_onderwerp("incident", "Storingen")
    for sleutel, zin in _GEBEURTENISSEN.items():
        registreer_gebeurtenis(sleutel, zin)
    schil.registreer_menupunt(
        schil.Menupunt(
            "tickets", "Tickets", "support:tickets", "ticket", 30, onderbalk=True, teller=queries.open_tickets
        )
    )
    schil.registreer_menupunt(
        schil.Menupunt(
            "toegang", "Toegang", "support:toegang", "key", 50, onderbalk=True, teller=_lopende_toegangen
        )
    )
    schil.registreer_paneel(
        schil.Paneel("tickets", "support/_paneel_tickets.html", _tickets, 30, rollen=_HELPT)
    )
    schil.registreer_paneel(
        schil.Paneel("toegang", "support/_paneel_toegang.html", _toegangen, 40, rollen=_HELPT)
    )
    schil.registreer_gemeentedeel(
        schil.Gemeentedeel(
            "tickets", "Tickets en meekijken", "support/_van_gemeente.html", _van_gemeente, 40, rollen=_HELPT
        )
    )
    schil.registreer_teller("tickets", queries.open_per_gemeente, lijst="support:tickets")
    schil.registreer_zin("tickets", _zin)
    schil.registreer_zoeker("tickets", _zoek)
    schil.registreer_banner("incidenten", _banner)


def _lopende_toegangen() -> int:
    return queries.lopende_toegangen(now())


def _tickets(request: Any) -> dict[str, Any]:
    rijen = queries.wachtrij("open", account_id=request.user.pk)[:4]
    return {"tickets": list(rijen[:3]), "aantal_tickets": queries.open_tickets(), "nu": now()}


def _toegangen(request: HttpRequest) -> dict[str, Any]:
    return {"toegangen": list(queries.toegangen()[:4]), "nu": now()}


def _van_gemeente(request: HttpRequest, gemeente: Any) -> dict[str, Any]:
    tickets = queries.wachtrij("open", account_id=UUID(int=0)).filter(gemeente_id=gemeente.pk)[:10]
    toegangen = queries.toegangen().filter(gemeente_id=gemeente.pk)[:5]
    return {"tickets": list(tickets), "toegangen": list(toegangen), "nu": now()}


def _zin() -> schil.Zindeel | None:
    einde = localtime(now()).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    aantal = queries.antwoord_vandaag(einde)
    if not aantal:
        return None
    wat = "ticket moet" if aantal == 1 else "tickets moeten"
    return schil.Zindeel(
        f"{aantal} {wat.split()[0]}",
        f"{wat.split()[1]} vandaag een antwoord krijgen",
        reverse("support:tickets"),
    )


def _banner(request: HttpRequest) -> schil.Banner | None:
    lopend = list(Incident.objects.lopend()[:2])
    if not lopend:
        return None
    eerste = lopend[0]
    meer = " Er is nog een storing." if len(lopend) > 1 else ""
    return schil.Banner(
        "fout" if eerste.is_storing else "let_op",
        eerste.titel,
        f"Alle gemeenten zien dit boven elke pagina.{meer}",
        reverse("support:incidenten"),
    )


def _zoek(woorden: str) -> list[tuple[str, str]]:
    gevonden = queries.wachtrij("open", account_id=UUID(int=0), zoek=woorden)[:5]
    return [
        (f"Ticket {ticket.nummer}: {ticket.onderwerp}", reverse("support:ticket", args=[ticket.pk]))
        for ticket in gevonden
    ]
