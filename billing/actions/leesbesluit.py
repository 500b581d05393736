"""Let the inrichting of a gemeente that does not pay be read only: a decision of a person, that can be undone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from billing.betaalstand import betaalstanden
from billing.models import Factuur, Leesbesluit, Soort
from billing.queries import met_stand
from billing.rules.herinneren import DAGEN, lezen_mag_vanaf
from keukentafel.errors import Refusal
from keukentafel.tenancy import in_platform
from tenants.models import Gemeente
from tenants.platformboek import noteer


class TeVroeg(Refusal):
    text = (
        "Dit kan pas als een factuur drie maanden na de vervaldatum nog openstaat en er drie herinneringen zijn "
        "verstuurd."
    )


class LeestAl(Refusal):
    text = "De inrichting van deze gemeente staat al op alleen lezen."


class RedenOntbreekt(Refusal):
    text = "Schrijf waarom je dit besluit. De gemeente leest het."


def mag_lezen_worden(gemeente: Gemeente, *, vandaag: date) -> bool:
    """Tell whether a person may decide on read-only: three months late, and reminded three times."""
    open_ = met_stand(
        Factuur.objects.filter(gemeente=gemeente, soort=Soort.FACTUUR, herinneringen__volgnummer=len(DAGEN))
    ).filter(openstaand_centen__gt=0)
    return any(vandaag >= lezen_mag_vanaf(factuur.vervaldatum) for factuur in open_)


def zet_op_lezen(*, gemeente: Gemeente, reden: str, by: Any, at: datetime) -> Leesbesluit:
    """Decide that the inrichting may only be read. Care work goes on, and nothing is lost.

    :raises RedenOntbreekt: the gemeente is told why.
    :raises TeVroeg: not three months late, or not reminded three times.
    :raises LeestAl: it was decided before.
    """
    if not reden.strip():
        raise RedenOntbreekt
    with in_platform(), transaction.atomic():
        if not mag_lezen_worden(gemeente, vandaag=localdate(at)):
            raise TeVroeg
        try:
            with transaction.atomic():
                besluit = Leesbesluit.objects.create(
                    gemeente=gemeente, reden=reden.strip(), besloten_op=at, besloten_door=by.naam
                )
        except IntegrityError as fout:
            raise LeestAl from fout
        noteer("facturatie.lezen", at=at, by=by, target=gemeente, soort="C", detail={"reden": reden.strip()})
    betaalstanden.vergeet()
    return besluit


def zet_weer_open(*, gemeente: Gemeente, by: Any, at: datetime) -> None:
    """End the decision; the inrichting can be changed at once. Nothing happens when there is none."""
    naam = by if isinstance(by, str) else by.naam
    with in_platform(), transaction.atomic():
        aantal = Leesbesluit.objects.filter(gemeente=gemeente, ingetrokken_op=None).update(
            ingetrokken_op=at, ingetrokken_door=naam
        )
        if aantal:
            noteer(
                "facturatie.lezen_voorbij",
                at=at,
                by=None if isinstance(by, str) else by,
                target=gemeente,
                detail={"door": naam},
            )
    betaalstanden.vergeet()
