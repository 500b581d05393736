"""A real installation: everything that differs comes from the environment."""

from __future__ import annotations

from keukentafel.settings.base import *  # noqa: F403 -- settings are made by layering

IS_DEMO = False
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
