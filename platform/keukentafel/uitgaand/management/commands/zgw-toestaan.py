"""`keukentafel zgw-toestaan --gemeente SLUG URL-PREFIX`: let a gemeente ask these addresses."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from keukentafel.tenancy.opdracht import GemeenteCommand
from keukentafel.tenancy.scope import GemeenteRef
from keukentafel.uitgaand.fouten import NietToegestaan
from keukentafel.uitgaand.toestaan import lijst, sta_toe, trek_in


class Command(GemeenteCommand):
    help = (
        "Zet het begin van adressen op de lijst die een gemeente mag aanroepen. Zonder adres: toon de lijst."
    )

    def voeg_toe(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "url", nargs="?", metavar="URL-PREFIX", help="bijvoorbeeld https://zaken.gemeente.nl/"
        )
        parser.add_argument("--intrekken", action="store_true", help="haal het adres van de lijst")

    def voor_gemeente(self, gemeente: GemeenteRef, /, **options: Any) -> None:
        url, nu = options["url"], timezone.now()
        if not url:
            for rij in lijst():
                self.stdout.write(f"{gemeente.slug} {rij.begin}")
            return
        try:
            if options["intrekken"]:
                stond_er = trek_in(url=url, at=nu)
                self.stdout.write(
                    f"{gemeente.naam}: {'ingetrokken' if stond_er else 'dit adres stond niet op de lijst'}."
                )
                return
            rij, nieuw = sta_toe(url=url, at=nu)
        except NietToegestaan as reden:
            raise CommandError(str(reden)) from reden
        stand = "mag nu aangeroepen worden" if nieuw else "mocht al aangeroepen worden"
        self.stdout.write(f"{gemeente.naam}: {rij.begin} {stand}.")
