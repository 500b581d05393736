"""What happens to a piece in the inbox: it comes in, waits, becomes a melding, or is put away with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.inrichting.models import Wijkteam
from modules.zgw.postvak.models import Bron, Stuk, Stukstand
from modules.zgw.postvak.rules import van_object
from modules.zgw.stroom.queries import team_van_stuk
from modules.zgw.zaken.models import Zaak

TERUG_BINNEN: Final = timedelta(days=30)
"""How long a mistake can be undone."""


class AlVerwerkt(Refusal):
    text = "Een collega heeft dit stuk al opgepakt."


class RedenOntbreekt(Refusal):
    text = "Schrijf in één zin waarom dit geen melding wordt."


class NietWeggelegd(Refusal):
    text = "Dit stuk is niet weggelegd."


@transaction.atomic
def receive_stuk(
    *, bron: str = Bron.OBJECT, sleutel: str, titel: str, gegevens: Mapping[str, Any], at: datetime,
    team: Wijkteam | None = None, ontbreekt: Sequence[str] = (),
) -> Stuk:  # fmt: skip
    """Keep what came in by a connection, for a person to look at. `sleutel` sent twice is one piece.

    `gegevens` may hold bsn, voornamen, voorvoegsel, geslachtsnaam, geboortedatum (ISO), postcode,
    huisnummer, toevoeging, straat, plaats, telefoon, email, wet, inhoud, and `regels`: [[name, value], …].
    """
    team = team or team_van_stuk(van_object(dict(gegevens)), None)
    rij, nieuw = Stuk.objects.get_or_create(
        sleutel=sleutel,
        defaults={
            "bron": bron, "titel": titel[:160], "gegevens": dict(gegevens), "stand": Stukstand.KIEZEN, "team": team,
            "ontbreekt": list(ontbreekt), "ontvangen_op": at,
        },
    )  # fmt: skip
    if nieuw:
        audit.record("postvak.stuk.ontvangen", target=rij, at=at, soort="maken", detail={"bron": str(bron)})
    return rij


def lock_stuk_van(zaak: Zaak) -> Stuk | None:
    """Return the piece of a zaak, held until the transaction ends; None when there is none yet."""
    rij: Stuk | None = Stuk.objects.select_for_update(of=("self",)).filter(zaak=zaak).first()
    return rij


def make_stuk(*, zaak_id: UUID, titel: str, stand: Stukstand, ontbreekt: Sequence[str], at: datetime) -> Stuk:
    """Lay a zaak in the inbox that a program just made. The line of the call itself is in the logboek."""
    return Stuk.objects.create(
        bron=Bron.ZAAK, sleutel=f"zaak:{zaak_id}", zaak_id=zaak_id, titel=titel[:160],
        stand=stand.value, ontbreekt=list(ontbreekt), ontvangen_op=at,
    )  # fmt: skip


def set_stand(*, stuk: Stuk, stand: Stukstand, ontbreekt: Sequence[str], team: Wijkteam | None) -> Stuk:
    """Say where a piece stands and what is missing."""
    nieuw = (stand.value, list(ontbreekt), team.pk if team else None)
    if nieuw != (stuk.stand, stuk.ontbreekt, stuk.team_id):
        stuk.stand, stuk.ontbreekt, stuk.team = stand.value, list(ontbreekt), team
        stuk.versie += 1
        stuk.save(update_fields=["stand", "ontbreekt", "team", "versie"])
    return stuk


def lock_stuk(stuk: Stuk) -> Stuk:
    """Return a piece as it is now, held until the transaction ends.

    :raises AlVerwerkt: somebody else was first.
    """
    rij: Stuk = Stuk.objects.select_for_update(of=("self",)).select_related("zaak", "team").get(pk=stuk.pk)
    if not rij.is_open:
        raise AlVerwerkt
    return rij


def link_stuk(*, stuk: Stuk, melding_id: UUID, huishouden_id: UUID, by: Any, at: datetime) -> Stuk:
    """Say which melding it became. What stood in the piece stands in the dossier now, and goes here."""
    stuk.stand, stuk.ontbreekt, stuk.gegevens = Stukstand.MELDING.value, [], {}
    stuk.melding_id, stuk.huishouden_id = melding_id, huishouden_id
    stuk.verwerkt_door, stuk.verwerkt_op = (by if getattr(by, "pk", None) else None), at
    stuk.versie += 1
    stuk.save()
    audit.record("postvak.stuk.gekoppeld", target=stuk, by=by, at=at, huishouden_id=huishouden_id)
    return stuk


@transaction.atomic
def put_away(*, stuk: Stuk, reden: str, by: Any, at: datetime) -> Stuk:
    """Say that it asks for no melding, and why.

    :raises AlVerwerkt: somebody else was first.
    :raises RedenOntbreekt: there is no sentence.
    """
    if not reden.strip():
        raise RedenOntbreekt
    rij = lock_stuk(stuk)
    rij.stand, rij.reden, rij.verwerkt_door, rij.verwerkt_op = (
        Stukstand.WEGGELEGD.value,
        reden.strip(),
        by,
        at,
    )
    rij.versie += 1
    rij.save(update_fields=["stand", "reden", "verwerkt_door", "verwerkt_op", "versie"])
    audit.record("postvak.stuk.weggelegd", target=rij, by=by, at=at)
    return rij


@transaction.atomic
def forget_weggelegd(*, at: datetime) -> int:
    """Remove what was put away longer than a month ago; returns how many. A zaak itself stays in its register."""
    oud = Stuk.objects.filter(stand=Stukstand.WEGGELEGD, verwerkt_op__lt=at - TERUG_BINNEN, zaak=None)
    aantal, _ = oud.delete()
    if aantal:
        audit.record("postvak.stukken.vergeten", at=at, soort="verwijderen", detail={"aantal": aantal})
    return aantal


@transaction.atomic
def take_back(*, stuk: Stuk, by: Any, at: datetime) -> Stuk:
    """Put a piece that was put away back among what waits.

    :raises NietWeggelegd: it was not put away.
    """
    rij: Stuk = Stuk.objects.select_for_update(of=("self",)).get(pk=stuk.pk)
    if rij.stand != Stukstand.WEGGELEGD:
        raise NietWeggelegd
    rij.stand, rij.reden, rij.verwerkt_door, rij.verwerkt_op = Stukstand.KIEZEN.value, "", None, None
    rij.versie += 1
    rij.save(update_fields=["stand", "reden", "verwerkt_door", "verwerkt_op", "versie"])
    audit.record("postvak.stuk.teruggezet", target=rij, by=by, at=at)
    return rij
