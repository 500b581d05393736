"""Organisations: adding, changing and retiring them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.identity.models import Gebruiker
from modules.inrichting.models import Organisatie
from modules.inrichting.queries import gebruik_van_organisatie


class OrganisatieBestaat(Refusal):
    """Another organisation has this name."""

    text = "Deze organisatie staat al in de lijst. Kies een andere naam of gebruik die ene."


class OrganisatieInGebruik(Refusal):
    """Something still points at it."""

    text = "Deze organisatie wordt nog gebruikt. Kijk bij ‘Wie gebruikt dit?’ of zet haar uit."


@transaction.atomic
def save_organisatie(
    *,
    organisatie: Organisatie | None,
    naam: str,
    soort: str,
    telefoon: str,
    is_actief: bool = True,
    by: Gebruiker | None,
    at: datetime,
) -> Organisatie:
    """Add an organisation, or change the one given.

    :raises OrganisatieBestaat: the name is taken, in whatever capitals.
    """
    anderen = Organisatie.objects.filter(naam__iexact=naam)
    if anderen.exclude(pk=organisatie.pk if organisatie else None).exists():
        raise OrganisatieBestaat
    nieuw = organisatie is None
    organisatie = organisatie or Organisatie()
    organisatie.naam, organisatie.soort = naam, soort
    organisatie.telefoon, organisatie.is_actief = telefoon, is_actief
    organisatie.save()
    audit.record(
        f"inrichting.organisatie.{'gemaakt' if nieuw else 'gewijzigd'}",
        target=organisatie,
        by=by,
        at=at,
        soort="maken" if nieuw else "wijzigen",
    )
    return organisatie


@transaction.atomic
def remove_organisatie(*, organisatie: Organisatie, by: Gebruiker, at: datetime) -> None:
    """Take an organisation away that nothing points at.

    :raises OrganisatieInGebruik: otherwise.
    """
    if gebruik_van_organisatie(organisatie):
        raise OrganisatieInGebruik
    audit.record("inrichting.organisatie.verwijderd", target=organisatie, by=by, at=at, soort="verwijderen")
    organisatie.delete()
