"""`python -m bench.verzoek N HOST…`: the one-query page in the product, asked of each host in turn."""

from __future__ import annotations

import io
import json
import sys
import threading
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import django

WARM = 20
"""Rounds over all hosts before anything is timed: every connection of the pool must know every schema."""


def een_verzoek(app: Any, host: str, pad: str = "/een-vraag") -> bytes:
    """Ask the page as gunicorn would, and read the answer to its end.

    :raises RuntimeError: the answer was not 200.
    """
    stand: list[str] = []
    omgeving = {
        "REQUEST_METHOD": "GET", "PATH_INFO": pad, "HTTP_HOST": host, "SERVER_NAME": host,
        "SERVER_PORT": "8000", "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr, "wsgi.url_scheme": "http",
        "REMOTE_ADDR": "127.0.0.1",
    }  # fmt: skip
    antwoord = app(omgeving, lambda status, koppen: stand.append(status))
    try:
        inhoud = b"".join(antwoord)
    finally:
        antwoord.close()
    if stand != ["200 OK"]:
        raise RuntimeError(f"{host} gaf {stand}")
    return inhoud


def tel_statements(werk: Callable[[], object]) -> int:
    """Return how many times `werk` hands SQL to the server, in this thread.

    BEGIN and COMMIT of psycopg are not counted, nor what the pool does after the answer in a thread of its own.
    """
    import psycopg

    teller, hier = 0, threading.get_ident()
    echte = psycopg.Cursor.execute

    def geteld(cursor: Any, *args: Any, **kwargs: Any) -> Any:
        nonlocal teller
        teller += threading.get_ident() == hier
        return echte(cursor, *args, **kwargs)

    psycopg.Cursor.execute = geteld  # type: ignore[method-assign,assignment]
    try:
        werk()
    finally:
        psycopg.Cursor.execute = echte  # type: ignore[method-assign]
    return teller


def rustigste(tijden: list[float], blok: int = 400) -> float:
    """Return the median of the quietest block: the rest of the machine is not what is measured."""
    blok = min(blok, len(tijden))
    return min(median(tijden[begin : begin + blok]) for begin in range(0, len(tijden) - blok + 1, blok))


def hang_pagina_op() -> None:
    """Give the addresses of a gemeente one page more: a list of five names, one query."""
    from django.http import HttpRequest, HttpResponse
    from django.urls import path

    from keukentafel import urls
    from modules.inrichting.models import Organisatie

    def een_vraag(request: HttpRequest) -> HttpResponse:
        return HttpResponse(",".join(Organisatie.objects.order_by("naam").values_list("naam", flat=True)[:5]))

    urls.urlpatterns.append(path("een-vraag", een_vraag))


def meet(aantal: int, hosts: list[str]) -> dict[str, object]:
    """Ask `aantal` times, host after host, once all are warm. Memory is that of this process and its backends."""
    import psutil
    from django.core.wsgi import get_wsgi_application

    app = get_wsgi_application()
    hang_pagina_op()
    for _ in range(200):
        een_verzoek(app, hosts[0])
    for _ in range(WARM):
        for host in hosts:
            een_verzoek(app, host)
    statements = tel_statements(lambda: een_verzoek(app, hosts[0]))
    tijden = []
    for nummer in range(aantal):
        host = hosts[nummer % len(hosts)]
        begin = time.perf_counter()
        een_verzoek(app, host)
        tijden.append(time.perf_counter() - begin)
    return {
        "seconden": rustigste(tijden),
        "statements": statements,
        "web_mb": psutil.Process().memory_info().rss / 1e6,
        "backend_mb": _backend_mb(),
    }


def _backend_mb() -> float:
    """Return the private memory of the database backend that serves this process."""
    import psutil
    from django.db import connection

    from keukentafel.tenancy import in_platform

    with in_platform(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    return psutil.Process(pid).memory_full_info().uss / 1e6


if __name__ == "__main__":
    django.setup()
    print(json.dumps(meet(int(sys.argv[1]), sys.argv[2:])))
