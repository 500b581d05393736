"""The product's settings with only the middleware that the one-query page needs, tenancy first."""

from __future__ import annotations

from keukentafel.settings.development import *  # noqa: F403 -- settings are made by layering

MIDDLEWARE = [
    "keukentafel.tenancy.middleware.GemeenteMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
]
