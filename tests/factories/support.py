"""A ticket, a request to look along and the answer of a gemeente, for tests."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from keukentafel.tenancy import huidige_gemeente, in_platform
from modules.ondersteuning.actions.vraag import ask
from modules.ondersteuning.models import Inkijk, Stand
from support.models import Incident, Omvang, Ticket, Toegang, ToegangStand
from tenants.models import LeverancierAccount


def maak_ticket(door: Any, onderwerp: str = "Het scherm blijft leeg") -> Ticket:
    """Ask something as somebody of the gemeente of this scope."""
    return ask(
        soort="vraag", onderwerp=onderwerp, tekst="Ik klik op bewaren en zie niets.", route="inrichting:teammodel",
        code="", huishouden=None, rollen="Beheerder", release="0.1.0", by=door, at=timezone.now(),
    )  # fmt: skip


def maak_supportrijen(door: Any) -> dict[str, Any]:
    """Make a ticket with a request that waits, and a look that was."""
    nu, ticket, ref = timezone.now(), maak_ticket(door), huidige_gemeente()
    with in_platform():
        account, _ = LeverancierAccount.objects.get_or_create(
            gebruikersnaam="joost", defaults={"naam": "Joost Koster", "email": "joost@voorbeeld.invalid"}
        )
        toegang = Toegang.objects.create(
            ticket=ticket, gemeente_id=ref.id, omvang=Omvang.INRICHTING, reden="Nakijken wat er gebeurt.",
            minuten=30, stand=ToegangStand.GEVRAAGD, gevraagd_door=account, gevraagd_op=nu,
        )  # fmt: skip
        incident = Incident.objects.create(
            titel="Berichten komen later", onderdeel="berichten", begonnen_op=nu, gemaakt_door=account.naam,
            voorbij_op=nu,
        )  # fmt: skip
    inkijk = Inkijk.objects.create(
        ticket_nummer=ticket.nummer, onderwerp=ticket.onderwerp, omvang=Omvang.INRICHTING,
        reden="Nakijken wat er gebeurt.", minuten=30, gevraagd_door_id=account.pk, gevraagd_door=account.naam,
        gevraagd_op=nu, stand=Stand.GESTOPT, ogen=door, beslist_door=door, beslist_op=nu, geeindigd_op=nu,
    )  # fmt: skip
    return {"ticket": ticket, "toegang": toegang, "inkijk": inkijk, "incident": incident}
