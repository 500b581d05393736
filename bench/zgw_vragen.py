"""`python -m bench.zgw_vragen PLAN`: ask the API as programs do, one call after the other, in one worker.

PLAN is a file with `host`, `keren`, `rondes` and `vragen` (each a `sleutel`, `client`, `methode`, and
`paden` and `lichamen` to take in turn). Everything runs through the product's own WSGI application with
all its middleware, with the cache that counts calls.
"""

from __future__ import annotations

import io
import json
import sys
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import django


def vraag_api(app: Any, host: str, koppen: dict[str, str], methode: str, pad: str, lichaam: bytes) -> bytes:
    """Do one call and read its answer.

    :raises RuntimeError: the answer was none of 200 and 201.
    """
    stand: list[str] = []
    adres, _, zoek = pad.partition("?")
    omgeving = {
        "REQUEST_METHOD": methode, "PATH_INFO": adres, "QUERY_STRING": zoek, "HTTP_HOST": host,
        "SERVER_NAME": host, "SERVER_PORT": "8000", "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(lichaam)), "wsgi.input": io.BytesIO(lichaam), "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http", "REMOTE_ADDR": "127.0.0.1", **koppen,
    }  # fmt: skip
    antwoord = app(omgeving, lambda status, koppen: stand.append(status))
    try:
        inhoud = b"".join(antwoord)
    finally:
        antwoord.close()
    if stand[0][:3] not in ("200", "201"):
        raise RuntimeError(f"{methode} {host}{pad} gaf {stand[0]}: {inhoud[:500]!r}")
    return inhoud


def _koppen(client: str) -> dict[str, str]:
    import jwt

    from bench.zgw_gegevens import GEHEIM

    lading = {"iss": client, "client_id": client, "iat": int(time.time()), "user_id": "meting",
              "user_representation": "Meting"}  # fmt: skip
    return {
        "HTTP_AUTHORIZATION": f"Bearer {jwt.encode(lading, GEHEIM, algorithm='HS256')}",
        "HTTP_ACCEPT_CRS": "EPSG:4326",
        "HTTP_CONTENT_CRS": "EPSG:4326",
    }


def meet(plan: dict[str, Any]) -> dict[str, dict[str, float]]:
    """Return per key the median seconds of the quietest round, the queries of one call, and its size."""
    import psutil
    from django.core.wsgi import get_wsgi_application

    from bench.pages_vragen import Rekentijd
    from bench.verzoek import tel_statements

    app = get_wsgi_application()
    roepen = {vraag["sleutel"]: _roep(app, plan["host"], vraag) for vraag in plan["vragen"]}
    uitkomst: dict[str, dict[str, float]] = {}
    for sleutel, roep in roepen.items():
        for keer in range(10):
            omvang = len(roep(keer))
        uitkomst[sleutel] = {"statements": tel_statements(partial(roep, 0)), "bytes": omvang}
    rekenaar, keer = Rekentijd(), 10
    for _ in range(plan["rondes"]):
        for sleutel, roep in roepen.items():
            tijden, gerekend = [], rekenaar.nu()
            for _ in range(plan["keren"]):
                keer += 1
                begin = time.perf_counter()
                roep(keer)
                tijden.append(time.perf_counter() - begin)
            ronde = {
                "seconden": median(tijden),
                "rekentijd": (rekenaar.nu() - gerekend) / plan["keren"],
            }
            vorige = uitkomst[sleutel].get("seconden")
            if vorige is None or ronde["seconden"] < vorige:
                uitkomst[sleutel] |= ronde
    return {**uitkomst, "worker": {"mb": psutil.Process().memory_info().rss / 1e6}}


def _roep(app: Any, host: str, vraag: dict[str, Any]) -> Any:
    koppen, paden = _koppen(vraag["client"]), vraag["paden"]
    lichamen = [json.dumps(lichaam).encode() for lichaam in vraag.get("lichamen", [])] or [b""]

    def roep(keer: int) -> bytes:
        return vraag_api(
            app, host, koppen, vraag["methode"], paden[keer % len(paden)], lichamen[keer % len(lichamen)]
        )

    return roep


if __name__ == "__main__":
    django.setup()
    print(json.dumps(meet(json.loads(Path(sys.argv[1]).read_text()))))
