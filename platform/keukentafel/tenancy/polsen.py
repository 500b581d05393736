"""Ask each database cluster whether it answers, on a line of its own, with a time limit of seconds.

Not by the pool: who waits there waits for others, and a cluster that is gone would keep a health check busy
longer than who asks it has patience.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from time import monotonic, perf_counter
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections

from keukentafel.env import HOOFD
from keukentafel.tenancy.backend.kies import alias_op

HOOGSTENS = 2
"""Seconds to come in, and the same again for the answer."""
HOUDBAAR = 3.0
"""Seconds that the answer of `pols_alle` counts: who asks often does not open a line each time."""
_VAN_LIBPQ = frozenset(
    {"sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "channel_binding", "target_session_attrs"}
)


@dataclass(frozen=True, slots=True)
class Pols:
    """What one cluster said; `archief` only where changes are archived (WAL)."""

    naam: str
    leeft: bool
    ms: int = 0
    archief: Archief | None = None


@dataclass(frozen=True, slots=True)
class Archief:
    """How the archiving of changes goes (`pg_stat_archiver`)."""

    laatste: datetime | None
    mislukt: datetime | None
    elke: int
    """After how many seconds a segment is closed anyway (`archive_timeout`); 0: only when it is full."""


_VRAAG = """
    SELECT pg_catalog.current_setting('archive_mode'), a.last_archived_time, a.last_failed_time,
           (SELECT s.setting::int FROM pg_catalog.pg_settings s WHERE s.name = 'archive_timeout')
      FROM pg_catalog.pg_stat_archiver a
"""


def clusters() -> tuple[str, ...]:
    """Return every cluster: first, with an empty name, the one with the supplier's own tables."""
    return ("", *settings.KT_CLUSTERS)


def pols(cluster: str) -> Pols:
    """Ask one cluster; nothing is raised when it does not answer."""
    naam, begin = cluster or HOOFD, perf_counter()
    try:
        with psycopg.connect(**_adres(cluster), autocommit=True) as lijn:
            rij: Any = lijn.execute(_VRAAG).fetchone()
    except (psycopg.Error, KeyError):
        return Pols(naam, leeft=False, ms=round((perf_counter() - begin) * 1000))
    stand, laatste, mislukt, elke = rij
    archief = Archief(laatste, mislukt, elke or 0) if stand != "off" else None
    return Pols(naam, leeft=True, ms=round((perf_counter() - begin) * 1000), archief=archief)


_slot = Lock()
_laatst: tuple[float, tuple[Pols, ...]] = (float("-inf"), ())


def pols_alle() -> tuple[Pols, ...]:
    """Ask every cluster at once, each with its own time limit. The threads ask one question and hold no scope."""
    global _laatst
    with _slot:
        tot, bekend = _laatst
        if monotonic() < tot:
            return bekend
        wie = clusters()
        with ThreadPoolExecutor(max_workers=len(wie)) as ploeg:
            bekend = tuple(ploeg.map(pols, wie))
        _laatst = (monotonic() + HOUDBAAR, bekend)
        return bekend


def vergeet() -> None:
    """Ask again at the next question (a test)."""
    global _laatst
    _laatst = (float("-inf"), ())


def _adres(cluster: str) -> dict[str, Any]:
    """Return where the login of requests comes in."""
    alias = connections.settings[alias_op("default", cluster)]
    opties = {naam: waarde for naam, waarde in alias["OPTIONS"].items() if naam in _VAN_LIBPQ}
    adres = {
        "dbname": alias["NAME"],
        "user": alias["USER"],
        "password": alias["PASSWORD"],
        "host": alias["HOST"],
        "port": alias["PORT"],
    }
    return {
        **{naam: waarde for naam, waarde in adres.items() if waarde},
        **opties,
        "connect_timeout": HOOGSTENS,
        "application_name": "keukentafel-pols",
        "options": f"-c statement_timeout={HOOGSTENS * 1000}",
    }
