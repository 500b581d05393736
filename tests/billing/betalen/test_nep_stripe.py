"""Our Stripe speaks with stripe-python as it comes, says no where Stripe says no, and signs what it sends."""

from __future__ import annotations

import time

import pytest
import stripe

from tests.billing.betalen.nep import GEHEIM, Nep


@pytest.fixture
def klant(nep: Nep) -> stripe.Customer:
    return nep.klant().v1.customers.create(
        {"name": "Gemeente Lindewaard", "email": "facturen@lindewaard.invalid", "metadata": {"gemeente": "1"}}
    )


def factuur(nep: Nep, klant: stripe.Customer, *bedragen: int, **velden: object) -> stripe.Invoice:
    """Make a draft with these lines."""
    v1 = nep.klant().v1
    rij = v1.invoices.create(
        {
            "customer": klant.id,
            "collection_method": "send_invoice",
            "days_until_due": 30,
            "auto_advance": False,
            **velden,  # type: ignore[typeddict-item]
        }
    )
    for bedrag in bedragen:
        v1.invoice_items.create(
            {
                "customer": klant.id,
                "invoice": rij.id,
                "amount": bedrag,
                "currency": "eur",
                "description": "Regel",
            }
        )
    return v1.invoices.retrieve(rij.id)


def test_a_subscription_has_a_product_a_price_and_a_quantity_that_changes(nep, klant):
    v1 = nep.klant().v1
    v1.products.create({"id": "kt_wmo", "name": "Wmo"})
    prijs = v1.prices.create(
        {
            "product": "kt_wmo", "currency": "eur", "unit_amount": 123, "recurring": {"interval": "year"},
            "lookup_key": "wmo-2026", "tax_behavior": "exclusive",
        }
    )  # fmt: skip
    abonnement = v1.subscriptions.create(
        {
            "customer": klant.id, "items": [{"price": prijs.id, "quantity": 45_000}],
            "collection_method": "send_invoice", "days_until_due": 30, "proration_behavior": "none",
            "billing_cycle_anchor": int(time.time()) + 86_400,
        }
    )  # fmt: skip

    post = abonnement["items"].data[0].id
    gewijzigd = v1.subscriptions.update(
        abonnement.id, {"items": [{"id": post, "quantity": 46_000}], "pause_collection": {"behavior": "void"}}
    )

    assert [(p.price.id, p.quantity) for p in gewijzigd["items"].data] == [(prijs.id, 46_000)]
    assert gewijzigd.pause_collection.behavior == "void"
    assert [p.id for p in v1.prices.list({"lookup_keys": ["wmo-2026"]}).data] == [prijs.id]
    assert v1.subscriptions.cancel(abonnement.id).status == "canceled"


def test_an_invoice_is_made_sent_and_paid_through_checkout(nep, klant):
    v1 = nep.klant().v1
    rij = factuur(nep, klant, 10_000, 2_100, number="2026-0001", metadata={"factuur": "f1"})
    assert (rij.status, rij.total, rij.hosted_invoice_url) == ("draft", 12_100, None)

    open_ = v1.invoices.send_invoice(v1.invoices.finalize_invoice(rij.id).id)
    sessie = v1.checkout.sessions.create(
        {
            "mode": "payment", "customer": klant.id, "success_url": "http://kt/terug?s={CHECKOUT_SESSION_ID}",
            "allowed_payment_method_types": ["ideal", "card"],
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": {
                        "currency": "eur", "unit_amount": open_.amount_remaining, "product_data": {"name": "Factuur"},
                    },
                }
            ],
        }
    )  # fmt: skip
    status, pagina, _ = nep.blader(sessie.url)
    assert (status, "namaak van Stripe" in pagina, "€ 121,00" in pagina) == (200, True, True)
    status, _, heen = nep.blader(sessie.url, doe="betaal", wijze="ideal")

    assert (status, heen) == (303, f"http://kt/terug?s={sessie.id}")
    sessie = v1.checkout.sessions.retrieve(sessie.id, {"expand": ["payment_intent"]})
    assert (sessie.status, sessie.payment_status, sessie.payment_intent.status) == (
        "complete",
        "paid",
        "succeeded",
    )
    betaald = v1.invoices.attach_payment(
        rij.id, {"payment_intent": sessie.payment_intent.id, "expand": ["payments"]}
    )
    assert (betaald.status, betaald.number, betaald.amount_remaining) == ("paid", "2026-0001", 0)
    assert [deel.amount_paid for deel in betaald.payments.data] == [12_100]


