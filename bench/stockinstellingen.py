"""The same apps and tables under stock django-tenants: what a user would have without our tenancy."""

from __future__ import annotations

from keukentafel.env import databank, omgeving
from keukentafel.settings.development import *  # noqa: F403 -- settings are made by layering
from keukentafel.settings.development import SHARED_APPS

DATABASES = {
    "default": {"ENGINE": "django_tenants.postgresql_backend", **databank(omgeving.migrator_url or "")},
}
TENANT_SYNC_ROUTER = "django_tenants.routers.TenantSyncRouter"
DATABASE_ROUTERS = [TENANT_SYNC_ROUTER]
# Stock would write rows of these into every schema; no schema has their tables.
MIGRATION_MODULES = {"contenttypes": None, **{naam.rpartition(".")[2]: None for naam in SHARED_APPS}}
