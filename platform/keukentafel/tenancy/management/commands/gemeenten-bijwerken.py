"""`keukentafel gemeenten-bijwerken`: every schema to the version of this release. Safe to run again."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from keukentafel.tenancy import achterstand, bijwerken, migraties
from keukentafel.tenancy.bijwerken import Uitkomst, Verslag


class Command(BaseCommand):
    help = "Breng de tabellen van de leverancier, het sjabloon en elke gemeente naar deze versie."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kanarie", default="", metavar="SLUG", help="deze gemeente gaat voorop")
        parser.add_argument("--parallel", type=int, default=2, metavar="N", help="aantal processen (2)")
        parser.add_argument("--toon", action="store_true", help="zeg alleen welke schema's achterlopen")
        parser.add_argument("--json", action="store_true", help="één JSON-regel als antwoord")

    def handle(self, *args: Any, **options: Any) -> None:
        begin = time.monotonic()
        try:
            if options["toon"]:
                self._toon(options["json"])
                return
            kanarie = achterstand.schema_van(options["kanarie"]) if options["kanarie"] else ""
            verslag = self._werk_bij(kanarie, max(1, options["parallel"]), stil=options["json"])
        except migraties.GeenMigrator as reden:
            raise CommandError(str(reden), returncode=2) from reden
        except LookupError as reden:
            raise CommandError(str(reden), returncode=2) from reden
        self._antwoord(verslag, time.monotonic() - begin, als_json=options["json"])

    def _werk_bij(self, kanarie: str, parallel: int, *, stil: bool) -> Verslag:
        kolommen = (TextColumn("Gemeenten bijwerken"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*kolommen, console=Console(stderr=True), transient=True, disable=stil) as balk:
            taak = balk.add_task("", total=None)

            def meld(uitkomst: Uitkomst) -> None:
                balk.advance(taak)

            verslag = bijwerken.werk_bij(kanarie=kanarie, parallel=parallel, meld=meld)
        bijwerken.vul_aan(verslag, at=timezone.now())
        return verslag

    def _toon(self, als_json: bool) -> None:
        totaal, achter = achterstand.loop_achter()
        if als_json:
            self.stdout.write(json.dumps({"totaal": totaal, "achter": [schema.label for schema in achter]}))
            return
        for schema in achter:
            self.stdout.write(schema.label)
        self.stdout.write(f"{len(achter)} van {totaal} schema's lopen achter.")

    def _antwoord(self, verslag: Verslag, seconden: float, *, als_json: bool) -> None:
        if als_json:
            self.stdout.write(json.dumps(_als_gegevens(verslag, seconden)))
        else:
            self.stdout.write(
                f"{verslag.bijgewerkt} bijgewerkt, {verslag.al_bij} waren al bij, "
                f"{len(verslag.mislukt)} mislukt ({seconden:.1f} s)."
            )
            for uitkomst in verslag.mislukt:
                self.stderr.write(f"{uitkomst.schema.label}: {uitkomst.fout}.")
        if verslag.mislukt:
            raise CommandError(
                verslag.gestopt or "Niet elke gemeente is bij. Draai de opdracht nog een keer."
            )


def _als_gegevens(verslag: Verslag, seconden: float) -> dict[str, Any]:
    return {
        "publiek": verslag.publiek,
        "bijgewerkt": verslag.bijgewerkt,
        "al_bij": verslag.al_bij,
        "mislukt": [
            {"gemeente": uitkomst.schema.label, "schema": uitkomst.schema.naam, "fout": uitkomst.fout}
            for uitkomst in verslag.mislukt
        ],
        "gestopt": verslag.gestopt,
        "seconden": round(seconden, 3),
    }
