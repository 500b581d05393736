"""The WSGI application. It refuses to start on a database that would not keep gemeenten apart."""

from __future__ import annotations

from django.core.wsgi import get_wsgi_application

from keukentafel.env import kies_instellingen

kies_instellingen()

application = get_wsgi_application()

from keukentafel.tenancy.zelfproef import start_of_stop  # noqa: E402 -- Django must be ready first

start_of_stop()
