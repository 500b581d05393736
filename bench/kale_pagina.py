"""`python -m bench.kale_pagina N`: the one-query page in a plain Django with a single schema.

The same view, the same tables, the same database server, middleware and pool, without tenancy.
"""

from __future__ import annotations

import json
import sys
import time

import django
from django.conf import settings


def stel_in() -> None:
    """Configure a Django project with one app-less model on the template schema."""
    from keukentafel.env import databank, omgeving

    settings.configure(
        SECRET_KEY=omgeving.secret_key,
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="bench.een_vraag_kaal",
        INSTALLED_APPS=[],
        USE_TZ=True,
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.middleware.common.CommonMiddleware",
        ],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "ATOMIC_REQUESTS": True,
                **databank(omgeving.migrator_url or ""),
                "OPTIONS": {
                    "pool": {"min_size": 1, "max_size": 4},
                    "options": "-c search_path=t_000000000000",
                },
            }
        },
    )
    django.setup()


def meet(aantal: int) -> dict[str, object]:
    """Ask the page `aantal` times; return the median seconds and the statements of one request."""
    from django.core.wsgi import get_wsgi_application

    from bench.verzoek import een_verzoek, rustigste, tel_statements

    app = get_wsgi_application()
    for _ in range(200):
        een_verzoek(app, "localhost")
    statements = tel_statements(lambda: een_verzoek(app, "localhost"))
    tijden = []
    for _ in range(aantal):
        begin = time.perf_counter()
        een_verzoek(app, "localhost")
        tijden.append(time.perf_counter() - begin)
    return {"seconden": rustigste(tijden), "statements": statements}


if __name__ == "__main__":
    stel_in()
    print(json.dumps(meet(int(sys.argv[1]))))
