"""What somebody of the gemeente does with a question to the supplier."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from keukentafel import audit
from keukentafel.identity.models import Gebruiker
from keukentafel.tenancy import huidige_gemeente
from modules.ondersteuning.models import Ticketplek
from modules.ondersteuning.queries import namen_in
from support.actions.ticket import (
    Meegereisd,
    StaatIetsPersoonlijksIn,
    ask_ticket,
    reply_gemeente,
    solve_gemeente,
)
from support.models import Ticket

_WOORD = re.compile(r"[^\W\d_]+")


@transaction.atomic
def ask(
    *,
    soort: str,
    onderwerp: str,
    tekst: str,
    route: str,
    code: str,
    huishouden: UUID | None,
    rollen: str,
    release: str,
    by: Gebruiker,
    at: datetime,
    schermfoto: bytes | None = None,
) -> Ticket:
    """Ask the supplier something. From which household it was asked, stays here.

    :raises Refusal: there is data of a person in it.
    """
    if huishouden is not None:
        _zonder_namen(huishouden, by, onderwerp, tekst)
    ticket = ask_ticket(
        gemeente_id=huidige_gemeente().id,
        onderwerp=onderwerp,
        tekst=tekst,
        soort=soort,
        mee=Meegereisd(route=route, rollen=rollen, release=release, foutcode=code, schermfoto=schermfoto),
        indiener_id=by.pk,
        indiener_naam=by.naam,
        at=at,
    )
    if huishouden is not None:
        Ticketplek.objects.create(ticket_id=ticket.pk, huishouden_id=huishouden)
    _noteer("ondersteuning.vraag.gesteld", ticket, by=by, at=at)
    return ticket


@transaction.atomic
def reply(*, ticket_id: UUID, tekst: str, by: Gebruiker, at: datetime) -> Ticket:
    """Add to the conversation.

    :raises Refusal: it is solved, or there is data of a person in it.
    """
    plek = Ticketplek.objects.filter(ticket_id=ticket_id).first()
    if plek is not None:
        _zonder_namen(plek.huishouden_id, by, tekst)
    ticket = reply_gemeente(
        ticket_id=ticket_id, gemeente_id=huidige_gemeente().id, tekst=tekst, naam=by.naam, at=at
    )
    _noteer("ondersteuning.vraag.aangevuld", ticket, by=by, at=at)
    return ticket


@transaction.atomic
def solve(*, ticket_id: UUID, by: Gebruiker, at: datetime) -> Ticket:
    """Say that it is solved.

    :raises Refusal: it was solved already.
    """
    ticket = solve_gemeente(ticket_id=ticket_id, gemeente_id=huidige_gemeente().id, at=at)
    _noteer("ondersteuning.vraag.opgelost", ticket, by=by, at=at)
    return ticket


def _zonder_namen(huishouden_id: UUID, by: Gebruiker, *teksten: str) -> None:
    """Refuse the name of somebody of the household that the question is about; here names are known.

    :raises StaatIetsPersoonlijksIn: one stands in it, as a word with its capital.
    """
    woorden = set(_WOORD.findall("\n".join(teksten)))
    if any(set(_WOORD.findall(naam)) <= woorden for naam in namen_in(huishouden_id, by)):
        raise StaatIetsPersoonlijksIn(["een naam van iemand uit dit huishouden"])


def _noteer(gebeurtenis: str, ticket: Any, *, by: Gebruiker, at: datetime) -> None:
    audit.record(gebeurtenis, by=by, at=at, soort="E", detail={"ticket": ticket.nummer})
