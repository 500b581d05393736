"""`keukentafel gemeente-vergelijken`: what stands beside against the gemeente of now, row by row."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from keukentafel.tenancy.scope import in_platform
from tenants.uitvoer.actions import werk
from tenants.uitvoer.management.opdracht import Uitvoeropdracht
from tenants.uitvoer.models import Terugzetstand, Terugzetting


class Command(Uitvoeropdracht):
    help = (
        "Vergelijk wat naast een gemeente staat met de gemeente van nu, rij voor rij. Namen van tabellen, "
        "aantallen en nummers; nooit wat er in een rij staat. Code 1: er is verschil."
    )

    def voeg_toe(self, parser: ArgumentParser) -> None:
        parser.add_argument("--gemeente", help="adres (slug) of CBS-code")

    def doe(self, options: dict[str, Any]) -> None:
        gemeente = self.gemeente(options["gemeente"])
        levend = (Terugzetstand.NAAST, Terugzetstand.GEWISSELD, Terugzetstand.TERUG)
        with in_platform():
            rij = Terugzetting.objects.filter(gemeente=gemeente, is_proef=False, stand__in=levend).first()
        if rij is None:
            raise CommandError(f"Er staat niets naast {gemeente.naam}.", returncode=2)
        rij = werk.vergelijk_opnieuw(rij.pk, klok=timezone.now, luister=self.luister)
        verschil = rij.vergelijking["nu"]
        regels = [_regel(deel) for deel in verschil]
        hoeveel = f"{len(verschil)} tabellen verschillen" if verschil else "geen verschil"
        kop = f"{gemeente.naam}: {hoeveel}."
        self.antwoord("\n".join([kop, *regels]), {"gemeente": gemeente.slug, **rij.vergelijking})
        if verschil:
            raise CommandError("Er is verschil.", returncode=1)


def _regel(deel: dict[str, Any]) -> str:
    aantallen = (
        f"{deel['anders']} anders, {deel['alleen_nu']} alleen nu, {deel['alleen_naast']} alleen ernaast"
    )
    return f"  {deel['tabel']}: {aantallen}"