@pytest.mark.parametrize(
    ("iban", "stand", "event"),
    [
        ("NL39RABO0300065264", "paid", "checkout.session.async_payment_succeeded"),
        ("NL91ABNA0417164300", "unpaid", "checkout.session.async_payment_failed"),
    ],
)
def test_a_direct_debit_comes_in_later_or_comes_back(nep, klant, iban, stand, event):
    v1 = nep.klant().v1
    sessie = v1.checkout.sessions.create(
        {
            "mode": "payment", "customer": klant.id, "success_url": "http://kt/terug",
            "line_items": [
                {"quantity": 2, "price_data": {"currency": "eur", "unit_amount": 50, "product_data": {"name": "x"}}}
            ],
        }
    )  # fmt: skip
    nep.blader(sessie.url, doe="betaal", wijze="sepa_debit", iban=iban)
    assert v1.checkout.sessions.retrieve(sessie.id).payment_status == "unpaid"

    nep.server.beurt()

    assert v1.checkout.sessions.retrieve(sessie.id).payment_status == stand
    assert event in nep.soorten()


def test_a_mandate_pays_the_next_invoice_without_anybody(nep, klant):
    v1 = nep.klant().v1
    sessie = v1.checkout.sessions.create(
        {
            "mode": "setup", "customer": klant.id, "success_url": "http://kt/terug", "currency": "eur",
            "allowed_payment_method_types": ["sepa_debit"],
        }
    )  # fmt: skip
    nep.blader(sessie.url, doe="betaal", wijze="sepa_debit", iban="NL39RABO0300065264")
    opzet = v1.setup_intents.retrieve(v1.checkout.sessions.retrieve(sessie.id).setup_intent)
    v1.customers.update(klant.id, {"invoice_settings": {"default_payment_method": opzet.payment_method}})
    rij = v1.invoices.finalize_invoice(factuur(nep, klant, 500).id)

    assert v1.invoices.pay(rij.id).status == "open"
    nep.server.beurt()

    assert v1.invoices.retrieve(rij.id).status == "paid"
    portaal = v1.billing_portal.sessions.create({"customer": klant.id, "return_url": "http://kt/"})
    assert "eindigt op 5264 (vast)" in nep.blader(portaal.url)[1]


def test_a_credit_note_makes_less_of_an_open_invoice_and_money_goes_back(nep, klant):
    v1 = nep.klant().v1
    rij = v1.invoices.finalize_invoice(factuur(nep, klant, 1_000).id)
    v1.credit_notes.create({"invoice": rij.id, "amount": 400})
    assert v1.invoices.retrieve(rij.id).amount_remaining == 600
    nep.blader(rij.hosted_invoice_url, doe="betaal")
    betaald = v1.invoices.retrieve(rij.id, {"expand": ["payments"]})
    assert (betaald.status, betaald.amount_paid) == ("paid", 600)

    intentie = betaald.payments.data[0].payment.payment_intent
    v1.refunds.create({"payment_intent": intentie, "amount": 100})

    assert [terug.amount for terug in v1.refunds.list({"payment_intent": intentie}).data] == [100]
    with pytest.raises(stripe.InvalidRequestError, match="greater"):
        v1.refunds.create({"payment_intent": intentie, "amount": 501})


def test_the_same_key_makes_one_invoice_and_another_question_with_it_is_refused(nep, klant):
    v1 = nep.klant().v1
    vraag = {"customer": klant.id, "collection_method": "send_invoice", "days_until_due": 30}

    eerste = v1.invoices.create(vraag, {"idempotency_key": "kt-1"})
    tweede = v1.invoices.create(vraag, {"idempotency_key": "kt-1"})

    assert (eerste.id, len(v1.invoices.list().data)) == (tweede.id, 1)
    with pytest.raises(stripe.IdempotencyError):
        v1.invoices.create({**vraag, "days_until_due": 14}, {"idempotency_key": "kt-1"})


def test_an_answer_that_was_lost_is_asked_again_without_doing_it_twice(nep):
    nep.knop(uitval="100")
    with pytest.raises(stripe.APIConnectionError):
        nep.klant().v1.customers.create({"name": "A"}, {"idempotency_key": "kt-2"})
    nep.knop(uitval="0")

    nep.klant().v1.customers.create({"name": "A"}, {"idempotency_key": "kt-2"})

    assert len(nep.klant().v1.customers.list().data) == 1


