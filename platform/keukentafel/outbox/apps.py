"""Everything that leaves a gemeente passes here first."""

from __future__ import annotations

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "keukentafel.outbox"
    label = "outbox"
    verbose_name = "Uitgaande post"
