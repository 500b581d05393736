"""An event is believed when it is signed, counts once, and works only for the gemeente it is of."""

from __future__ import annotations

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
import stripe

from billing.betalen.actions import gebeurtenissen, opdrachten
from billing.betalen.models import Betaalklant, Betaalverzoek, Opdrachtsoort, Stand, Stripegebeurtenis
from billing.models import Betaling, Factuur
from billing.queries import met_stand
from keukentafel.tenancy.zaaifouten import zaai
from tenants.models import Platformregel
from tests.billing.betalen import facturen
from tests.billing.betalen.nep import GEHEIM
from tests.billing.betalen.toneel import bezorg, verwerk, zeg


def lichaam(**velden: object) -> str:
    rij = {"id": "in_1", "object": "invoice", "customer": "cus_1"}
    return json.dumps(
        {
            "id": "evt_1", "object": "event", "type": "invoice.paid", "created": 1_790_000_000, "livemode": False,
            "api_version": stripe.api_version, "data": {"object": rij}, **velden,
        }
    )  # fmt: skip


def ontvang(tekst: str, kop: str, nu, *geheimen: str):
    return gebeurtenissen.ontvang(
        lichaam=tekst.encode(), handtekening=kop, geheimen=geheimen or (GEHEIM,), at=nu
    )


def teken(tekst: str, nu, geheim: str = GEHEIM, *, ouder: int = 0) -> str:
    op = int(nu.timestamp()) - ouder
    return stripe.WebhookSignature.generate_signature_header(tekst, geheim, timestamp=op)


def test_a_signed_event_is_kept_once_and_nothing_of_its_content(op_platform, nu):
    tekst = lichaam(
        data={"object": {"id": "in_1", "object": "invoice", "customer": "cus_1", "customer_email": "a@b.nl"}}
    )

    assert ontvang(tekst, teken(tekst, nu), nu) is not None
    assert ontvang(tekst, teken(tekst, nu), nu) is None

    rij = Stripegebeurtenis.objects.get()
    assert (rij.event_id, rij.soort, rij.object_id, rij.klant_id) == (
        "evt_1",
        "invoice.paid",
        "in_1",
        "cus_1",
    )
    assert not [veld for veld in rij._meta.concrete_fields if "a@b.nl" in str(getattr(rij, veld.attname))]


def test_two_secrets_count_while_one_is_replaced(op_platform, nu):
    tekst = lichaam()

    assert ontvang(tekst, teken(tekst, nu, "whsec_oud"), nu, "whsec_nieuw", "whsec_oud") is not None


FOUT = {
    "another secret": lambda tekst, nu: (tekst, teken(tekst, nu, "whsec_anders")),
    "changed on the way": lambda tekst, nu: (tekst.replace("in_1", "in_2"), teken(tekst, nu)),
    "older than five minutes": lambda tekst, nu: (tekst, teken(tekst, nu, ouder=320)),
    "no signature": lambda tekst, _nu: (tekst, ""),
    "nonsense as signature": lambda tekst, _nu: (tekst, "t=nu,v1=ja"),
    "no event": lambda _tekst, nu: ("[1]", teken("[1]", nu)),
    "no json": lambda _tekst, nu: ("{", teken("{", nu)),
    "an event without a thing": lambda _tekst, nu: ('{"id":"evt_2","object":"event"}', teken('{"id":"evt_2","object":"event"}', nu)),
    "nested too deep": lambda _tekst, nu: ("[" * 100_000, teken("[" * 100_000, nu)),
    "too large": lambda _tekst, nu: ("x" * 600_000, teken("x" * 600_000, nu)),
}  # fmt: skip


@pytest.mark.parametrize("waarom", FOUT)
def test_what_is_not_of_stripe_leaves_no_trace(op_platform, nu, waarom):
    tekst, kop = FOUT[waarom](lichaam(), nu)

    with pytest.raises(gebeurtenissen.NietVanStripe):
        ontvang(tekst, kop, nu)

    assert Stripegebeurtenis.objects.count() == 0


