"""Money that goes back, money that is on its way, and pages that are no longer right: nothing twice, nothing lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from billing.betalen.actions import gebeurtenissen, sessies
from billing.betalen.actions.sessies import BetalingOnderweg, NietsTeBetalen, Terug
from billing.betalen.models import Betaalsessie, Stand, Stripegebeurtenis
from billing.models import Betaling, Factuur
from billing.queries import met_stand
from keukentafel.exchange.stripe.nep.geld import storneer
from tests.billing.betalen import facturen
from tests.billing.betalen.test_gebeurtenissen import lichaam, ontvang, teken
from tests.billing.betalen.toneel import bezorg, verwerk, voer_uit, zeg

TERUG = Terug("http://lindewaard.localhost/terug", "http://lindewaard.localhost/weg")


@pytest.fixture
def factuur(contract, v1, nu) -> Factuur:
    stuk = facturen.factuur(contract, 1_000, at=nu)
    zeg(stuk, v1, nu)
    return stuk


def open_centen(factuur: Factuur) -> int:
    return met_stand(Factuur.objects.filter(pk=factuur.pk)).get().openstaand_centen


def pagina(factuur: Factuur, v1, nu) -> Betaalsessie:
    return sessies.begin_betaling(
        factuur_id=factuur.pk, gemeente_id=factuur.gemeente_id, terug=TERUG, v1=v1, at=nu
    )


def betaal(nep, sessie: Betaalsessie, wijze: str = "ideal") -> None:
    nep.blader(sessie.url, doe="betaal", wijze=wijze, iban="NL39RABO0300065264")


def klaar(nep, v1, nu) -> None:
    bezorg(nep, nu)
    verwerk(v1, nu)


def test_a_direct_debit_that_the_bank_takes_back_weeks_later_is_owed_again(factuur, nep, v1, nu):
    """For eight weeks an account holder may have it back without a reason; the invoice at Stripe stays paid."""
    betaal(nep, pagina(factuur, v1, nu), "sepa_debit")
    klaar(nep, v1, nu)
    assert open_centen(factuur) == 0
    intentie = Betaling.objects.get().kenmerk

    with nep.server.kluis.open() as lade:
        storneer(lade, intentie)
    nep.knop(herhaal="3")
    klaar(nep, v1, nu)
    klaar(nep, v1, nu)

    assert sorted(Betaling.objects.values_list("bedrag_centen", "wijze")) == [
        (-1_210, "incasso"),
        (1_210, "incasso"),
    ]
    assert open_centen(factuur) == 1_210
    assert set(Stripegebeurtenis.objects.values_list("stand", flat=True)) == {Stand.KLAAR}


def terugbetaald(v1, intentie: str, nu, nr: str, **velden) -> Stripegebeurtenis:
    terug = v1.refunds.list({"payment_intent": intentie}).data[0].to_dict()
    del terug["customer"]  # Stripe does not always name one
    tekst = lichaam(id=f"evt_terug_{nr}", type="refund.updated", data={"object": {**terug, **velden}})
    sleutel = ontvang(tekst, teken(tekst, nu), nu)
    return Stripegebeurtenis.objects.get(pk=sleutel)


def test_a_refund_that_names_no_customer_is_of_who_paid_and_one_that_fails_comes_back(factuur, nep, v1, nu):
    betaal(nep, pagina(factuur, v1, nu))
    klaar(nep, v1, nu)
    intentie = Betaling.objects.get().kenmerk
    terug = v1.refunds.create({"payment_intent": intentie, "amount": 210})

    for nr in ("een", "twee"):
        rij = terugbetaald(v1, intentie, nu, nr)
        assert gebeurtenissen.verwerk(gebeurtenis_id=rij.pk, v1=v1, at=nu) == Stand.KLAAR
    assert open_centen(factuur) == 210

    with nep.server.kluis.open() as lade:
        lade.bewaar({**lade.haal("refund", terug.id), "status": "failed"})
    for nr in ("drie", "vier"):
        rij = terugbetaald(v1, intentie, nu, nr)
        gebeurtenissen.verwerk(gebeurtenis_id=rij.pk, v1=v1, at=nu)

    assert sorted(Betaling.objects.values_list("bedrag_centen", flat=True)) == [-210, 210, 1_210]
    assert open_centen(factuur) == 0


def test_a_refund_that_is_quicker_than_its_payment_waits_for_it(factuur, nep, v1, nu):
    betaal(nep, pagina(factuur, v1, nu))
    intentie = v1.payment_intents.list().data[0].id
    v1.refunds.create({"payment_intent": intentie})
    rij = terugbetaald(v1, intentie, nu, "snel")

    assert gebeurtenissen.verwerk(gebeurtenis_id=rij.pk, v1=v1, at=nu) == Stand.WACHT
    klaar(nep, v1, nu)
    gebeurtenissen.verwerk(gebeurtenis_id=rij.pk, v1=v1, at=nu)

    assert sorted(Betaling.objects.values_list("bedrag_centen", flat=True)) == [-1_210, 1_210]


def test_what_will_come_has_no_id_and_is_taken_all_the_same(op_platform, v1, nu):
    """Stripe tells of an invoice to be of our subscription; refused, it would knock for days and then give up on us."""
    tekst = lichaam(
        type="invoice.upcoming", data={"object": {"object": "invoice", "id": None, "customer": "cus_1"}}
    )

    sleutel = ontvang(tekst, teken(tekst, nu), nu)

    assert sleutel is not None
    assert gebeurtenissen.verwerk(gebeurtenis_id=sleutel, v1=v1, at=nu) == Stand.KLAAR


@pytest.mark.parametrize("wijze", ["ideal", "sepa_debit"])
def test_who_paid_and_asks_again_before_we_know_gets_no_second_page(factuur, nep, v1, nu, wijze):
    """A direct debit takes days, and an event may be late: meanwhile the button is still there."""
    nep.knop(incasso="600000")
    eerste = pagina(factuur, v1, nu)
    betaal(nep, eerste, wijze)

    with pytest.raises(BetalingOnderweg):
        pagina(factuur, v1, nu)
    klaar(nep, v1, nu)

    with pytest.raises(NietsTeBetalen if wijze == "ideal" else BetalingOnderweg):
        pagina(factuur, v1, nu + timedelta(days=3))
    assert len(v1.checkout.sessions.list().data) == 1


def test_a_debit_on_its_way_for_the_invoice_itself_gives_no_page_either(factuur, nep, v1, nu):
    klant = factuur.betaalverzoek.klant
    nep.knop(incasso="600000")
    with nep.server.kluis.open() as lade:
        wijze = lade.maak(
            "payment_method", type="sepa_debit", customer=klant.stripe_id, sepa_debit={"last4": "5264"}
        )
    v1.invoices.pay(factuur.betaalverzoek.stripe_id, {"payment_method": wijze["id"]})

    with pytest.raises(BetalingOnderweg):
        pagina(factuur, v1, nu)


def test_a_debit_that_failed_can_be_paid_anew(factuur, nep, v1, nu):
    eerste = pagina(factuur, v1, nu)
    nep.blader(eerste.url, doe="betaal", wijze="sepa_debit", iban="NL91ABNA0417164300")
    klaar(nep, v1, nu)

    tweede = pagina(factuur, v1, nu)

    assert tweede.stripe_id != eerste.stripe_id
    betaal(nep, tweede)
    klaar(nep, v1, nu)
    assert open_centen(factuur) == 0


def test_a_page_that_stood_open_closes_when_the_money_came_by_transfer(factuur, nep, v1, nu):
    from billing.betalen.actions import afstemmen

    sessie = pagina(factuur, v1, nu)
    Betaling.objects.create(
        factuur=factuur, bedrag_centen=1_210, ontvangen_op=localdate(nu), wijze="overboeking",
        kenmerk="afschrift 12", geboekt_op=nu, geboekt_door="Fatima",
    )  # fmt: skip
    afstemmen.zet_klaar(at=nu)
    voer_uit(v1, nu)

    assert v1.checkout.sessions.retrieve(sessie.stripe_id).status == "expired"
    assert nep.blader(sessie.url)[0] == 410
    sessie.refresh_from_db()
    assert sessie.stand == "expired"


def test_many_parts_that_went_back_stand_at_stripe_once_each(factuur, nep, v1, nu):
    """More credit notes than fit on one page of Stripe's list."""
    notas = []
    for _ in range(12):
        nota = facturen.factuur(factuur.contract, -10, at=nu, betreft=factuur, btw=-2, is_deel=True)
        notas.append(nota)
        zeg(nota, v1, nu)
    from billing.betalen.actions.verzoeken import crediteer

    crediteer(notas[0], v1=v1, sleutel="later", at=nu)

    staan_er = list(
        v1.credit_notes.list({"invoice": factuur.betaalverzoek.stripe_id, "limit": 100}).auto_paging_iter()
    )
    assert [rij.amount for rij in staan_er] == [12] * 12
    assert open_centen(factuur) == v1.invoices.retrieve(factuur.betaalverzoek.stripe_id).amount_remaining
