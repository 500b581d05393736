"""`keukentafel gemeenten-bijwerken`: every schema to the version of this release. Safe to run again."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

import keukentafel
from keukentafel.errors import Refusal
from keukentafel.tenancy import achterstand, bijwerken, in_platform, migraties
from tenants.golven.actions import ronde as rondes
from tenants.golven.actions.werken import vul_aan_overal
from tenants.golven.models import Bijwerkregel, Bijwerkronde, RegelStand, RondeStand
from tenants.golven.ploeg import Melder, werk_met_ploeg
from tenants.golven.queries import Rondestand, stand_van
from tenants.models import Gemeente


class Command(BaseCommand):
    help = (
        "Breng de tabellen van de leverancier, het sjabloon en elke gemeente naar deze versie. "
        "Werd de ronde afgebroken of staat zij stil, dan gaat zij verder."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kanarie", default="", metavar="SLUG", help="deze gemeente gaat voorop")
        parser.add_argument("--parallel", type=int, default=2, metavar="N", help="aantal processen (2)")
        parser.add_argument(
            "--slot", type=int, default=500, metavar="MS",
            help="zo lang wacht een wijziging op een tabel die in gebruik is (500)",
        )  # fmt: skip
        parser.add_argument(
            "--duur", type=int, default=1500, metavar="MS",
            help="zo lang duurt het bijwerken van één gemeente hoogstens; 0: geen grens (1500)",
        )  # fmt: skip
        parser.add_argument(
            "--stop-bij", type=int, default=5, metavar="N", help="zet stil bij zoveel mislukte gemeenten (5)"
        )
        parser.add_argument("--per-golf", action="store_true", help="zet na elke golf stil, om te kijken")
        parser.add_argument("--op-datum", action="store_true", help="elke ring wacht op zijn geplande dag")
        parser.add_argument("--toon", action="store_true", help="zeg alleen welke schema's achterlopen")
        parser.add_argument(
            "--platform", action="store_true", help="alleen de tabellen van de leverancier, voor nieuwe code"
        )
        parser.add_argument("--pauzeer", action="store_true", help="laat geen volgende gemeente beginnen")
        parser.add_argument(
            "--stop", action="store_true", help="beëindig de ronde; wat klaar is, blijft klaar"
        )
        parser.add_argument(
            "--opnieuw", default="", metavar="SLUG", help="probeer deze gemeente nog een keer"
        )
        parser.add_argument("--json", action="store_true", help="één JSON-regel als antwoord")

    def handle(self, *args: Any, **options: Any) -> None:
        begin = time.monotonic()
        try:
            migraties.verbinding()
            publiek = bijwerken.werk_publiek_bij()
            if options["platform"]:
                self._zeg({"publiek": publiek}, "De tabellen van de leverancier zijn bij.", options["json"])
            elif options["toon"]:
                self._toon(options["json"])
            elif options["pauzeer"] or options["stop"]:
                self._houd_op(stop=options["stop"], als_json=options["json"])
            else:
                self._werk_bij(options, publiek, begin)
        except (migraties.GeenMigrator, LookupError) as reden:
            raise CommandError(str(reden), returncode=2) from reden
        except Refusal as reden:
            raise CommandError(str(reden)) from reden

    # -- a run -----------------------------------------------------------------------------------

    def _werk_bij(self, options: dict[str, Any], publiek: int, begin: float) -> None:
        ronde_id = self._kies_ronde(options)
        if ronde_id is None:
            totaal, _ = achterstand.loop_achter()
            fouten = vul_aan_overal(at=timezone.now())
            antwoord = {"publiek": publiek, "bijgewerkt": 0, "al_bij": totaal - len(fouten)}
            mislukt = [{"gemeente": naam, "schema": schema, "fout": fout} for naam, schema, fout in fouten]
            self._antwoord({**antwoord, "mislukt": mislukt, "gestopt": ""}, begin, als_json=options["json"])
            return
        with self._balk(stil=options["json"]) as meld:
            werk_met_ploeg(ronde_id, parallel=max(1, options["parallel"]), meld=meld)
        with in_platform():
            stand = stand_van(Bijwerkronde.objects.select_related("uitgave").get(pk=ronde_id))
        self._antwoord(_als_gegevens(stand, publiek), begin, als_json=options["json"])

    def _kies_ronde(self, options: dict[str, Any]) -> UUID | None:
        """Return the run to work on: the one that is not over, or a new one; None when all is done."""
        if options["opnieuw"]:
            return self._opnieuw(options["opnieuw"])
        with in_platform():
            ronde = Bijwerkronde.objects.open().first()
        if ronde is not None and ronde.doel != migraties.vingerafdruk():
            rondes.stop(ronde_id=ronde.pk, at=timezone.now())
            ronde = None
        if ronde is not None:
            if ronde.stand == RondeStand.GEPAUZEERD:
                rondes.hervat(ronde_id=ronde.pk, at=timezone.now())
            return UUID(str(ronde.pk))
        if self._is_alles_klaar():
            return None
        return UUID(str(rondes.begin_ronde(keuze=self._keuze(options), at=timezone.now()).pk))

    def _is_alles_klaar(self) -> bool:
        """Tell whether a run of this release ended and no schema fell behind since."""
        with in_platform():
            klaar = Bijwerkronde.objects.filter(
                uitgave__nummer=keukentafel.__version__, stand=RondeStand.KLAAR
            ).exists()
        return klaar and not achterstand.loop_achter()[1]

    def _keuze(self, options: dict[str, Any]) -> rondes.Keuze:
        kanarie = None
        if options["kanarie"]:
            schema = achterstand.schema_van(options["kanarie"])
            with in_platform():
                kanarie = Gemeente.objects.values_list("pk", flat=True).get(schema_name=schema)
        return rondes.Keuze(
            kanarie=kanarie,
            parallel=max(1, options["parallel"]),
            slot_ms=max(1, min(options["slot"], 900)),  # below deadlock_timeout: we give way, not a person
            duur_ms=max(0, options["duur"]),
            stop_bij=max(0, options["stop_bij"]),
            wacht_na_golf=options["per_golf"],
            op_datum=options["op_datum"],
        )

    def _opnieuw(self, naam: str) -> UUID:
        schema = achterstand.schema_van(naam)
        with in_platform():
            regel = Bijwerkregel.objects.filter(schema=schema).order_by("-ronde__begonnen_op").first()
        if regel is None:
            raise CommandError("Deze gemeente stond nog in geen ronde.", returncode=2)
        return UUID(str(rondes.probeer_opnieuw(regel_id=regel.pk, at=timezone.now()).pk))

    def _houd_op(self, *, stop: bool, als_json: bool) -> None:
        with in_platform():
            ronde = Bijwerkronde.objects.open().first()
        if ronde is None:
            raise CommandError("Er loopt geen bijwerkronde.", returncode=2)
        doe, woord = (rondes.stop, "gestopt") if stop else (rondes.pauzeer, "stilgezet")
        doe(ronde_id=ronde.pk, at=timezone.now())
        self._zeg({"ronde": str(ronde.pk), "stand": woord}, f"De ronde is {woord}.", als_json)

    # -- answers ---------------------------------------------------------------------------------

    @contextmanager
    def _balk(self, *, stil: bool) -> Iterator[Melder]:
        kolommen = (TextColumn("Gemeenten bijwerken"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        balk = Progress(
            *kolommen, console=Console(stderr=True), transient=True, disable=stil, auto_refresh=False
        )
        with balk:  # without a thread of its own: the crew is forked from here
            taak = balk.add_task("", total=None)

            def meld(klaar: int, totaal: int) -> None:
                balk.update(taak, completed=klaar, total=totaal, refresh=True)

            yield meld

    def _toon(self, als_json: bool) -> None:
        totaal, achter = achterstand.loop_achter()
        if als_json:
            self.stdout.write(json.dumps({"totaal": totaal, "achter": [schema.label for schema in achter]}))
            return
        for schema in achter:
            self.stdout.write(schema.label)
        self.stdout.write(f"{len(achter)} van {totaal} schema's lopen achter.")

    def _zeg(self, gegevens: dict[str, Any], zin: str, als_json: bool) -> None:
        self.stdout.write(json.dumps(gegevens) if als_json else zin)

    def _antwoord(self, gegevens: dict[str, Any], begin: float, *, als_json: bool) -> None:
        seconden, mislukt = time.monotonic() - begin, gegevens["mislukt"]
        zin = (
            f"{gegevens['bijgewerkt']} bijgewerkt, {gegevens['al_bij']} waren al bij, "
            f"{len(mislukt)} mislukt ({seconden:.1f} s)."
        )
        self._zeg({**gegevens, "seconden": round(seconden, 3)}, zin, als_json)
        if not als_json:
            for regel in mislukt:
                self.stderr.write(f"{regel['gemeente']}: {regel['fout']}.")
        if mislukt or gegevens["gestopt"]:
            raise CommandError(
                gegevens["gestopt"] or "Niet elke gemeente is bij. Draai de opdracht nog een keer."
            )
        if gegevens.get("wacht") and not als_json:
            self.stdout.write(f"{gegevens['wacht']} wachten op hun dag.")


def _als_gegevens(stand: Rondestand, publiek: int) -> dict[str, Any]:
    ronde = stand.ronde
    staat_stil = ronde.stand in (RondeStand.GEPAUZEERD, RondeStand.GESTOPT)
    return {
        "ronde": str(ronde.pk),
        "stand": ronde.stand,
        "publiek": publiek,
        "bijgewerkt": stand.tel(RegelStand.BIJGEWERKT),
        "al_bij": stand.tel(RegelStand.WAS_AL_BIJ),
        "mislukt": [
            {"gemeente": regel.label, "schema": regel.schema, "fout": regel.fout} for regel in stand.mislukt
        ],
        "gestopt": ronde.reden if staat_stil else "",
        "wacht": stand.totaal - stand.klaar,
    }
