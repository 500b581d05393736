"""Offer, publish, renew and withdraw a template."""

from __future__ import annotations

import json
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from keukentafel.errors import Refusal
from keukentafel.logboeken import zonder_bsn
from keukentafel.tenancy import in_platform
from modules.inrichting.bibliotheek.models import Inrichtingsjabloon, Inrichtingsjabloonversie, Sjabloonstand
from modules.inrichting.configuratie.bestand import Herkomst, lees
from tenants.models import LeverancierAccount
from tenants.platformboek import noteer


class NaamIsBezet(Refusal):
    text = "Er staat al een sjabloon met deze naam in de bibliotheek. Kies een andere naam."


class LijktEenBsn(Refusal):
    text = "In dit bestand staat een getal dat een BSN kan zijn. Haal het weg: een sjabloon gaat nooit over iemand."


class NietOndertekend(Refusal):
    text = "Dit bestand is na het downloaden veranderd, of het komt uit een andere installatie."


class AlBeantwoord(Refusal):
    text = "Dit sjabloon is al beantwoord."


def check_bestand(tekst: str) -> list[str]:
    """Return the parts of a file that may stand in the library.

    :raises NietOndertekend: not as this installation made it.
    :raises LijktEenBsn: a number in it may be somebody's BSN.
    """
    bestand = lees(tekst)
    if bestand.herkomst is not Herkomst.HIER:
        raise NietOndertekend
    woorden = json.dumps(
        {
            sleutel: {**deel, "logo_png": ""} if isinstance(deel, dict) and "logo_png" in deel else deel
            for sleutel, deel in bestand.delen.items()
        },
        ensure_ascii=False,
    )
    if zonder_bsn(woorden) != woorden:
        raise LijktEenBsn
    return sorted(bestand.delen)


def offer_sjabloon(
    *, naam: str, omschrijving: str, bestand: str, gemeente_id: UUID, gemeente: str, at: datetime
) -> UUID:
    """Let a gemeente offer its inrichting; the supplier looks before others see it."""
    delen = check_bestand(bestand)
    with in_platform(), transaction.atomic():
        rij = Inrichtingsjabloon.objects.create(
            naam=naam,
            omschrijving=omschrijving,
            van_gemeente=gemeente,
            gemeente_id=gemeente_id,
            gemaakt_op=at,
        )
        rij.versies.create(nummer=1, bestand=bestand, delen=delen, gemaakt_op=at, gemaakt_door=gemeente)
        return rij.pk


@transaction.atomic
def make_sjabloon(
    *, naam: str, omschrijving: str, bestand: str, by: LeverancierAccount, at: datetime
) -> Inrichtingsjabloon:
    """Put a template of the supplier itself in the library.

    :raises NaamIsBezet: the name is taken.
    """
    delen = check_bestand(bestand)
    rij = Inrichtingsjabloon(naam=naam, omschrijving=omschrijving, gemaakt_op=at)
    _publiceer(rij)
    rij.versies.create(nummer=1, bestand=bestand, delen=delen, gemaakt_op=at, gemaakt_door=by.naam)
    _noteer("bibliotheek.sjabloon.gepubliceerd", rij, by, at)
    return rij


@transaction.atomic
def add_versie(
    *, sjabloon: Inrichtingsjabloon, bestand: str, toelichting: str, by: LeverancierAccount, at: datetime
) -> Inrichtingsjabloonversie:
    """Add the next version. Who took an older one over sees that there is a newer."""
    delen = check_bestand(bestand)
    sjabloon = Inrichtingsjabloon.objects.select_for_update().get(pk=sjabloon.pk)
    hoogste = sjabloon.versies.aggregate(hoogste=Max("nummer"))["hoogste"] or 0
    versie: Inrichtingsjabloonversie = sjabloon.versies.create(
        nummer=hoogste + 1,
        bestand=bestand,
        delen=delen,
        toelichting=toelichting,
        gemaakt_op=at,
        gemaakt_door=by.naam,
    )
    _noteer("bibliotheek.versie.toegevoegd", sjabloon, by, at, nummer=versie.nummer)
    return versie


@transaction.atomic
def answer_aanbod(
    *, sjabloon: Inrichtingsjabloon, neem_op: bool, antwoord: str, by: LeverancierAccount, at: datetime
) -> Inrichtingsjabloon:
    """Publish what a gemeente offered, or say why not.

    :raises AlBeantwoord: somebody did.  :raises NaamIsBezet: the name is taken.
    """
    sjabloon = Inrichtingsjabloon.objects.select_for_update().get(pk=sjabloon.pk)
    if sjabloon.stand != Sjabloonstand.AANGEBODEN:
        raise AlBeantwoord
    sjabloon.antwoord = antwoord
    if neem_op:
        _publiceer(sjabloon)
    else:
        sjabloon.stand = Sjabloonstand.GEWEIGERD
        sjabloon.save()
    wat = "gepubliceerd" if neem_op else "geweigerd"
    _noteer(f"bibliotheek.sjabloon.{wat}", sjabloon, by, at)
    return sjabloon


@transaction.atomic
def withdraw_sjabloon(*, sjabloon: Inrichtingsjabloon, by: LeverancierAccount, at: datetime) -> None:
    """Take a template out of the library. Who took it over keeps what it has."""
    sjabloon = Inrichtingsjabloon.objects.select_for_update().get(pk=sjabloon.pk)
    if sjabloon.stand != Sjabloonstand.GEPUBLICEERD:
        raise AlBeantwoord("Dit sjabloon staat niet in de bibliotheek.")
    sjabloon.stand = Sjabloonstand.INGETROKKEN
    sjabloon.save(update_fields=["stand"])
    _noteer("bibliotheek.sjabloon.ingetrokken", sjabloon, by, at)


def forget_gemeente(gemeente_id: UUID, _schema: str, _at: datetime) -> dict[str, int]:
    """Remove what a gemeente that left offered and nobody can take over. What is published stays."""
    rijen = Inrichtingsjabloon.objects.filter(gemeente_id=gemeente_id)
    weg = rijen.exclude(stand=Sjabloonstand.GEPUBLICEERD)
    aantal = weg.count()
    weg.delete()
    return {"sjablonen": aantal}


def _noteer(
    wat: str, sjabloon: Inrichtingsjabloon, by: LeverancierAccount, at: datetime, **detail: int
) -> None:
    noteer(
        wat,
        at=at,
        by=by,
        detail={"sjabloon": str(sjabloon.pk), "reden": sjabloon.naam, **detail},
    )


def _publiceer(rij: Inrichtingsjabloon) -> None:
    rij.stand = Sjabloonstand.GEPUBLICEERD
    try:
        with transaction.atomic():
            rij.save()
    except IntegrityError as bezet:
        raise NaamIsBezet from bezet
