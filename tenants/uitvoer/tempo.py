"""Rest between pieces of long work, so that who works in another gemeente hardly notices it."""

from __future__ import annotations

import time

RUST = 0.5
"""How long to rest, as a part of how long was worked. An export has minutes where it needs seconds."""
_STUK = 0.1


class Tempo:
    """Call `adem` after each piece of work."""

    def __init__(self) -> None:
        self._sinds = time.perf_counter()

    def adem(self) -> None:
        """Rest when there was work for a while."""
        gewerkt = time.perf_counter() - self._sinds
        if gewerkt >= _STUK and RUST:
            time.sleep(min(gewerkt, 2.0) * RUST)
            self._sinds = time.perf_counter()
