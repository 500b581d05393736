"""The print of a table: of every row its own, added up, so that the order of the rows does not matter."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

_GROOT = 1 << 256


class Rijsom:
    """Takes the rows as PostgreSQL's COPY writes them: one line a row, no newline inside a row."""

    def __init__(self) -> None:
        self.rijen, self._som, self._half = 0, 0, b""

    def neem(self, stuk: bytes | memoryview) -> None:
        """Add a piece; it may end in the middle of a row."""
        regels = (self._half + bytes(stuk)).split(b"\n")
        self._half = regels.pop()
        for regel in regels:
            self._som += int.from_bytes(hashlib.sha256(regel).digest(), "big")
        self.rijen += len(regels)

    @property
    def som(self) -> str:
        """Return the print, 64 hex digits."""
        return f"{self._som % _GROOT:064x}"


def rijsom(stukken: Iterable[bytes | memoryview]) -> Rijsom:
    """Return the print of a whole table."""
    som = Rijsom()
    for stuk in stukken:
        som.neem(stuk)
    return som
