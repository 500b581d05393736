"""`keukentafel nep-stripe`: a server that plays Stripe, for the demo and for trying things out."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from keukentafel.exchange.stripe.client import koppeling
from keukentafel.exchange.stripe.nep.bezorging import KNOPPEN
from keukentafel.exchange.stripe.nep.server import NepStripe
from keukentafel.tenancy import in_platform
from keukentafel.uitgaand.adressen import ontleed
from keukentafel.uitgaand.deur import Deur
from keukentafel.uitgaand.fouten import UitgaandFout


class Command(BaseCommand):
    """Listen on loopback, as Stripe would: the API, the pages where somebody pays, and signed webhooks."""

    help = (
        "Speelt Stripe na op deze machine, voor de demo en om mee te oefenen. Er gaat geen geld om. "
        "De sleutel en het webhookgeheim zijn KT_STRIPE_SLEUTEL en KT_STRIPE_WEBHOOKGEHEIM."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--poort", type=int, default=8420, help="poort op 127.0.0.1")
        parser.add_argument("--opslag", type=Path, help="het bestand dat alles bewaart (sqlite)")
        parser.add_argument("--webhook", default="", help="waar Keukentafel naar berichten luistert")
        parser.add_argument(
            "--vertraging", type=float, metavar="SECONDEN", help="een bericht komt zoveel later"
        )
        parser.add_argument("--herhaal", type=int, metavar="KEER", help="een bericht komt tot zo vaak")
        parser.add_argument("--verwissel", action="store_true", help="berichten komen door elkaar")
        parser.add_argument(
            "--vervals", type=int, metavar="PROCENT", help="zoveel berichten krijgen een valse erbij"
        )
        parser.add_argument("--uitval", type=int, metavar="PROCENT", help="zoveel antwoorden vallen weg")
        parser.add_argument("--incasso", type=float, metavar="SECONDEN", help="zo lang duurt een incasso")

    def handle(self, *args: Any, **options: Any) -> None:
        van = koppeling()
        if van is None or not van.webhookgeheimen or van.is_echt or settings.KT_MODUS == "productie":
            raise CommandError(
                "Zet KT_STRIPE_SLEUTEL op sk_test_… en KT_STRIPE_WEBHOOKGEHEIM op whsec_…; in productie kan dit niet.",
                returncode=2,
            )
        nep = self._maak(van.sleutel, options)
        with in_platform():
            try:
                server = nep.server(options["poort"])
            except OSError as fout:
                raise CommandError(
                    f"Poort {options['poort']} is bezet: kies een andere.", returncode=2
                ) from fout
            nep.stel_in(
                adres=f"http://localhost:{options['poort']}",
                webhook=options["webhook"] or _webhook(),
                webhookgeheim=van.webhookgeheimen[0],
                **_knoppen(options),
            )
            self.stdout.write(f"De namaak van Stripe draait op http://localhost:{options['poort']}")
            with server:
                server.serve_forever(poll_interval=0.2)

    def _maak(self, sleutel: str, options: dict[str, Any]) -> NepStripe:
        opslag: Path = options["opslag"] or settings.KT_OPSLAG.parent / "nep-stripe.sqlite"
        opslag.parent.mkdir(parents=True, exist_ok=True)
        return NepStripe(opslag, geheim=sleutel, bezorger=_bezorger(options["webhook"] or _webhook()))


def _webhook() -> str:
    return f"http://leverancier.{settings.KT_DOMEIN}:{settings.KT_POORT}/betalen/stripe"


def _knoppen(options: dict[str, Any]) -> dict[str, str]:
    gegeven = {naam: str(options[naam]) for naam in KNOPPEN if options.get(naam) not in (None, False)}
    return {naam: "ja" if waarde == "True" else waarde for naam, waarde in gegeven.items()}


def _bezorger(webhook: str) -> Any:
    deur = Deur((ontleed(webhook),), eigen_machine_mag=True, telt_fouten=False)

    def bezorg(url: str, lichaam: bytes, handtekening: str) -> int:
        koppen = {"Content-Type": "application/json", "Stripe-Signature": handtekening}
        try:
            return deur.vraag("POST", url, lichaam=lichaam, koppen=koppen).stand
        except UitgaandFout:
            return 0

    return bezorg
