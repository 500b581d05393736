"""Where exports, and files that stand beside or were taken out, are kept. All folders are 0700."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import connections

from keukentafel.errors import Refusal
from keukentafel.tenancy import migraties
from keukentafel.tenancy.scope import GemeenteRef, in_platform
from tenants.uitvoer.pakking import maak_map

SLOT = "hashtextextended('keukentafel-uitvoer-' || %s, 0)"
"""Held by who changes which schema a gemeente has; the value is the id of the gemeente."""
SLOT_KOPIE = "hashtextextended('keukentafel-kopie-' || %s, 0)"
"""Shared by who reads a whole gemeente; an upgrade asks it alone. The value is the id of the gemeente."""
_SLOT_RIJ = "hashtextextended('keukentafel-uitvoerrij-' || %s, 0)"
GEDULD = 5.0
"""Seconds that a swap waits for an upgrade of the same gemeente, which takes less."""
_ZELFDE_TEKST = (
    "SET TimeZone TO 'UTC'; SET DateStyle TO ISO, MDY; SET IntervalStyle TO postgres; "
    "SET extra_float_digits TO 1; SET bytea_output TO hex"
)
"""A row must read the same on every server: its print is made of the text that COPY gives."""


class AlBezig(Refusal):
    """Somebody else restores, swaps or tidies up in the same gemeente."""

    text = "Er wordt al iets teruggezet of gewisseld bij deze gemeente. Wacht tot dat klaar is."


def map_van(gemeente_id: UUID, uitvoer_id: UUID) -> Path:
    """Return the folder of one export."""
    return Path(settings.KT_UITVOER) / gemeente_id.hex / uitvoer_id.hex


def bestanden_van(gemeente_id: UUID) -> Path:
    """Return the folder with the files of a gemeente."""
    return Path(settings.KT_OPSLAG) / gemeente_id.hex


def bestanden_naast(schema: str) -> Path:
    """Return where the files of a schema stand that is not served (`n_…` or `o_…`), on the same disk."""
    return Path(settings.KT_OPSLAG) / "naast" / schema


class WordtAlGemaakt(Refusal):
    """The same export is being made by another process."""

    text = "Deze uitvoer wordt al gemaakt."


@contextmanager
def verbonden(ref: GemeenteRef) -> Iterator[psycopg.Connection]:
    """Connect to the database of this gemeente with the migrator's login, outside Django.

    :raises migraties.GeenMigrator: this process has no such login.
    """
    migraties.verbinding()
    with migraties.kale_verbinding_naar(ref.cluster) as v:
        # One processor is enough: the others are for who is at work.
        v.execute("SET max_parallel_workers_per_gather TO 0; SET max_parallel_maintenance_workers TO 0")
        v.execute(_ZELFDE_TEKST)
        yield v


@contextmanager
def alleen_ik(gemeente_id: UUID, *, geduld: float | None = None) -> Iterator[None]:
    """Hold what changes which schema a gemeente has; a process that is killed lets go by itself.

    :raises AlBezig: somebody else holds it, also after waiting for a moment.
    """
    migraties.verbinding()
    einde = time.monotonic() + (GEDULD if geduld is None else geduld)
    with in_platform(), connections[migraties.MIGRATOR].cursor() as cursor:
        while not _krijg(cursor, gemeente_id):
            if time.monotonic() >= einde:
                raise AlBezig
            time.sleep(0.1)
    try:
        yield
    finally:
        with in_platform(), connections[migraties.MIGRATOR].cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_unlock({SLOT})", [str(gemeente_id)])


def _krijg(cursor: Any, gemeente_id: UUID) -> bool:
    cursor.execute(f"SELECT pg_try_advisory_lock({SLOT})", [str(gemeente_id)])
    return bool(cursor.fetchone()[0])


@contextmanager
def alleen_ik_maak(gemeente_id: UUID, uitvoer_id: UUID) -> Iterator[None]:
    """Hold the making of one export; an upgrade of its gemeente waits. Who is killed lets go by itself.

    :raises WordtAlGemaakt: another process makes it.
    """
    migraties.verbinding()
    with migraties.kale_verbinding_naar("") as v:
        if not v.execute(f"SELECT pg_try_advisory_lock({_SLOT_RIJ})", [str(uitvoer_id)]).fetchone()[0]:
            raise WordtAlGemaakt
        v.execute(f"SELECT pg_advisory_lock_shared({SLOT_KOPIE})", [str(gemeente_id)])
        yield


def koppel_alle(bron: Path, doel: Path) -> None:
    """Give every file of `bron` a second name below `doel`, so that it stays when the first goes."""
    if not bron.is_dir():
        return
    for pad in sorted(bron.glob("*/*.bin")):
        naam = maak_map(doel / pad.parent.name) / pad.name
        try:
            os.link(pad, naam)
        except (FileExistsError, FileNotFoundError):
            continue  # has its second name, or was destroyed at this very moment
