"""What the chain of the logboek costs, and how quickly one finds something in ten million lines.

`KT_BENCH_REGELS` asks for another number of lines to search in.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any
from uuid import UUID

import psycopg

from bench.logboek_vulling import Vulling
from bench.meting import Meting
from bench.opstelling import Opstelling, maak_gemeenten, opstelling
from bench.proces import start, uitkomst

REGELS = int(os.environ.get("KT_BENCH_REGELS", "10000000"))
SCHRIJVERS, PROCESSEN = 50, 5
RONDEN, SECONDEN = 3, 5.0


def meet() -> Iterator[Meting]:
    """Measure writing, fifty writers at once, checking, and searching."""
    with opstelling() as hier:
        maak_gemeenten(1)
        from keukentafel.tenancy import in_gemeente
        from keukentafel.tenancy.taken import alle_gemeenten

        gemeente = alle_gemeenten()[0]
        with in_gemeente(gemeente):
            yield _schrijven(hier, gemeente.schema_name)
        yield _samen(hier, gemeente)
        with in_gemeente(gemeente):
            yield _controleren()
            yield from _zoeken(hier, gemeente.schema_name)


@contextmanager
def zonder_keten(hier: Opstelling, schema: str) -> Iterator[None]:
    """Write the same lines without a chain, as the owner of the table can make it."""
    with psycopg.connect(hier.databank(), autocommit=True) as beheer:
        tabel = f'"{schema}".audit_logboekregel'
        beheer.execute(f"ALTER TABLE {tabel} DISABLE TRIGGER logboek_zegelt")
        try:
            yield
        finally:
            beheer.execute(f"ALTER TABLE {tabel} ENABLE TRIGGER logboek_zegelt")


# -- writing -----------------------------------------------------------------------------------------


def _schrijven(hier: Opstelling, schema: str) -> Meting:
    """One writer, one line a transaction, by turns with and without the chain; the quietest turn of each."""
    alle: list[float] = []
    met, zonder = [], []
    _tijden(300)
    for _ in range(8):
        beurt = _tijden(250)
        alle += beurt
        met.append(statistics.median(beurt))
        with zonder_keten(hier, schema):
            zonder.append(statistics.median(_tijden(250)))
    return Meting(
        "logboek_schrijven", min(met), "ms", min(zonder),
        {"regels": len(alle), "mediaan_van_alles": round(statistics.median(alle), 3),
         "p95": round(statistics.quantiles(alle, n=20)[-1], 3), "baseline": "zonder keten"},
    )  # fmt: skip


def _tijden(aantal: int) -> list[float]:
    tijden = []
    for _ in range(aantal):
        begin = time.perf_counter()
        schrijf_een()
        tijden.append((time.perf_counter() - begin) * 1000)
    return tijden


def schrijf_een() -> None:
    """Write one line as a look at a household does, in a transaction of its own."""
    from uuid import uuid4

    from django.db import transaction
    from django.utils import timezone

    from keukentafel import audit

    with transaction.atomic():
        audit.record(
            "dossier.huishouden.bekeken", at=timezone.now(), soort="R", doel="hulp", huishouden_id=uuid4(),
            categorie="A,B,C", protocolversie=1, grond="Wmo 2015, artikel 5.1.1", detail={"pagina": "huishouden"},
        )  # fmt: skip


def _samen(hier: Opstelling, gemeente: Any) -> Meting:
    """Fifty writers in one gemeente, by turns with and without the chain."""
    met: list[float] = []
    zonder: list[float] = []
    for _ in range(RONDEN):
        met.append(_per_seconde(hier, gemeente))
        with zonder_keten(hier, gemeente.schema_name):
            zonder.append(_per_seconde(hier, gemeente))
    snel, kaal = statistics.median(met), statistics.median(zonder)
    return Meting(
        "logboek_parallel", 1000 / snel, "ms per regel", 1000 / kaal,
        {"schrijvers": SCHRIJVERS, "per_seconde": round(snel), "zonder_keten_per_seconde": round(kaal),
         "aandeel": round(snel / kaal, 3), "ronden": RONDEN, "seconden": SECONDEN},
    )  # fmt: skip


def _per_seconde(hier: Opstelling, gemeente: Any) -> float:
    """Return how many lines a second fifty writers write together."""
    env = {**hier.env, "KT_POOL_MAX": str(SCHRIJVERS // PROCESSEN)}
    wie = json.dumps({**asdict(gemeente), "id": str(gemeente.id)})
    kinderen = [start("bench.logboek", wie, str(SCHRIJVERS // PROCESSEN), env=env) for _ in range(PROCESSEN)]
    for kind in kinderen:
        if kind.stdout is None or kind.stdout.readline().strip() != "klaar":
            raise RuntimeError(f"Een schrijver begon niet: {kind.communicate()}")
    for kind in kinderen:  # all are connected: now together
        assert kind.stdin is not None
        kind.stdin.write("begin\n")
        kind.stdin.flush()
    return sum(uitkomst(kind)["regels"] for kind in kinderen) / SECONDEN


def schrijf_samen(ref: dict[str, str], draden: int) -> dict[str, int]:
    """Write for some seconds in so many threads, once the parent says that every process is ready."""
    from django.db import connection, connections

    from keukentafel.tenancy import GemeenteRef, in_gemeente

    gemeente = GemeenteRef(**{**ref, "id": UUID(ref["id"])})  # type: ignore[arg-type]
    geteld, samen, nu = [0] * draden, threading.Barrier(draden + 1), threading.Event()

    def schrijver(wie: int) -> None:
        try:
            with in_gemeente(gemeente):
                connection.ensure_connection()
                schrijf_een()
                samen.wait(120)
                nu.wait(120)
                einde = time.perf_counter() + SECONDEN
                while time.perf_counter() < einde:
                    schrijf_een()
                    geteld[wie] += 1
        finally:
            connections.close_all()

    lopers = [threading.Thread(target=schrijver, args=(wie,)) for wie in range(draden)]
    for loper in lopers:
        loper.start()
    samen.wait(120)
    print("klaar", flush=True)
    sys.stdin.readline()
    nu.set()
    for loper in lopers:
        loper.join()
    return {"regels": sum(geteld)}


def _controleren() -> Meting:
    """The check of all that the writers wrote; the lines without a chain are not among them."""
    from keukentafel.audit.keten import controleer

    begin = time.perf_counter()
    gevonden = controleer()
    duur = time.perf_counter() - begin
    return Meting(
        "logboek_controleren", duur / max(gevonden.nagekeken, 1) * 1_000_000, "s per miljoen regels", None,
        {"regels": gevonden.nagekeken, "breuken_in_keten": sum(b.volgnummer is not None for b in gevonden.breuken)},
    )  # fmt: skip


# -- searching ---------------------------------------------------------------------------------------


def _zoeken(hier: Opstelling, schema: str) -> Iterator[Meting]:
    """Search in very many lines, each question some times; the slowest counts."""
    from keukentafel.audit.zoeken import zoek

    vulling = Vulling(hier.databank(), schema, REGELS)
    gevuld = vulling.vul()
    for naam, vragen in vulling.vragen():
        tijden, gevonden = [], 0
        for vraag in vragen:
            begin = time.perf_counter()
            gevonden += len(zoek(vraag).regels)
            tijden.append((time.perf_counter() - begin) * 1000)
        yield Meting(
            f"logboek_zoeken_{naam}", statistics.median(tijden), "ms", None,
            {"regels": REGELS, "langste": round(max(tijden), 1), "vragen": len(vragen), "gevonden": gevonden,
             "vullen_seconden": round(gevuld)},
        )  # fmt: skip


def main(argumenten: list[str]) -> None:
    """Be one of the processes that write."""
    import django

    django.setup()
    print(json.dumps(schrijf_samen(json.loads(argumenten[0]), int(argumenten[1]))))


if __name__ == "__main__":
    main(sys.argv[1:])
