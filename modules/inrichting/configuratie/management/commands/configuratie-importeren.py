"""`keukentafel configuratie-importeren --gemeente hoogmeren lindewaard.yaml`: look; with `--neem-over`: do it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from keukentafel.errors import Refusal
from keukentafel.tenancy.opdracht import GemeenteCommand
from keukentafel.tenancy.scope import GemeenteRef
from modules.inrichting.configuratie.actions.inname import Bron, Proef, check_herkomst, take_in, try_out
from modules.inrichting.configuratie.bestand import lees
from modules.inrichting.configuratie.models import Innamesoort


class Command(GemeenteCommand):
    help = "Toon wat een configuratiebestand in een gemeente anders maakt. Met --neem-over wordt het overgenomen."
    alle_mag = False

    def voeg_toe(self, parser: ArgumentParser) -> None:
        """Ask for the file and what to do with it."""
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--delen", nargs="+", default=[], help="alleen deze onderdelen")
        parser.add_argument("--neem-over", action="store_true", dest="neem_over")
        parser.add_argument("--json", action="store_true", help="voor een ander programma")

    def voor_gemeente(self, gemeente: GemeenteRef, /, **options: Any) -> None:
        """Look, and take in where that was asked.

        :raises CommandError: the file cannot be read, or it cannot be taken in.
        """
        nu = timezone.now()
        try:
            bestand = lees(options["bestand"].read_bytes())
            keuze = frozenset(options["delen"] or bestand.delen)
            with transaction.atomic():
                proef = try_out(inhoud=bestand.met_delen(keuze), by=None, at=nu)
            self._toon(proef, als_json=options["json"])
            if not options["neem_over"]:
                return
            check_herkomst(bestand)
            bron = Bron(Innamesoort.BESTAND, f"{options['bestand'].name} ({bestand.gemeente})")
            inname = take_in(inhoud=bestand.delen, keuze=keuze, bron=bron, stand=proef.stand, by=None, at=nu)
        except OSError as fout:
            raise CommandError(
                f"{options['bestand']} is niet te lezen: {fout.strerror}.", returncode=2
            ) from fout
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        if not options["json"]:
            for deel in inname.uitkomst:
                self.stdout.write(f"{deel['deel']}: {deel['zin']}")

    def _toon(self, proef: Proef, *, als_json: bool) -> None:
        if als_json:
            self.stdout.write(json.dumps(in_json(proef), ensure_ascii=False))
            return
        for regel in in_regels(proef):
            self.stdout.write(regel)


def in_json(proef: Proef) -> dict[str, Any]:
    """Return what would change, for another program."""
    return {
        deel.sleutel: {
            "verschillen": [{"wat": r.label, "was": r.was, "wordt": r.wordt} for r in deel.regels],
            "bezwaren": list(deel.bezwaren),
            "opmerkingen": list(deel.opmerkingen),
        }
        for deel in proef.delen
    }


def in_regels(proef: Proef) -> list[str]:
    """Return what would change, a line each."""
    uit = []
    for deel in proef.delen:
        uit += [f"{deel.naam}: kan niet: {zin}" for zin in deel.bezwaren]
        uit += [f"{deel.naam}: let op: {zin}" for zin in deel.opmerkingen]
        uit += [f"{deel.naam}: {r.label}: {r.was or 'niets'} → {r.wordt or 'niets'}" for r in deel.regels]
    return uit or ["Er is geen verschil."]
