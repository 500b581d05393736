"""`keukentafel verantwoording`: write the pack of files with which a gemeente accounts for itself (P19)."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from keukentafel.tenancy.opdracht import GemeenteCommand
from keukentafel.tenancy.scope import GemeenteRef
from modules.dossier.bewaren.verantwoording.pakket import schrijf


class Command(GemeenteCommand):
    help = (
        "Schrijf de verantwoording van een gemeente als bestanden: registers, rechten, onderdelen en normen."
    )
    alle_mag = False

    def voeg_toe(self, parser: ArgumentParser) -> None:
        parser.add_argument("--uit", type=Path, required=True, help="de map waar de bestanden komen")
        parser.add_argument(
            "--lock", type=Path, default=Path("requirements.lock"), help="de vastgelegde versies"
        )

    def voor_gemeente(self, gemeente: GemeenteRef, /, **options: Any) -> None:
        try:
            paden = schrijf(gemeente, options["uit"], at=timezone.now(), lock=options["lock"])
        except OSError as fout:
            raise CommandError(f"De map {options['uit']} is niet te schrijven.", returncode=2) from fout
        for pad in paden:
            self.stdout.write(str(pad))
