"""The WSGI application. It refuses to start on a database that would not keep gemeenten apart."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

modus = os.environ.get("KT_MODUS", "demo")
module = {"productie": "production", "test": "test"}.get(modus, "development")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"keukentafel.settings.{module}")

application = get_wsgi_application()

from keukentafel.tenancy.zelfproef import start_of_stop  # noqa: E402 -- Django must be ready first

start_of_stop()
