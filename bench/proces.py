"""Processes that a measurement starts, and what they answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any


def draai(opdracht: list[str], env: Mapping[str, str] | None = None) -> int:
    """Run a command to its end; its output is ours."""
    return subprocess.run(
        opdracht, env=None if env is None else {**os.environ, **env}, check=False
    ).returncode


def vraag(module: str, *argumenten: str, env: Mapping[str, str]) -> Any:
    """Run `python -m module …` and return the JSON of its last line.

    :raises RuntimeError: with its output when it failed.
    """
    kind = subprocess.run(
        [sys.executable, "-m", module, *argumenten],
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    if kind.returncode != 0:
        raise RuntimeError(f"{module} {' '.join(argumenten)} mislukte.\n{kind.stdout}{kind.stderr}")
    return json.loads(kind.stdout.strip().splitlines()[-1])


def start(module: str, *argumenten: str, env: Mapping[str, str]) -> subprocess.Popen[str]:
    """Start `python -m module …`; `uitkomst` waits for it."""
    return subprocess.Popen(
        [sys.executable, "-m", module, *argumenten],
        env={**os.environ, **env},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def uitkomst(kind: subprocess.Popen[str], invoer: str = "") -> Any:
    """Send the last input to a process that was started, and return the JSON of its last line.

    :raises RuntimeError: with its output when it failed.
    """
    uit, fouten = kind.communicate(invoer, timeout=900)
    if kind.returncode != 0:
        raise RuntimeError(f"{kind.args!r} mislukte.\n{uit}{fouten}")
    return json.loads(uit.strip().splitlines()[-1])
