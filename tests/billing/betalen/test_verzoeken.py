"""Every invoice of ours stands at Stripe once, with our number and our cents, however often it is tried."""

from __future__ import annotations

from datetime import timedelta

import pytest
import stripe
from django.utils.timezone import localdate

from billing.betalen.actions import afstemmen, opdrachten
from billing.betalen.models import (
    Betaalklant,
    Betaalverzoek,
    Opdrachtsoort,
    Stand,
    Stripeopdracht,
    Verzoekstand,
)
from billing.models import Betaalwijze, Betaling, Factuur
from billing.queries import met_stand
from keukentafel.tenancy.zaaifouten import zaai
from tests.billing.betalen import facturen
from tests.billing.betalen.toneel import bezorg, verwerk, voer_uit, zeg


def open_centen(factuur: Factuur) -> int:
    return met_stand(Factuur.objects.filter(pk=factuur.pk)).get().openstaand_centen


def test_an_invoice_is_at_stripe_with_our_number_our_lines_and_our_total(contract, v1, nu):
    factuur = facturen.factuur(contract, 33_333, 33_333, 33_334, at=nu)

    assert zeg(factuur, v1, nu) == [Stand.KLAAR, Stand.KLAAR]

    rij = v1.invoices.retrieve(Betaalverzoek.objects.get(factuur=factuur).stripe_id)
    assert (rij.number, rij.status, rij.total) == (factuur.nummer, "open", factuur.totaal_centen)
    assert [regel.amount for regel in rij.lines.data] == [33_333, 33_333, 33_334, 21_000]
    assert rij.lines.data[-1].description == "Btw 21%"
    assert [(veld.name, veld.value) for veld in rij.custom_fields] == [("Inkoopnummer", "INK-77")]
    klant = v1.customers.retrieve(rij.customer)
    assert (klant.name, klant.email) == ("Gemeente Lindewaard", "facturen@lindewaard.invalid")
    assert klant.metadata["gemeente"] == str(contract.gemeente_id)


def test_the_subscription_mirrors_the_modules_and_sends_nothing_by_itself(contract, v1, nu):
    zeg(facturen.factuur(contract, 1_000, at=nu), v1, nu)
    klant = Betaalklant.objects.get()
    abonnement = v1.subscriptions.retrieve(klant.abonnement)
    assert sorted(
        (post.price.product, post.price.unit_amount, post.quantity) for post in abonnement["items"].data
    ) == [
        ("kt_basis", 1_000_000, 1),
        ("kt_wmo", 580_000, 1),
    ]
    assert (abonnement.pause_collection.behavior, abonnement.collection_method) == ("void", "send_invoice")

    contract.modules.filter(module="wmo").update(tot=localdate(nu))
    contract.modules.create(module="jeugd", van=localdate(nu))
    zeg(facturen.factuur(contract, 2_000, at=nu), v1, nu)

    abonnement = v1.subscriptions.retrieve(klant.abonnement)
    assert sorted(post.price.product for post in abonnement["items"].data) == ["kt_basis", "kt_jeugd"]
    assert len(v1.subscriptions.list().data) == 1
    assert len(v1.prices.list().data) == 3


def test_answers_that_get_lost_make_no_second_invoice(contract, nep, nu):
    factuur = facturen.factuur(contract, 5_000, 7_000, at=nu)
    v1 = nep.klant().v1
    opdrachten.schrijf_op(factuur=factuur, at=nu)
    nep.knop(uitval="60")
    for keer in range(60):
        nep.knop(uitval="0" if keer > 40 else "60")
        voer_uit(v1, nu + timedelta(minutes=keer))
        Stripeopdracht.objects.update(pogingen=0)

    assert set(Stripeopdracht.objects.values_list("stand", flat=True)) == {Stand.KLAAR}
    assert [rij.total for rij in v1.invoices.list().data] == [factuur.totaal_centen]
    assert len(v1.customers.list().data) == len(v1.subscriptions.list().data) == 1


def test_a_day_later_the_key_is_gone_and_there_is_still_one_invoice(contract, nep, nu):
    factuur = facturen.factuur(contract, 5_000, 7_000, at=nu)
    v1 = nep.klant().v1
    nep.knop(uitval="55")
    opdrachten.schrijf_op(factuur=factuur, at=nu)
    for dag in range(40):
        with nep.server.kluis.open() as lade:
            lade.lijn.execute("DELETE FROM idempotentie")  # Stripe forgets after a day
        nep.knop(uitval="0" if dag > 30 else "55")
        Stripeopdracht.objects.update(pogingen=0)
        voer_uit(v1, nu + timedelta(days=dag))

    assert [(rij.total, rij.status) for rij in v1.invoices.list().data] == [(factuur.totaal_centen, "open")]
    assert Stripeopdracht.objects.filter(stand=Stand.KLAAR).count() == 2


def test_the_seeded_bug_without_keys_makes_invoices_twice(contract, nep, nu):
    factuur = facturen.factuur(contract, 5_000, 7_000, at=nu)
    v1 = nep.klant().v1
    opdrachten.zet_op(Opdrachtsoort.FACTUUR, factuur, at=nu)
    with zaai("stripe_zonder_sleutel"):
        for keer in range(12):
            nep.knop(uitval="0" if keer > 8 else "60")
            Stripeopdracht.objects.update(pogingen=0)
            voer_uit(v1, nu)

    assert len(v1.invoices.list({"limit": 100}).data) > 1


