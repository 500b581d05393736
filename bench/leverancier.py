"""What the supplier's side costs with 342 gemeenten of 200 households each (issue 6, §7)."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import mean, median
from typing import Any

import psycopg

from bench import proefmigraties
from bench.meting import Meting
from bench.opstelling import Opstelling, duur, maak_gemeenten, opstelling
from bench.pages import sessie_van
from bench.proces import start, uitkomst, vraag
from bench.tenancy import _env_met
from bench.uitvoer import _pg_dump

AANTAL = 342
HUISHOUDENS = 200
PARALLEL = 2
PER_SECONDE, SECONDEN, WERKERS = 20, 60, 2
UITVOER_VAN = 5
"""So many gemeenten are exported; the median is what an average one costs."""


def meet(aantal: int = AANTAL, huishoudens: int = HUISHOUDENS, seconden: int = SECONDEN) -> Iterator[Meting]:
    """Make and fill the gemeenten and yield the rows of issue 6, §7."""
    with opstelling() as proef:
        yield _maken(aantal)
        plekken = _vul(proef, huishoudens)
        vast: dict[str, object] = {"gemeenten": aantal, "huishoudens": huishoudens}
        yield _plan(vast)
        yield from _uitvoer(proef, vast)
        yield from _verzoeken(proef, plekken, seconden, vast)
        yield _kolom(proef, vast)


def _maken(aantal: int) -> Meting:
    tijden = maak_gemeenten(aantal)
    eerste = tijden[: max(1, aantal // 10)]
    return Meting(
        "leverancier_maken", median(tijden), "s", median(eerste),
        {"gemeenten": aantal, "gemiddeld": round(mean(tijden), 3), "traagste": round(max(tijden), 3),
         "baseline": f"de eerste {len(eerste)} van dezelfde reeks, in een bijna lege databank"},
    )  # fmt: skip


def _vul(proef: Opstelling, huishoudens: int) -> list[dict[str, Any]]:
    """Fill every gemeente and sign somebody in; return where to ask what."""
    from bench.pages_gegevens import vul  # after Django is set up
    from keukentafel.tenancy.taken import alle_gemeenten

    plekken = []
    for zaad, gemeente in enumerate(alle_gemeenten()):
        inhoud = vul(gemeente, proef.databank(), huishoudens, zaad=zaad)
        paden = [["/mijn-dag"], ["/huishoudens"], [f"/huishoudens/{pk}" for pk in inhoud.eigen[:3]]]
        plekken.append(
            {
                "host": f"{gemeente.slug}.localhost",
                "cookie": sessie_van(gemeente, inhoud.teamlid),
                "paden": [soort for soort in paden if soort],  # in some, this person has no household
            }
        )
    with psycopg.connect(proef.databank(), autocommit=True) as verbinding:
        verbinding.execute("VACUUM ANALYZE")
    return plekken


def _plan(vast: dict[str, object]) -> Meting:
    """Ask every schema what it needs, and as many schemas one by one."""
    from keukentafel.tenancy import achterstand

    alles = achterstand.bekijk()
    plan = median(duur(achterstand.bekijk) for _ in range(5))
    schemas = [schema.naam for schema in (*alles.bij, *alles.achter)]
    een_voor_een = duur(lambda: [achterstand.lees(naam, naam) for naam in schemas])
    return Meting(
        "leverancier_plan", plan, "s", een_voor_een,
        {**vast, "achter": len(alles.achter), "baseline": "hetzelfde met een vraag per schema"},
    )  # fmt: skip


def _kolom(proef: Opstelling, vast: dict[str, object]) -> Meting:
    """Give every schema one column, content of the release and report included."""
    gedaan = vraag("bench.bijwerken", str(PARALLEL), env=_env_met(proef, proefmigraties.VELD))
    stock = {**proef.env, "DJANGO_SETTINGS_MODULE": "bench.stockinstellingen"}
    with psycopg.connect(proef.databank(), autocommit=True) as verbinding:
        rijen = verbinding.execute("SELECT schema_name FROM tenants_gemeente ORDER BY 1 LIMIT 3").fetchall()
    een = mean(vraag("bench.stock", "bij", *(rij[0] for rij in rijen), env=stock))
    return Meting(
        "leverancier_kolom", gedaan["seconden"], "s", een * (gedaan["bijgewerkt"]),
        {**vast, "processen": PARALLEL, "bijgewerkt": gedaan["bijgewerkt"], "mislukt": gedaan["mislukt"],
         "baseline": "stock migrate_schemas die niets te doen vindt, 3 schema's, lineair opgeschaald"},
    )  # fmt: skip


# -- export ------------------------------------------------------------------------------------------


def _uitvoer(proef: Opstelling, vast: dict[str, object]) -> Iterator[Meting]:
    from django.utils import timezone

    from keukentafel.tenancy.taken import alle_gemeenten
    from tenants.uitvoer.actions.exporteren import maak_bundel

    gemeenten = alle_gemeenten()[:: max(1, len(alle_gemeenten()) // UITVOER_VAN)][:UITVOER_VAN]
    ons = []
    for gemeente in gemeenten:
        plek = proef.map / f"uitvoer-{gemeente.slug}"

        def maak(gemeente: Any = gemeente, plek: Path = plek) -> None:
            maak_bundel(gemeente, plek, at=timezone.now())

        ons.append(duur(maak))
        shutil.rmtree(plek, ignore_errors=True)
    dump = duur(lambda: _pg_dump(proef, gemeenten[0].schema_name))
    yield Meting(
        "leverancier_uitvoer", median(ons), "s", dump,
        {**vast, "van": len(ons), "traagste": round(max(ons), 2), "baseline": "pg_dump -n in dezelfde databank"},
    )  # fmt: skip


# -- requests ------------------------------------------------------------------------------------------


def _verzoeken(
    proef: Opstelling, plekken: list[dict[str, Any]], seconden: int, vast: dict[str, object]
) -> Iterator[Meting]:
    """Let two workers serve every gemeente first, then answer twenty times a second in any order."""
    plan = proef.map / "leverancier.json"
    pace = {"per_seconde": PER_SECONDE // WERKERS, "seconden": seconden}
    plan.write_text(json.dumps({"plekken": plekken, **pace}))
    begin = time.monotonic()
    drie = _werkers(proef, plan, 3)
    alle = _werkers(proef, plan, len(plekken))
    extra = {
        **vast,
        "seconden": round(time.monotonic() - begin),
        "werkers": WERKERS,
        "draden": alle["draden"],
    }
    yield Meting(
        "leverancier_p95", alle["p95"] * 1000, "ms", drie["p95"] * 1000,
        {**extra, "per_seconde": PER_SECONDE, "gehaald_per_seconde": round(alle["gehaald"], 1),
         "mediaan_ms": round(alle["mediaan"] * 1000, 1), "fouten": alle["fouten"],
         "baseline": "dezelfde vragen aan 3 gemeenten"},
    )  # fmt: skip
    yield Meting(
        "leverancier_geheugen", alle["web_mb"], "MB", drie["web_mb"],
        {**extra, "databankprocessen_mb": round(alle["databank_mb"]), "baseline": "dezelfde worker na 3 gemeenten"},
    )  # fmt: skip


def _werkers(proef: Opstelling, plan: Path, gemeenten: int) -> dict[str, Any]:
    """Run the workers beside each other; return the worst of each figure."""
    kinderen = [
        start("bench.leverancier_web", str(plan), str(gemeenten), str(zaad), env=proef.env)
        for zaad in range(WERKERS)
    ]
    delen = [uitkomst(kind) for kind in kinderen]
    return {
        **{naam: max(deel[naam] for deel in delen) for naam in ("p95", "mediaan", "web_mb", "databank_mb")},
        **{naam: sum(deel[naam] for deel in delen) for naam in ("gehaald", "fouten")},
        "draden": delen[0]["draden"],
    }
