"""Being started by `make`, which passes SIGTERM on to us but keeps a SIGINT of its own to itself.

Make counts on the terminal to send Ctrl-C to everybody. A `kill -INT` of make alone would leave it
waiting for us for ever, and a `kill -9` would leave us behind; so we look how make is doing.
"""

from __future__ import annotations

import ctypes
import os
import signal
from pathlib import Path

_PR_SET_PDEATHSIG = 1


class Make:
    """The make that started us, if it was make."""

    def __init__(self) -> None:
        self._pid = os.getppid()
        self._is_make = _lees(self._pid, "comm").strip() in {"make", "gmake"}
        self._ving_op = self._vangt_sigint()
        if self._is_make:
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)

    def wil_stoppen(self) -> bool:
        """Tell whether make got a SIGINT: from then on it no longer catches that signal."""
        return self._is_make and self._ving_op and not self._vangt_sigint()

    def _vangt_sigint(self) -> bool:
        for regel in _lees(self._pid, "status").splitlines():
            if regel.startswith("SigCgt:"):
                return bool(int(regel.split()[1], 16) & 1 << (signal.SIGINT - 1))
        return False


def _lees(pid: int, naam: str) -> str:
    try:
        return Path(f"/proc/{pid}/{naam}").read_text()
    except OSError:
        return ""
