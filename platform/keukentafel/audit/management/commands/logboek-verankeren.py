"""`keukentafel logboek-verankeren --alle`: sign the head of the chain and keep it elsewhere, now."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from keukentafel.audit.ankers import bestand_van
from keukentafel.audit.bewaking import KetenGebroken, veranker
from keukentafel.tenancy.opdracht import GemeenteCommand
from keukentafel.tenancy.scope import GemeenteRef


class Command(GemeenteCommand):
    help = "Leg de stand van het logboek vast: ondertekend, in de tabel van het platform en in KT_ANKERS."

    def voeg_toe(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="één JSON-regel per gemeente")

    def voor_gemeente(self, gemeente: GemeenteRef, /, **options: Any) -> None:
        try:
            anker = veranker(at=timezone.now())
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