def test_it_says_no_where_stripe_says_no(nep, klant):
    v1 = nep.klant().v1
    rij = v1.invoices.finalize_invoice(factuur(nep, klant, 100, number="2026-7").id)
    ander = v1.customers.create({"name": "Gemeente Hoogmeren"})
    vragen = {
        "resource_missing": lambda: v1.invoices.retrieve("in_bestaat_niet"),
        "parameter_unknown": lambda: v1.invoices.create({"customer": klant.id, "payment_intent": "x"}),  # type: ignore[typeddict-unknown-key]
        "invoice_not_editable": lambda: v1.invoices.finalize_invoice(rij.id),
        "status_transition_invalid": lambda: v1.invoices.void_invoice(factuur(nep, klant, 1).id),
        "parameter_invalid_integer": lambda: v1.invoice_items.create(
            {"customer": klant.id, "amount": "tien", "currency": "eur"}  # type: ignore[typeddict-item]
        ),
        "": lambda: v1.invoice_items.create(
            {"customer": ander.id, "invoice": rij.id, "amount": 1, "currency": "eur"}
        ),
    }
    codes = []
    for vraag in vragen.values():
        with pytest.raises(stripe.InvalidRequestError) as nee:
            vraag()
        codes.append(nee.value.code or "")
    assert codes == list(vragen)
    with pytest.raises(stripe.InvalidRequestError, match="already in use"):
        factuur(nep, klant, 1, number="2026-7")
    with pytest.raises(stripe.AuthenticationError):
        nep.klant(sleutel="sk_test_een_ander").v1.customers.list()
    assert "invoice.voided" not in nep.soorten()


def test_a_name_that_stripe_does_not_know_is_refused_also_inside(nep, klant):
    vraag = {
        "customer": klant.id, "collection_method": "send_invoice", "days_until_due": 1,
        "payment_settings": {"payment_method_types": ["ideal"], "wijzen": ["ideal"]},
    }  # fmt: skip
    with pytest.raises(stripe.InvalidRequestError) as nee:
        nep.klant().v1.invoices.create(vraag)

    assert (nee.value.code, nee.value.param) == ("parameter_unknown", "payment_settings[wijzen]")


def test_a_list_goes_page_by_page(nep):
    v1 = nep.klant().v1
    namen = [f"Gemeente {nr}" for nr in range(5)]
    for naam in namen:
        v1.customers.create({"name": naam})

    gevonden = [rij.name for rij in v1.customers.list({"limit": 2}).auto_paging_iter()]

    assert gevonden == namen[::-1]


def test_what_it_sends_is_signed_and_what_it_forges_is_not(nep, klant):
    nep.knop(herhaal="3", vervals="100")
    factuur(nep, klant, 100)
    while nep.server.beurt():
        pass

    echt: list[str] = []
    vals = 0
    for lichaam, kop in nep.post:
        try:
            echt.append(stripe.Webhook.construct_event(lichaam, kop, GEHEIM)["type"])
        except stripe.SignatureVerificationError:
            vals += 1

    assert set(echt) == {"customer.created", "invoice.created", "invoiceitem.created", "invoice.updated"}
    assert vals == 3
    assert len(echt) > 4


def test_an_event_that_was_not_taken_comes_again(nep):
    nep.neemt = lambda _lichaam, _kop: 503
    nep.klant().v1.customers.create({"name": "A"})
    assert nep.server.beurt() == 1
    assert nep.server.beurt() == 0

    nep.neemt = None
    with nep.server.kluis.open() as lade:
        lade.lijn.execute("UPDATE bezorging SET op = 0")
    nep.server.beurt()

    assert len(nep.post) == 2
    assert nep.server.beurt() == 0


def test_the_page_with_the_knobs_turns_them_and_sends_an_event_again(nep, klant):
    nep.server.beurt()
    nep.blader(f"{nep.adres}/", doe="knoppen", herhaal="4", uitval="5")
    with nep.server.kluis.open() as lade:
        assert (lade.knop("herhaal"), lade.knop("uitval"), lade.knop("vervals")) == ("4", "5", "0")
        event = lade.alle("event")[0]["id"]

    status, pagina, _ = nep.blader(f"{nep.adres}/", doe="opnieuw", event=event)
    nep.server.beurt()

    assert (status, "Storingen" in pagina) == (200, True)
    assert len(nep.post) == 2


def test_the_page_of_an_invoice_opens_only_with_its_whole_address(nep, klant):
    rij = nep.klant().v1.invoices.finalize_invoice(factuur(nep, klant, 100).id)

    assert nep.blader(rij.hosted_invoice_url)[0] == 200
    assert nep.blader(rij.hosted_invoice_url.partition("?")[0])[0] == 404
    assert nep.blader(f"{nep.adres}/c/pay/cs_test_bestaatniet")[0] == 404
