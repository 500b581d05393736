"""Make a signal about a provider, weigh it, hand it over, close it, and remove what is old (F073)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from modules.dossier.aanbiedersignalen.models import Aanbiedersignaal
from modules.dossier.aanbiedersignalen.rules.gang import Handeling, noemt_inwoner, waarom_niet, weg_op
from modules.dossier.aanbiedersignalen.woorden import Stand


class NoemtInwoner(Refusal):
    text = "Haal het burgerservicenummer weg. Een signaal over een aanbieder noemt geen inwoners."


class KanNu(Refusal):
    """This step cannot be taken now."""


class InDeToekomst(Refusal):
    text = "Deze dag is nog niet geweest. Kies vandaag of een eerdere dag."


@transaction.atomic
def make_signaal(
    *, gegevens: Mapping[str, Any], by: Any, at: datetime, id: UUID | None = None
) -> Aanbiedersignaal:
    """Write down what was seen of a provider; `id` is the key of the form: sent twice, it is one signal.

    :raises NoemtInwoner: a burgerservicenummer stands in it.
    :raises InDeToekomst: it was seen on a day that has not been.
    """
    if id and (al := Aanbiedersignaal.objects.filter(pk=id, gemaakt_door=by).first()):
        return al
    _geweest(gegevens["gezien_op"], at)
    _zonder_inwoner(gegevens["waarneming"])
    velden = ("aanbieder", "soort", "waarneming", "gezien_op", "bron")
    rij = Aanbiedersignaal(**{veld: gegevens[veld] for veld in velden}, gemaakt_door=by, gemaakt_op=at)
    if id:
        rij.id = id
    rij.save(force_insert=True)
    audit.record("aanbiedersignalen.signaal.gemaakt", target=rij, by=by, at=at, soort="maken")
    return rij


@transaction.atomic
def weigh_signaal(
    *,
    signaal: Aanbiedersignaal,
    ernst: str,
    weging: str,
    by: Any,
    at: datetime,
    gezien_versie: int | None = None,
) -> Aanbiedersignaal:
    """Say how serious it is and why. Who made it does not weigh it.

    :raises KanNu: handed over or closed, or one's own. :raises Verouderd: somebody saved it since.
    """
    rij = _lock(signaal, Handeling.WEGEN, by, gezien_versie)
    _zonder_inwoner(weging)
    rij.ernst, rij.weging, rij.gewogen_door, rij.gewogen_op = ernst, weging.strip(), by, at
    rij.stand = Stand.GEWOGEN
    return _bewaar(rij, ("ernst", "weging", "gewogen_door", "gewogen_op"), "gewogen", by, at)


@transaction.atomic
def hand_over_signaal(
    *,
    signaal: Aanbiedersignaal,
    aan: str,
    op: date,
    wat: str,
    kenmerk: str,
    by: Any,
    at: datetime,
    gezien_versie: int | None = None,
) -> Aanbiedersignaal:
    """Record to which supervisor it went, when, and what was told. Telling itself goes by their own way.

    :raises KanNu: not weighed, or handed over before. :raises Verouderd: somebody saved it since.
    """
    rij = _lock(signaal, Handeling.OVERDRAGEN, by, gezien_versie)
    _geweest(op, at)
    _zonder_inwoner(wat)
    rij.overgedragen_aan, rij.overgedragen_op = aan, op
    rij.overgedragen_wat, rij.kenmerk = wat.strip(), kenmerk.strip()
    rij.stand = Stand.OVERGEDRAGEN
    velden = ("overgedragen_aan", "overgedragen_op", "overgedragen_wat", "kenmerk")
    return _bewaar(rij, velden, "overgedragen", by, at, detail={"aan": aan})


@transaction.atomic
def close_signaal(
    *,
    signaal: Aanbiedersignaal,
    uitkomst: str,
    omdat: str,
    by: Any,
    at: datetime,
    gezien_versie: int | None = None,
) -> Aanbiedersignaal:
    """Say what came of it; five years later it is removed.

    :raises KanNu: not weighed, or closed before. :raises Verouderd: somebody saved it since.
    """
    rij = _lock(signaal, Handeling.SLUITEN, by, gezien_versie)
    _zonder_inwoner(omdat)
    rij.uitkomst, rij.gesloten_omdat, rij.gesloten_op = uitkomst, omdat.strip(), localdate(at)
    rij.stand = Stand.GESLOTEN
    velden = ("uitkomst", "gesloten_omdat", "gesloten_op")
    return _bewaar(rij, velden, "gesloten", by, at, detail={"uitkomst": uitkomst})


@transaction.atomic
def remove_old(*, at: datetime) -> int:
    """Remove what was closed five years ago. Safe to run twice."""
    dag, aantal = localdate(at), 0
    rijen = Aanbiedersignaal.objects.select_for_update(of=("self",)).filter(stand=Stand.GESLOTEN)
    for rij in rijen:
        if rij.gesloten_op is not None and weg_op(rij.gesloten_op) <= dag:
            audit.record(
                "aanbiedersignalen.signaal.verwijderd", target=rij, by=None, at=at, soort="verwijderen"
            )
            rij.delete()
            aantal += 1
    return aantal


def _lock(
    signaal: Aanbiedersignaal, handeling: Handeling, by: Any, gezien_versie: int | None
) -> Aanbiedersignaal:
    vraag = Aanbiedersignaal.objects.select_for_update(of=("self",)).select_related("aanbieder")
    rij: Aanbiedersignaal = vraag.get(pk=signaal.pk)
    reden = waarom_niet(rij.stand, handeling, is_maker=rij.gemaakt_door_id == by.pk)
    if reden:
        raise KanNu(reden)
    if gezien_versie is not None and rij.versie != gezien_versie:
        raise Verouderd(huidig=rij)
    return rij


def _bewaar(
    rij: Aanbiedersignaal,
    velden: tuple[str, ...],
    gebeurtenis: str,
    by: Any,
    at: datetime,
    detail: Mapping[str, Any] | None = None,
) -> Aanbiedersignaal:
    rij.versie += 1
    rij.save(update_fields=[*velden, "stand", "versie"])
    audit.record(f"aanbiedersignalen.signaal.{gebeurtenis}", target=rij, by=by, at=at, detail=detail)
    return rij


def _zonder_inwoner(tekst: str) -> None:
    if noemt_inwoner(tekst):
        raise NoemtInwoner


def _geweest(op: date, at: datetime) -> None:
    if op > localdate(at):
        raise InDeToekomst