def test_stripe_that_counts_otherwise_gets_nothing_sent(contract, v1, nu):
    factuur = facturen.factuur(contract, 1_000, at=nu)
    factuur.regels.first()
    anders = facturen.factuur(contract, 2_000, at=nu, btw=420)
    Factuur.objects.filter(pk=anders.pk)  # its lines say 2.000; one more comes in between
    anders.regels.create(
        nummer=9, soort="abonnement", omschrijving="Een cent", bruto_centen=1, bedrag_centen=1
    )

    assert zeg(anders, v1, nu)[-1] == Stand.OPGEGEVEN

    assert v1.invoices.list().data == []
    assert "2421 cent" in Stripeopdracht.objects.get(soort=Opdrachtsoort.FACTUUR).fout


def test_stripe_that_is_away_is_asked_later_and_at_last_given_up(contract, nep, nu):
    factuur = facturen.factuur(contract, 1_000, at=nu)
    weg = stripe.StripeClient("sk_test_x", base_addresses={"api": "http://127.0.0.1:9"}).v1
    opdracht = opdrachten.zet_op(Opdrachtsoort.FACTUUR, factuur, at=nu)
    standen = []
    for _ in range(10):
        standen.append(opdrachten.voer_uit(opdracht_id=opdracht.pk, v1=weg, at=nu))

    assert standen == [Stand.WACHT] * 9 + [Stand.OPGEGEVEN]
    opdracht.refresh_from_db()
    assert (opdracht.fout, opdracht.pogingen) == ("Stripe antwoordt niet.", 10)
    fatima = type("Mens", (), {"naam": "Fatima"})()
    opdrachten.probeer_opnieuw(opdracht=opdracht, by=fatima, at=nu)
    assert voer_uit(nep.klant().v1, nu) == [Stand.KLAAR]
    with pytest.raises(opdrachten.NietMeerTeDoen):
        opdrachten.probeer_opnieuw(opdracht=opdracht, by=fatima, at=nu)


@pytest.mark.parametrize("betaald", [False, True])
def test_a_credit_note_takes_the_whole_request_back(contract, nep, nu, betaald):
    v1 = nep.klant().v1
    factuur = facturen.factuur(contract, 1_000, at=nu)
    zeg(factuur, v1, nu)
    verzoek = Betaalverzoek.objects.get()
    if betaald:
        nep.blader(v1.invoices.retrieve(verzoek.stripe_id).hosted_invoice_url, doe="betaal")
        bezorg(nep, nu)
        verwerk(v1, nu)

    nota = facturen.factuur(contract, -1_000, at=nu, betreft=factuur)
    assert zeg(nota, v1, nu) == [Stand.KLAAR]

    notas = v1.credit_notes.list({"invoice": verzoek.stripe_id}).data
    assert [(n.amount, n.pre_payment_amount, n.out_of_band_amount or 0) for n in notas] == [
        (1_210, 0, 1_210) if betaald else (1_210, 1_210, 0)
    ]
    verzoek.refresh_from_db()
    assert (verzoek.stand, verzoek.openstaand_centen) == ("paid", 0)
    assert open_centen(factuur) == (-1_210 if betaald else 0)
    assert Betaling.objects.count() == (1 if betaald else 0)


def test_a_credit_note_waits_for_its_invoice(contract, v1, nu):
    factuur = facturen.factuur(contract, 1_000, at=nu)
    nota = facturen.factuur(contract, -1_000, at=nu, betreft=factuur)

    assert zeg(nota, v1, nu) == [Stand.WACHT]
    zeg(factuur, v1, nu)
    voer_uit(v1, nu)

    assert set(Stripeopdracht.objects.values_list("stand", flat=True)) == {Stand.KLAAR}
    assert Betaalverzoek.objects.get().openstaand_centen == 0


def test_what_was_transferred_is_told_to_stripe_and_not_booked_twice(contract, v1, nu):
    factuur = facturen.factuur(contract, 1_000, at=nu)
    zeg(factuur, v1, nu)
    Betaling.objects.create(
        factuur=factuur, bedrag_centen=1_210, ontvangen_op=localdate(nu), wijze=Betaalwijze.OVERBOEKING,
        kenmerk="afschrift 12", geboekt_op=nu, geboekt_door="Fatima",
    )  # fmt: skip

    afstemmen.stem_af(v1=v1, at=nu)
    voer_uit(v1, nu)

    assert v1.invoices.retrieve(Betaalverzoek.objects.get().stripe_id).status == "paid"
    assert (Betaling.objects.count(), open_centen(factuur)) == (1, 0)


def test_a_lost_event_is_made_up_for(contract, nep, nu):
    v1 = nep.klant().v1
    factuur = facturen.factuur(contract, 1_000, at=nu)
    zeg(factuur, v1, nu)
    nep.blader(v1.invoices.retrieve(Betaalverzoek.objects.get().stripe_id).hosted_invoice_url, doe="betaal")

    assert afstemmen.stem_af(v1=v1, at=nu + timedelta(hours=5)) == 0
    assert afstemmen.stem_af(v1=v1, at=nu + timedelta(hours=7)) == 1

    assert (Betaalverzoek.objects.get().stand, open_centen(factuur)) == (Verzoekstand.BETAALD, 0)
    assert [(b.wijze, b.bedrag_centen) for b in Betaling.objects.all()] == [(Betaalwijze.IDEAL, 1_210)]
