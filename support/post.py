"""The mail to somebody at the support desk. It holds a number and a link, and nothing of what was written."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from keukentafel.adres import adres_van_gemeente
from support.models import Ticketbericht, Van


def mail_reactie(bericht_id: UUID) -> bool:
    """Mail who works on a ticket that the gemeente reacted; False: nobody works on it, or left.

    :raises OSError: the mail server did not take it.
    """
    bericht = (
        Ticketbericht.objects.filter(pk=bericht_id, van=Van.GEMEENTE, ticket__toegewezen__is_actief=True)
        .select_related("ticket", "ticket__toegewezen")
        .defer("tekst", "ticket__schermfoto")
        .first()
    )
    if bericht is None:
        return False
    ticket: Any = bericht.ticket
    pad = reverse("support:ticket", args=[ticket.pk], urlconf="keukentafel.operator_urls")
    tekst = (
        f"Goedendag,\n\nEr is een reactie op ticket {ticket.nummer}.\n\n"
        f"Lees de reactie:\n{adres_van_gemeente('leverancier')}{pad}\n"
    )
    naar = [ticket.toegewezen.email]
    EmailMessage(f"Reactie op ticket {ticket.nummer}", tekst, settings.DEFAULT_FROM_EMAIL, naar).send()
    return True
