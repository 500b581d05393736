"""`keukentafel gemeente-exporteren --gemeente X`: everything of one gemeente in a folder."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from tenants.models import Gemeente
from tenants.uitvoer import plekken, schijf
from tenants.uitvoer.actions import werk
from tenants.uitvoer.actions.leesbaar import als_zip
from tenants.uitvoer.management.opdracht import Uitvoeropdracht
from tenants.uitvoer.models import Vorm


class Command(Uitvoeropdracht):
    help = (
        "Maak een uitvoer van één gemeente: tabellen, bestanden, sleutels, logboek en manifest, alles van "
        "één moment. Iedereen werkt gewoon door."
    )

    def voeg_toe(self, parser: ArgumentParser) -> None:
        parser.add_argument("--gemeente", help="adres (slug) of CBS-code")
        parser.add_argument(
            "--naar", type=Path, help="een map die er nog niet is (de uitvoermap van de installatie)"
        )

        parser.add_argument(
            "--leesbaar",
            action="store_true",
            help="JSON-regels, originelen en een beschrijving, als ZIP: voor wie weggaat. Iedereen kan dit lezen",
        )

    def doe(self, options: dict[str, Any]) -> None:
        gemeente, plek = self.gemeente(options["gemeente"]), options["naar"]
        if plek is not None and plek.exists():
            raise CommandError(f"De map {plek} is er al. Kies een andere.", returncode=2)
        if options["leesbaar"]:
            self._leesbaar(gemeente, plek)
            return
        rij = werk.vraag_uitvoer(gemeente.pk, vorm=Vorm.BUNDEL, at=timezone.now(), by="opdracht")
        rij = werk.voer_uitvoer_uit(rij.pk, klok=timezone.now, luister=self.luister, plek=plek)
        waar = plek or plekken.map_van(gemeente.pk, rij.pk)
        seconden = (rij.klaar_op - rij.begonnen_op).total_seconds() if rij.klaar_op and rij.begonnen_op else 0
        self.antwoord(
            f"{gemeente.naam}: {rij.rijen} rijen en {rij.bestanden} bestanden in {seconden:.1f} seconden, in {waar}.",
            {
                "gemeente": gemeente.slug, "map": str(waar), "rijen": rij.rijen, "bestanden": rij.bestanden,
                "grootte": rij.grootte, "sha256": rij.sha256, "seconden": round(seconden, 2),
            },
        )  # fmt: skip

    def _leesbaar(self, gemeente: Gemeente, plek: Path | None) -> None:
        """Write a ZIP for this login only; what lay packed in between is removed."""
        if plek is None:
            raise CommandError("Zeg waar de ZIP komt: --naar BESTAND.zip.", returncode=2)
        schijf.voor_uitvoer(
            gemeente.ref(), plekken.map_van(gemeente.pk, gemeente.pk), plek
        )  # it lies there twice
        rij = werk.vraag_uitvoer(gemeente.pk, vorm=Vorm.LEESBAAR, at=timezone.now(), by="opdracht")
        rij = werk.voer_uitvoer_uit(rij.pk, klok=timezone.now, luister=self.luister)
        try:
            beschrijver = os.open(plek, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                with os.fdopen(beschrijver, "wb") as uit:
                    for stuk in als_zip(werk.bundel_van(rij)):
                        uit.write(stuk)
            except BaseException:
                plek.unlink(missing_ok=True)  # half of it is of no use, and anybody could read it
                raise
        finally:
            werk.gooi_uitvoer_weg(rij)
        self.antwoord(
            f"{gemeente.naam}: {rij.rijen} rijen en {rij.bestanden} bestanden, leesbaar voor iedereen, in {plek}.",
            {"gemeente": gemeente.slug, "bestand": str(plek), "rijen": rij.rijen, "bestanden": rij.bestanden},
        )
