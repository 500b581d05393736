"""`keukentafel logboek-controleren --alle`: is the logboek still what it was? Names the first broken line."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from keukentafel.audit.bewaking import controleer_logboek
from keukentafel.audit.keten import Uitkomst
from keukentafel.tenancy.opdracht import GemeenteCommand
from keukentafel.tenancy.scope import GemeenteRef

_BREED = 30


class Command(GemeenteCommand):
    help = (
        "Kijk de keten van het logboek en de ankers na. Noemt de eerste regel die niet klopt. "
        "Uitkomst 0: alles klopt; 1: iets klopt niet; 2: de vraag klopt niet."
    )

    def voeg_toe(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="één JSON-regel per gemeente")

    def voor_gemeente(self, gemeente: GemeenteRef, /, **options: Any) -> None:
        begin = time.monotonic()
        balk = None if options["json"] or not self.stderr.isatty() else self._balk(gemeente.naam)
        uitkomst = controleer_logboek(meld=balk)
        if balk:
            self.stderr.write("\r" + " " * (_BREED + 60) + "\r", ending="")
        if options["json"]:
            self.stdout.write(json.dumps(als_json(gemeente, uitkomst, time.monotonic() - begin)))
        else:
            self._in_woorden(gemeente, uitkomst)
        if not uitkomst.is_heel:
            raise CommandError(f"Het logboek van {gemeente.naam} klopt niet.", returncode=1)

    def _balk(self, naam: str) -> Any:
        def toon(gedaan: int, geheel: int) -> None:
            vol = _BREED * gedaan // max(geheel, 1)
            self.stderr.write(
                f"\r{naam} [{'#' * vol}{'.' * (_BREED - vol)}] {gedaan} van {geheel} regels", ending=""
            )
            self.stderr.flush()

        return toon

    def _in_woorden(self, gemeente: GemeenteRef, uitkomst: Uitkomst) -> None:
        ankers = "1 anker" if uitkomst.ankers == 1 else f"{uitkomst.ankers} ankers"
        wat = f"{uitkomst.nagekeken} regels en {ankers} nagekeken"
        if uitkomst.is_heel:
            self.stdout.write(f"{gemeente.naam}: {wat}. Alles klopt.")
            return
        self.stdout.write(f"{gemeente.naam}: {wat}. Er klopt iets niet.")
        for breuk in uitkomst.breuken:
            plek = f"regel {breuk.volgnummer}" if breuk.volgnummer is not None else "zonder nummer"
            moment = f", {breuk.tijdstip:%d-%m-%Y %H:%M:%S} UTC" if breuk.tijdstip else ""
            self.stdout.write(f"  {plek}{moment}: {breuk.wat}")


def als_json(gemeente: GemeenteRef, uitkomst: Uitkomst, seconden: float) -> dict[str, Any]:
    """Return what another program reads."""
    eerste = uitkomst.eerste
    return {
        "gemeente": gemeente.slug,
        "klopt": uitkomst.is_heel,
        "regels": uitkomst.nagekeken,
        "ankers": uitkomst.ankers,
        "kop": {"volgnummer": uitkomst.kop.volgnummer, "keten": uitkomst.kop.keten},
        "eerste": None
        if eerste is None
        else {
            "volgnummer": eerste.volgnummer,
            "tijdstip": eerste.tijdstip.isoformat() if eerste.tijdstip else None,
            "wat": eerste.wat,
        },
        "breuken": len(uitkomst.breuken),
        "seconden": round(seconden, 2),
    }
