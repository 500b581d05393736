"""What the support desk takes away of a gemeente that left: what was said, drawn and named."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from support.models import Ticket, Ticketbericht, Toegang

WEG = "verwijderd"


@transaction.atomic
def forget_gemeente(gemeente_id: UUID, _schema: str, _at: datetime) -> dict[str, int]:
    """Remove every text and name; the numbers stay for our own counts. May run again."""
    berichten, _ = Ticketbericht.objects.filter(ticket__gemeente_id=gemeente_id).delete()
    tickets = (
        Ticket.objects.filter(gemeente_id=gemeente_id)
        .exclude(onderwerp=WEG)
        .update(onderwerp=WEG, schermfoto=None, indiener_naam=WEG, indiener_id=UUID(int=0), foutcode="")
    )
    toegangen = (
        Toegang.objects.filter(gemeente_id=gemeente_id)
        .exclude(reden=WEG)
        .update(reden=WEG, beslist_door="", antwoord="", code_afdruk="")
    )
    return {"berichten": berichten, "tickets": tickets, "vragen om mee te kijken": toegangen}
