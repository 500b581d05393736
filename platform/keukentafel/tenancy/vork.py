"""Processes of our own beside this one: each with connections of its own, and nobody's scope."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable

from django.db import connections

Kind = Callable[[Callable[[], bool]], object]
"""What a child does; it asks the function it gets whether it must stop."""
_KIJK = 0.2


def draai_naast_elkaar(werk: Kind, aantal: int, *, kijk: Callable[[], object]) -> None:
    """Do `werk` in `aantal` children at once; `kijk()` is called here now and then until all have ended."""
    laat_verbindingen_los()  # a child must not inherit a socket, nor the threads of a pool
    vork = multiprocessing.get_context("fork")
    kinderen = [vork.Process(target=_kind, args=(werk, os.getpid()), daemon=True) for _ in range(aantal)]
    for kind in kinderen:
        kind.start()
    while any(kind.is_alive() for kind in kinderen):
        kijk()
        time.sleep(_KIJK)
    for kind in kinderen:
        kind.join()


def laat_verbindingen_los() -> None:
    """Close every connection of this process, and its pools."""
    for verbinding in connections.all(initialized_only=True):
        verbinding.close()
        verbinding.close_pool()  # type: ignore[attr-defined]


def _kind(werk: Kind, ouder: int) -> None:
    """Work until there is nothing to do, or until who started us is gone: Ctrl-C is for the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        werk(lambda: os.getppid() != ouder)
    finally:
        laat_verbindingen_los()