def test_the_seeded_bug_takes_a_forged_event(op_platform, nu):
    with zaai("stripe_zonder_handtekening"):
        assert ontvang(lichaam(), "t=1,v1=vals", nu) is not None


def test_without_a_secret_nothing_is_believed(op_platform, nu):
    tekst = lichaam()
    with pytest.raises(gebeurtenissen.NietVanStripe):
        gebeurtenissen.ontvang(lichaam=tekst.encode(), handtekening=teken(tekst, nu, ""), geheimen=(), at=nu)


@pytest.fixture
def twee(contract, ander_contract, v1, nu) -> tuple[Factuur, Factuur]:
    """An invoice of Lindewaard and one of Hoogmeren, both at Stripe."""
    een, ander = facturen.factuur(contract, 1_000, at=nu), facturen.factuur(ander_contract, 1_000, at=nu)
    zeg(een, v1, nu)
    zeg(ander, v1, nu)
    return een, ander


def open_centen(factuur: Factuur) -> int:
    return met_stand(Factuur.objects.filter(pk=factuur.pk)).get().openstaand_centen


def test_a_payment_is_booked_once_at_its_own_invoice(twee, nep, v1, nu):
    een, ander = twee
    nep.blader(v1.invoices.retrieve(een.betaalverzoek.stripe_id).hosted_invoice_url, doe="betaal")
    nep.knop(herhaal="5")
    bezorg(nep, nu)
    verwerk(v1, nu)
    verwerk(v1, nu)

    assert (open_centen(een), open_centen(ander)) == (0, 1_210)
    assert Betaling.objects.count() == 1
    assert set(Stripegebeurtenis.objects.values_list("stand", flat=True)) == {Stand.KLAAR}


def test_an_event_without_a_customer_is_of_whose_invoice_it_is(twee, nep, v1, nu):
    een, _ = twee
    nep.blader(v1.invoices.retrieve(een.betaalverzoek.stripe_id).hosted_invoice_url, doe="betaal")
    deel = v1.invoice_payments.list({"invoice": een.betaalverzoek.stripe_id}).data[0].to_dict()
    assert "customer" not in deel
    tekst = lichaam(type="invoice_payment.paid", data={"object": deel})
    los = lichaam(
        id="evt_2", type="payment_method.detached", data={"object": {"id": "pm_1", "customer": None}}
    )

    standen = [
        gebeurtenissen.verwerk(gebeurtenis_id=ontvang(stuk, teken(stuk, nu), nu), v1=v1, at=nu)
        for stuk in (tekst, los)
    ]

    assert (standen, open_centen(een)) == ([Stand.KLAAR, Stand.KLAAR], 0)


def test_the_seeded_bug_books_a_payment_twice(twee, nep, v1, nu):
    een, _ = twee
    nep.blader(v1.invoices.retrieve(een.betaalverzoek.stripe_id).hosted_invoice_url, doe="betaal")
    bezorg(nep, nu)
    with zaai("stripe_dubbel"):
        verwerk(v1, nu)

    assert Betaling.objects.count() > 1


def test_an_event_that_names_another_gemeente_does_nothing_and_is_written_down(twee, v1, nu):
    """Signed, and still not true: the customer of Lindewaard with the invoice of Hoogmeren."""
    een, ander = twee
    v1.invoices.pay(ander.betaalverzoek.stripe_id, {"paid_out_of_band": True})
    klant = Betaalklant.objects.get(gemeente=een.gemeente)
    tekst = lichaam(
        data={
            "object": {"id": ander.betaalverzoek.stripe_id, "object": "invoice", "customer": klant.stripe_id}
        }
    )
    sleutel = ontvang(tekst, teken(tekst, nu), nu)

    assert gebeurtenissen.verwerk(gebeurtenis_id=sleutel, v1=v1, at=nu) == Stand.VREEMD

    assert Betaalverzoek.objects.get(factuur=ander).stand == "open"
    assert Platformregel.objects.filter(gebeurtenis="betalen.vreemd_bericht").count() == 1


