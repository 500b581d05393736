"""`keukentafel logboek-verankeren --alle`: sign the head of the chain and keep it elsewhere, now."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from keukentafel.audit.ankers import Anker, bestand_van
from keukentafel.audit.bewaking import KetenGebroken, veranker, veranker_na_terugzetten
from keukentafel.tenancy.opdracht import GemeenteCommand
from keukentafel.tenancy.scope import GemeenteRef


class Command(GemeenteCommand):
    help = "Leg de stand van het logboek vast: ondertekend, in de tabel van het platform en in KT_ANKERS."

    def voeg_toe(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="één JSON-regel per gemeente")
        parser.add_argument(
            "--na-terugzetten",
            metavar="REDEN",
            default="",
            help="ga verder nadat een back-up is teruggezet; de reden komt als alarm in het logboek",
        )

    def voor_gemeente(self, gemeente: GemeenteRef, /, **options: Any) -> None:
        try:
            anker = self._veranker(options["na_terugzetten"])
        except KetenGebroken as breuk:
            raise CommandError(
                f"Het logboek van {gemeente.naam} klopt niet: {breuk} Draai logboek-controleren.",
                returncode=1,
            ) from breuk
        if options["json"]:
            gegevens = {
                "gemeente": gemeente.slug,
                "anker": anker and anker.nummer,
                "volgnummer": anker and anker.volgnummer,
            }
            self.stdout.write(json.dumps(gegevens))
        elif anker is None:
            self.stdout.write(f"{gemeente.naam}: niets nieuws sinds het vorige anker.")
        else:
            self.stdout.write(
                f"{gemeente.naam}: anker {anker.nummer} op regel {anker.volgnummer}, "
                f"bewaard in {bestand_van(gemeente.id)}."
            )

    def _veranker(self, reden: str) -> Anker | None:
        if not reden:
            return veranker(at=timezone.now())
        return veranker_na_terugzetten(reden=reden, at=timezone.now())
