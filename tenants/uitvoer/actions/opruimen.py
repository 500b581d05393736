"""Find what a killed process left and what was kept long enough: rows, schemas, folders. Each on its own.

A row that is busy is held by a lock of the process that works on it (`plekken`). A row without one is dead:
it is called failed, and nothing of it stays.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from keukentafel.tenancy.scope import in_platform
from tenants.uitvoer import plekken
from tenants.uitvoer.actions import terugzetten, wisselen
from tenants.uitvoer.actions.werk import Door, gooi_uitvoer_weg, gooi_weg, zet
from tenants.uitvoer.models import Terugzetstand, Terugzetting, Uitvoer, Uitvoerstand

LEVENSTEKEN = timedelta(minutes=3)
NIET_BEGONNEN = timedelta(hours=6)
BEWAAR_NAAST = timedelta(days=14)
BEWAAR_PROEF = timedelta(hours=6)
RESTEN = timedelta(days=1)
GESTOPT = "Het werk is gestopt voordat het klaar was."
_log = logging.getLogger(__name__)


# -- every minute ----------------------------------------------------------------------------------------


def kijk_na(*, at: datetime) -> int:
    """Call work whose process is gone what it is, and go on with a swap that was cut short; return how many."""
    with in_platform():
        uitvoeren = list(Uitvoer.objects.filter(_is_stil(Uitvoerstand, at)).values_list("pk", flat=True))
        ernaast = list(Terugzetting.objects.filter(_is_stil(Terugzetstand, at)).values_list("pk", flat=True))
        wissels = Terugzetting.objects.filter(stand=Terugzetstand.WISSELT)
        lopend = list(wissels.values_list("pk", "gevraagd_door"))
    werk = [partial(_uitvoer_af, pk, at) for pk in uitvoeren]
    werk += [partial(_terugzetting_af, pk, at) for pk in ernaast]
    werk += [partial(_wissel_verder, pk, door, at) for pk, door in lopend]
    return _elk(werk)


def _is_stil(stand: Any, at: datetime) -> Q:
    """Keep what gave no sign of life: a process says every second or so how far it is."""
    sinds, lang = at - LEVENSTEKEN, at - NIET_BEGONNEN
    bezig = Q(stand=stand.BEZIG, begonnen_op__lt=sinds) & (Q(gemeld_op=None) | Q(gemeld_op__lt=sinds))
    return bezig | Q(stand=stand.WACHT, gevraagd_op__lt=lang)


def _uitvoer_af(pk: UUID, at: datetime) -> bool:
    with in_platform():
        rij = Uitvoer.objects.get(pk=pk)
    with plekken.alleen_ik_maak(rij.gemeente_id, rij.pk):
        with in_platform():
            rij.refresh_from_db()
        if rij.stand not in (Uitvoerstand.WACHT, Uitvoerstand.BEZIG):
            return False
        gooi_uitvoer_weg(rij)
        zet(rij, stand=Uitvoerstand.MISLUKT, fout=GESTOPT, klaar_op=at)
    return True


def _terugzetting_af(pk: UUID, at: datetime) -> bool:
    with in_platform():
        rij = Terugzetting.objects.select_related("gemeente").get(pk=pk)
        ref = rij.gemeente.ref()
    with plekken.alleen_ik(ref.id, geduld=0):
        with in_platform():
            rij.refresh_from_db()
        if rij.stand not in (Terugzetstand.WACHT, Terugzetstand.BEZIG):
            return False
        if rij.naast_schema:
            terugzetten.ruim_op(ref, rij.naast_schema)
        velden = {"fout": GESTOPT, "klaar_op": at, "is_gelijk": False, "weggegooid_op": at}
        zet(rij, stand=Terugzetstand.MISLUKT, **velden)
    return True


def _wissel_verder(pk: UUID, door: str, at: datetime) -> bool:
    wisselen.voer_wissel_uit(pk, at=at, by=Door(door))
    return True


# -- every night -----------------------------------------------------------------------------------------


def ruim_verlopen_op(*, at: datetime) -> tuple[int, int]:
    """Remove exports whose days are over, and what stands beside or was taken out too long; return how many."""
    with in_platform():
        weg = Q(stand=Uitvoerstand.KLAAR, bewaard_tot__lte=at) | Q(
            stand=Uitvoerstand.MISLUKT, gevraagd_op__gt=at - timedelta(days=30)
        )
        uitvoeren = list(Uitvoer.objects.filter(weg))
        oud = list(Terugzetting.objects.filter(_is_over(at), weggegooid_op=None).values_list("pk", flat=True))
        half = Terugzetting.objects.filter(stand=Terugzetstand.MISLUKT, weggegooid_op=None)
        mislukt = list(half.exclude(naast_schema="").values_list("pk", flat=True))
    kopieen = _elk(partial(_uitvoer_weg, rij) for rij in uitvoeren)
    aantal = _elk(partial(_kopie_weg, pk, at) for pk in oud)
    _elk(partial(_half_weg, pk, at) for pk in mislukt)
    _resten_weg(at)
    return kopieen, aantal


def _is_over(at: datetime) -> Q:
    """Keep what was taken out a week ago, and copies that nobody took into use or that a drill left."""
    uit_gebruik = Q(stand__in=(Terugzetstand.GEWISSELD, Terugzetstand.TERUG), weg_op__lte=at)
    naast = Q(stand=Terugzetstand.NAAST)
    vergeten = naast & Q(is_proef=False, klaar_op__lte=at - BEWAAR_NAAST)
    return uit_gebruik | vergeten | (naast & Q(is_proef=True, klaar_op__lte=at - BEWAAR_PROEF))


def _uitvoer_weg(rij: Uitvoer) -> bool:
    was_er = rij.stand == Uitvoerstand.KLAAR
    gooi_uitvoer_weg(rij)
    return was_er


def _kopie_weg(pk: UUID, at: datetime) -> bool:
    gooi_weg(pk, at=at)
    return True


def _half_weg(pk: UUID, at: datetime) -> bool:
    """Throw away what a restore left that was called failed while nobody could look (`werk._vraag`)."""
    with in_platform():
        rij = Terugzetting.objects.select_related("gemeente").get(pk=pk)
    with plekken.alleen_ik(rij.gemeente_id, geduld=0):
        terugzetten.ruim_op(rij.gemeente.ref(), rij.naast_schema)
        zet(rij, weggegooid_op=at)
    return True


def _resten_weg(at: datetime) -> None:
    """Remove second names and half exports that a killed process left: they would outlive what was destroyed."""
    grens = (at - RESTEN).timestamp()
    mappen = [
        *(Path(settings.KT_OPSLAG) / "naast").glob("werk_*"),
        *Path(settings.KT_UITVOER).glob("*/*.deel"),
    ]
    for map_ in mappen:
        if map_.stat().st_mtime < grens:
            shutil.rmtree(map_, ignore_errors=True)


def _elk(werk: Iterable[Callable[[], bool]]) -> int:
    """Do each; what fails is in the log and stands in nobody's way. Return how many were done."""
    gedaan = 0
    for doe in werk:
        try:
            gedaan += doe()
        except (plekken.AlBezig, plekken.WordtAlGemaakt):
            continue  # somebody is at it, or will be
        except Exception as fout:
            _log.error("Opruimen van een kopie lukte niet: %s", type(fout).__name__)
    return gedaan


