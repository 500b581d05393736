"""What the commands of this room share: which gemeente, a bar or JSON lines, and exit codes."""

from __future__ import annotations

import json
import time
from abc import ABC, abstractmethod
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from keukentafel.errors import Refusal
from keukentafel.tenancy.migraties import GeenMigrator
from keukentafel.tenancy.scope import in_platform
from keukentafel.tenancy.sleutelbos import GeenSleutel
from tenants.models import Gemeente, Stand


class Uitvoeropdracht(BaseCommand, ABC):
    """Exit code 0: done. 1: it was done and something is wrong. 2: it could not be begun."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="voortgang en antwoord als JSON-regels")
        self.voeg_toe(parser)

    def voeg_toe(self, parser: ArgumentParser) -> None:
        """Add the command's own arguments."""

    def handle(self, *args: Any, **options: Any) -> None:
        self.als_json, self.verteld = bool(options["json"]), 0.0
        kolommen = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        try:
            with Progress(*kolommen, console=Console(stderr=True), disable=self.als_json) as self.balk:
                self.taak: TaskID | None = None
                self.doe(options)
        except (Refusal, GeenSleutel, GeenMigrator) as reden:
            raise CommandError(str(reden), returncode=1) from reden

    @abstractmethod
    def doe(self, options: dict[str, Any]) -> None:
        """Do the work."""

    def gemeente(self, naam: str | None) -> Gemeente:
        """Return the gemeente with this slug or code, open or closed.

        :raises CommandError: there is none.
        """
        if not naam:
            raise CommandError("Zeg voor welke gemeente: --gemeente SLUG.", returncode=2)
        with in_platform():
            lijst = Gemeente.objects.exclude(stand=Stand.IN_OPBOUW)
            gevonden = lijst.filter(Q(slug=naam) | Q(cbs_code=naam.upper())).first()
        if gevonden is None:
            raise CommandError(f"De gemeente '{naam}' is er niet.", returncode=2)
        return gevonden

    def luister(self, wat: str, gedaan: int, totaal: int) -> None:
        """Show how far the work is."""
        if self.als_json:
            if time.monotonic() - self.verteld < 1:
                return
            self.verteld = time.monotonic()
            self.regel({"wat": wat, "gedaan": gedaan, "totaal": totaal})
            return
        if self.taak is None:
            self.taak = self.balk.add_task(wat, total=totaal or None)
        self.balk.update(self.taak, description=wat, completed=gedaan, total=max(totaal, gedaan) or None)

    def regel(self, inhoud: dict[str, Any]) -> None:
        """Write one line of JSON."""
        self.stdout.write(json.dumps(inhoud, default=str))
        self.stdout.flush()

    def antwoord(self, tekst: str, inhoud: dict[str, Any]) -> None:
        """Say how it ended, to a person or to another program."""
        if self.als_json:
            self.regel({"klaar": True, **inhoud})
        else:
            self.stdout.write(tekst)
