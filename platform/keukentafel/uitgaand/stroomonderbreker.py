"""The circuit breaker: a host that failed five times in a row is left alone for half a minute.

Counted in the cache, per gemeente and host. Without a cache nobody is stopped.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, Final

from django.core.cache import cache

from keukentafel.uitgaand.fouten import Onbereikbaar, Onderbroken

DREMPEL: Final = 5
RUST: Final = 30
_GEHEUGEN: Final = 600
_log = logging.getLogger(__name__)


@contextmanager
def bewaak(gastheer: str) -> Iterator[Callable[[bool], None]]:
    """Count how a call to this host goes; hand out a function that says whether an answer was a good one.

    :raises Onderbroken: the host is left alone just now; nothing was asked.
    """
    sleutel = sha256(gastheer.encode()).hexdigest()[:24]
    if _veilig(lambda: cache.get(f"uitgaand:open:{sleutel}")):
        raise Onderbroken
    goed = True

    def meld(antwoord_goed: bool) -> None:
        nonlocal goed
        goed = antwoord_goed

    try:
        yield meld
    except Onbereikbaar:
        _tel_fout(sleutel)
        raise
    if goed:
        _veilig(lambda: cache.delete(f"uitgaand:fout:{sleutel}"))
    else:
        _tel_fout(sleutel)


def herstel(gastheer: str) -> None:
    """Forget the failures of a host: somebody pressed the button to try again."""
    sleutel = sha256(gastheer.encode()).hexdigest()[:24]
    _veilig(lambda: cache.delete_many([f"uitgaand:open:{sleutel}", f"uitgaand:fout:{sleutel}"]))


def _tel_fout(sleutel: str) -> None:
    def tel() -> None:
        teller = f"uitgaand:fout:{sleutel}"
        cache.add(teller, 0, timeout=_GEHEUGEN)
        if int(cache.incr(teller)) >= DREMPEL:
            cache.set(f"uitgaand:open:{sleutel}", 1, timeout=RUST)

    _veilig(tel)


def _veilig(doe: Callable[[], Any]) -> Any:
    try:
        return doe()
    except Exception as fout:
        _log.warning("De stroomonderbreker telt niet: %s.", type(fout).__name__)
        return None
