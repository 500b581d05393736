"""Long trials of tenancy: threads and processes that read each other's heels, and kills at random moments."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from bench import proefmigraties
from bench.opstelling import Opstelling, maak_gemeenten, opstelling
from bench.proef import Uitslag

GEMEENTEN = 20
LEZINGEN = 20_000
KILLS = 20


def proeven() -> Iterator[Uitslag]:
    """Make twenty gemeenten and try to mix them up."""
    with opstelling() as proef:
        maak_gemeenten(GEMEENTEN)
        _merk(proef)
        yield _lees_door_elkaar(proef)
        yield _kill_klaarzetten(proef)


def _merk(proef: Opstelling) -> None:
    """Write in every schema whose it is."""
    with psycopg.connect(proef.databank(), autocommit=True) as verbinding:
        for schema, slug in verbinding.execute("SELECT schema_name, slug FROM tenants_gemeente").fetchall():
            verbinding.execute(
                f'INSERT INTO "{schema}".inrichting_organisatie (id, naam, soort, telefoon, is_actief) '
                "VALUES (gen_random_uuid(), %s, 'welzijn', '', true)",
                [f"merk {slug}"],
            )


# -- reading ---------------------------------------------------------------------------------------


def _lees_door_elkaar(proef: Opstelling) -> Uitslag:
    """Two processes of eight threads; every reading in another gemeente, some raising, some rolled back."""
    begin = time.monotonic()
    kinderen = [
        subprocess.Popen(
            [sys.executable, "-m", "bench.proef_tenancy", "lezen", str(LEZINGEN // 16), str(nummer)],
            env={**os.environ, **proef.env}, stdout=subprocess.PIPE, text=True,
        )
        for nummer in range(2)
    ]  # fmt: skip
    uitkomsten = [json.loads(kind.communicate(timeout=300)[0].splitlines()[-1]) for kind in kinderen]
    return Uitslag(
        "lezen", sum(uit["verkeerd"] for uit in uitkomsten), sum(uit["gelezen"] for uit in uitkomsten),
        time.monotonic() - begin, {"processen": 2, "draden": 8, "gemeenten": GEMEENTEN},
    )  # fmt: skip


def lees(aantal: int, zaad: int) -> dict[str, int]:
    """Read `aantal` times in each of eight threads through the pool; return how often it was wrong."""
    from django.db import connection, transaction

    from keukentafel.tenancy import in_gemeente
    from keukentafel.tenancy.taken import alle_gemeenten
    from modules.inrichting.models import Organisatie

    gemeenten = alle_gemeenten()
    teller = {"gelezen": 0, "verkeerd": 0}
    slot = threading.Lock()

    def draad(nummer: int) -> None:
        toeval = random.Random(zaad * 100 + nummer)
        gelezen = verkeerd = 0
        for _ in range(aantal):
            gemeente = toeval.choice(gemeenten)
            try:
                with in_gemeente(gemeente), transaction.atomic():
                    merk = Organisatie.objects.filter(naam__startswith="merk ").values_list("naam", flat=True)
                    verkeerd += list(merk) != [f"merk {gemeente.slug}"]
                    gelezen += 1
                    if toeval.random() < 0.1:
                        raise ZeroDivisionError  # and with it a rollback
            except ZeroDivisionError:
                continue
            finally:
                if toeval.random() < 0.3:
                    connection.close()  # back to the pool, for another thread
        connection.close()
        with slot:
            teller["gelezen"] += gelezen
            teller["verkeerd"] += verkeerd

    draden = [threading.Thread(target=draad, args=(nummer,)) for nummer in range(8)]
    for een in draden:
        een.start()
    for een in draden:
        een.join()
    return teller


# -- killing ---------------------------------------------------------------------------------------


def _kill_klaarzetten(proef: Opstelling) -> Uitslag:
    """Kill the making of a gemeente at random moments; run again, it is there once and whole."""
    begin = time.monotonic()
    toeval = random.Random(9003)
    env = {**os.environ, **_env_met(proef, *[proefmigraties.VELD] * KILLS)}
    fouten = 0
    for _ in range(5):
        kind = subprocess.Popen(
            [sys.executable, "-m", "keukentafel", "gemeente-toevoegen", "GM9003"],
            env=env,
            stdout=subprocess.DEVNULL,
        )
        time.sleep(1.0 + toeval.random() * 1.5)
        kind.kill()
        kind.wait()
        time.sleep(0.2)
        weer = subprocess.run(
            [sys.executable, "-m", "keukentafel", "gemeente-toevoegen", "GM9003"],
            env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        fouten += not (weer.returncode == 0 or "is er al" in weer.stderr)
        fouten += _wezen(proef)
        _gooi_weg(proef, "GM9003")
    return Uitslag("kill -9 tijdens klaarzetten", fouten, 5, time.monotonic() - begin)


def _wezen(proef: Opstelling) -> int:
    """Return how many schemas have no row, rows no schema, and roles no schema."""
    with psycopg.connect(proef.databank(), autocommit=True) as verbinding:
        rij: Any = verbinding.execute(
            "SELECT count(*) FROM (SELECT nspname AS n FROM pg_namespace WHERE nspname ~ '^t_' "
            "AND nspname <> 't_000000000000') s "
            "FULL JOIN (SELECT schema_name AS n FROM tenants_gemeente) g USING (n) "
            "FULL JOIN (SELECT rolname AS n FROM pg_roles WHERE rolname ~ '^t_' "
            "AND rolname <> 't_000000000000') r USING (n) "
            "WHERE s.n IS NULL OR g.n IS NULL OR r.n IS NULL"
        ).fetchone()
        return int(rij[0])


def _gooi_weg(proef: Opstelling, cbs_code: str) -> None:
    """Remove a gemeente by hand, as only the superuser of a trial can."""
    with psycopg.connect(proef.databank(), autocommit=True) as verbinding:
        for (schema,) in verbinding.execute(
            "SELECT schema_name FROM tenants_gemeente WHERE cbs_code = %s", [cbs_code]
        ).fetchall():
            verbinding.execute(
                "DELETE FROM tenants_domein d USING tenants_gemeente g WHERE g.id = d.gemeente_id AND g.cbs_code = %s",
                [cbs_code],
            )
            verbinding.execute(
                "UPDATE tenants_klaarzetting SET gemeente_id = NULL WHERE cbs_code = %s", [cbs_code]
            )
            verbinding.execute("DELETE FROM tenants_gemeente WHERE cbs_code = %s", [cbs_code])
            verbinding.execute(f'DROP SCHEMA "{schema}" CASCADE')
            verbinding.execute(f'DROP OWNED BY "{schema}"')
            verbinding.execute(f'DROP ROLE "{schema}"')


def _env_met(proef: Opstelling, *bronnen: str) -> dict[str, str]:
    extra = proefmigraties.maak(proef.map, *bronnen, basis="keukentafel.settings.development")
    return {**proef.env, **extra, "PYTHONPATH": os.pathsep.join([str(proef.map), str(Path.cwd())])}


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(lees(int(sys.argv[2]), int(sys.argv[3]))))
