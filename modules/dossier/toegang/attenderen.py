"""`attendeer`: tell somebody in the app, and by mail when it cannot wait. Neither holds a name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from keukentafel import outbox
from keukentafel.adres import adres_van_gemeente
from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import huidige_gemeente
from modules.dossier.toegang.mensen import met_rol
from modules.dossier.toegang.models import Attendering


@transaction.atomic
def attendeer(
    *,
    voor: Iterable[UUID] = (),
    rol: Rol | None = None,
    soort: str,
    tekst: str,
    url: str,
    at: datetime,
    mail: bool = False,
) -> list[Attendering]:
    """Put a notice in Mijn dag and on `/toezicht` of each of these people, or of everybody with a role.

    `tekst` holds no name of a resident. With `mail` a message leaves too, that only says to sign in.
    """
    wie = dict.fromkeys([*voor, *(met_rol(rol) if rol else [])])
    rijen = Attendering.objects.bulk_create(
        Attendering(voor_id=pk, soort=soort, tekst=tekst, url=url, op=at) for pk in wie
    )
    if mail and rijen:
        _mail(rijen, at)
    return rijen


def _mail(rijen: list[Attendering], at: datetime) -> None:
    gemeente = huidige_gemeente()
    adressen = Gebruiker.objects.actief().exclude(email="").in_bulk([rij.voor_id for rij in rijen])
    for rij in rijen:
        if rij.voor_id in adressen:
            outbox.stuur_mail(
                "toegang/mail/attendering",
                adressen[rij.voor_id].email,
                {"adres": f"{adres_van_gemeente(gemeente.slug)}{rij.url}", "gemeente": gemeente.naam},
                sleutel=f"attendering-{rij.pk}",
                at=at,
            )


def is_afgehandeld(url: str, *, at: datetime) -> None:
    """Take a notice away from everybody it was put before: what it asked for was done."""
    Attendering.objects.ongelezen().filter(url=url).update(gelezen_op=at)


def lees_attenderingen(*, by: Any, at: datetime, id: UUID | None = None) -> int:
    """Mark one notice of this person as read, or all of them; return how many that were."""
    rijen = Attendering.objects.ongelezen().filter(voor_id=by.pk)
    return rijen.filter(pk=id).update(gelezen_op=at) if id else rijen.update(gelezen_op=at)
