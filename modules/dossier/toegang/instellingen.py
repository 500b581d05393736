"""What a gemeente chooses about access."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ToegangInstellingen:
    """Hours, days and limits. Numbers that make no sense are taken as the nearest that do."""

    section: ClassVar[str] = "toegang"
    noodtoegang_uren: int = 4
    beoordelen_werkdagen: int = 5
    verzoek_dagen: int = 30
    verzoek_dagen_hoogstens: int = 90
    drempel_veel: int = 60
    drempel_stop: int = 120
    venster_minuten: int = 10
    steekproef_omvang: int = 10

    @property
    def nood_duurt(self) -> timedelta:
        """Return how long an emergency lasts: at least an hour, at most a day."""
        return timedelta(hours=min(max(self.noodtoegang_uren, 1), 24))

    @property
    def venster(self) -> timedelta:
        """Return the time over which households are counted."""
        return timedelta(minutes=max(self.venster_minuten, 1))