# -- the end of a contract -------------------------------------------------------------------------------


def verwijder_alles(gemeente_id: UUID, _schema: str, at: datetime) -> dict[str, int]:
    """Remove every export, copy and drill of a gemeente that left; return how many. May run twice.

    :raises AlBezig: something is being put beside; it would stay behind.
    :raises WordtAlGemaakt: an export is being made.
    """
    with plekken.alleen_ik(gemeente_id):
        with in_platform():
            rijen = list(Terugzetting.objects.select_related("gemeente").filter(gemeente_id=gemeente_id))
            uitvoeren = list(Uitvoer.objects.filter(gemeente_id=gemeente_id))
        schemas_weg = 0
        for rij in rijen:
            for naam in (rij.naast_schema, rij.oud_schema):
                if naam:
                    schemas_weg += terugzetten.ruim_op(rij.gemeente.ref(), naam)
            if rij.weggegooid_op is None:
                zet(rij, weggegooid_op=at)
            if rij.stand in (Terugzetstand.WACHT, Terugzetstand.BEZIG, Terugzetstand.WISSELT):
                zet(rij, stand=Terugzetstand.MISLUKT, fout=GESTOPT, klaar_op=at)
    mappen = 0
    for uitvoer in uitvoeren:
        mappen += plekken.map_van(gemeente_id, uitvoer.pk).exists()
        _uitvoer_voorgoed_weg(uitvoer, at)
    shutil.rmtree(plekken.map_van(gemeente_id, gemeente_id).parent, ignore_errors=True)
    return {"uitvoeren": mappen, "kopieën": schemas_weg}


def _uitvoer_voorgoed_weg(uitvoer: Uitvoer, at: datetime) -> None:
    if uitvoer.stand not in (Uitvoerstand.WACHT, Uitvoerstand.BEZIG):
        gooi_uitvoer_weg(uitvoer)
        return
    with plekken.alleen_ik_maak(uitvoer.gemeente_id, uitvoer.pk):
        gooi_uitvoer_weg(uitvoer)
        zet(uitvoer, stand=Uitvoerstand.MISLUKT, fout=GESTOPT, klaar_op=at)
