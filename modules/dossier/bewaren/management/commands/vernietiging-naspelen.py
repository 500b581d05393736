"""`keukentafel vernietiging-naspelen`: after a restore, destroy again what the book says went before."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from keukentafel.tenancy.opdracht import GemeenteCommand
from keukentafel.tenancy.scope import GemeenteRef
from modules.dossier.bewaren.actions.vernietiging import replay_boek


class Command(GemeenteCommand):
    help = (
        "Vernietig opnieuw wat al vernietigd was, na het terugzetten van een oudere kopie. "
        "Dit mag zo vaak als je wilt."
    )

    def voeg_toe(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--boek", type=Path, help="een ander vernietigingsboek dan dat van deze installatie"
        )
        parser.add_argument("--json", action="store_true", help="een regel JSON per gemeente")

    def voor_gemeente(self, gemeente: GemeenteRef, /, **options: Any) -> None:
        bron = options["boek"]
        if bron is not None and not bron.is_file():
            raise CommandError(f"Het bestand {bron} is er niet.", returncode=2)
        uitkomst = replay_boek(bron=bron, at=timezone.now())
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    {
                        "gemeente": gemeente.slug, "regels": uitkomst.regels, "opnieuw": uitkomst.opnieuw,
                        "rijen": uitkomst.rijen,
                    }
                )
            )  # fmt: skip
            return
        self.stdout.write(
            f"{gemeente.naam}: {uitkomst.regels} regels in het boek, {uitkomst.opnieuw} opnieuw vernietigd "
            f"({uitkomst.rijen} rijen)."
        )
