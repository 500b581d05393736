"""How often a program may ask: enough for a screen full of calls, too little for a loop that ran away.

Counted per minute. A worker counts by itself and tells the others by a number in the cache, so many calls
at a time: asking the cache at each call costs as much as the call itself.
"""

from __future__ import annotations

import logging
from typing import Any, Final

from django.conf import settings
from django.core.cache import cache
from django.utils.timezone import now
from rest_framework.throttling import BaseThrottle

from keukentafel.tenancy import huidige_gemeente
from keukentafel.tenancy.grenzen import huidige_grenzen

VENSTER: Final = 60
DEEL: Final = 200
"""A worker tells what it counted at every 1/DEEL of what is allowed, so that all of them know of each other."""
_log = logging.getLogger(__name__)
_geteld: dict[tuple[str, str], tuple[int, int, int]] = {}
"""(gemeente, client) → the minute, how many here that nobody knows of yet, how many everywhere."""


class RitmePerClient(BaseThrottle):
    """Count per client and gemeente."""

    def __init__(self) -> None:
        self.seconden = int(now().timestamp())

    def allow_request(self, request: Any, view: Any) -> bool:
        """Tell whether this call still fits in the minute."""
        wie = (str(huidige_gemeente().id), str(getattr(request.user, "client_id", "")))
        minuut, grens = (
            self.seconden // VENSTER,
            huidige_grenzen().api_per_minuut or settings.KT_ZGW_PER_MINUUT,
        )
        van, hier, overal = _geteld.get(wie, (minuut, 0, 0))
        if van != minuut:
            hier = overal = 0
        hier += 1
        if hier > grens // DEEL:
            hier, overal = 0, _meld(wie[1], minuut, hier) or overal + hier
        _geteld[wie] = (minuut, hier, overal)
        if len(_geteld) > 10_000:  # names that nobody comes with any more
            _geteld.clear()
        return bool(overal + hier <= grens)

    def wait(self) -> float:
        """Return the seconds until the next minute begins."""
        return float(VENSTER - self.seconden % VENSTER)


def _meld(client: str, minuut: int, aantal: int) -> int:
    """Tell how many there were here, and return how many everywhere; 0 without a cache."""
    sleutel = f"ritme:zgw:{client}:{minuut}"
    try:
        cache.add(sleutel, 0, timeout=VENSTER * 2)
        return int(cache.incr(sleutel, aantal))
    except Exception as fout:
        _log.warning("Het ritme wordt niet geteld: %s.", type(fout).__name__)
        return 0
