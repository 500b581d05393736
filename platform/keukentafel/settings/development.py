"""The demo and a developer's machine."""

from __future__ import annotations

from keukentafel.settings.base import *  # noqa: F403 -- settings are made by layering

IS_DEMO = True
