"""`keukentafel voorbeeld-caseload --huishoudens 2000 uit.xlsx`: an invented export, with the mess of real ones."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from keukentafel.errors import Refusal
from modules.dossier.inlezen.voorbeeld import Caseload
from modules.dossier.inlezen.voorbeeld_schrijven import schrijf


class Command(BaseCommand):
    help = "Schrijf een verzonnen caseload zoals een ander systeem die zou exporteren. Iedereen erin is verzonnen."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("uit", type=Path, help="bestand dat eindigt op .csv of .xlsx")
        parser.add_argument(
            "--huishoudens", type=int, default=200, help="hoeveel huishoudens (standaard 200)"
        )
        parser.add_argument(
            "--seed", type=int, default=1, help="hetzelfde getal geeft op dezelfde dag hetzelfde bestand"
        )
        parser.add_argument("--zonder-rommel", action="store_true", help="zonder fouten en slordigheden")
        parser.add_argument("--plaats", default="Lindewaard", help="woonplaats van iedereen")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["huishoudens"] < 1:
            raise CommandError("Vraag minstens één huishouden: --huishoudens 200.", returncode=2)
        caseload = Caseload(
            options["huishoudens"], options["seed"], localdate(),
            rommel=not options["zonder_rommel"], plaats=options["plaats"],
        )  # fmt: skip
        try:
            rijen = schrijf(caseload.rijen(), options["uit"])
        except Refusal as reden:
            raise CommandError(str(reden), returncode=2) from reden
        except OSError as fout:
            raise CommandError(
                f"Het bestand kan niet worden geschreven: {fout.strerror}.", returncode=2
            ) from fout
        self.stdout.write(f"{options['huishoudens']} huishoudens op {rijen} rijen in {options['uit']}.")
        if caseload.zonder_bsn:
            self.stdout.write(
                f"{caseload.zonder_bsn} personen hebben geen BSN: "
                "er zijn niet meer BSN's voor proefgegevens (99999xxxx)."
            )
