"""Appoint who reads and weighs the signals about providers, and end that."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.dossier.aanbiedersignalen.apps import MELDT
from modules.dossier.aanbiedersignalen.models import Signaalweger


class AlAangewezen(Refusal):
    text = "Deze collega is al aangewezen."


class NietVoorDezeRol(Refusal):
    text = "Kies iemand die in een team, de backoffice of bij beleid werkt."


@transaction.atomic
def appoint_weger(*, gebruiker: Any, by: Any, at: datetime) -> Signaalweger:
    """Let somebody read and weigh every signal about a provider.

    :raises AlAangewezen: appointed before. :raises NietVoorDezeRol: another role than may do this.
    """
    if not gebruiker.has_rol(*MELDT):
        raise NietVoorDezeRol
    if Signaalweger.objects.select_for_update().filter(gebruiker=gebruiker, tot=None).exists():
        raise AlAangewezen
    rij = Signaalweger.objects.create(gebruiker=gebruiker, sinds=at, aangewezen_door=by)
    detail = {"gebruiker": str(gebruiker.pk)}
    audit.record("aanbiedersignalen.weger.aangewezen", target=rij, by=by, at=at, soort="maken", detail=detail)
    return rij


@transaction.atomic
def end_weger(*, weger: Signaalweger, by: Any, at: datetime) -> Signaalweger:
    """Take that away from now on; what was weighed keeps the name."""
    rij = Signaalweger.objects.select_for_update(of=("self",)).get(pk=weger.pk)
    if rij.tot is None:
        rij.tot = at
        rij.save(update_fields=["tot"])
        detail = {"gebruiker": str(rij.gebruiker_id)}
        audit.record("aanbiedersignalen.weger.gestopt", target=rij, by=by, at=at, detail=detail)
    return rij
