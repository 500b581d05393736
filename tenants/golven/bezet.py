"""Who is at a gemeente in such a way that its upgrade has to wait: a swap, a restore, a copy, a move.

Each of them holds a lock that dies with its process. While an upgrade runs, for a second or so, it holds them
all; the others wait for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from tenants.clusters.actions.verhuizen import SLOT as SLOT_VERHUIZEN
from tenants.uitvoer.plekken import SLOT as SLOT_TERUGZETTEN
from tenants.uitvoer.plekken import SLOT_KOPIE

TERUGZETTEN = "er wordt een kopie teruggezet of gewisseld"
KOPIE = "er wordt een kopie gemaakt"
VERHUIZEN = "de gemeente verhuist naar een ander cluster"
REDENEN_PER_SLOT = {SLOT_TERUGZETTEN: TERUGZETTEN, SLOT_KOPIE: KOPIE, SLOT_VERHUIZEN: VERHUIZEN}
REDENEN = frozenset(REDENEN_PER_SLOT.values())


@contextmanager
def houd_vrij(v: Any, gemeente_id: UUID, schema: str) -> Iterator[str]:
    """Hold a gemeente for its upgrade, on a connection to the control cluster; yield why that cannot be, or nothing."""
    gehouden: list[tuple[str, str]] = []
    reden = ""
    for slot, zin in REDENEN_PER_SLOT.items():
        waarde = schema if slot == SLOT_VERHUIZEN else str(gemeente_id)
        if not v.execute(f"SELECT pg_try_advisory_lock({slot})", [waarde]).fetchone()[0]:
            reden = zin
            break
        gehouden.append((slot, waarde))
    try:
        yield reden
    finally:
        for slot, waarde in gehouden:
            v.execute(f"SELECT pg_advisory_unlock({slot})", [waarde])
