"""Background work of this room, by the two workers with the migrator's login: long work goes to the queue
`kopieen`, so that nobody who makes a gemeente waits for it, and the rest to `klaarzetten` (settings).
"""

from __future__ import annotations

import random
from uuid import UUID

from django.utils import timezone

from keukentafel.errors import Refusal
from keukentafel.tenancy.sleutelbos import GeenSleutel
from keukentafel.tenancy.taken import platform_taak
from tenants.uitvoer.actions import opruimen, werk, wisselen

LANG = 4 * 3600
"""Seconds after which long work is taken for lost. A very large gemeente takes an hour."""


@platform_taak(name="uitvoer.maak", time_limit=LANG)
def maak_uitvoer(uitvoer_id: str) -> None:
    """Make one export; the page follows it in its row, also when it fails."""
    try:
        werk.voer_uitvoer_uit(UUID(uitvoer_id), klok=timezone.now)
    except (Refusal, GeenSleutel):
        return  # the row says why, and doing it again would say the same


@platform_taak(name="uitvoer.zet_naast", time_limit=LANG)
def zet_naast(terugzetting_id: str) -> None:
    """Put one bundle beside its gemeente and compare it."""
    try:
        werk.voer_terugzetting_uit(UUID(terugzetting_id), klok=timezone.now)
    except (Refusal, GeenSleutel):
        return


@platform_taak(name="uitvoer.wissel")
def wissel(terugzetting_id: str, door: str) -> None:
    """Do a swap that was asked for. Delivered twice, the second goes on where the first was cut short."""
    by = werk.Door(werk.naam_van(door))
    try:
        wisselen.voer_wissel_uit(UUID(terugzetting_id), at=timezone.now(), by=by)
    except Refusal:
        return


@platform_taak(name="uitvoer.vergelijk", time_limit=LANG)
def vergelijk(terugzetting_id: str) -> None:
    """Hold what stands beside against the gemeente of this moment once more."""
    try:
        werk.vergelijk_opnieuw(UUID(terugzetting_id), klok=timezone.now)
    except Refusal:
        return


@platform_taak(name="uitvoer.weg")
def gooi_weg(terugzetting_id: str, door: str) -> None:
    """Throw away what is not in use."""
    try:
        werk.gooi_weg(UUID(terugzetting_id), at=timezone.now(), by=werk.naam_van(door))
    except Refusal:
        return


@platform_taak(name="uitvoer.proef", time_limit=LANG)
def proef(gemeente_id: str, op_verzoek: bool = False) -> None:
    """Try the backup of one gemeente; the result stands in its row."""
    reden = werk.OP_VERZOEK if op_verzoek else werk.ROOSTER
    try:
        werk.proef(UUID(gemeente_id), klok=timezone.now, reden=reden)
    except (Refusal, GeenSleutel):
        return


@platform_taak(name="uitvoer.rooster")
def rooster() -> None:
    """Tidy up what is over, and begin the drills of this week when they were not done yet."""
    opruimen.ruim_verlopen_op(at=timezone.now())
    for gemeente_id in werk.aan_de_beurt(at=timezone.now(), kies=random.SystemRandom()):
        proef.delay(str(gemeente_id))


@platform_taak(name="uitvoer.tik")
def tik() -> None:
    """Look every minute for work whose process is gone: a swap goes on, the rest is called failed."""
    opruimen.kijk_na(at=timezone.now())
