"""Export and restore of one gemeente: a large one, an average one against `pg_dump -n`, and who works beside.

The large one has 50,000 households (`KT_HUISHOUDENS` for another number); the average one 200. Restoring is
the whole of it: tables, rows, indexes, files, and comparing every row and every encrypted text with the bundle.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.meting import Meting
from bench.opstelling import Opstelling, duur, maak_gemeenten, opstelling
from bench.proces import start

GROOT, GEMIDDELD = int(os.environ.get("KT_HUISHOUDENS", "50000")), 200
GEMEENTEN = int(os.environ.get("KT_GEMEENTEN", "20"))
RUST = 15.0
"""Seconds in which somebody of another gemeente is asked while nothing else happens."""


def meet() -> Iterator[Meting]:
    """Fill a large and an average gemeente among others, and yield what each step takes."""
    with opstelling() as proef:
        maak_gemeenten(GEMEENTEN)
        groot, gewoon, ander = _vul(proef)
        yield from _gemiddeld(proef, gewoon)
        yield from _groot(proef, groot, ander)


def _vul(proef: Opstelling) -> tuple[Any, Any, dict[str, str]]:
    from bench.pages import _veeg, sessie_van
    from bench.pages_gegevens import vul
    from keukentafel.tenancy.taken import alle_gemeenten

    groot, gewoon, derde = alle_gemeenten()[:3]
    vul(groot, proef.databank(), GROOT)
    vul(gewoon, proef.databank(), GEMIDDELD)
    bij_ander = vul(derde, proef.databank(), GEMIDDELD)
    for ref in (groot, gewoon, derde):
        _veeg(proef, ref.schema_name)
    return (
        groot,
        gewoon,
        {
            "host": f"{derde.slug}.localhost",
            "cookie": sessie_van(derde, bij_ander.teamlid),
        },
    )


def _gemiddeld(proef: Opstelling, ref: Any) -> Iterator[Meting]:
    uit = [_uitvoer(proef, ref, f"gewoon{keer}") for keer in range(3)]
    dump = [duur(lambda: _pg_dump(proef, ref.schema_name)) for _ in range(3)]
    wat = {"huishoudens": GEMIDDELD, "gemeenten": GEMEENTEN, "rijen": uit[0][1].manifest.rijen}
    yield Meting("uitvoer_gemiddeld", min(seconden for seconden, _ in uit), "s", min(dump), wat)
    terug = min(_terug(ref, bundel) for _, bundel in uit)
    yield Meting("terugzetten_gemiddeld", terug, "s", None, wat)


def _groot(proef: Opstelling, ref: Any, ander: dict[str, str]) -> Iterator[Meting]:
    kind = start("bench.uitvoer_ander", ander["host"], ander["cookie"], "/mijn-dag", env=proef.env)
    assert kind.stdin is not None
    assert kind.stdout is not None
    kind.stdout.readline()
    time.sleep(RUST)
    _volgende(kind)
    seconden, bundel = _uitvoer(proef, ref, "groot")
    _volgende(kind)
    terug = _terug(ref, bundel)
    uit, fouten = kind.communicate("", timeout=120)
    if kind.returncode != 0:
        raise RuntimeError(fouten)

    rust, tijdens_uit, tijdens_terug = json.loads(uit.strip().splitlines()[-1])
    wat = {
        "huishoudens": GROOT,
        "rijen": bundel.manifest.rijen,
        "mb": round(bundel.manifest.grootte / 1e6),
    }
    dump = duur(lambda: _pg_dump(proef, ref.schema_name))
    yield Meting("uitvoer_groot", seconden, "s", dump, wat)
    yield Meting("terugzetten_groot", terug, "s", None, wat)
    yield Meting("p95_ander_tijdens_uitvoer", tijdens_uit, "ms", rust, wat)
    yield Meting("p95_ander_tijdens_terugzetten", tijdens_terug, "ms", rust, wat)


def _volgende(kind: Any) -> None:
    kind.stdin.write("\n")
    kind.stdin.flush()


def _uitvoer(proef: Opstelling, ref: Any, naam: str) -> tuple[float, Any]:
    from django.utils import timezone

    from tenants.uitvoer.actions.exporteren import maak_bundel

    begin = time.perf_counter()
    bundel = maak_bundel(ref, proef.map / "uitvoer" / naam, at=timezone.now())
    return time.perf_counter() - begin, bundel


def _terug(ref: Any, bundel: Any) -> float:
    from tenants.uitvoer import schemas
    from tenants.uitvoer.actions import terugzetten

    naam, begin = schemas.nieuwe_naam("n"), time.perf_counter()
    bevinding = terugzetten.zet_naast(bundel, ref, naam)
    seconden = time.perf_counter() - begin
    terugzetten.ruim_op(ref, naam)
    if bevinding.tabellen_anders or bevinding.bestanden_anders or bevinding.onleesbaar:
        raise RuntimeError(f"Niet gelijk: {bevinding}")
    return seconden


def _pg_dump(proef: Opstelling, schema: str) -> None:
    """Dump the same schema the usual way, compressed as ours is."""
    naar = proef.map / "dump"
    naar.unlink(missing_ok=True)
    subprocess.run(
        [_pg_dump_pad(proef), "-n", schema, "-Fc", "-Z1", "-f", str(naar), proef.databank()],
        check=True,
        capture_output=True,
    )


def _pg_dump_pad(proef: Opstelling) -> Path:
    return Path(proef.cluster.programma("pg_dump"))
