"""The line of each law walked at random on the real database: 500 times 50 steps, no dead end, no illegal stand.

Each law has its own walk below tests/; `make test` walks 25 times 20 steps. KT_PROEF_WANDELING asks for another
size (`500x50`).
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.proces import draai
from bench.proef import Uitslag

GROOTTE: Final = os.environ.get("KT_PROEF_WANDELING", "500x50")
WANDELINGEN: Final[dict[str, str]] = {
    "wmo": "tests/modules/wmo/test_wandeling.py",
    "jeugd": "tests/modules/jeugd/test_wandeling.py",
    "participatie": "tests/modules/participatie/test_wandeling.py",
}
"""Per law the file with its walk."""


def proeven() -> Iterator[Uitslag]:
    """Walk the line of each law, one after the other."""
    keren, _, stappen = GROOTTE.partition("x")
    for wet, bestand in WANDELINGEN.items():
        begin = time.monotonic()
        opdracht = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", bestand]
        omgeving = {"KT_MODUS": "test", "KT_PROEF_WANDELING": GROOTTE}
        is_fout = not Path(bestand).is_file() or draai(opdracht, env=omgeving) != 0
        yield Uitslag(
            f"wandeling_{wet}",
            fouten=int(is_fout),
            gedaan=int(keren),
            seconden=time.monotonic() - begin,
            params={"stappen": int(stappen)},
        )
