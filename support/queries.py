"""Questions about tickets and looking along. All of them run in the scope of the platform."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from support.models import Stand, Ticket, Toegang

PER_PAGINA = 50
LIJSTEN = ("open", "mij", "niemand", "opgelost")


def wachtrij(toon: str, *, account_id: UUID, zoek: str = "", gemeente_id: UUID | None = None) -> Any:
    """Return the tickets of one list, what must be answered first on top; of one gemeente when that is asked."""
    rijen = Ticket.objects.select_related("gemeente", "toegewezen", "incident").defer(
        "schermfoto", "gemeente__sleutel"
    )
    if gemeente_id is not None:
        rijen = rijen.filter(gemeente_id=gemeente_id)
    if zoek:
        nummer = Q(nummer=int(zoek)) if zoek.isdecimal() and len(zoek) < 9 else Q(pk__in=[])
        rijen = rijen.filter(nummer | Q(onderwerp__icontains=zoek) | Q(gemeente__naam__icontains=zoek))
    if toon == "opgelost":
        return rijen.filter(stand=Stand.OPGELOST).order_by("-opgelost_op", "-nummer")
    rijen = rijen.open()
    if toon == "mij":
        rijen = rijen.filter(toegewezen_id=account_id)
    elif toon == "niemand":
        rijen = rijen.filter(toegewezen_id=None)
    return rijen.op_antwoord()


def aantallen(account_id: UUID, *, gemeente_id: UUID | None = None) -> dict[str, int]:
    """Count the lists in one query."""
    rijen = Ticket.objects.all() if gemeente_id is None else Ticket.objects.filter(gemeente_id=gemeente_id)
    return rijen.aggregate(
        open=Count("pk", filter=~Q(stand=Stand.OPGELOST)),
        mij=Count("pk", filter=~Q(stand=Stand.OPGELOST) & Q(toegewezen_id=account_id)),
        niemand=Count("pk", filter=~Q(stand=Stand.OPGELOST) & Q(toegewezen_id=None)),
        opgelost=Count("pk", filter=Q(stand=Stand.OPGELOST)),
    )


def open_tickets() -> int:
    """Count what is open, for the menu."""
    return Ticket.objects.open().count()


def open_per_gemeente() -> dict[UUID, int]:
    """Count the open tickets per gemeente."""
    rijen = Ticket.objects.open().order_by().values_list("gemeente_id").annotate(aantal=Count("pk"))
    return dict(rijen)


def toegangen(*, alleen_open: bool = False) -> Any:
    """Return the requests to look along, newest first."""
    rijen = Toegang.objects.select_related("gemeente", "ticket", "gevraagd_door", "tweede").defer(
        "gemeente__sleutel", "ticket__schermfoto"
    )
    return rijen.open() if alleen_open else rijen


def lopende_toegangen(at: datetime) -> int:
    """Count the looks that may be used now, for the menu."""
    return Toegang.objects.bruikbaar(at).count()


def antwoord_vandaag(voor: datetime) -> int:
    """Count the tickets that must be answered before this moment."""
    return Ticket.objects.open().filter(antwoord_voor__lt=voor).count()
