"""What the supplier does about looking along: ask, confirm an emergency together, begin, stop.

Saying yes is not among them: that is done in the gemeente, in tables that the console cannot reach.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from keukentafel.errors import Refusal
from keukentafel.identity import geheim
from keukentafel.tenancy import zaaifouten
from support.actions.einde import end_toegangen, meld
from support.actions.ticket import StaatIetsPersoonlijksIn
from support.models import OPEN, Omvang, Ticket, Toegang, ToegangStand
from support.rules.persoonlijk import persoonlijk_in
from tenants.console.models import Accountlink
from tenants.platformboek import noteer

CODE_GELDIG = timedelta(seconds=60)
NOOD_GELDT = timedelta(days=1)
"""What can wait longer than this is no emergency: then the gemeente answers."""
INGEWERKT = timedelta(days=7)
"""So long ago somebody got the means to sign in, before an account counts in an emergency."""


class LooptAl(Refusal):
    text = (
        "Voor dit ticket is al gevraagd om mee te kijken. Wacht op het antwoord, of trek die vraag eerst in."
    )


class TicketDicht(Refusal):
    text = "Dit ticket is opgelost. Meekijken kan alleen bij een open ticket."


class EigenVraag(Refusal):
    text = "Een collega bevestigt dit. Je kunt je eigen vraag niet bevestigen."


class NogTeNieuw(Refusal):
    """One person could make a second account, or take over one, and be two people."""

    text = (
        "In een noodgeval tellen twee mensen van wie het account al een week in gebruik is. "
        "Vraag het een andere collega."
    )


class NietMeerOpen(Refusal):
    text = "Dit meekijken is voorbij."


class NogNietKlaar(Refusal):
    text = "De database wordt nog klaargezet. Probeer het over een paar seconden opnieuw."


class GeenNoodVoorDossier(Refusal):
    text = "Een dossier open je nooit zonder de gemeente, ook niet in nood."


@transaction.atomic
def request_toegang(
    *, ticket: Ticket, omvang: str, reden: str, minuten: int, is_nood: bool, by: Any, at: datetime
) -> Toegang:
    """Ask to look along.

    :raises Refusal: the ticket is closed or asked for already, a dossier in an emergency, data of a person.
    """
    gevonden = persoonlijk_in(reden)
    if gevonden:
        raise StaatIetsPersoonlijksIn(gevonden)
    ticket = Ticket.objects.select_for_update(of=("self",)).select_related("gemeente").get(pk=ticket.pk)
    if not ticket.is_open:
        raise TicketDicht
    if is_nood and omvang == Omvang.DOSSIER:
        raise GeenNoodVoorDossier
    if ticket.toegangen.filter(stand__in=OPEN).exists():
        raise LooptAl
    toegang: Toegang = Toegang.objects.create(
        ticket=ticket,
        gemeente=ticket.gemeente,
        omvang=omvang,
        reden=reden,
        minuten=minuten,
        is_nood=is_nood,
        stand=ToegangStand.TWEEDE if is_nood else ToegangStand.GEVRAAGD,
        gevraagd_door=by,
        gevraagd_op=at,
    )
    _noteer("meekijken.nood_gevraagd" if is_nood else "meekijken.gevraagd", toegang, by=by, at=at)
    if not is_nood:
        meld("gevraagd", toegang.gemeente, toegang.pk)
    return toegang


@transaction.atomic
def confirm_nood(*, toegang_id: UUID, by: Any, at: datetime) -> Toegang:
    """Confirm the emergency as the second person; the gemeente's own standing wish still decides.

    :raises Refusal: one's own request, no longer asked, or an account that may be of the same person.
    """
    toegang = _op_slot(toegang_id)
    if toegang.stand != ToegangStand.TWEEDE:
        raise NietMeerOpen
    if at >= toegang.gevraagd_op + NOOD_GELDT:
        raise NietMeerOpen("Deze vraag is ouder dan een dag. Vraag het opnieuw.")
    if toegang.gevraagd_door_id == by.pk and not zaaifouten.staat_aan("nood_in_je_eentje"):
        raise EigenVraag
    _eis_ingewerkt(toegang, by, at)
    toegang.stand, toegang.tweede, toegang.tweede_op = ToegangStand.GEVRAAGD, by, at
    toegang.save(update_fields=["stand", "tweede", "tweede_op"])
    _noteer("meekijken.nood_bevestigd", toegang, by=by, at=at)
    meld("nood", toegang.gemeente, toegang.pk)
    return toegang


@transaction.atomic
def give_code(*, toegang_id: UUID, by: Any, at: datetime) -> str:
    """Return the code with which who asked begins to look: it works once, a minute long.

    :raises Refusal: somebody else asked, it is over, or the database is not ready.
    """
    toegang = _op_slot(toegang_id)
    if toegang.gevraagd_door_id != by.pk:
        raise NietMeerOpen("Alleen wie het vroeg, kijkt mee.")
    if (
        toegang.stand not in (ToegangStand.TOEGESTAAN, ToegangStand.LOOPT)
        or not toegang.tot
        or toegang.tot <= at
        or not toegang.ticket.is_open
    ):
        raise NietMeerOpen
    if toegang.klaar_op is None:
        raise NogNietKlaar
    code = geheim.nieuw_geheim()
    toegang.code_afdruk, toegang.code_tot = geheim.afdruk("inkijk", code), at + CODE_GELDIG
    toegang.save(update_fields=["code_afdruk", "code_tot"])
    _noteer("meekijken.begonnen", toegang, by=by, at=at)
    return code


@transaction.atomic
def stop_toegang(*, toegang_id: UUID, by: Any, at: datetime) -> Toegang:
    """Stop, or take the request back. A look that runs ends at its next request.

    :raises NietMeerOpen: it is over already.
    """
    toegang = _op_slot(toegang_id)
    if not toegang.is_open:
        raise NietMeerOpen
    end_toegangen([toegang], at=at)
    _noteer("meekijken.gestopt", toegang, by=by, at=at)
    return toegang


@transaction.atomic
def stop_gesloten(*, at: datetime) -> None:
    """End every look in a gemeente that is closed, for whatever reason: it does not go on when she opens again."""
    rijen = Toegang.objects.select_for_update(of=("self",)).select_related("gemeente")
    end_toegangen(rijen.in_gesloten_gemeente(), at=at)


def _op_slot(toegang_id: UUID) -> Toegang:
    rijen = Toegang.objects.select_for_update(of=("self",)).select_related("gemeente", "ticket")
    toegang: Toegang = rijen.get(pk=toegang_id)
    return toegang


def _eis_ingewerkt(toegang: Toegang, by: Any, at: datetime) -> None:
    """Refuse when one of the two got an invitation or new means to sign in this week: a colleague makes those."""
    if zaaifouten.staat_aan("nood_in_je_eentje"):
        return
    beiden = (toegang.gevraagd_door_id, by.pk)
    if Accountlink.objects.filter(account_id__in=beiden, gebruikt_op__gt=at - INGEWERKT).exists():
        raise NogTeNieuw


def _noteer(gebeurtenis: str, toegang: Toegang, *, by: Any, at: datetime) -> None:
    noteer(
        gebeurtenis,
        by=by,
        at=at,
        target=toegang.gemeente,
        detail={"ticket": toegang.ticket.nummer, "omvang": toegang.omvang, "minuten": toegang.minuten},
    )