def test_the_seeded_bug_lets_one_gemeente_speak_of_another(twee, v1, nu):
    een, ander = twee
    v1.invoices.pay(ander.betaalverzoek.stripe_id, {"paid_out_of_band": True})
    klant = Betaalklant.objects.get(gemeente=een.gemeente)
    tekst = lichaam(
        data={
            "object": {"id": ander.betaalverzoek.stripe_id, "object": "invoice", "customer": klant.stripe_id}
        }
    )
    sleutel = ontvang(tekst, teken(tekst, nu), nu)
    with zaai("stripe_elke_klant"):
        gebeurtenissen.verwerk(gebeurtenis_id=sleutel, v1=v1, at=nu)

    assert Betaalverzoek.objects.get(factuur=ander).stand == "paid"


def test_an_event_of_somebody_we_do_not_know_is_looked_at_again_and_then_left(op_platform, v1, nu):
    tekst = lichaam()
    sleutel = ontvang(tekst, teken(tekst, nu), nu)
    standen = [gebeurtenissen.verwerk(gebeurtenis_id=sleutel, v1=v1, at=nu) for _ in range(7)]

    assert standen == [Stand.WACHT] * 6 + [Stand.VREEMD]
    assert Stripegebeurtenis.objects.get().volgende_op >= nu


def test_an_event_waits_while_stripe_does_not_answer(twee, nep, v1, nu):
    een, _ = twee
    nep.blader(v1.invoices.retrieve(een.betaalverzoek.stripe_id).hosted_invoice_url, doe="betaal")
    bezorg(nep, nu)
    weg = stripe.StripeClient("sk_test_x", base_addresses={"api": "http://127.0.0.1:9"}).v1
    verwerk(weg, nu)
    wacht = Stripegebeurtenis.objects.filter(stand=Stand.WACHT)
    assert wacht.exists()
    assert all(rij.volgende_op >= nu + timedelta(minutes=1) for rij in wacht)
    assert open_centen(een) == 1_210

    verwerk(v1, nu)

    assert open_centen(een) == 0


def test_what_breaks_our_own_code_is_kept_tried_again_and_seen(twee, nep, v1, nu, caplog):
    een, _ = twee
    nep.blader(v1.invoices.retrieve(een.betaalverzoek.stripe_id).hosted_invoice_url, doe="betaal")
    bezorg(nep, nu)
    krom = SimpleNamespace(invoices=SimpleNamespace(retrieve=lambda *_: {}))
    verwerk(krom, nu)
    opdracht = opdrachten.zet_op(Opdrachtsoort.INCASSO, een, at=nu)
    assert opdrachten.voer_uit(opdracht_id=opdracht.pk, v1=krom, at=nu) == Stand.WACHT

    assert "Fout bij ons: AttributeError." in Stripegebeurtenis.objects.values_list("fout", flat=True)
    assert "Een bericht van Stripe brak onze eigen code." in caplog.messages

    verwerk(v1, nu)

    assert open_centen(een) == 0
    assert not Stripegebeurtenis.objects.exclude(stand=Stand.KLAAR).exists()


def test_money_that_goes_back_is_booked_once_too(twee, nep, v1, nu):
    een, _ = twee
    nep.blader(v1.invoices.retrieve(een.betaalverzoek.stripe_id).hosted_invoice_url, doe="betaal")
    bezorg(nep, nu)
    verwerk(v1, nu)
    intentie = Betaling.objects.get().kenmerk

    v1.refunds.create({"payment_intent": intentie, "amount": 210})
    bezorg(nep, nu)
    verwerk(v1, nu)

    assert sorted(Betaling.objects.values_list("bedrag_centen", flat=True)) == [-210, 1_210]
    assert open_centen(een) == 210
