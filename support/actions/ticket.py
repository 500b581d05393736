"""What people do with a ticket: ask, answer, pick up, decide how urgent, close.

Both sides come through here: the gemeente from its own pages, the supplier from its console. Everything
runs in the scope of the platform, and every text is checked for data of a resident before it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max
from django.utils.timezone import localdate

from keukentafel.errors import Refusal, Verouderd
from keukentafel.tenancy import in_platform, zaaifouten
from keukentafel.values.kalender import kalender_op
from support.actions.einde import end_toegangen, meld
from support.models import OPEN, Prioriteit, Soort, Stand, Ticket, Ticketbericht, Van
from support.rules.antwoordtermijn import antwoord_voor
from support.rules.persoonlijk import persoonlijk_in
from support.taken import meld_reactie
from tenants.platformboek import noteer

EERSTE_NUMMER = 1001


class StaatIetsPersoonlijksIn(Refusal):
    """The text holds something of a person; the sentence says what kind, never what."""

    def __init__(self, wat: list[str]) -> None:
        soorten = " en ".join([", ".join(wat[:-1]), wat[-1]] if len(wat) > 1 else wat)
        super().__init__(
            f"Hier lijkt {soorten} in te staan. Haal dat weg: gegevens van inwoners horen niet in een vraag "
            "aan de leverancier. Noem ook geen namen."
        )


class TicketIsDicht(Refusal):
    text = "Deze vraag is opgelost. Stel een nieuwe vraag als het terugkomt."


@dataclass(frozen=True, slots=True)
class Meegereisd:
    """What travels along from the page: names of our own, never content."""

    route: str = ""
    rollen: str = ""
    release: str = ""
    foutcode: str = ""
    schermfoto: bytes | None = None


@transaction.atomic
def ask_ticket(
    *,
    gemeente_id: UUID,
    onderwerp: str,
    tekst: str,
    soort: str,
    mee: Meegereisd,
    indiener_id: UUID,
    indiener_naam: str,
    at: datetime,
) -> Ticket:
    """Ask the supplier something.

    :raises StaatIetsPersoonlijksIn: there is data of a person in it.
    """
    _zonder_personen(onderwerp, tekst)
    prioriteit = Prioriteit.HOOG if soort == Soort.STORING else Prioriteit.NORMAAL
    with in_platform(), transaction.atomic():
        ticket: Ticket = Ticket.objects.create(
            nummer=_volgend_nummer(),
            gemeente_id=gemeente_id,
            onderwerp=onderwerp,
            soort=soort,
            prioriteit=prioriteit,
            route=mee.route[:120],
            rollen=mee.rollen[:120],
            release=mee.release[:20],
            foutcode=mee.foutcode[:40],
            schermfoto=mee.schermfoto,
            indiener_id=indiener_id,
            indiener_naam=indiener_naam,
            gemaakt_op=at,
            antwoord_voor=_termijn(prioriteit, at),
        )
        _schrijf(ticket, Van.GEMEENTE, indiener_naam, tekst, at=at)
    return ticket


@transaction.atomic
def reply_gemeente(*, ticket_id: UUID, gemeente_id: UUID, tekst: str, naam: str, at: datetime) -> Ticket:
    """Add what the gemeente writes; from now on it waits for us again.

    :raises Refusal: it is solved, or there is data of a person in it.
    """
    _zonder_personen(tekst)
    with in_platform(), transaction.atomic():  # of its own: the gemeente may live on another cluster
        ticket = Ticket.objects.select_for_update().get(pk=ticket_id, gemeente_id=gemeente_id)
        if not ticket.is_open:
            raise TicketIsDicht
        bericht = _schrijf(ticket, Van.GEMEENTE, naam, tekst, at=at)
        ticket.stand = Stand.BEZIG if ticket.toegewezen_id else Stand.NIEUW
        ticket.antwoord_voor = ticket.antwoord_voor or _termijn(ticket.prioriteit, at)
        _bewaar(ticket, "stand", "antwoord_voor")
        transaction.on_commit(lambda: meld_reactie.delay(str(bericht.pk)), robust=True)
    return ticket


@transaction.atomic
def solve_gemeente(*, ticket_id: UUID, gemeente_id: UUID, at: datetime) -> Ticket:
    """Let the gemeente say that it is solved."""
    with in_platform(), transaction.atomic():  # of its own: the gemeente may live on another cluster
        ticket = Ticket.objects.select_for_update().get(pk=ticket_id, gemeente_id=gemeente_id)
        if not ticket.is_open:
            raise TicketIsDicht
        _los_op(ticket, at)
    return ticket


@transaction.atomic
def reply_leverancier(*, ticket_id: UUID, tekst: str, intern: bool, by: Any, at: datetime) -> Ticket:
    """Answer, or write a note for ourselves. An answer stops the clock: now the gemeente is asked.

    :raises Refusal: it is solved, or there is data of a person in it.
    """
    _zonder_personen(tekst)
    ticket = _op_slot(ticket_id)
    if not ticket.is_open:
        raise TicketIsDicht
    bericht = _schrijf(ticket, Van.LEVERANCIER, by.naam, tekst, at=at, intern=intern)
    ticket.toegewezen_id = ticket.toegewezen_id or by.pk
    if not intern:
        ticket.stand, ticket.antwoord_voor = Stand.WACHT, None
    elif ticket.stand == Stand.NIEUW:
        ticket.stand = Stand.BEZIG
    _bewaar(ticket, "stand", "antwoord_voor", "toegewezen_id")
    _noteer("ticket.notitie" if intern else "ticket.beantwoord", ticket, by=by, at=at)
    if not intern:
        meld("beantwoord", ticket.gemeente, bericht.pk)
    return ticket


@transaction.atomic
def take_ticket(*, ticket_id: UUID, by: Any, at: datetime) -> Ticket:
    """Pick it up oneself.

    :raises TicketIsDicht: it is solved.
    """
    ticket = _op_slot(ticket_id)
    if not ticket.is_open:
        raise TicketIsDicht
    ticket.toegewezen_id = by.pk
    if ticket.stand == Stand.NIEUW:
        ticket.stand = Stand.BEZIG
    _bewaar(ticket, "stand", "toegewezen_id")
    _noteer("ticket.opgepakt", ticket, by=by, at=at)
    return ticket


@transaction.atomic
def arrange_ticket(
    *,
    ticket_id: UUID,
    prioriteit: str,
    toegewezen_id: UUID | None,
    incident_id: UUID | None,
    versie: int,
    by: Any,
    at: datetime,
) -> Ticket:
    """Say how urgent it is, who does it, and to which incident it belongs. The term follows the priority.

    :raises Verouderd: somebody else changed it meanwhile.
    """
    ticket = _op_slot(ticket_id)
    if ticket.versie != versie:
        raise Verouderd(huidig=ticket)
    if prioriteit != ticket.prioriteit:
        ticket.prioriteit = prioriteit
        if ticket.antwoord_voor is not None:
            ticket.antwoord_voor = _termijn(prioriteit, ticket.gemaakt_op)
    ticket.toegewezen_id, ticket.incident_id = toegewezen_id, incident_id
    if toegewezen_id and ticket.stand == Stand.NIEUW:
        ticket.stand = Stand.BEZIG
    _bewaar(ticket, "prioriteit", "antwoord_voor", "toegewezen_id", "incident_id", "stand")
    _noteer("ticket.ingedeeld", ticket, by=by, at=at)
    return ticket


@transaction.atomic
def solve_ticket(*, ticket_id: UUID, by: Any, at: datetime) -> Ticket:
    """Close it from our side.

    :raises TicketIsDicht: it was closed already.
    """
    ticket = _op_slot(ticket_id)
    if not ticket.is_open:
        raise TicketIsDicht
    _los_op(ticket, at)
    _noteer("ticket.opgelost", ticket, by=by, at=at)
    return ticket


# -- what they share -----------------------------------------------------------------------------------


def _zonder_personen(*teksten: str) -> None:
    gevonden = [] if zaaifouten.staat_aan("ticket_met_persoon") else persoonlijk_in("\n".join(teksten))
    if gevonden:
        raise StaatIetsPersoonlijksIn(gevonden)


def _volgend_nummer() -> int:
    """Return the next number; one at a time, so that two who ask at once get two numbers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('keukentafel-ticketnummer', 0))")
    hoogste = Ticket.objects.aggregate(hoogste=Max("nummer"))["hoogste"]
    return (hoogste or EERSTE_NUMMER - 1) + 1


