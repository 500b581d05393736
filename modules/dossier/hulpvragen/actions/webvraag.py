"""Take in what somebody asked on the website, and say what became of it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.dossier.hulpvragen.models import Webstand, Webvraag
from modules.dossier.hulpvragen.rules.nummer import maak_nummer
from modules.dossier.models import Melding
from modules.dossier.queries.adres import team_van_adres


class AlVerwerkt(Refusal):
    text = "Een collega heeft deze vraag al opgepakt."


class RedenOntbreekt(Refusal):
    text = "Schrijf in één zin waarom dit geen melding wordt."


@transaction.atomic
def receive_webvraag(*, gegevens: Mapping[str, Any], at: datetime, id: UUID | None = None) -> Webvraag:
    """Keep a request from the website for the team of the address; without one, for all teams.

    `id` is the key of the form: sent twice, it is one request with one number.
    """
    if id and (bekend := Webvraag.objects.filter(pk=id).first()):
        return bekend
    postcode = gegevens.get("postcode", "")
    uitkomst = team_van_adres(postcode, gegevens.get("huisnummer")) if postcode else None
    rij = Webvraag(
        **gegevens, nummer=_vrij_nummer(), ontvangen_op=at, team=uitkomst.team if uitkomst else None
    )
    if id:
        rij.id = id
    rij.save(force_insert=True)
    audit.record("hulpvragen.webvraag.ontvangen", target=rij, by=None, at=at, soort="maken")
    return rij


def _vrij_nummer() -> str:
    while True:
        nummer = maak_nummer(secrets.choice)
        if not Webvraag.objects.filter(nummer=nummer).exists():
            return nummer


@transaction.atomic
def link_webvraag(*, webvraag: Webvraag, melding: Melding, by: Any, at: datetime) -> Webvraag:
    """Say which melding it became.

    :raises AlVerwerkt: somebody else did so first.
    """
    rij = _lock(webvraag)
    rij.stand, rij.melding, rij.huishouden = Webstand.MELDING, melding, melding.huishouden
    rij.verwerkt_door, rij.verwerkt_op = by, at
    rij.save(update_fields=["stand", "melding", "huishouden", "verwerkt_door", "verwerkt_op"])
    audit.record(
        "hulpvragen.webvraag.gekoppeld", target=rij, by=by, at=at, huishouden_id=melding.huishouden_id
    )
    return rij


@transaction.atomic
def close_webvraag(*, webvraag: Webvraag, reden: str, by: Any, at: datetime) -> Webvraag:
    """Say that it asks for no melding, and why: a question that was answered, a mistake, a double.

    :raises AlVerwerkt: somebody else was first.
    :raises RedenOntbreekt: there is no sentence.
    """
    if not reden.strip():
        raise RedenOntbreekt
    rij = _lock(webvraag)
    rij.stand, rij.reden, rij.verwerkt_door, rij.verwerkt_op = Webstand.AFGEHANDELD, reden.strip(), by, at
    rij.save(update_fields=["stand", "reden", "verwerkt_door", "verwerkt_op"])
    audit.record("hulpvragen.webvraag.afgehandeld", target=rij, by=by, at=at)
    return rij


def _lock(webvraag: Webvraag) -> Webvraag:
    rij: Webvraag = Webvraag.objects.select_for_update(of=("self",)).get(pk=webvraag.pk)
    if rij.stand != Webstand.NIEUW:
        raise AlVerwerkt
    return rij
