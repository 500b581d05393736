"""Put an appointment in somebody's day, and take it out again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn, verwijder_tijdlijn
from modules.dossier.models import Afspraak, Huishouden, TijdlijnGroep


class EindeVoorBegin(Refusal):
    text = "De eindtijd ligt vóór de begintijd. Kies een latere eindtijd."


@transaction.atomic
def plan_afspraak(
    *,
    gebruiker: Any,
    huishouden: Huishouden | None,
    gegevens: Mapping[str, Any],
    by: Any,
    at: datetime,
    id: UUID | None = None,
) -> Afspraak:
    """Put an appointment in the day of `gebruiker`; with a household it stands on its timeline too.

    :raises EindeVoorBegin: it would end before it begins.
    """
    if id and (al_gepland := Afspraak.objects.filter(pk=id).first()):
        return al_gepland
    if gegevens.get("einde") and gegevens["einde"] <= gegevens["begin"]:
        raise EindeVoorBegin
    afspraak = Afspraak(gebruiker=gebruiker, huishouden=huishouden, **gegevens)
    if id:
        afspraak.id = id
    afspraak.save(force_insert=True)
    if huishouden is not None:
        schrijf_tijdlijn(
            huishouden=huishouden,
            groep=TijdlijnGroep.AFSPRAAK,
            icoon="calendar",
            titel=f"Afspraak gemaakt: {afspraak.titel}",
            at=at,
            by=by,
            bij=afspraak,
        )
    audit.record("dossier.afspraak.gemaakt", target=afspraak, by=by, at=at, soort="maken")
    return afspraak


@transaction.atomic
def cancel_afspraak(*, afspraak: Afspraak, by: Any, at: datetime) -> Afspraak:
    """Take an appointment out of the day; `restore_afspraak` brings it back."""
    afspraak.vervallen_op = at
    afspraak.save(update_fields=["vervallen_op"])
    verwijder_tijdlijn(bij=afspraak)
    audit.record("dossier.afspraak.vervallen", target=afspraak, by=by, at=at)
    return afspraak


@transaction.atomic
def restore_afspraak(*, afspraak: Afspraak, by: Any, at: datetime) -> Afspraak:
    """Undo `cancel_afspraak`."""
    afspraak.vervallen_op = None
    afspraak.save(update_fields=["vervallen_op"])
    audit.record("dossier.afspraak.hersteld", target=afspraak, by=by, at=at)
    return afspraak
