"""Which tables belong in which kind of schema."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings

from keukentafel.tenancy.scope import huidig_schema


class SchemaRouter:
    """Let public tables into `public` and tenant tables into a tenant schema, and nothing into both."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        schema = huidig_schema()
        if schema is None:
            return False
        namen = settings.SHARED_APPS if schema == "public" else settings.TENANT_APPS
        return apps.get_app_config(app_label).name in namen
