"""What a gemeente may choose about sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class SessieInstellingen:
    """How long somebody stays signed in (OWASP ASVS 5.0 V7.3)."""

    section: ClassVar[str] = "sessie"
    inactief_minuten: int = 30
    absoluut_uren: int = 10
    waarschuwing_minuten: int = 5

    @property
    def inactief(self) -> timedelta:
        """Return how long a session lives without anything happening."""
        return timedelta(minutes=self.inactief_minuten)

    @property
    def absoluut(self) -> timedelta:
        """Return how long a session lives at most."""
        return timedelta(hours=self.absoluut_uren)
