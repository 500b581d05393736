"""The pages of Stripe that a gemeente is sent to: to pay one invoice, to give a mandate, to see its own data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from billing.betalen.actions import stand
from billing.betalen.actions.paginas import is_onderweg, open_centen, sluit
from billing.betalen.actions.verzoeken import zorg_voor_klant
from billing.betalen.models import Betaalklant, Betaalsessie, Sessiesoort
from billing.models import Contract, Factuur, Soort
from billing.queries import met_stand
from keukentafel.errors import Refusal
from keukentafel.tenancy import in_platform
from tenants.platformboek import noteer

WIJZEN: Final = ("ideal", "card", "sepa_debit")


class NietsTeBetalen(Refusal):
    text = "Van deze factuur is niets meer te betalen."


class BetalingOnderweg(Refusal):
    text = (
        "Er is al een betaling onderweg. Zodra de bank die heeft verwerkt, staat de factuur op betaald. "
        "Een incasso duurt een paar dagen."
    )


class GeenContract(Refusal):
    text = "Er is geen contract om te betalen."


@dataclass(frozen=True, slots=True)
class Terug:
    """Where Stripe sends somebody: after paying, and when they do not."""

    gelukt: str
    weg: str


def begin_betaling(
    *, factuur_id: UUID, gemeente_id: UUID, terug: Terug, v1: Any, at: datetime
) -> Betaalsessie:
    """Return an open page of Checkout for what is still to be paid of an invoice; one at a time.

    :raises NietsTeBetalen: paid, credited, or an invoice of another gemeente.
    :raises BetalingOnderweg: it was paid, and the bank or we still have to work it through.
    """
    with in_platform(), transaction.atomic():
        factuur = (
            met_stand(Factuur.objects.filter(pk=factuur_id, gemeente=gemeente_id, soort=Soort.FACTUUR))
            .select_related("contract", "gemeente")
            .first()
        )
        if factuur is None or factuur.openstaand_centen <= 0:
            raise NietsTeBetalen
        klant = zorg_voor_klant(gemeente=factuur.gemeente, contract=factuur.contract, v1=v1, at=at)
        factuur.openstaand_centen = open_centen(factuur)  # again, behind the lock
        if factuur.openstaand_centen <= 0:
            raise NietsTeBetalen
        if is_onderweg(factuur, v1):
            raise BetalingOnderweg
        lopend = Betaalsessie.objects.filter(klant=klant, factuur=factuur, stand="open", verloopt_op__gt=at)
        for sessie in lopend:
            if sessie.bedrag_centen == factuur.openstaand_centen and _is_nog_open(sessie, v1):
                return sessie
            sluit(sessie, v1)
        rij = v1.checkout.sessions.create(_vraag(factuur, klant, terug))
        noteer(
            "betalen.betaalpagina",
            at=at,
            target=factuur.gemeente,
            detail={"nummer": factuur.nummer},
        )
        return _bewaar(rij, klant, Sessiesoort.BETALING, at, factuur=factuur)


def _vraag(factuur: Any, klant: Betaalklant, terug: Terug) -> dict[str, Any]:
    return {
        "mode": "payment",
        "customer": klant.stripe_id,
        "locale": "nl",
        "allowed_payment_method_types": list(WIJZEN),
        "success_url": terug.gelukt,
        "cancel_url": terug.weg,
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": "eur",
                    "unit_amount": factuur.openstaand_centen,
                    "product_data": {"name": f"Factuur {factuur.nummer}"},
                },
            }
        ],
        "metadata": {"factuur": str(factuur.pk)},
        "payment_intent_data": {"metadata": {"factuur": str(factuur.pk)}},
    }


def _bewaar(
    rij: Any, klant: Betaalklant, soort: Sessiesoort, at: datetime, *, factuur: Any = None
) -> Betaalsessie:
    return Betaalsessie.objects.create(
        klant=klant,
        factuur=factuur,
        soort=soort,
        stripe_id=rij.id,
        stand=rij.status,
        url=rij.url,
        bedrag_centen=factuur.openstaand_centen if factuur is not None else 0,
        gemaakt_op=at,
        verloopt_op=datetime.fromtimestamp(rij.expires_at, UTC),
    )


def _is_nog_open(sessie: Betaalsessie, v1: Any) -> bool:
    """Whether somebody can still pay there; a page that closed meanwhile is not offered again."""
    rij = v1.checkout.sessions.retrieve(sessie.stripe_id)
    if rij.status == "open" and rij.url:
        sessie.url = rij.url
        return True
    return False


def begin_machtiging(*, gemeente_id: UUID, terug: Terug, v1: Any, at: datetime) -> Betaalsessie:
    """Return a page where a gemeente gives a mandate for direct debit.

    :raises GeenContract: it has none.
    """
    with in_platform(), transaction.atomic():
        klant = _klant(gemeente_id, v1, at)
        rij = v1.checkout.sessions.create(
            {
                "mode": "setup",
                "customer": klant.stripe_id,
                "currency": "eur",
                "locale": "nl",
                "allowed_payment_method_types": ["sepa_debit"],
                "success_url": terug.gelukt,
                "cancel_url": terug.weg,
            }
        )
        noteer("betalen.machtiging", at=at, target=klant.gemeente)
        return _bewaar(rij, klant, Sessiesoort.MACHTIGING, at)


def open_portaal(*, gemeente_id: UUID, terug: str, v1: Any, at: datetime) -> str:
    """Return the address of the gemeente's own page at Stripe.

    :raises GeenContract: it has none.
    """
    with in_platform(), transaction.atomic():
        klant = _klant(gemeente_id, v1, at)
        rij = v1.billing_portal.sessions.create(
            {"customer": klant.stripe_id, "return_url": terug, "locale": "nl"}
        )
        return str(rij.url)


def _klant(gemeente_id: UUID, v1: Any, at: datetime) -> Betaalklant:
    contract = (
        Contract.objects.filter(gemeente=gemeente_id).select_related("gemeente").order_by("-begin").first()
    )
    if contract is None:
        raise GeenContract
    return zorg_voor_klant(gemeente=contract.gemeente, contract=contract, v1=v1, at=at)


def kijk_na(*, sessie_id: UUID, v1: Any, at: datetime) -> None:
    """Take over how a page stands, as its event would."""
    with in_platform(), transaction.atomic():
        sessie = Betaalsessie.objects.select_related("factuur").get(pk=sessie_id)
        klant = Betaalklant.objects.select_for_update().get(pk=sessie.klant_id)
        stand.neem_sessie_over(sessie, klant=klant, v1=v1, at=at)
