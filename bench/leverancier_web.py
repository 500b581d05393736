"""`python -m bench.leverancier_web PLAN AANTAL ZAAD`: one web worker that serves so many gemeenten at a steady pace."""

from __future__ import annotations

import io
import json
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import Any

import django

DRADEN = 2
"""A page is work for a core: more threads than a core has waiting to do only change places."""


def vraag(app: Any, plek: dict[str, Any], pad: str) -> float:
    """Ask a page as gunicorn would, signed in, and read it to its end; return the seconds.

    :raises RuntimeError: the answer was not 200.
    """
    from django.conf import settings

    stand: list[str] = []
    omgeving = {
        "REQUEST_METHOD": "GET", "PATH_INFO": pad, "HTTP_HOST": plek["host"], "SERVER_NAME": plek["host"],
        "SERVER_PORT": "8000", "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http",
        "REMOTE_ADDR": "127.0.0.1", "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={plek['cookie']}",
    }  # fmt: skip
    begin = time.perf_counter()
    antwoord = app(omgeving, lambda status, koppen: stand.append(status))
    try:
        b"".join(antwoord)
    finally:
        antwoord.close()
    if stand != ["200 OK"]:
        raise RuntimeError(f"{plek['host']}{pad} gaf {stand}")
    return time.perf_counter() - begin


def meet(plan: dict[str, Any], aantal: int, zaad: int) -> dict[str, Any]:
    """Serve every gemeente once, then ask at a steady pace; a question that waits for a thread counts that too."""
    from django.core.wsgi import get_wsgi_application

    app, plekken, toeval = get_wsgi_application(), plan["plekken"][:aantal], random.Random(zaad)
    for plek in plekken:
        for soort in plek["paden"]:
            vraag(app, plek, soort[0])
    tijden: list[float] = []
    fouten: list[str] = []

    def doe(moment: float, plek: dict[str, Any], pad: str) -> None:
        try:
            vraag(app, plek, pad)
            tijden.append(time.perf_counter() - moment)
        except Exception as fout:
            fouten.append(f"{type(fout).__name__}: {fout}")

    begin = time.perf_counter()
    with ThreadPoolExecutor(DRADEN) as draden:
        for nummer in range(plan["per_seconde"] * plan["seconden"]):
            moment = begin + nummer / plan["per_seconde"]
            time.sleep(max(0.0, moment - time.perf_counter()))
            plek = toeval.choice(plekken)
            draden.submit(doe, moment, plek, toeval.choice(toeval.choice(plek["paden"])))
    duur = time.perf_counter() - begin
    gesorteerd = sorted(tijden)
    return {
        "p95": gesorteerd[int(len(gesorteerd) * 0.95)], "mediaan": median(gesorteerd), "gehaald": len(tijden) / duur,
        "fouten": len(fouten), "eerste_fout": fouten[:1], "draden": DRADEN, **_geheugen(),
    }  # fmt: skip


def _geheugen() -> dict[str, float]:
    """Return the memory of this worker, and of the database processes of its pool."""
    import psutil
    from django.db import connection

    from keukentafel.tenancy import in_platform

    with in_platform(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE usename = current_user OR usename = session_user"
        )
        pids = [rij[0] for rij in cursor.fetchall()]
    databank = sum(psutil.Process(pid).memory_full_info().uss for pid in pids if psutil.pid_exists(pid))
    return {"web_mb": psutil.Process().memory_info().rss / 1e6, "databank_mb": databank / 1e6}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(meet(json.loads(Path(sys.argv[1]).read_text()), int(sys.argv[2]), int(sys.argv[3]))))
