"""The long trial of upgrades (G16): killed twenty times, and nobody who works meanwhile waits two seconds."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from bench import proefmigraties
from bench.gelijk import afdrukken
from bench.opstelling import Opstelling, maak_gemeenten, opstelling
from bench.proces import start, uitkomst, vraag
from bench.proef import Uitslag

GEMEENTEN = 60
KILLS = 20
DRADEN = 4
LANGST = 2.0
"""Seconds that nobody may wait."""


def proeven(gemeenten: int = GEMEENTEN, kills: int = KILLS) -> Iterator[Uitslag]:
    """Upgrade over and over, kill at random moments, go on, and compare every schema with a new one."""
    with opstelling() as proef:
        maak_gemeenten(gemeenten)
        werkend = start("bench.proef_bijwerken", "werken", env=proef.env)
        yield _kill(proef, gemeenten, kills)
        begin = time.monotonic()
        gewacht = uitkomst(werkend, "stop\n")
        yield Uitslag(
            "wachten tijdens bijwerken", gewacht["te_lang"] + gewacht["fouten"], gewacht["verzoeken"],
            time.monotonic() - begin,
            {"draden": DRADEN, **{naam: gewacht[naam] for naam in ("langst", "p99", "fouten", "eerste_fout")}},
        )  # fmt: skip


# -- killing ---------------------------------------------------------------------------------------


def _kill(proef: Opstelling, gemeenten: int, kills: int) -> Uitslag:
    begin = time.monotonic()
    toeval = random.Random(342)
    fouten = 0
    bronnen: list[str] = []
    klaar_bij_kill = []
    for _ in range(kills):
        bronnen.append(proefmigraties.VRIJE_KOLOM)
        env = _env_met(proef, *bronnen)
        kind = subprocess.Popen(
            [sys.executable, "-m", "bench.bijwerken", "2"],
            env={**os.environ, **env}, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        doel = toeval.randrange(gemeenten)
        while _met_rij(proef, len(bronnen)) <= doel and kind.poll() is None:
            time.sleep(0.002)
        time.sleep(toeval.random() * 0.05)
        if kind.poll() is None:
            os.killpg(kind.pid, signal.SIGKILL)
        kind.wait()
        time.sleep(0.1)
        klaar_bij_kill.append(_met_rij(proef, len(bronnen)))
        fouten += _halve(proef, len(bronnen))
        uit = vraag("bench.bijwerken", "2", env=env)
        fouten += len(uit["mislukt"]) + (_met_rij(proef, len(bronnen)) != gemeenten + 1)
    vraag_nieuw(proef, *bronnen)
    gelijk = afdrukken(proef.databank())
    fouten += sum(afdruk != gelijk["t_000000000000"] for afdruk in gelijk.values())
    return Uitslag(
        "kill -9 tijdens bijwerken", fouten, kills, time.monotonic() - begin,
        {"schema's": len(gelijk), "verschillend": len(set(gelijk.values())), "klaar_bij_kill": klaar_bij_kill},
    )  # fmt: skip


def vraag_nieuw(proef: Opstelling, *bronnen: str) -> None:
    """Make one gemeente with the newest release, to compare the others with."""
    subprocess.run(
        [sys.executable, "-m", "keukentafel", "gemeente-toevoegen", "GM9003"],
        env={**os.environ, **_env_met(proef, *bronnen)}, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def _met_rij(proef: Opstelling, nummer: int) -> int:
    return len(_schemas(proef, nummer)[1])


def _halve(proef: Opstelling, nummer: int) -> int:
    """Return how many schemas have the column of migration `nummer` without its row, or the other way round."""
    kolom, rij = _schemas(proef, nummer)
    return len(kolom ^ rij)


def _schemas(proef: Opstelling, nummer: int) -> tuple[set[str], set[str]]:
    with psycopg.connect(proef.databank(), autocommit=True) as verbinding:
        kolom = {
            rij[0]
            for rij in verbinding.execute(
                "SELECT table_schema FROM information_schema.columns WHERE column_name = %s",
                [f"proef_{9000 + nummer}"],
            )
        }
        namen = [
            rij[0] for rij in verbinding.execute("SELECT nspname FROM pg_namespace WHERE nspname ~ '^t_'")
        ]
        takken = " UNION ALL ".join(
            f"SELECT '{schema}' FROM \"{schema}\".django_migrations WHERE name = '{9000 + nummer}_proef'"
            for schema in namen
        )
        return kolom, {rij[0] for rij in verbinding.execute(takken)}


def _env_met(proef: Opstelling, *bronnen: str) -> dict[str, str]:
    extra = proefmigraties.maak(proef.map, *bronnen, basis="keukentafel.settings.development")
    return {**proef.env, **extra, "PYTHONPATH": os.pathsep.join([str(proef.map), str(Path.cwd())])}


# -- working meanwhile -------------------------------------------------------------------------------


def werk() -> dict[str, Any]:
    """Ask pages and rows of every gemeente with the release before, until somebody says stop."""
    from django.core.wsgi import get_wsgi_application
    from django.db import connection

    from bench.verzoek import een_verzoek

    hosts, app = _hosts(), get_wsgi_application()
    for host, _ in hosts:  # a process that just started loads and compiles for seconds: that is not measured
        een_verzoek(app, host, "/inloggen")
    stop, slot = threading.Event(), threading.Lock()
    tijden: list[float] = []
    fouten: list[str] = []

    def draad(nummer: int) -> None:
        toeval = random.Random(nummer)
        while not stop.is_set():
            host, schema = toeval.choice(hosts)
            begin = time.perf_counter()
            try:
                een_verzoek(app, host, "/inloggen")
                _lees_en_schrijf(schema)
            except Exception as fout:
                with slot:
                    fouten.append(f"{type(fout).__name__}: {fout}")
            with slot:
                tijden.append(time.perf_counter() - begin)
            time.sleep(0.02)
        connection.close()

    draden = [threading.Thread(target=draad, args=(nummer,)) for nummer in range(DRADEN)]
    for een in draden:
        een.start()
    sys.stdin.readline()
    stop.set()
    for een in draden:
        een.join()
    gesorteerd = sorted(tijden)
    return {
        "verzoeken": len(tijden),
        "te_lang": sum(tijd > LANGST for tijd in tijden),
        "langst": round(gesorteerd[-1], 3),
        "p99": round(gesorteerd[int(len(gesorteerd) * 0.99)], 3),
        "fouten": len(fouten),
        "eerste_fout": fouten[:1],
    }


def _hosts() -> list[tuple[str, Any]]:
    from keukentafel.tenancy.taken import alle_gemeenten

    return [(f"{ref.slug}.localhost", ref) for ref in alle_gemeenten()]


def _lees_en_schrijf(ref: Any) -> None:
    """Use the table that is being changed, as a page does in its transaction."""
    from django.db import transaction
    from django.utils import timezone

    from keukentafel.outbox.models import Uitgaand
    from keukentafel.tenancy import in_gemeente
    from keukentafel.tenancy.models import nieuwe_id

    nu = timezone.now()
    with in_gemeente(ref), transaction.atomic():
        Uitgaand.objects.create(
            soort="proef",
            sleutel=str(nieuwe_id()),
            volgende_poging_op=nu,
            aangemaakt_op=nu,
            stand="opgegeven",
        )
        list(Uitgaand.objects.order_by("-aangemaakt_op")[:5])


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(werk()))
