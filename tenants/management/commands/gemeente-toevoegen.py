"""`keukentafel gemeente-toevoegen GM0642`: a complete gemeente, or nothing."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from keukentafel.errors import Refusal
from tenants.actions import onboarding
from tenants.clusters.namen import cluster_van, namen
from tenants.gemeentelijst import zoek_gemeente
from tenants.models import KlaarzetStap


class Command(BaseCommand):
    help = "Maak een gemeente uit de CBS-lijst, met teammodel, standaardteam en eerste beheerder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("cbs_code", help="bijvoorbeeld GM0642 of 0642")
        parser.add_argument("--variant", default="team", choices=onboarding.VARIANTEN)
        parser.add_argument("--beheerder", default="Eerste beheerder", help="naam van de eerste beheerder")
        parser.add_argument(
            "--email", default="beheerder@voorbeeld.invalid", help="waar de uitnodiging heen gaat"
        )
        parser.add_argument(
            "--adres", default="", help="een ander adres dan de naam, bijvoorbeeld zwijndrecht-2"
        )
        parser.add_argument("--cluster", metavar="NAAM", help="op dit cluster, of hoofd (KT_NIEUW_OP)")
        parser.add_argument("--json", action="store_true", help="één JSON-regel als antwoord")

    def handle(self, *args: Any, **options: Any) -> None:
        begin = timezone.now()
        cluster = options.get("cluster") and cluster_van(options["cluster"])
        if options.get("cluster") and cluster is None:
            raise CommandError(
                f"Het cluster '{options['cluster']}' is er niet. Kies uit: {', '.join(namen())}.",
                returncode=2,
            )
        bekend = zoek_gemeente(options["cbs_code"], met_voorbeelden=True)
        try:
            if bekend is not None:
                onboarding.ruim_afgebroken_op(bekend.code)
            werk = onboarding.begin_klaarzetting(
                cbs_code=options["cbs_code"],
                variant=options["variant"],
                at=begin,
                beheerder_naam=options["beheerder"],
                beheerder_email=options["email"],
                slug=options["adres"],
            )
            gaf = onboarding.zet_klaar(
                werk.pk,
                at=begin,
                klok=timezone.now,
                meld=None if options["json"] else self._meld,
                cluster=cluster,
            )
        except Refusal as reden:
            raise CommandError(str(reden)) from reden
        self._antwoord(
            werk, gaf.get(KlaarzetStap.BEHEERDER), (timezone.now() - begin).total_seconds(), options
        )

    def _meld(self, stap: KlaarzetStap, stand: str) -> None:
        if stand == "klaar":
            nummer = list(KlaarzetStap).index(stap) + 1
            self.stdout.write(f"  {nummer}/7 {stap.label}")

    def _antwoord(self, werk: Any, uitnodiging: Any, seconden: float, options: dict[str, Any]) -> None:
        poort = "" if settings.KT_POORT in (80, 443) else f":{settings.KT_POORT}"
        adres = (
            f"http{'s' if settings.SESSION_COOKIE_SECURE else ''}://{werk.slug}.{settings.KT_DOMEIN}{poort}"
        )
        pad = getattr(uitnodiging, "pad", "") or ""
        if options["json"]:
            gegevens = {
                "slug": werk.slug,
                "naam": werk.naam,
                "cbs_code": werk.cbs_code,
                "url": adres,
                "uitnodiging": f"{adres}{pad}" if pad else None,
                "seconden": round(seconden, 2),
            }
            self.stdout.write(json.dumps(gegevens))
            return
        self.stdout.write(f"{werk.naam} staat klaar in {seconden:.1f} seconden: {adres}")
        if pad:
            self.stdout.write(f"Uitnodiging voor {options['beheerder']}: {adres}{pad}")
