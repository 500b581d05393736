"""One story of two gemeenten that pay, told to the receiver in any order, any number of times, with lies between.

What comes out may depend on nothing but the story. The API is asked without a network here (`Draadloos`):
the same bytes, the same server, a hundred times as quick; the other tests go over HTTP.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import stripe
from django.db import transaction

from billing.betalen.actions import gebeurtenissen, opdrachten
from billing.betalen.models import Betaalklant, Betaalverzoek, Stand, Stripegebeurtenis, Stripeopdracht
from billing.models import Betaling, Contract, Factuur
from billing.queries import met_stand
from keukentafel.exchange.stripe.nep import api
from keukentafel.exchange.stripe.nep.bezorging import als_lichaam, onderteken, verkeerd
from keukentafel.exchange.stripe.nep.server import NepStripe
from tests.billing.betalen import facturen
from tests.billing.betalen.nep import GEHEIM, SLEUTEL, WEBHOOK, Nep


class Draadloos(stripe.HTTPClient):
    """Hand what stripe-python asks to the server itself; a lost answer is a lost answer."""

    name = "draadloos"

    def __init__(self, server: NepStripe) -> None:
        super().__init__()
        self._server = server

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
        *,
        _usage: Any = None,
    ) -> Any:
        lichaam = post_data.encode() if isinstance(post_data, str) else b""
        uit = api.antwoord_op(self._server.kluis, SLEUTEL, method.upper(), url, dict(headers or {}), lichaam)
        if uit.weggevallen:
            raise stripe.APIConnectionError("weg")
        return uit.inhoud, uit.status, dict(uit.koppen)


@dataclass
class Uitkomst:
    """What stands there at the end, without what is different each time: keys and moments."""

    standen: list[tuple[str, str, int]]
    betalingen: list[tuple[str, int, str]]
    openstaand: list[tuple[str, int]]
    bij_stripe: list[tuple[str, str, int]]
    geteld: int
    vals: int
    vreemd: int


class Verhaal:
    """Two gemeenten, five invoices, and everything that can happen to a payment."""

    def __init__(self, map_: Path, zaad: int, contracten: tuple[Contract, Contract], nu: datetime) -> None:
        self.toeval = Random(zaad)
        self.nu = nu
        self.server = NepStripe(
            map_ / f"{zaad}.sqlite",
            geheim=SLEUTEL,
            bezorger=lambda *_: 200,
            toeval=Random(zaad),
            klok=time.time,
        )
        self.server.stel_in(
            adres="http://nep", webhook=WEBHOOK, webhookgeheim=GEHEIM, incasso="0", uitval="10"
        )
        self.nep = Nep(self.server, "http://nep")
        self.v1 = stripe.StripeClient(
            SLEUTEL,
            base_addresses={"api": "http://nep"},
            http_client=Draadloos(self.server),
            max_network_retries=0,
        ).v1
        self.contracten = contracten
        self.gezien: set[str] = set()
        self.post: list[tuple[bytes, str]] = []
        self.geteld = self.vals = 0

    def vertel(self) -> Uitkomst:
        """Let it happen, with deliveries at any moment in between."""
        een, ander = self.contracten
        stukken = [facturen.factuur(een, 1_000 + nr, at=self.nu) for nr in range(3)]
        stukken += [facturen.factuur(ander, 5_000, 250, at=self.nu) for _ in range(2)]
        nota = facturen.factuur(een, -1_002, at=self.nu, betreft=stukken[2])
        volgorde = [*stukken, nota]
        self.toeval.shuffle(volgorde)
        for stuk in volgorde:
            opdrachten.schrijf_op(factuur=stuk, at=self.nu)
            self._zeg()
            self._bezorg_wat()
        self._tot_klaar()
        self._betaal(stukken)
        self.nep.knop(uitval="0")
        self._bezorg_alles()
        return self._uitkomst()

    def _betaal(self, stukken: list[Factuur]) -> None:
        deden = [
            lambda: self._op_de_pagina(stukken[0]),
            lambda: self._in_checkout(stukken[1], "sepa_debit", "NL39RABO0300065264"),
            lambda: self._in_checkout(stukken[3], "ideal"),
            lambda: self._in_checkout(stukken[4], "sepa_debit", "NL91ABNA0417164300"),
        ]
        self.toeval.shuffle(deden)
        for daad in deden:
            daad()
            self._bezorg_wat()
        self.server.beurt()  # direct debits come in, or come back
        self._bezorg_wat()
        self._geef_terug(stukken[0], 210)

    # -- what happens at Stripe -----------------------------------------------------------------

    def _verzoek(self, stuk: Factuur) -> Betaalverzoek:
        return Betaalverzoek.objects.get(factuur=stuk)

    def _op_de_pagina(self, stuk: Factuur) -> None:
        self.nep.blader(
            self.v1.invoices.retrieve(self._verzoek(stuk).stripe_id).hosted_invoice_url, doe="betaal"
        )

    def _in_checkout(self, stuk: Factuur, wijze: str, iban: str = "") -> None:
        from billing.betalen.actions.sessies import Terug, begin_betaling

        for _ in range(40):
            with _opnieuw_bij_uitval():
                sessie = begin_betaling(
                    factuur_id=stuk.pk, gemeente_id=stuk.gemeente_id, terug=Terug("http://kt/ja", "http://kt/nee"),
                    v1=self.v1, at=self.nu,
                )  # fmt: skip
                break
        self.nep.blader(sessie.url, doe="betaal", wijze=wijze, iban=iban)

    def _geef_terug(self, stuk: Factuur, centen: int) -> None:
        rij = self.v1.invoices.retrieve(self._verzoek(stuk).stripe_id, {"expand": ["payments"]})
        vraag = {"payment_intent": rij.payments.data[0].payment.payment_intent, "amount": centen}
        for _ in range(40):
            with _opnieuw_bij_uitval():
                self.v1.refunds.create(vraag, {"idempotency_key": f"terug-{stuk.pk}"})
                break

    # -- what reaches us ------------------------------------------------------------------------

    def _zeg(self) -> None:
        wacht = Stripeopdracht.objects.filter(stand=Stand.WACHT)
        for rij in list(wacht):
            opdrachten.voer_uit(opdracht_id=rij.pk, v1=self.v1, at=self.nu)

    def _tot_klaar(self) -> None:
        for _ in range(60):
            if not Stripeopdracht.objects.filter(stand=Stand.WACHT).exists():
                return
            Stripeopdracht.objects.filter(stand=Stand.WACHT).update(pogingen=0)
            self._zeg()
        raise AssertionError("De opdrachten komen niet klaar.")

    def _haal_post(self) -> None:
        """Take the new events: each one to five times, with a lie beside one in ten."""
        with self.server.kluis.open() as lade:
            nieuw = [event for event in lade.alle("event") if event["id"] not in self.gezien]
        for event in nieuw:
            self.gezien.add(event["id"])
            echt = als_lichaam(event)
            kop = onderteken(echt, GEHEIM, time.time())
            for _ in range(self.toeval.randint(1, 5)):
                self.post.append((echt.encode(), kop))
                if self.toeval.random() < 0.1:
                    vals, vals_kop = verkeerd(event, GEHEIM, time.time(), self.toeval.randrange(4))
                    self.post.append((vals.encode(), vals_kop))
            if self.toeval.random() < 0.02:
                self.post.append(self._van_de_ander(event))

    def _van_de_ander(self, event: dict[str, Any]) -> tuple[bytes, str]:
        """Signed with the right secret, and about the thing of one gemeente in the name of the other."""
        klanten = list(Betaalklant.objects.values_list("stripe_id", flat=True))
        wat = {**event["data"]["object"], "customer": self.toeval.choice(klanten) if klanten else "cus_x"}
        tekst = als_lichaam({**event, "id": f"evt_x{event['id'][-12:]}", "data": {"object": wat}})
        return tekst.encode(), onderteken(tekst, GEHEIM, time.time())

    def _bezorg_wat(self) -> None:
        self._haal_post()
        self.toeval.shuffle(self.post)
        nu, self.post = self.post[: len(self.post) // 2], self.post[len(self.post) // 2 :]
        self._lever(nu)

    def _bezorg_alles(self) -> None:
        while True:
            self._haal_post()
            if not self.post and not Stripegebeurtenis.objects.filter(stand=Stand.WACHT).exists():
                return
            self.toeval.shuffle(self.post)
            nu, self.post = self.post, []
            self._lever(nu)

    def _lever(self, post: list[tuple[bytes, str]]) -> None:
        for lichaam, kop in post:
            self.geteld += 1
            try:
                gebeurtenissen.ontvang(lichaam=lichaam, handtekening=kop, geheimen=(GEHEIM,), at=self.nu)
            except gebeurtenissen.NietVanStripe:
                self.vals += 1
        wacht = list(Stripegebeurtenis.objects.filter(stand=Stand.WACHT).values_list("pk", flat=True))
        self.toeval.shuffle(wacht)
        for sleutel in wacht:
            gebeurtenissen.verwerk(gebeurtenis_id=sleutel, v1=self.v1, at=self.nu)

    def _uitkomst(self) -> Uitkomst:
        verzoeken = Betaalverzoek.objects.select_related("factuur")
        alle = met_stand(Factuur.objects.filter(contract__in=self.contracten, soort="factuur"))
        with self.server.kluis.open() as lade:
            bij_stripe = [(str(rij["number"]), rij["status"], rij["total"]) for rij in lade.alle("invoice")]
        return Uitkomst(
            standen=sorted((v.factuur.nummer, v.stand, v.openstaand_centen) for v in verzoeken),
            betalingen=sorted(
                (b.factuur.nummer, b.bedrag_centen, b.wijze)
                for b in Betaling.objects.select_related("factuur")
            ),
            openstaand=sorted((f.nummer, f.openstaand_centen) for f in alle),
            bij_stripe=sorted(bij_stripe),
            geteld=self.geteld,
            vals=self.vals,
            vreemd=Stripegebeurtenis.objects.filter(stand=Stand.VREEMD).count(),
        )


@contextmanager
def _opnieuw_bij_uitval():
    try:
        with transaction.atomic():
            yield
    except stripe.APIConnectionError:
        return


_NUMMERS = ("2026-00001", "2026-00002", "2026-00003", "2026-00004", "2026-00005")
_TOTALEN = (1_210, 1_211, 1_212, 6_352, 6_352)
STANDEN = [(nummer, "paid", 0) for nummer in _NUMMERS[:4]] + [(_NUMMERS[4], "open", 6_352)]
BETALINGEN = [
    ("2026-00001", -210, "ideal"),
    ("2026-00001", 1_210, "ideal"),
    ("2026-00002", 1_211, "incasso"),
    ("2026-00004", 6_352, "ideal"),
]
OPENSTAAND = list(zip(_NUMMERS, (210, 0, 0, 0, 6_352), strict=True))
BIJ_STRIPE = [(nummer, stand, totaal) for (nummer, stand, _), totaal in zip(STANDEN, _TOTALEN, strict=True)]
