"""Draw looks without assignment by lot, open one with a reason, and say what to think of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from random import Random
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import get_default_timezone

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.identity.rollen import Rol
from modules.dossier.models import Huishouden
from modules.dossier.rules.maanden import plus_maanden
from modules.dossier.toegang.attenderen import attendeer
from modules.dossier.toegang.codelijsten import Oordeel
from modules.dossier.toegang.models import Steekproef, Steekproefregel
from modules.dossier.toegang.queries.blikken import blikken_tussen, opdrachten_bij
from modules.dossier.toegang.rules.steekproef import trek, zonder_opdracht

REDEN_MINSTENS = 10


class RedenNodig(Refusal):
    text = "Schrijf waarom je dit huishouden wilt zien, in minstens 10 tekens."


class NietJeEigenBlik(Refusal):
    text = "Dit gaat over jou. Een ander beoordeelt het."


class AlleenDeFg(Refusal):
    text = "Alleen de privacyfunctionaris bekijkt de steekproef."


class AlBeoordeeld(Refusal):
    text = "Dit is al beoordeeld."


class OordeelNodig(Refusal):
    text = "Schrijf in een zin hoe je tot dit oordeel komt."


class HuishoudenIsWeg(Refusal):
    text = "Dit huishouden is er niet meer. De bewaartermijn is voorbij."


@transaction.atomic
def draw_steekproef(*, maand: date, omvang: int, lot: Random, at: datetime) -> Steekproef:
    """Draw the sample of the month that `maand` lies in. Done before: the same draw comes back.

    Counted are looks by people who had no part in the household on that day: no behandelaar, no
    regisseur, not working along, no right asked for, no emergency (those have a review of their own).
    """
    eerste = maand.replace(day=1)
    bestaand = Steekproef.objects.filter(maand=eerste).first()
    if bestaand is not None:
        return bestaand
    blikken = blikken_tussen(_begin(eerste), _begin(plus_maanden(eerste, 1)))
    los = zonder_opdracht(blikken, opdrachten_bij(blikken))
    steekproef = Steekproef.objects.create(maand=eerste, getrokken_op=at, populatie=len(los))
    regels = _regels(steekproef, trek(los, omvang, lot))
    if regels:
        attendeer(
            rol=Rol.FG,
            soort="steekproef",
            tekst=f"De steekproef van deze maand ligt klaar: {len(regels)} keer kijken.",
            url=reverse("toegang:steekproef"),
            at=at,
        )
    audit.record(
        "toegang.steekproef.getrokken",
        target=steekproef,
        at=at,
        soort="C",
        detail={"omvang": len(regels), "populatie": len(los)},
    )
    return steekproef


def _regels(steekproef: Steekproef, blikken: Sequence[Any]) -> list[Steekproefregel]:
    return Steekproefregel.objects.bulk_create(
        Steekproefregel(
            steekproef=steekproef,
            gebruiker_id=blik.gebruiker_id,
            huishouden_id=blik.huishouden_id,
            dag=blik.dag,
            aantal=blik.aantal,
        )
        for blik in blikken
    )


def _begin(dag: date) -> datetime:
    return datetime.combine(dag, time(), tzinfo=get_default_timezone())


@transaction.atomic
def open_regel(*, regel: Steekproefregel, reden: str, by: Any, at: datetime) -> Huishouden:
    """Show which household it was, with a reason; the look is on record with that household.

    :raises AlleenDeFg, NietJeEigenBlik, RedenNodig, HuishoudenIsWeg: see their texts.
    """
    _mag(regel, by)
    if len(reden.strip()) < REDEN_MINSTENS:
        raise RedenNodig
    huishouden: Huishouden | None = Huishouden.objects.filter(pk=regel.huishouden_id).first()
    if huishouden is None:
        raise HuishoudenIsWeg
    regel.geopend_op, regel.geopend_door, regel.opening = at, by, reden.strip()[:300]
    regel.save(update_fields=["geopend_op", "geopend_door", "opening"])
    audit.record_inzage(
        target=huishouden,
        by=by,
        doel=Doel.TOEZICHT,
        at=at,
        gebeurtenis="toegang.steekproef.geopend",
        reden=regel.opening,
        detail={"steekproefregel_id": str(regel.pk)},
    )
    return huishouden


@transaction.atomic
def review_regel(
    *, regel: Steekproefregel, oordeel: str, toelichting: str, by: Any, at: datetime
) -> Steekproefregel:
    """Say what to think of this look, with a sentence.

    :raises AlleenDeFg, NietJeEigenBlik, AlBeoordeeld, OordeelNodig: see their texts.
    """
    regel = Steekproefregel.objects.select_for_update(of=("self",)).get(pk=regel.pk)
    _mag(regel, by)
    if regel.oordeel:
        raise AlBeoordeeld
    if len(toelichting.strip()) < REDEN_MINSTENS:
        raise OordeelNodig
    regel.oordeel, regel.toelichting = Oordeel(oordeel), toelichting.strip()
    regel.beoordeeld_door, regel.beoordeeld_op = by, at
    regel.save()
    audit.record(
        "toegang.steekproef.beoordeeld",
        target=regel,
        by=by,
        at=at,
        soort="U",
        detail={"steekproefregel_id": str(regel.pk), "oordeel": str(regel.oordeel)},
    )
    return regel


def _mag(regel: Steekproefregel, by: Any) -> None:
    if not by.has_rol(Rol.FG):
        raise AlleenDeFg
    if regel.gebruiker_id == by.pk:
        raise NietJeEigenBlik
