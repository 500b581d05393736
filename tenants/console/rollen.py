"""The roles of people at the supplier. None of them opens anything inside a gemeente."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LeverancierRol(TextChoices):
    """What somebody at the supplier does."""

    BEHEERDER = "beheerder_leverancier", _("Beheerder leverancier")
    SUPPORT = "supportmedewerker", _("Supportmedewerker")
    FINANCIEEL = "financieel", _("Financieel")


IEDEREEN: frozenset[str] = frozenset(LeverancierRol.values)
"""Everybody who works at the supplier."""