def _termijn(prioriteit: str, at: datetime) -> datetime:
    return antwoord_voor(prioriteit, at, kalender_op(localdate(at)))


def _op_slot(ticket_id: UUID) -> Ticket:
    ticket: Ticket = Ticket.objects.select_for_update().get(pk=ticket_id)
    return ticket


def _schrijf(
    ticket: Ticket, van: Van, naam: str, tekst: str, *, at: datetime, intern: bool = False
) -> Ticketbericht:
    bericht: Ticketbericht = Ticketbericht.objects.create(
        ticket=ticket, van=van, naam=naam, tekst=tekst, intern=intern, op=at
    )
    return bericht


def _los_op(ticket: Ticket, at: datetime) -> None:
    ticket.stand, ticket.opgelost_op, ticket.antwoord_voor = Stand.OPGELOST, at, None
    _bewaar(ticket, "stand", "opgelost_op", "antwoord_voor")
    if not zaaifouten.staat_aan("opgelost_kijkt_door"):
        lopend = ticket.toegangen.select_for_update(of=("self",)).select_related("gemeente")
        end_toegangen(lopend.filter(stand__in=OPEN), at=at)


def _bewaar(ticket: Ticket, *velden: str) -> None:
    ticket.versie += 1
    ticket.save(update_fields=[*velden, "versie"])


def _noteer(gebeurtenis: str, ticket: Ticket, *, by: Any, at: datetime) -> None:
    noteer(gebeurtenis, by=by, at=at, target=ticket.gemeente, detail={"ticket": ticket.nummer})
