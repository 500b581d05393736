"""From the gemeente's own page to the page of Stripe and back, and what the supplier sees of it."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

import pytest
import stripe
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from billing.betalen.actions import afstemmen
from billing.betalen.actions.afscheid import neem_afscheid
from billing.betalen.models import Betaalklant, Betaalsessie, Stand, Stripegebeurtenis, Stripeopdracht
from billing.models import Betaling, Factuur
from billing.queries import met_stand
from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import in_gemeente, in_platform
from tenants.console.rollen import LeverancierRol
from tests.billing.betalen import facturen
from tests.billing.betalen.nep import GEHEIM
from tests.billing.betalen.toneel import bezorg, verwerk, voer_uit, zeg
from tests.factories.identity import log_in, maak_gebruiker

LEVERANCIER = "leverancier.localhost"


@contextmanager
def in_de_rij():
    """Keep what is put in the queue; no worker here."""
    rij: list[tuple[str, str]] = []
    with patch(
        "celery.app.task.Task.apply_async", lambda taak, args=(), *_, **__: rij.append((taak.name, *args))
    ):
        yield rij


@pytest.fixture
def factuur(contract, stripe_aan, v1, nu) -> Factuur:
    stuk = facturen.factuur(contract, 1_000, at=nu)
    zeg(stuk, v1, nu)
    return stuk


@pytest.fixture
def beheerder(factuur, lindewaard, klant_van):
    """Marijke administers Lindewaard."""
    with in_gemeente(lindewaard):
        klant = klant_van(lindewaard)
        log_in(klant, maak_gebruiker(rollen=[Rol.BEHEERDER]))
        return klant


def heen(antwoord) -> str:
    """The address of Stripe on the page that leads there."""
    return re.search(r'href="(http://127\.0\.0\.1:\d+/[^"]+)"', antwoord.content.decode())[1]


def test_an_administrator_pays_and_comes_back(beheerder, factuur, nep, v1, nu, lindewaard):
    pagina = beheerder.get(f"/facturen/{factuur.pk}").content.decode()
    assert "Betaal deze factuur" in pagina
    assert "€ 12,10" in pagina.replace("\xa0", " ")

    antwoord = beheerder.post(f"/betalen/{factuur.pk}")
    assert (antwoord.status_code, "namaak van Stripe" in antwoord.content.decode()) == (200, True)
    status, _, terug = nep.blader(heen(antwoord), doe="betaal", wijze="ideal")
    assert (status, terug) == (303, f"http://lindewaard.localhost/betalen/{factuur.pk}/terug")
    pad = terug.removeprefix("http://lindewaard.localhost")
    with in_de_rij():
        assert "We wachten op bericht van de bank" in beheerder.get(pad).content.decode()

    bezorg(nep, nu)
    verwerk(v1, nu)

    assert "Deze factuur is betaald" in beheerder.get(pad).content.decode()
    assert "Betaal deze factuur" not in beheerder.get(f"/facturen/{factuur.pk}").content.decode()
    assert [b.bedrag_centen for b in Betaling.objects.all()] == [1_210]
    with in_gemeente(lindewaard):
        assert Logboekregel.objects.filter(gebeurtenis="betalen.betaalpagina.geopend").count() == 1


def test_pressing_twice_gives_one_page_and_a_changed_amount_another(beheerder, factuur, v1):
    eerste = heen(beheerder.post(f"/betalen/{factuur.pk}"))
    assert heen(beheerder.post(f"/betalen/{factuur.pk}")) == eerste

    Betaling.objects.create(
        factuur=factuur, bedrag_centen=210, ontvangen_op="2026-02-01", wijze="overboeking", kenmerk="x",
        geboekt_op=factuur.gemaakt_op, geboekt_door="Fatima",
    )  # fmt: skip
    tweede = heen(beheerder.post(f"/betalen/{factuur.pk}"))

    assert tweede != eerste
    assert [rij.status for rij in v1.checkout.sessions.list().data] == ["open", "expired"]
    assert sorted(Betaalsessie.objects.values_list("stand", "bedrag_centen")) == [
        ("expired", 1_210),
        ("open", 1_000),
    ]


def test_a_page_that_was_paid_while_the_invoice_was_paid_elsewhere_shows_too_much(
    beheerder, factuur, nep, v1, nu
):
    """Two people pay the same invoice: no money gets lost, and it is told to who can give it back."""
    kassa = heen(beheerder.post(f"/betalen/{factuur.pk}"))
    nep.blader(v1.invoices.retrieve(factuur.betaalverzoek.stripe_id).hosted_invoice_url, doe="betaal")
    nep.blader(kassa, doe="betaal", wijze="card")
    bezorg(nep, nu)
    verwerk(v1, nu)

    assert met_stand(Factuur.objects.filter(pk=factuur.pk)).get().openstaand_centen == -1_210
    assert sorted(Betaling.objects.values_list("wijze", flat=True)) == ["ideal", "kaart"]


def test_nobody_pays_or_sees_an_invoice_of_another_gemeente(beheerder, ander_contract, v1, nu):
    vreemd = facturen.factuur(ander_contract, 1_000, at=nu)
    zeg(vreemd, v1, nu)

    assert beheerder.post(f"/betalen/{vreemd.pk}").status_code == 404
    assert beheerder.get(f"/betalen/{vreemd.pk}/terug").status_code == 404
    assert v1.checkout.sessions.list().data == []


def test_a_mandate_collects_on_the_day_it_is_due_and_can_be_taken_back(beheerder, factuur, nep, v1, nu):
    assert "Er is geen machtiging" in beheerder.get("/betalen/gegevens").content.decode()
    nep.blader(
        heen(beheerder.post("/betalen/gegevens/machtigen")),
        doe="betaal",
        wijze="sepa_debit",
        iban="NL39RABO0300065264",
    )
    with in_de_rij():
        assert (
            "We wachten op bericht van Stripe" in beheerder.get("/betalen/gegevens?terug=1").content.decode()
        )
    bezorg(nep, nu)
    verwerk(v1, nu)
    bezorg(nep, nu)
    verwerk(v1, nu)
    assert "rekening eindigt op 5264" in beheerder.get("/betalen/gegevens").content.decode()
    assert "Je hoeft niets te doen" in beheerder.get(f"/facturen/{factuur.pk}").content.decode()

    Betaling.objects.create(
        factuur=factuur, bedrag_centen=10, ontvangen_op=localdate(nu), wijze="overboeking", kenmerk="afschrift",
        geboekt_op=nu, geboekt_door="Fatima",
    )  # fmt: skip
    afstemmen.stem_af(v1=v1, at=nu + timedelta(days=31))
    assert (
        voer_uit(v1, nu + timedelta(days=31)) == []
    )  # a part was transferred: Stripe would collect the whole
    Betaling.objects.create(
        factuur=factuur, bedrag_centen=-10, ontvangen_op=localdate(nu), wijze="overboeking", kenmerk="terug",
        geboekt_op=nu, geboekt_door="Fatima",
    )  # fmt: skip

    for dagen in (29, 31):
        afstemmen.stem_af(v1=v1, at=nu + timedelta(days=dagen))
        voer_uit(v1, nu + timedelta(days=dagen))
        bezorg(nep, nu)
        verwerk(v1, nu)
        assert Betaling.objects.filter(wijze="incasso").count() == (0 if dagen == 29 else 1)

    portaal = heen(beheerder.post("/betalen/gegevens/stripe"))
    nep.blader(portaal, doe="weg", wijze=Betaalklant.objects.get().betaalwijze)
    bezorg(nep, nu)
    verwerk(v1, nu)
    assert Betaalklant.objects.get().betaalwijze == ""


def test_a_gemeente_that_leaves_leaves_no_mandate_and_no_subscription(
    beheerder, factuur, nep, v1, nu, settings
):
    nep.blader(
        heen(beheerder.post("/betalen/gegevens/machtigen")),
        doe="betaal",
        wijze="sepa_debit",
        iban="NL39RABO0300065264",
    )
    bezorg(nep, nu)
    verwerk(v1, nu)

    assert neem_afscheid(factuur.gemeente_id, "t_x", nu) == {"betaalwijzen": 1, "abonnementen": 1}
    assert neem_afscheid(factuur.gemeente_id, "t_x", nu) == {"betaalwijzen": 0, "abonnementen": 0}

    klant = Betaalklant.objects.get()
    assert (klant.betaalwijze, v1.subscriptions.retrieve(klant.abonnement).status) == ("", "canceled")
    assert v1.payment_methods.list({"customer": klant.stripe_id}).data == []
    assert v1.invoices.retrieve(factuur.betaalverzoek.stripe_id).status == "open"
    settings.KT_STRIPE_URL = "http://127.0.0.1:9"
    with pytest.raises(stripe.APIConnectionError):
        neem_afscheid(factuur.gemeente_id, "t_x", nu)


def test_without_stripe_the_button_is_not_there_and_the_money_comes_by_transfer(beheerder, factuur, settings):
    settings.KT_STRIPE_SLEUTEL = ""

    assert "Betaal deze factuur" not in beheerder.get(f"/facturen/{factuur.pk}").content.decode()
    assert "staat hier uit" in beheerder.post(f"/betalen/{factuur.pk}").content.decode()
    assert "Je betaalt door over te maken" in beheerder.get("/betalen/gegevens").content.decode()


def test_stripe_that_is_away_gives_a_sentence_and_no_error(beheerder, factuur, settings):
    settings.KT_STRIPE_URL = "http://127.0.0.1:9"

    antwoord = beheerder.post(f"/betalen/{factuur.pk}")

    assert (antwoord.status_code, "lukt nu niet" in antwoord.content.decode()) == (409, True)


def test_the_webhook_takes_what_is_signed_once_and_refuses_the_rest(stripe_aan, db, klant_van, nu):
    klant, tekst = klant_van(LEVERANCIER), ""
    from tests.billing.betalen.test_gebeurtenissen import lichaam, teken

    tekst = lichaam()
    with in_de_rij() as rij, patch("django.db.transaction.on_commit", lambda doe, **_: doe()):
        goed = [
            klant.post(
                "/betalen/stripe", tekst, "application/json", headers={"Stripe-Signature": teken(tekst, nu)}
            )
            for _ in range(3)
        ]
        vals = klant.post(
            "/betalen/stripe", tekst, "application/json", headers={"Stripe-Signature": "t=1,v1=x"}
        )
        leeg = klant.post("/betalen/stripe", tekst, "application/json")

    assert [antwoord.status_code for antwoord in (*goed, vals, leeg)] == [200, 200, 200, 400, 400]
    assert (klant.get("/betalen/stripe").status_code, GEHEIM in vals.content.decode()) == (405, False)
    with in_platform():
        sleutel = str(Stripegebeurtenis.objects.get().pk)
    assert rij == [("betalen.verwerk", sleutel)]


def test_without_a_key_the_webhook_is_not_there(db, klant_van):
    assert klant_van(LEVERANCIER).post("/betalen/stripe", "{}", "application/json").status_code == 404


@pytest.mark.parametrize("hoeveel", [1, 4])
def test_the_supplier_sees_what_did_not_succeed_in_a_fixed_number_of_queries(
    contract, stripe_aan, nu, als, hoeveel
):
    for nr in range(hoeveel):
        stuk = facturen.factuur(contract, 1_000 + nr, at=nu)
        Stripeopdracht.objects.create(
            soort="factuur", factuur=stuk, stand=Stand.OPGEGEVEN, fout="Stripe wijst dit af: nee",
            volgende_op=nu, gemaakt_op=nu,
        )  # fmt: skip
        Stripegebeurtenis.objects.create(
            event_id=f"evt_{nr}", soort="invoice.paid", object_id="in_x", gemaakt_op=nu, ontvangen_op=nu,
            volgende_op=nu, stand=Stand.VREEMD, fout="Niet van ons.",
        )  # fmt: skip
    klant = als(LeverancierRol.FINANCIEEL)
    klant.get("/betalen/")

    with CaptureQueriesContext(connection) as vragen:
        pagina = klant.get("/betalen/").content.decode()

    assert len([v for v in vragen.captured_queries if "betalen_" in v["sql"]]) == 4
    assert pagina.count("Stripe wijst dit af: nee") == pagina.count("Niet van ons.") == hoeveel


def test_who_does_the_money_tries_again_what_failed(factuur, nu, als):
    Stripeopdracht.objects.filter(soort="factuur").update(
        stand=Stand.OPGEGEVEN, fout="Stripe wijst dit af: nee"
    )
    klant = als(LeverancierRol.FINANCIEEL)
    assert "Probeer opnieuw" in klant.get(f"/facturatie/facturen/{factuur.pk}").content.decode()

    with in_de_rij() as rij, patch("django.db.transaction.on_commit", lambda doe, **_: doe()):
        antwoord = klant.post(f"/betalen/facturen/{factuur.pk}/opnieuw")

    opdracht = Stripeopdracht.objects.get(soort="factuur")
    assert (antwoord.status_code, opdracht.stand, opdracht.ronde) == (303, Stand.WACHT, 1)
    assert rij == [("betalen.voer_uit", str(opdracht.pk))]
    assert als(LeverancierRol.SUPPORT).get("/betalen/").status_code == 404
