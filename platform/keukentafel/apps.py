"""The ground floor as an app: its template tags, its static files, its models of no schema."""

from __future__ import annotations

from keukentafel import registry


class GrondConfig(registry.ModuleConfig):
    name = "keukentafel"
    label = "grond"
    verbose_name = "Keukentafel"
    url_prefix = None

    def ready(self) -> None:
        """Make the Celery app the one that every thread of this process sends tasks with; report errors."""
        from django.conf import settings

        from keukentafel import foutmelding
        from keukentafel.celery import app  # needs the settings, which are read by now

        app.set_default()
        foutmelding.begin(settings.KT_SENTRY_DSN)
