"""Child processes that do not outlive us, and that end in the order we choose."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from keukentafel.launcher.plek import Draaier

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def _sterf_mee() -> None:
    # Runs in the child, after the change of user (which would clear it). If we are killed outright,
    # the kernel asks the child to stop; nothing stays behind holding a port or a data folder.
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def start(
    opdracht: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    wie: Draaier | None = None,
    cwd: Path | None = None,
    toon_uitvoer: bool = False,
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own, so that Ctrl-C reaches only us.

    Its output goes to `log`; with `toon_uitvoer` only its errors do, and the terminal shows the rest.
    """
    with log.open("ab") as uit:
        return subprocess.Popen(
            [str(deel) for deel in opdracht],
            stdin=subprocess.DEVNULL,
            stdout=None if toon_uitvoer else uit,
            stderr=uit,
            env=None if env is None else dict(env),
            cwd=Path("/") if cwd is None and wie is not None and wie.wisselt else cwd,
            start_new_session=True,
            preexec_fn=_sterf_mee,
            **als(wie),  # type: ignore[call-overload]
        )


def als(wie: Draaier | None) -> dict[str, object]:
    """Return the arguments with which `subprocess` changes user; none when it need not."""
    if wie is None or not wie.wisselt:
        return {}
    return {"user": wie.uid, "group": wie.gid, "extra_groups": []}


def stop(kind: subprocess.Popen[bytes], *, sein: signal.Signals = signal.SIGTERM, geduld: float = 15) -> None:
    """Ask the child to stop, and end its whole session when it does not listen in `geduld` seconds."""
    if kind.poll() is None:
        kind.send_signal(sein)
        try:
            kind.wait(geduld)
        except subprocess.TimeoutExpired:
            _naar_sessie(kind.pid, signal.SIGKILL)
            kind.wait(5)
    _naar_sessie(kind.pid, signal.SIGKILL)  # grandchildren that outlived their parent


def _naar_sessie(pid: int, sein: signal.Signals) -> None:
    try:
        os.killpg(pid, sein)
    except (ProcessLookupError, PermissionError):
        return  # the session is empty, which is what was asked for


def wacht_tot(klaar: object, kind: subprocess.Popen[bytes], *, geduld: float) -> bool:
    """Wait until `klaar()` is true; false when the child died or the patience ran out."""
    einde = time.monotonic() + geduld
    while time.monotonic() < einde:
        if callable(klaar) and klaar():
            return True
        if kind.poll() is not None:
            return False
        time.sleep(0.02)
    return False


def leeft(pid: int) -> bool:
    """Tell whether a process with this number runs; one that ended and waits for its parent does not."""
    try:
        toestand = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return toestand != "Z"
