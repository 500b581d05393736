"""The append-only logboek of a gemeente."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "keukentafel.audit"
    label = "audit"
    verbose_name = "Logboek"
