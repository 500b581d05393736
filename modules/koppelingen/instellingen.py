"""Which connections are on: known to each request without a question to the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class KoppelingInstellingen:
    """The codes (`Koppelsoort`) of what is on."""

    section: ClassVar[str] = "koppelingen"
    aan: Sequence[str] = ()
