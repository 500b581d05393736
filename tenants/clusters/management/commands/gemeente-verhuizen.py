"""`keukentafel gemeente-verhuizen --gemeente X --naar tweede`: to another cluster while everybody works on."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from keukentafel.errors import Refusal
from keukentafel.tenancy import in_platform, migraties
from tenants.clusters.actions import verhuizen
from tenants.clusters.models import Stap, Verhuizing
from tenants.clusters.namen import naam_van, namen
from tenants.models import Gemeente

_KIES_EEN = "Zeg wat er moet gebeuren: --naar CLUSTER, --verder, --afbreken of --opruimen."


class Command(BaseCommand):
    help = (
        "Verhuis een gemeente naar een ander databankcluster terwijl iedereen doorwerkt. Afgebroken? Draai "
        "dezelfde opdracht nog een keer: hij gaat verder waar hij was."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--gemeente", required=True, help="adres (slug) of CBS-code")
        parser.add_argument("--naar", metavar="CLUSTER", help="naam uit KT_CLUSTERS, of hoofd")
        parser.add_argument("--verder", action="store_true", help="ga verder met wat niet af is")
        parser.add_argument(
            "--afbreken", action="store_true", help="gooi de halve kopie weg; niets verandert"
        )
        parser.add_argument(
            "--opruimen", action="store_true", help="gooi de oude kopie nu al weg (anders na een week)"
        )
        parser.add_argument("--json", action="store_true", help="voortgang en antwoord als JSON-regels")

    def handle(self, *args: Any, **options: Any) -> None:
        if sum(bool(options[naam]) for naam in ("naar", "verder", "afbreken", "opruimen")) != 1:
            raise CommandError(_KIES_EEN, returncode=2)
        self.als_json = options["json"]
        try:
            gemeente = _zoek(options["gemeente"])
            if options["afbreken"]:
                self._breek_af(gemeente)
            elif options["opruimen"]:
                self._ruim_op(gemeente)
            else:
                self._verhuis(gemeente, options["naar"] or "")
        except migraties.GeenMigrator as reden:
            raise CommandError(str(reden), returncode=2) from reden
        except Refusal as reden:
            raise CommandError(str(reden)) from reden

    def _verhuis(self, gemeente: Gemeente, naar: str) -> None:
        rij = _open_verhuizing(gemeente)
        if rij is None and not naar:
            raise CommandError("Deze gemeente is niet aan het verhuizen.", returncode=2)
        if naar and naar not in namen():
            raise CommandError(f"Kies een cluster uit: {', '.join(namen())}.", returncode=2)
        if rij is None:
            rij = verhuizen.begin_verhuizing(gemeente_id=gemeente.pk, naar=naar, at=timezone.now())
        elif naar and naam_van(rij.naar) != naar:
            raise CommandError(f"De gemeente is al onderweg naar {naam_van(rij.naar)}.", returncode=2)
        begin = time.monotonic()
        klaar = self._volg(rij)
        self._antwoord(gemeente, klaar, time.monotonic() - begin)

    def _volg(self, rij: Verhuizing) -> Verhuizing:
        kolommen = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*kolommen, console=Console(stderr=True), disable=self.als_json) as balk:
            taken: dict[Stap, Any] = {}
            gezegd: list[tuple[Stap, int]] = []

            def meld(stap: Stap, gedaan: int, totaal: int) -> None:
                if stap not in taken:
                    taken[stap] = balk.add_task(str(stap.label), total=None)
                balk.update(taken[stap], completed=gedaan, total=totaal or None)
                deel = (stap, gedaan * 10 // totaal if totaal else 0)
                if self.als_json and deel not in gezegd:
                    gezegd.append(deel)
                    self._regel({"stap": stap.value, "gedaan": gedaan, "totaal": totaal})

            return verhuizen.voer_uit(rij.pk, klok=timezone.now, meld=meld)

    def _antwoord(self, gemeente: Gemeente, rij: Verhuizing, seconden: float) -> None:
        if self.als_json:
            self._regel(
                {
                    "gemeente": gemeente.slug,
                    "van": naam_van(rij.van),
                    "naar": naam_van(rij.naar),
                    "stand": rij.stand,
                    "tabellen": rij.tabellen,
                    "rijen": rij.rijen,
                    "pauze_ms": rij.pauze_ms,
                    "is_nagekeken": rij.is_nagekeken,
                    "seconden": round(seconden, 2),
                }
            )
        else:
            pauze = "" if rij.pauze_ms is None else f" De pauze duurde {rij.pauze_ms} ms."
            self.stdout.write(
                f"{gemeente.naam} staat op cluster {naam_van(rij.naar)}: {rij.rijen} rijen in {rij.tabellen} "
                f"tabellen ({seconden:.1f} s).{pauze} De oude kopie blijft een week staan."
            )
        if rij.fout:
            raise CommandError(rij.fout)

    def _breek_af(self, gemeente: Gemeente) -> None:
        rij = _open_verhuizing(gemeente)
        if rij is None:
            raise CommandError("Deze gemeente is niet aan het verhuizen.", returncode=2)
        verhuizen.breek_af(rij.pk, at=timezone.now())
        self._zeg({"afgebroken": True}, f"Afgebroken. {gemeente.naam} staat waar ze stond.")

    def _ruim_op(self, gemeente: Gemeente) -> None:
        with in_platform():
            rijen = list(Verhuizing.objects.met_oude_kopie().filter(gemeente=gemeente))
        aantal = sum(verhuizen.ruim_oude_kopie_op(rij.pk, at=timezone.now()) for rij in rijen)
        self._zeg({"opgeruimd": aantal}, f"Oude kopieën opgeruimd: {aantal}.")

    def _zeg(self, gegevens: dict[str, Any], zin: str) -> None:
        if self.als_json:
            self._regel(gegevens)
        else:
            self.stdout.write(zin)

    def _regel(self, gegevens: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(gegevens))
        self.stdout.flush()


def _zoek(naam: str) -> Gemeente:
    with in_platform():
        rij = (
            Gemeente.objects.aanwezig()
            .filter(Q(slug=naam) | Q(cbs_code=naam.upper()))
            .defer("sleutel")
            .first()
        )
    if rij is None:
        raise CommandError(f"De gemeente '{naam}' is er niet.", returncode=2)
    return rij


def _open_verhuizing(gemeente: Gemeente) -> Verhuizing | None:
    with in_platform():
        return Verhuizing.objects.open().filter(gemeente=gemeente).first()
