"""Where exports, and files that stand beside or were taken out, are kept. All folders are 0700."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import connections

from keukentafel.errors import Refusal
from keukentafel.tenancy import migraties
from keukentafel.tenancy.scope import GemeenteRef, in_platform
from tenants.uitvoer.pakking import maak_map

_PLEK = "hashtextextended('keukentafel-uitvoer-' || %s, 0)"


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


@contextmanager
def verbonden(ref: GemeenteRef) -> Iterator[psycopg.Connection]:
    """Connect to the database of this gemeente with the migrator's login, outside Django.

    :raises migraties.GeenMigrator: this process has no such login.
    """
    migraties.verbinding()
    with migraties.kale_verbinding_naar(ref.cluster) as v:
        # One processor is enough: the others are for who is at work.
        v.execute("SET max_parallel_workers_per_gather TO 0; SET max_parallel_maintenance_workers TO 0")
        yield v


@contextmanager
def alleen_ik(gemeente_id: UUID) -> Iterator[None]:
    """Hold what changes which schema a gemeente has; a process that is killed lets go by itself.

    :raises AlBezig: somebody else holds it.
    """
    migraties.verbinding()
    with in_platform(), connections[migraties.MIGRATOR].cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_lock({_PLEK})", [str(gemeente_id)])
        if not cursor.fetchone()[0]:
            raise AlBezig
    try:
        yield
    finally:
        with in_platform(), connections[migraties.MIGRATOR].cursor() as cursor:
            cursor.execute(f"SELECT pg_advisory_unlock({_PLEK})", [str(gemeente_id)])


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
