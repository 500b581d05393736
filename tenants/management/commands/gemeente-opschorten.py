"""`keukentafel gemeente-opschorten SLUG`: close a gemeente, or open it again. No data changes."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from keukentafel.errors import Refusal
from tenants.actions.suspension import hervat, schort_op


class Command(BaseCommand):
    help = "Sluit een gemeente tijdelijk, of zet haar met --hervatten weer open."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("gemeente", help="adres (slug) of CBS-code")
        parser.add_argument("--reden", default="", help="waarom; verplicht bij opschorten")
        parser.add_argument("--hervatten", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["hervatten"]:
                naam = hervat(naam=options["gemeente"], at=timezone.now())
                self.stdout.write(f"{naam} is weer open.")
            else:
                naam = schort_op(naam=options["gemeente"], reden=options["reden"], at=timezone.now())
                self.stdout.write(f"{naam} is gesloten. Alle gegevens staan er nog.")
        except Refusal as reden:
            raise CommandError(str(reden)) from reden
