"""What the support desk keeps, in schema public: tickets, incidents, requests to look along. Never a resident."""

from __future__ import annotations

from support.models.incident import Incident, Incidentbericht, Onderdeel
from support.models.ticket import Prioriteit, Soort, Stand, Ticket, Ticketbericht, Van
from support.models.toegang import MAG_KIJKEN, OPEN, Omvang, Toegang, ToegangStand

__all__ = [
    "MAG_KIJKEN",
    "OPEN",
    "Incident",
    "Incidentbericht",
    "Omvang",
    "Onderdeel",
    "Prioriteit",
    "Soort",
    "Stand",
    "Ticket",
    "Ticketbericht",
    "Toegang",
    "ToegangStand",
    "Van",
]
