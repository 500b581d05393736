"""What a schema per gemeente costs at 342 gemeenten, against stock django-tenants and plain Django."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from statistics import mean, median
from typing import Any

import psycopg

from bench import proefmigraties
from bench.meting import Meting
from bench.opstelling import Opstelling, maak_gemeenten, opstelling
from bench.proces import vraag

AANTAL = 342
STEEKPROEF = 6
"""Stock is measured on so many schemas and scaled up: 342 of them take minutes."""
PARALLEL = 2
VERZOEKEN = 4_000


def meet(aantal: int = AANTAL) -> Iterator[Meting]:
    """Make the gemeenten and yield the rows of issue 2, §2."""
    with opstelling() as proef:
        yield from _maken(proef, aantal)
        yield from _bijwerken(proef, aantal)
        yield from _verzoeken(proef)
        yield from _schijf(proef)


# -- making ----------------------------------------------------------------------------------------


def _maken(proef: Opstelling, aantal: int) -> Iterator[Meting]:
    tijden: list[float] = []
    stock: list[float] = []
    vers = [f"t_{secrets.token_hex(6)}" for _ in range(4)]
    for nummer, schema in enumerate(vers, 1):  # stock in between, so that a busy moment hits both
        tijden += maak_gemeenten(aantal * nummer // len(vers), vanaf=len(tijden))
        stock += vraag("bench.stock", "maken", schema, env=_stock(proef))
    with _beheer(proef) as verbinding:
        (tabellen,) = verbinding.execute(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 't_000000000000'::regnamespace AND relkind = 'r'"
        ).fetchone() or (0,)
        for schema in vers:
            verbinding.execute(f'DROP SCHEMA "{schema}" CASCADE')
    yield Meting(
        "gemeente_maken", median(tijden), "s", median(stock),
        {"gemeenten": aantal, "tabellen": tabellen, "gemiddeld": round(mean(tijden), 3),
         "traagste": round(max(tijden), 3), "ons": "alle zeven stappen, tot en met de uitnodiging",
         "baseline": f"stock migrate_schemas in een leeg schema, {len(stock)} keer, in dezelfde databank"},
    )  # fmt: skip


# -- upgrading -------------------------------------------------------------------------------------


def _bijwerken(proef: Opstelling, aantal: int) -> Iterator[Meting]:
    with _beheer(proef) as verbinding:
        schemas = [
            rij[0] for rij in verbinding.execute("SELECT schema_name FROM tenants_gemeente ORDER BY 1")
        ]
    steekproef = schemas[:: max(1, len(schemas) // STEEKPROEF)][:STEEKPROEF]
    hoe = f"stock migrate_schemas op {len(steekproef)} schema's van de {aantal}, lineair opgeschaald"

    stock = vraag("bench.stock", "bij", *steekproef, env=_stock(proef))
    ons = [vraag("bench.bijwerken", str(PARALLEL), env=proef.env) for _ in range(3)]
    _klopt(ons[0], bijgewerkt=0, al_bij=aantal + 1)
    opdracht = _duur_van_opdracht(proef)
    yield Meting(
        "bijwerken_niets", median(uitkomst["seconden"] for uitkomst in ons), "s", mean(stock) * aantal,
        {"gemeenten": aantal, "met_python_starten": round(opdracht, 2), "baseline": hoe},
    )  # fmt: skip

    met_veld = proefmigraties.maak(proef.map, proefmigraties.VELD, basis="bench.stockinstellingen")
    stock_kolom = vraag("bench.stock", "bij", *steekproef, env={**proef.env, **met_veld, **_pad(proef)})
    _zet_terug(proef, steekproef)
    env = _env_met(proef, proefmigraties.VELD)
    kolom = vraag("bench.bijwerken", str(PARALLEL), env=env)
    _klopt(kolom, bijgewerkt=aantal + 1, al_bij=0)
    yield Meting(
        "bijwerken_kolom", kolom["seconden"], "s", mean(stock_kolom) * aantal,
        {"gemeenten": aantal, "processen": PARALLEL, "tabel": "outbox_uitgaand", "baseline": hoe},
    )  # fmt: skip
    yield _hervat(proef, aantal, mean(stock), mean(stock_kolom), kolom["seconden"])


def _hervat(proef: Opstelling, aantal: int, stock_niets: float, stock_kolom: float, heel: float) -> Meting:
    """Kill a run halfway, look at every schema, and measure how long finishing takes."""
    env = _env_met(proef, proefmigraties.VELD, proefmigraties.VELD)
    kind = subprocess.Popen(
        [sys.executable, "-m", "bench.bijwerken", str(PARALLEL)],
        env={**os.environ, **env}, start_new_session=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    while _met_versie(proef, "9002_proef") < aantal // 2 and kind.poll() is None:
        time.sleep(0.005)
    with suppress(ProcessLookupError):
        os.killpg(kind.pid, signal.SIGKILL)
    kind.wait()
    time.sleep(0.5)
    klaar, half = _met_versie(proef, "9002_proef"), _halve_schemas(proef)
    uitkomst = vraag("bench.bijwerken", str(PARALLEL), env=env)
    _klopt(uitkomst, bijgewerkt=aantal + 1, al_bij=0)
    return Meting(
        "bijwerken_hervat", uitkomst["seconden"], "s", stock_kolom * (aantal + 1 - klaar) + stock_niets * klaar,
        {"klaar_bij_kill": klaar, "half": half, "daarna": aantal + 1 - klaar, "hele_run": round(heel, 2),
         "baseline": "stock, opgeschaald: niets voor wie klaar was, een kolom voor de rest"},
    )  # fmt: skip


def _met_versie(proef: Opstelling, naam: str) -> int:
    """Return how many schemas (with the template) have this migration of outbox."""
    return len(_schemas_met_rij(proef, naam))


def _schemas_met_rij(proef: Opstelling, naam: str) -> set[str]:
    with _beheer(proef) as verbinding:
        schemas = [
            rij[0] for rij in verbinding.execute("SELECT nspname FROM pg_namespace WHERE nspname ~ '^t_'")
        ]
        takken = " UNION ALL ".join(
            f"SELECT '{schema}' FROM \"{schema}\".django_migrations WHERE name = '{naam}'"
            for schema in schemas
        )
        return {rij[0] for rij in verbinding.execute(takken)}


def _halve_schemas(proef: Opstelling) -> int:
    """Return how many schemas have the column without its row, or the row without its column."""
    with _beheer(proef) as verbinding:
        kolom = {
            rij[0]
            for rij in verbinding.execute(
                "SELECT table_schema FROM information_schema.columns "
                "WHERE table_name = 'outbox_uitgaand' AND column_name = 'proef_9002'"
            )
        }
    return len(kolom ^ _schemas_met_rij(proef, "9002_proef"))


def _zet_terug(proef: Opstelling, schemas: list[str]) -> None:
    """Undo what stock did to its sample, so that ours has all of them to do."""
    with _beheer(proef) as verbinding:
        for schema in schemas:
            verbinding.execute(f'ALTER TABLE "{schema}".outbox_uitgaand DROP COLUMN proef_9001')
            verbinding.execute(f"DELETE FROM \"{schema}\".django_migrations WHERE name = '9001_proef'")


def _duur_van_opdracht(proef: Opstelling) -> float:
    begin = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "keukentafel", "gemeenten-bijwerken", "--json"],
        env={**os.environ, **proef.env}, check=True, capture_output=True,
    )  # fmt: skip
    return time.perf_counter() - begin


# -- requests --------------------------------------------------------------------------------------


def _verzoeken(proef: Opstelling) -> Iterator[Meting]:
    with _beheer(proef) as verbinding:
        hosts = [rij[0] for rij in verbinding.execute("SELECT host FROM tenants_domein ORDER BY host")]
        verbinding.execute("VACUUM ANALYZE")
    # The schemas have two columns more by now: the release that asks must know them, or it gets a 503.
    env = _env_met(proef, *[proefmigraties.VELD] * 2, basis="bench.verzoekinstellingen")
    drie, alle, kaal = [], [], []
    for _ in range(3):  # interleaved, so that a busy moment of the machine hits all three
        kaal.append(vraag("bench.kale_pagina", str(VERZOEKEN), env=env))
        drie.append(vraag("bench.verzoek", str(VERZOEKEN), *hosts[:3], env=env))
        alle.append(vraag("bench.verzoek", str(VERZOEKEN), *hosts, env=env))
    yield Meting(
        "verzoek_statements", drie[0]["statements"], "statements", kaal[0]["statements"],
        {"telt": "teksten naar de server; rol en pad gaan samen in één; BEGIN en COMMIT niet geteld",
         "daarna": "de pool maakt de verbinding schoon na het antwoord"},
    )  # fmt: skip
    ons, met_alle = _laagste(drie), _laagste(alle)
    yield Meting(
        "verzoek_tijd", ons * 1000, "ms", _laagste(kaal) * 1000,
        {"verzoeken": VERZOEKEN, "rondes": 3, "neemt": "de mediaan van het rustigste blok van 400",
         "baseline": "dezelfde pagina in Django met één schema"},
    )  # fmt: skip
    yield Meting(
        "verzoek_342", met_alle * 1000, "ms", ons * 1000,
        {"gemeenten": len(hosts), "verzoeken": VERZOEKEN, "baseline": "dezelfde pagina bij 3 gemeenten"},
    )  # fmt: skip
    yield Meting(
        "worker_geheugen", alle[0]["web_mb"], "MB", drie[0]["web_mb"],
        {"gemeenten": len(hosts), "baseline": "dezelfde worker na 3 gemeenten",
         "databankproces_mb": round(alle[0]["backend_mb"], 1),
         "databankproces_mb_bij_3": round(drie[0]["backend_mb"], 1)},
    )  # fmt: skip


def _laagste(rondes: list[dict[str, Any]]) -> float:
    """Return the median of the quietest round."""
    return float(min(ronde["seconden"] for ronde in rondes))


# -- disk ------------------------------------------------------------------------------------------


def _schijf(proef: Opstelling) -> Iterator[Meting]:
    with _beheer(proef) as verbinding:
        (gemiddeld,) = verbinding.execute(
            "SELECT avg(som) FROM (SELECT sum(pg_total_relation_size(c.oid)) AS som FROM pg_class c "
            "JOIN pg_namespace n ON n.oid = c.relnamespace JOIN tenants_gemeente g ON g.schema_name = n.nspname "
            "WHERE c.relkind = 'r' GROUP BY n.oid) s"
        ).fetchone() or (0,)
        (catalogus,) = verbinding.execute(
            "SELECT sum(pg_total_relation_size(oid)) / (SELECT count(*) FROM tenants_gemeente) FROM pg_class "
            "WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind = 'r'"
        ).fetchone() or (0,)
        (leeg,) = verbinding.execute("SELECT pg_database_size('template0')").fetchone() or (0,)
    yield Meting(
        "schijf_per_gemeente", (float(gemiddeld) + float(catalogus)) / 1e6, "MB", (float(gemiddeld) + leeg) / 1e6,
        {"tabellen_mb": round(float(gemiddeld) / 1e6, 2), "catalogus_mb": round(float(catalogus) / 1e6, 2),
         "baseline": "een databank per gemeente: dezelfde tabellen in een lege databank"},
    )  # fmt: skip


# -- around it -------------------------------------------------------------------------------------


def _beheer(proef: Opstelling) -> psycopg.Connection[Any]:
    return psycopg.connect(proef.databank(), autocommit=True)


def _stock(proef: Opstelling) -> dict[str, str]:
    return {**proef.env, "DJANGO_SETTINGS_MODULE": "bench.stockinstellingen"}


def _env_met(
    proef: Opstelling, *bronnen: str, basis: str = "keukentafel.settings.development"
) -> dict[str, str]:
    """Return an environment whose release has these migrations more."""
    extra = proefmigraties.maak(proef.map, *bronnen, basis=basis)
    return {**proef.env, **extra, **_pad(proef)}


def _pad(proef: Opstelling) -> dict[str, str]:
    return {"PYTHONPATH": os.pathsep.join([str(proef.map), str(Path.cwd())])}


def _klopt(uitkomst: dict[str, Any], **verwacht: int) -> None:
    gekregen = {naam: uitkomst[naam] for naam in verwacht}
    if gekregen != verwacht or uitkomst["mislukt"]:
        raise RuntimeError(f"De meting klopt niet: {uitkomst} in plaats van {verwacht}.")
