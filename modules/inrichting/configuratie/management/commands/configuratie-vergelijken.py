"""`keukentafel configuratie-vergelijken lindewaard hoogmeren`: two gemeenten, two files, or one of each."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from keukentafel.errors import Refusal
from keukentafel.tenancy.scope import in_gemeente
from keukentafel.tenancy.taken import alle_gemeenten
from modules.inrichting.configuratie.actions.inname import lees_alles
from modules.inrichting.configuratie.bestand import lees
from modules.inrichting.configuratie.deel import delen
from modules.inrichting.configuratie.verschil import verschil


class Command(BaseCommand):
    help = "Vergelijk de inrichting van twee gemeenten of bestanden. Er verandert niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the two."""
        parser.add_argument("links", help="adres (slug) of CBS-code van een gemeente, of een bestand")
        parser.add_argument("rechts")
        parser.add_argument("--json", action="store_true", help="voor een ander programma")

    def handle(self, *args: Any, **options: Any) -> None:
        """Show what differs.

        :raises CommandError: one of the two is no gemeente and no file.
        """
        links, rechts = self._inhoud(options["links"]), self._inhoud(options["rechts"])
        uit: list[dict[str, str]] = []
        try:
            for deel in delen.alle():
                if deel.sleutel in links and deel.sleutel in rechts:
                    was, wordt = deel.woorden(links[deel.sleutel]), deel.woorden(rechts[deel.sleutel])
                    uit += [
                        {"deel": deel.naam, "wat": r.label, "links": r.was, "rechts": r.wordt}
                        for r in verschil(was, wordt)
                    ]
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(uit, ensure_ascii=False))
            return
        for rij in uit:
            self.stdout.write(
                f"{rij['deel']}: {rij['wat']}: {rij['links'] or 'niets'} | {rij['rechts'] or 'niets'}"
            )
        if not uit:
            self.stdout.write("Er is geen verschil.")

    def _inhoud(self, wat: str) -> dict[str, Any]:
        for ref in alle_gemeenten():
            if wat in (ref.slug, ref.cbs_code):
                with in_gemeente(ref), transaction.atomic():
                    return lees_alles()
        try:
            return dict(lees(Path(wat).read_bytes()).delen)
        except OSError as fout:
            raise CommandError(
                f"{wat} is geen gemeente die open is, en geen bestand.", returncode=2
            ) from fout
        except Refusal as refusal:
            raise CommandError(f"{wat}: {refusal}", returncode=2) from refusal
