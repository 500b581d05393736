"""`python -m bench.uitvoer_ander HOST COOKIE PAD`: ask one page five times a second until stdin closes.

Every line on stdin starts a new stretch; the answer is the 95th percentile of each, in milliseconds.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from statistics import quantiles

import django

PER_SECONDE = 5


def vraag_door(host: str, cookie: str, pad: str) -> list[float]:
    """Ask until stdin closes; return the p95 of every stretch."""
    from django.core.wsgi import get_wsgi_application

    from bench.pages_vragen import vraag_pagina

    app, stukken, klaar = get_wsgi_application(), [[]], threading.Event()  # type: ignore[var-annotated]

    def luister() -> None:
        for _ in sys.stdin:
            stukken.append([])
        klaar.set()

    for _ in range(10):
        vraag_pagina(app, host, cookie, pad)
    threading.Thread(target=luister, daemon=True).start()
    print("begonnen", flush=True)
    while not klaar.is_set():
        begin = time.perf_counter()
        vraag_pagina(app, host, cookie, pad)
        duur = time.perf_counter() - begin
        stukken[-1].append(duur)
        time.sleep(max(0.0, 1 / PER_SECONDE - duur))
    return [quantiles(stuk, n=20)[-1] * 1000 if len(stuk) > 1 else 0.0 for stuk in stukken]


if __name__ == "__main__":
    django.setup()
    print(json.dumps(vraag_door(*sys.argv[1:4])))
