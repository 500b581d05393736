"""`python -m bench.pages_vragen PLAN`: ask pages as one signed-in browser after the other, in one worker.

PLAN is a file with `keren`, `vragen` (each a `sleutel`, `host`, `cookie` and `paden` to take in turn) and
`tussendoor` (hosts and cookies whose Mijn dag is asked in between, unmeasured). Everything runs through
the product's own WSGI application with all its middleware.
"""

from __future__ import annotations

import io
import json
import sys
import time
from functools import partial
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any

import django

_GOED = ("200", "302")


def vraag_pagina(app: Any, host: str, cookie: str, pad: str) -> int:
    """Ask one page and read it to its end; return how many bytes came.

    :raises RuntimeError: the answer was neither a page nor, for a search with one hit, the way to it.
    """
    stand: list[str] = []
    adres, _, zoek = pad.partition("?")
    omgeving = {
        "REQUEST_METHOD": "GET", "PATH_INFO": adres, "QUERY_STRING": zoek, "HTTP_HOST": host,
        "SERVER_NAME": host, "SERVER_PORT": "8000", "HTTP_COOKIE": f"kt_sessie={cookie}",
        "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http",
        "REMOTE_ADDR": "127.0.0.1",
    }  # fmt: skip
    antwoord = app(omgeving, lambda status, koppen: stand.append(status))
    try:
        omvang = sum(len(stuk) for stuk in antwoord)
    finally:
        antwoord.close()
    if stand[0][:3] not in _GOED:
        raise RuntimeError(f"{host}{pad} gaf {stand[0]}")
    return omvang


class Rekentijd:
    """The processor time of this worker and of its database processes: what a busy machine cannot change."""

    def __init__(self) -> None:
        from django.db import connection

        from keukentafel.tenancy import in_platform

        with in_platform(), connection.cursor() as cursor:
            cursor.execute("SELECT pid FROM pg_stat_activity WHERE application_name = 'keukentafel-app'")
            self._bronnen = [Path(f"/proc/{pid}/schedstat") for (pid,) in cursor.fetchall()]

    def nu(self) -> float:
        """Return the seconds so far."""
        nanoseconden = sum(int(bron.read_text().split()[0]) for bron in self._bronnen if bron.exists())
        return time.process_time() + nanoseconden / 1e9


def stel_vragen(plan: dict[str, Any]) -> dict[str, dict[str, float]]:
    """Return per key the median seconds, the statements of one page and its size."""
    from django.core.wsgi import get_wsgi_application

    from bench.verzoek import tel_statements

    app = get_wsgi_application()
    vragen = plan["vragen"]
    uitkomst: dict[str, dict[str, float]] = {}
    for vraag in vragen:
        host, cookie = vraag["host"], vraag["cookie"]
        for pad in vraag["paden"][:2]:
            vraag_pagina(app, host, cookie, pad)
        statements = [
            tel_statements(partial(vraag_pagina, app, host, cookie, pad)) for pad in vraag["paden"][:8]
        ]
        omvang = vraag_pagina(app, host, cookie, vraag["paden"][0])
        uitkomst[vraag["sleutel"]] = {"statements": max(statements), "bytes": omvang}
    tussendoor = cycle(plan.get("tussendoor", ()))
    for wat in plan.get("tussendoor", ()):
        vraag_pagina(app, wat["host"], wat["cookie"], "/mijn-dag")
    tijden: dict[str, list[float]] = {vraag["sleutel"]: [] for vraag in vragen}
    rekentijden: dict[str, list[float]] = {vraag["sleutel"]: [] for vraag in vragen}
    rekenaar = Rekentijd()
    for keer in range(plan["keren"]):
        for vraag in vragen:
            if wat := next(tussendoor, None):
                vraag_pagina(app, wat["host"], wat["cookie"], "/mijn-dag")
            pad = vraag["paden"][keer % len(vraag["paden"])]
            gerekend, begin = rekenaar.nu(), time.perf_counter()
            vraag_pagina(app, vraag["host"], vraag["cookie"], pad)
            tijden[vraag["sleutel"]].append(time.perf_counter() - begin)
            rekentijden[vraag["sleutel"]].append(rekenaar.nu() - gerekend)
    for sleutel, gemeten in tijden.items():
        uitkomst[sleutel] |= {"seconden": median(gemeten), "rekentijd": median(rekentijden[sleutel])}
    return uitkomst


if __name__ == "__main__":
    django.setup()
    print(json.dumps(stel_vragen(json.loads(Path(sys.argv[1]).read_text()))))
