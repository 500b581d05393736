"""`keukentafel configuratie-exporteren --gemeente lindewaard --uit lindewaard.yaml`."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from keukentafel.tenancy.opdracht import GemeenteCommand
from keukentafel.tenancy.scope import GemeenteRef
from modules.inrichting.configuratie.actions.inname import write_configuratie


class Command(GemeenteCommand):
    help = "Schrijf de inrichting van een gemeente als ondertekend bestand."
    alle_mag = False

    def voeg_toe(self, parser: ArgumentParser) -> None:
        """Ask where it goes."""
        parser.add_argument("--uit", type=Path, help="naar dit bestand; anders op het scherm")

    def voor_gemeente(self, gemeente: GemeenteRef, /, **options: Any) -> None:
        """Write the file.

        :raises CommandError: it cannot be written there.
        """
        tekst, uit = write_configuratie(by=None, at=timezone.now()), options["uit"]
        if uit is None:
            self.stdout.write(tekst, ending="")
            return
        try:
            uit.write_text(tekst, encoding="utf-8")
        except OSError as fout:
            raise CommandError(f"{uit} is niet te schrijven: {fout.strerror}.", returncode=2) from fout
        self.stdout.write(f"De inrichting van {gemeente.naam} staat in {uit}.")
