"""Questions of the gemeente about its tickets and about who looked along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from keukentafel.audit.models import Logboekregel
from keukentafel.tenancy import huidige_gemeente, in_platform
from modules.dossier.access import zichtbaar
from modules.dossier.models import Huishoudlid
from modules.inrichting.rules.protocol import Mate
from modules.ondersteuning.models import Inkijk
from modules.ondersteuning.rollen import LAAT_TOE
from support.models import Stand as Ticketstand
from support.models import Ticket, Ticketbericht, Toegang, ToegangStand

PER_PAGINA = 50
BEKEKEN = ("ondersteuning.meekijken.bekeken", "ondersteuning.meekijken.geweigerd")


def tickets_van(gebruiker: Any, *, open_: bool) -> list[Ticket]:
    """Return one's own tickets; who lets the supplier in sees those of the whole gemeente."""
    hier = huidige_gemeente().id
    with in_platform():
        rijen = Ticket.objects.filter(gemeente_id=hier).defer("schermfoto")
        if not LAAT_TOE & gebruiker.rollen:
            rijen = rijen.filter(indiener_id=gebruiker.pk)
        rijen = (
            rijen.exclude(stand=Ticketstand.OPGELOST) if open_ else rijen.filter(stand=Ticketstand.OPGELOST)
        )
        return list(rijen[:PER_PAGINA])


def ticket_van(gebruiker: Any, ticket_id: UUID) -> tuple[Ticket, list[Ticketbericht]] | None:
    """Return a ticket with what both sides said; not the notes of the supplier for itself. None: not yours."""
    hier = huidige_gemeente().id
    with in_platform():
        ticket = Ticket.objects.filter(pk=ticket_id, gemeente_id=hier).first()
        if ticket is None or not (ticket.indiener_id == gebruiker.pk or LAAT_TOE & gebruiker.rollen):
            return None
        berichten = list(ticket.berichten.filter(intern=False))
        for bericht in berichten:
            _ = bericht.tekst  # opened here: the key of the text is the supplier's
        return ticket, berichten


def namen_in(huishouden_id: UUID, gebruiker: Any) -> frozenset[str]:
    """Return the names of who lives or lived in a household, when this person reads them; else nothing."""
    leden = Huishoudlid.objects.filter(
        zichtbaar(gebruiker, "huishouden", minstens=Mate.ALLES), huishouden_id=huishouden_id
    )
    namen = leden.values_list("inwoner__geslachtsnaam", "inwoner__voornamen")
    woorden = {woord for achternaam, voornamen in namen for woord in (achternaam, *voornamen.split())}
    return frozenset(woord for woord in woorden if len(woord) > 2)


@dataclass(frozen=True, slots=True)
class Gevraagd:
    """A request that waits for an answer."""

    id: UUID
    nummer: int
    onderwerp: str
    indiener_id: UUID
    ticket_id: UUID
    omvang: str
    omvang_tekst: str
    reden: str
    minuten: int
    door: str
    op: datetime


def gevraagd() -> list[Gevraagd]:
    """Return what waits for an answer of this gemeente."""
    hier = huidige_gemeente().id
    with in_platform():
        rijen = (
            Toegang.objects.filter(gemeente_id=hier, stand=ToegangStand.GEVRAAGD, is_nood=False)
            .select_related("ticket", "gevraagd_door")
            .defer("ticket__schermfoto")
        )
        return [
            Gevraagd(
                id=rij.pk,
                nummer=rij.ticket.nummer,
                onderwerp=rij.ticket.onderwerp,
                indiener_id=rij.ticket.indiener_id,
                ticket_id=rij.ticket_id,
                omvang=rij.omvang,
                omvang_tekst=str(rij.get_omvang_display()),
                reden=rij.reden,
                minuten=rij.minuten,
                door=rij.gevraagd_door.naam,
                op=rij.gevraagd_op,
            )
            for rij in rijen
        ]


def een_gevraagd(toegang_id: UUID) -> Gevraagd | None:
    """Return one request that waits."""
    return next((een for een in gevraagd() if een.id == toegang_id), None)


def bekeken_in(inkijk: Inkijk) -> list[Logboekregel]:
    """Return every page that was asked for in a look, the newest first. One query, straight from the logboek."""
    rijen = Logboekregel.objects.filter(
        object_id=inkijk.pk, gebeurtenis__in=BEKEKEN, rollen__contains="support"
    ).order_by("-tijdstip", "-id")
    return list(rijen[:500])
