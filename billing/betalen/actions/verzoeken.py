"""Say to Stripe what our invoices say, to the cent: the customer, the payment request, the credit note."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

import stripe

from billing.betalen.actions.paginas import open_centen
from billing.betalen.actions.stand import neem_factuur_over
from billing.betalen.models import Betaalklant, Betaalverzoek, Verzoekstand
from billing.models import Contract, Factuur
from billing.rules.woorden import procent_tekst
from keukentafel.tenancy import zaaifouten
from tenants.models import Gemeente

_NL: Final = ZoneInfo("Europe/Amsterdam")


class BedragenVerschillen(Exception):
    """What Stripe adds up is not our total. Nothing was sent."""


def zorg_voor_klant(*, gemeente: Gemeente, contract: Contract, v1: Any, at: datetime) -> Betaalklant:
    """Return the gemeente as a customer at Stripe, with the name and address of its contract; locked."""
    klant = Betaalklant.objects.select_for_update().filter(gemeente=gemeente).first()
    if klant is not None:
        v1.customers.update(klant.stripe_id, _gegevens(gemeente, contract))
        return klant
    rij = _eerder_gemaakt(gemeente, v1) or v1.customers.create(
        _gegevens(gemeente, contract), {"idempotency_key": f"kt-klant-{gemeente.pk}"}
    )
    klant, _ = Betaalklant.objects.get_or_create(
        gemeente=gemeente, defaults={"stripe_id": rij.id, "bijgewerkt_op": at}
    )
    return Betaalklant.objects.select_for_update().get(pk=klant.pk)


def _eerder_gemaakt(gemeente: Gemeente, v1: Any) -> Any:
    """Find the customer that an earlier try made: its key is kept for a day only."""
    for rij in v1.customers.list({"limit": 100}).auto_paging_iter():
        if getattr(rij.metadata, "gemeente", "") == str(gemeente.pk):
            return rij
    return None


def _gegevens(gemeente: Gemeente, contract: Contract) -> dict[str, Any]:
    return {
        "name": contract.afnemer_naam,
        "email": contract.factuur_email,
        "preferred_locales": ["nl"],
        "address": {
            "line1": contract.afnemer_straat,
            "postal_code": contract.afnemer_postcode,
            "city": contract.afnemer_plaats,
            "country": "NL",
        },
        "metadata": {"gemeente": str(gemeente.pk), "contract": contract.nummer},
    }


def maak(factuur: Factuur, *, v1: Any, sleutel: str, at: datetime) -> bool:
    """Make the payment request of an invoice, once, and let Stripe send it.

    :raises BedragenVerschillen: Stripe comes to another total.
    """
    if Betaalverzoek.objects.filter(factuur=factuur).exists():
        return True
    contract: Contract = factuur.contract
    klant = zorg_voor_klant(gemeente=factuur.gemeente, contract=contract, v1=v1, at=at)
    rij = _gevonden(factuur, klant, v1) or _nieuw(factuur, klant, v1, sleutel)
    if rij.status == "draft":
        rij = _vul(rij, factuur, klant, v1, sleutel)
        if rij.total != factuur.totaal_centen:
            v1.invoices.delete(rij.id)
            raise BedragenVerschillen(f"Stripe telt {rij.total} cent en wij {factuur.totaal_centen} cent.")
        rij = v1.invoices.finalize_invoice(rij.id, {"auto_advance": False}, _eenmaal(sleutel, "definitief"))
    if rij.status == "open":
        rij = v1.invoices.send_invoice(rij.id, {}, _eenmaal(sleutel, "verstuur"))
    verzoek = Betaalverzoek.objects.create(
        factuur=factuur,
        klant=klant,
        stripe_id=rij.id,
        stand=rij.status,
        openstaand_centen=rij.amount_remaining,
        bijgewerkt_op=at,
    )
    neem_factuur_over(verzoek, klant=klant, v1=v1, at=at)
    return True


def _eenmaal(sleutel: str, stap: str) -> dict[str, str]:
    return {} if zaaifouten.staat_aan("stripe_zonder_sleutel") else {"idempotency_key": f"{sleutel}-{stap}"}


def _gevonden(factuur: Factuur, klant: Betaalklant, v1: Any) -> Any:
    """Find what an earlier try left: finished it is taken over, half made it is thrown away."""
    if zaaifouten.staat_aan("stripe_zonder_sleutel"):
        return None
    for rij in v1.invoices.list({"customer": klant.stripe_id, "limit": 100}).auto_paging_iter():
        if getattr(rij.metadata, "factuur", "") == str(factuur.pk) and rij.status != "void":
            return rij
    return None


def _nieuw(factuur: Factuur, klant: Betaalklant, v1: Any, sleutel: str) -> Any:
    nummer = {} if zaaifouten.staat_aan("stripe_zonder_sleutel") else {"number": factuur.nummer}
    vraag: dict[str, Any] = {
        "customer": klant.stripe_id,
        "collection_method": "send_invoice",
        "due_date": int(datetime.combine(factuur.vervaldatum, time(23, 59), _NL).astimezone(UTC).timestamp()),
        **nummer,
        "currency": "eur",
        "auto_advance": False,
        "pending_invoice_items_behavior": "exclude",
        "description": f"Betaalverzoek bij factuur {factuur.nummer}. De factuur zelf is apart verstuurd.",
        "metadata": {"factuur": str(factuur.pk)},
        "payment_settings": {"payment_method_types": ["ideal", "sepa_debit", "card"]},
    }
    if factuur.inkoopnummer:
        vraag["custom_fields"] = [{"name": "Inkoopnummer", "value": factuur.inkoopnummer[:140]}]
    return v1.invoices.create(vraag, _eenmaal(sleutel, "maak"))


def _vul(rij: Any, factuur: Factuur, klant: Betaalklant, v1: Any, sleutel: str) -> Any:
    """Add the lines that are not there yet: each carries the number of ours."""
    staan_er = {getattr(regel.metadata, "regel", "") for regel in _regels_van(rij, v1)}
    for nummer, omschrijving, centen in _regels(factuur):
        if nummer in staan_er:
            continue
        v1.invoice_items.create(
            {
                "customer": klant.stripe_id,
                "invoice": rij.id,
                "currency": "eur",
                "amount": centen,
                "description": omschrijving,
                "metadata": {"regel": nummer},
            },
            _eenmaal(sleutel, f"regel-{nummer}"),
        )
    return v1.invoices.retrieve(rij.id)


def _regels_van(rij: Any, v1: Any) -> Iterator[Any]:
    yield from v1.invoice_items.list({"invoice": rij.id, "limit": 100}).auto_paging_iter()


def _regels(factuur: Factuur) -> Iterator[tuple[str, str, int]]:
    for regel in factuur.regels.all():
        yield str(regel.nummer), regel.omschrijving[:250], regel.bedrag_centen
    yield "btw", f"Btw {procent_tekst(factuur.btw_honderdsten)}", factuur.btw_centen


def incasseer(factuur: Factuur, *, v1: Any, sleutel: str, at: datetime) -> bool:
    """Collect from the account that the gemeente gave a mandate for. What fails stays open to be paid."""
    verzoek = Betaalverzoek.objects.filter(factuur=factuur).first()
    if verzoek is None:
        return False
    klant = Betaalklant.objects.select_for_update().get(pk=verzoek.klant_id)
    rij = v1.invoices.retrieve(verzoek.stripe_id, {"expand": ["payments"]})
    loopt = any(deel.status == "open" and not deel.is_default for deel in rij.payments.data)
    gelijk = rij.amount_remaining == open_centen(factuur)
    if rij.status == Verzoekstand.OPEN and klant.betaalwijze and gelijk and not loopt:
        vraag = {"payment_method": klant.betaalwijze, "off_session": True}
        with contextlib.suppress(stripe.CardError):
            v1.invoices.pay(verzoek.stripe_id, vraag, _eenmaal(sleutel, "incasso"))
    neem_factuur_over(verzoek, klant=klant, v1=v1, at=at)
    return True


def crediteer(nota: Factuur, *, v1: Any, sleutel: str, at: datetime) -> bool:
    """Make less of the payment request that a credit note is about. False: it is not there yet."""
    verzoek = Betaalverzoek.objects.filter(factuur=nota.betreft_id).select_related("klant", "factuur").first()
    if verzoek is None:
        return False
    klant = Betaalklant.objects.select_for_update().get(pk=verzoek.klant_id)
    bedrag = -nota.totaal_centen
    staan_er = v1.credit_notes.list({"invoice": verzoek.stripe_id, "limit": 100}).auto_paging_iter()
    if bedrag > 0 and not any(getattr(rij.metadata, "factuur", "") == str(nota.pk) for rij in staan_er):
        rij = v1.invoices.retrieve(verzoek.stripe_id)
        buitenom = bedrag - min(bedrag, rij.amount_remaining)
        vraag = {
            "invoice": verzoek.stripe_id,
            "amount": bedrag,
            "memo": f"Creditnota {nota.nummer}",
            "metadata": {"factuur": str(nota.pk)},
        }
        if buitenom:
            vraag["out_of_band_amount"] = buitenom  # what was paid goes back by transfer
        v1.credit_notes.create(vraag, _eenmaal(sleutel, "creditnota"))
    neem_factuur_over(verzoek, klant=klant, v1=v1, at=at)
    return True


def zeg_buitenom(factuur: Factuur, *, v1: Any, sleutel: str, at: datetime) -> bool:
    """Tell Stripe that an invoice was paid by transfer, when nothing is open any more."""
    verzoek = Betaalverzoek.objects.filter(factuur=factuur).first()
    if verzoek is None:
        return False
    klant = Betaalklant.objects.select_for_update().get(pk=verzoek.klant_id)
    rij = v1.invoices.retrieve(verzoek.stripe_id)
    if rij.status == Verzoekstand.OPEN and open_centen(factuur) <= 0:
        v1.invoices.pay(verzoek.stripe_id, {"paid_out_of_band": True}, _eenmaal(sleutel, "buitenom"))
    neem_factuur_over(verzoek, klant=klant, v1=v1, at=at)
    return True
