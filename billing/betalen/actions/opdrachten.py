"""The outbox to Stripe: written with the change, done afterwards, and done once however often it is tried.

Every call that makes something carries an idempotency key of its opdracht and of the day of trying:
Stripe keeps a key for 24 hours. After that we look first whether it was made.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import stripe
from django.db import transaction

from billing.betalen.actions import abonnement, verzoeken
from billing.betalen.actions.stand import NietVanDezeKlant
from billing.betalen.models import Opdrachtsoort, Stand, Stripeopdracht
from billing.betalen.rules.herhalen import wacht_na
from billing.betalen.stripe_van_ons import in_woorden, is_tijdelijk
from billing.models import Factuur, Soort
from keukentafel.errors import Refusal
from keukentafel.tenancy import in_platform
from tenants.platformboek import noteer

_log = logging.getLogger(__name__)


class NietMeerTeDoen(Refusal):
    text = "Deze opdracht wacht niet meer."


def schrijf_op(*, factuur: Factuur, at: datetime) -> list[Stripeopdracht]:
    """Write down what Stripe has to hear of a new invoice, in the transaction that makes it."""
    if factuur.soort == Soort.FACTUUR:
        soorten = [Opdrachtsoort.ABONNEMENT, Opdrachtsoort.FACTUUR]
    elif factuur.betreft_id is not None:
        soorten = [Opdrachtsoort.CREDITNOTA]
    else:
        soorten = []  # settles several invoices: the money goes back by transfer
    return [zet_op(soort, factuur, at=at) for soort in soorten]


def zet_op(soort: Opdrachtsoort, factuur: Factuur, *, at: datetime) -> Stripeopdracht:
    """Put one thing in the outbox; it stands there once."""
    rij, _ = Stripeopdracht.objects.get_or_create(
        soort=soort, factuur=factuur, defaults={"volgende_op": at, "gemaakt_op": at}
    )
    return rij


_DOE: Final[dict[str, Callable[[Stripeopdracht, Any, str, datetime], bool]]] = {
    Opdrachtsoort.FACTUUR: lambda rij, v1, sleutel, at: verzoeken.maak(
        rij.factuur, v1=v1, sleutel=sleutel, at=at
    ),
    Opdrachtsoort.CREDITNOTA: lambda rij, v1, sleutel, at: verzoeken.crediteer(
        rij.factuur, v1=v1, sleutel=sleutel, at=at
    ),
    Opdrachtsoort.INCASSO: lambda rij, v1, sleutel, at: verzoeken.incasseer(
        rij.factuur, v1=v1, sleutel=sleutel, at=at
    ),
    Opdrachtsoort.BUITENOM: lambda rij, v1, sleutel, at: verzoeken.zeg_buitenom(
        rij.factuur, v1=v1, sleutel=sleutel, at=at
    ),
    Opdrachtsoort.ABONNEMENT: lambda rij, v1, sleutel, at: abonnement.werk_bij(
        rij.factuur.contract, v1=v1, sleutel=sleutel, at=at
    ),
}


def voer_uit(*, opdracht_id: UUID, v1: Any, at: datetime) -> str:
    """Do one opdracht, and return how it stands. A call that may have been done is safe to do again."""
    with in_platform(), transaction.atomic():
        rij = (
            Stripeopdracht.objects.select_for_update(of=("self",))
            .select_related("factuur__contract")
            .get(pk=opdracht_id)
        )
        if rij.stand != Stand.WACHT:
            return rij.stand
        rij.pogingen += 1
        waarom, helpt_later = _probeer(rij, v1, at)
        if waarom:
            wacht = wacht_na(rij.pogingen) if helpt_later else None
            return _leg_weg(rij, waarom, at + (wacht or timedelta()), weer=wacht is not None)
        rij.stand, rij.fout, rij.klaar_op = Stand.KLAAR, "", at
        rij.save(update_fields=["stand", "fout", "klaar_op", "pogingen"])
        return rij.stand


def _probeer(rij: Stripeopdracht, v1: Any, at: datetime) -> tuple[str, bool]:
    """Do it. Return why it did not succeed (empty: it did) and whether trying again may help."""
    try:
        with transaction.atomic():
            if _DOE[rij.soort](rij, v1, _sleutel(rij, at), at):
                return "", False
    except verzoeken.BedragenVerschillen as fout:
        return str(fout), False
    except NietVanDezeKlant:
        return "Stripe noemt een andere gemeente.", False
    except stripe.StripeError as fout:
        return in_woorden(fout), is_tijdelijk(fout)
    except Exception as fout:  # a row that breaks our own code is seen, and stands in nobody's way
        _log.exception("Een opdracht aan Stripe brak onze eigen code.")
        return f"Fout bij ons: {type(fout).__name__}.", True
    return "De factuur staat nog niet bij Stripe.", True


def _sleutel(rij: Stripeopdracht, at: datetime) -> str:
    dag = (at - rij.gemaakt_op).total_seconds() // 79_200  # of 22 hours: Stripe keeps a key for 24
    return f"kt-{rij.pk}-{rij.ronde}-{dag:.0f}"


def _leg_weg(rij: Stripeopdracht, waarom: str, op: datetime, *, weer: bool = False) -> str:
    rij.stand = Stand.WACHT if weer else Stand.OPGEGEVEN
    rij.volgende_op, rij.fout = op, waarom[:300]
    rij.save(update_fields=["stand", "volgende_op", "fout", "pogingen"])
    return rij.stand


def probeer_opnieuw(*, opdracht: Stripeopdracht, by: Any, at: datetime) -> None:
    """Try one again that was given up.

    :raises NietMeerTeDoen: it is done, or still waits by itself.
    """
    with in_platform(), transaction.atomic():
        rij = Stripeopdracht.objects.select_for_update().get(pk=opdracht.pk)
        if rij.stand != Stand.OPGEGEVEN:
            raise NietMeerTeDoen
        rij.stand, rij.pogingen, rij.volgende_op, rij.ronde = Stand.WACHT, 0, at, rij.ronde + 1
        rij.save(update_fields=["stand", "pogingen", "volgende_op", "ronde"])
        noteer(
            "betalen.opnieuw",
            at=at,
            by=by,
            target=rij.factuur.gemeente,
            detail={"nummer": rij.factuur.nummer},
        )
