"""The demo and a developer's machine."""

from __future__ import annotations

from keukentafel.settings.base import *  # noqa: F403 -- settings are made by layering
from keukentafel.settings.base import INSTALLED_APPS

IS_DEMO = True
INSTALLED_APPS = [*INSTALLED_APPS, "demo"]
