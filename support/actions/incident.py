"""What the supplier tells when something is wrong for more than one gemeente. These texts are public."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from keukentafel.errors import Refusal
from keukentafel.tenancy.adresboek import adresboek
from support.actions.ticket import StaatIetsPersoonlijksIn
from support.models import Incident, Incidentbericht, Ticket
from support.rules.persoonlijk import persoonlijk_in
from tenants.models import Gemeente
from tenants.platformboek import noteer


class NoemtEenGemeente(Refusal):
    """The text names a gemeente; everybody reads it."""

    def __init__(self, naam: str) -> None:
        super().__init__(
            f"Hier staat de naam van een gemeente in ({naam}). Iedereen kan dit lezen: laat hem weg."
        )


class IsVoorbij(Refusal):
    text = "Deze storing is al voorbij."


@transaction.atomic
def open_incident(
    *,
    titel: str,
    onderdeel: str,
    is_storing: bool,
    tekst: str,
    by: Any,
    at: datetime,
    ticket_id: UUID | None = None,
) -> Incident:
    """Tell everybody that something is wrong; the ticket it began with hangs under it.

    :raises Refusal: a gemeente or data of a person stands in the text.
    """
    _voor_iedereen(titel, tekst)
    incident: Incident = Incident.objects.create(
        titel=titel, onderdeel=onderdeel, is_storing=is_storing, begonnen_op=at, gemaakt_door=by.naam
    )
    Incidentbericht.objects.create(incident=incident, tekst=tekst, door=by.naam, op=at)
    if ticket_id is not None:
        Ticket.objects.filter(pk=ticket_id).update(incident=incident)
    noteer("incident.gemeld", by=by, at=at, detail={"titel": titel})
    transaction.on_commit(adresboek.vergeet)
    return incident


@transaction.atomic
def tell_incident(*, incident_id: UUID, tekst: str, is_voorbij: bool, by: Any, at: datetime) -> Incident:
    """Add what we know now, and say whether it is over.

    :raises Refusal: it was over already, or a gemeente or data of a person stands in the text.
    """
    _voor_iedereen(tekst)
    incident: Incident = Incident.objects.select_for_update().get(pk=incident_id)
    if incident.voorbij_op is not None:
        raise IsVoorbij
    Incidentbericht.objects.create(incident=incident, tekst=tekst, door=by.naam, op=at)
    if is_voorbij:
        incident.voorbij_op = at
        incident.save(update_fields=["voorbij_op"])
    noteer(
        "incident.voorbij" if is_voorbij else "incident.verteld",
        by=by,
        at=at,
        detail={"titel": incident.titel},
    )
    transaction.on_commit(adresboek.vergeet)
    return incident


def _voor_iedereen(*teksten: str) -> None:
    samen = "\n".join(teksten)
    gevonden = persoonlijk_in(samen)
    if gevonden:
        raise StaatIetsPersoonlijksIn(gevonden)
    klein = samen.casefold()
    for naam in Gemeente.objects.values_list("naam", flat=True):
        if naam.casefold() in klein:
            raise NoemtEenGemeente(naam)
