"""Bases of management commands that work inside gemeenten: one, or all with failures kept apart (H12)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.scope import GemeenteRef, in_gemeente
from keukentafel.tenancy.taken import alle_gemeenten


class GekozenGemeenten(BaseCommand):
    """A command that asks `--gemeente SLUG` (or GM code), or `--alle`; never neither, never a guess."""

    alle_mag = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--gemeente", help="adres (slug) of CBS-code, bijvoorbeeld zwijndrecht of GM0642")
        if self.alle_mag:
            parser.add_argument("--alle", action="store_true", help="elke gemeente die open is")
        self.voeg_toe(parser)

    def voeg_toe(self, parser: ArgumentParser) -> None:
        """Add the command's own arguments."""

    def gekozen(self, options: dict[str, Any]) -> list[GemeenteRef]:
        """Return the gemeenten that were asked for.

        :raises CommandError: none, both ways at once, or an unknown one.
        """
        naam, alle = options.get("gemeente"), options.get("alle", False)
        if zaaifouten.staat_aan("opdracht_raadt") and not naam and not alle:
            return alle_gemeenten()[:1]
        if bool(naam) == bool(alle):
            keuze = "--gemeente SLUG of --alle" if self.alle_mag else "--gemeente SLUG"
            raise CommandError(f"Zeg voor welke gemeente: {keuze}.", returncode=2)
        refs = alle_gemeenten()
        if alle:
            return refs
        gekozen = [ref for ref in refs if naam in (ref.slug, ref.cbs_code)]
        if not gekozen:
            raise CommandError(f"De gemeente '{naam}' is er niet, of is gesloten.", returncode=2)
        return gekozen


class GemeenteCommand(GekozenGemeenten, ABC):
    """A command that does its work in one chosen gemeente after the other."""

    def handle(self, *args: Any, **options: Any) -> None:
        mislukt = []
        eigen = {naam: waarde for naam, waarde in options.items() if naam != "gemeente"}
        for gemeente in self.gekozen(options):
            try:
                with in_gemeente(gemeente):
                    self.voor_gemeente(gemeente, **eigen)
            except CommandError:
                if not options.get("alle"):
                    raise
                mislukt.append(gemeente.slug)
            except Exception as fout:
                if not options.get("alle"):
                    raise
                mislukt.append(gemeente.slug)
                self.stderr.write(f"{gemeente.naam}: mislukt ({type(fout).__name__}).")
        if mislukt:
            raise CommandError(f"Mislukt bij: {', '.join(mislukt)}. De andere gemeenten zijn klaar.")

    @abstractmethod
    def voor_gemeente(self, gemeente: GemeenteRef, /, **options: Any) -> None:
        """Do the work, inside the scope of one gemeente."""
