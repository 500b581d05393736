"""What an administrator of a gemeente does to pay: each leaves its line in the gemeente's own logboek."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import stripe

from billing.betalen.actions import sessies
from billing.betalen.actions.sessies import Terug
from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.tenancy import GemeenteRef


class StripeStaatUit(Refusal):
    text = "Betalen via Stripe staat hier uit. Maak het bedrag over."


class StripeIsWeg(Refusal):
    text = "Betalen via Stripe lukt nu niet. Probeer het later, of maak het bedrag over."


@dataclass(frozen=True, slots=True)
class Betaler:
    """Who pays, for which gemeente, and how Stripe is asked."""

    gemeente: GemeenteRef
    by: Any
    v1: Any
    at: datetime


def betaal(wie: Betaler, *, factuur_id: UUID, terug: Terug) -> str:
    """Return the address of the page where this invoice is paid.

    :raises NietsTeBetalen: nothing is open, or it is no invoice of this gemeente.
    :raises StripeIsWeg: Stripe does not answer.
    """
    return _vraag(
        wie,
        "betalen.betaalpagina.geopend",
        lambda: (
            sessies.begin_betaling(
                factuur_id=factuur_id, gemeente_id=wie.gemeente.id, terug=terug, v1=wie.v1, at=wie.at
            ).url
        ),
    )


def machtig(wie: Betaler, *, terug: Terug) -> str:
    """Return the address of the page where a mandate for direct debit is given.

    :raises GeenContract: there is nothing to pay.
    :raises StripeIsWeg: Stripe does not answer.
    """
    return _vraag(
        wie,
        "betalen.machtiging.begonnen",
        lambda: sessies.begin_machtiging(gemeente_id=wie.gemeente.id, terug=terug, v1=wie.v1, at=wie.at).url,
    )


def portaal(wie: Betaler, *, terug: str) -> str:
    """Return the address of the gemeente's own page at Stripe.

    :raises GeenContract: there is nothing to pay.
    :raises StripeIsWeg: Stripe does not answer.
    """
    return _vraag(
        wie,
        "betalen.portaal.geopend",
        lambda: sessies.open_portaal(gemeente_id=wie.gemeente.id, terug=terug, v1=wie.v1, at=wie.at),
    )


def _vraag(wie: Betaler, gebeurtenis: str, doe: Any) -> str:
    try:
        adres = doe()
    except stripe.StripeError as fout:
        raise StripeIsWeg from fout
    audit.record(gebeurtenis, by=wie.by, at=wie.at)
    return str(adres)
