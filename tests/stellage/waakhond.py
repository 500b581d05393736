"""Ends a wait that has no end of its own: opening or closing a window of the browser knows no time limit.

Playwright gives most calls a limit, but not `new_context`, `new_page`, `close` and `evaluate`; on a busy
machine Chromium sometimes never answers one of them. Without this, one such wait costs the whole limit
of pytest-timeout, and then fails. Here it ends sooner, as a `TimeoutError`, so that the test gets its second chance.
"""

from __future__ import annotations

import gc
import signal
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from greenlet import greenlet

GEDULD = {"setup": 180.0, "call": 420.0, "teardown": 180.0}
"""Seconds that each phase of a journey may take: several times the longest one on a busy machine."""


class WindowTimeoutError(Exception):
    """A phase of a journey did not end by itself."""


@contextmanager
def bewaak(naam: str, geduld: float) -> Iterator[None]:
    """Raise WindowTimeoutError in the main thread when the block takes longer than `geduld` seconds."""

    def blaf(_nummer: int, _frame: FrameType | None) -> None:
        sys.stderr.write(f"\n{naam} staat na {geduld:g} seconden stil:\n{_waar_iedereen_is()}\n")
        raise WindowTimeoutError(f"{naam} duurde langer dan {geduld:g} seconden")

    vooraf = signal.signal(signal.SIGUSR2, blaf)
    hoofd = threading.main_thread().ident or 0
    wekker = threading.Timer(geduld, signal.pthread_kill, (hoofd, signal.SIGUSR2))
    wekker.daemon = True
    wekker.start()
    try:
        yield
    finally:
        wekker.cancel()
        wekker.join()
        signal.signal(signal.SIGUSR2, vooraf)


def _waar_iedereen_is() -> str:
    """Return the stacks of the threads and of the greenlets that wait: which call it was stands in one of these."""
    kaders = {f"draad {nummer}": kader for nummer, kader in sys._current_frames().items()}
    # By its type: `isinstance` would wake every lazy object of Django.
    wachtend = [wie for wie in gc.get_objects() if issubclass(type(wie), greenlet) and wie.gr_frame]
    kaders.update({f"greenlet {nummer}": wie.gr_frame for nummer, wie in enumerate(wachtend)})
    return "\n".join(
        f"-- {wie}\n{''.join(traceback.format_stack(kader)[-12:])}" for wie, kader in kaders.items()
    )
