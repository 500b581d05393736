"""The ZGW APIs under fire: ten thousand calls that schemathesis thinks up, and the clients that others really use.

KT_ZGW_GEVALLEN asks for another number of calls per operation (194 of the six registers and those of our own API),
KT_ZGW_ZAAD for other ones.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from bench.proces import draai
from bench.proef import Uitslag

GEVALLEN: Final = os.environ.get("KT_ZGW_GEVALLEN", "60")
_PYTEST: Final = [sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", "-p", "no:randomly"]


def proeven() -> Iterator[Uitslag]:
    """Send the thought-up calls, then let the real clients do a whole case."""
    yield _willekeur("willekeur_zgw", "tests/api/zgw/test_willekeur.py")
    yield _willekeur("willekeur_eigen_api", "tests/api/v1/test_willekeur.py")
    yield _klanten()


def _willekeur(naam: str, bestand: str) -> Uitslag:
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kt-proef-") as map_:
        verslag = Path(map_) / "verslag.json"
        omgeving = {"KT_MODUS": "test", "KT_ZGW_GEVALLEN": GEVALLEN, "KT_ZGW_VERSLAG": str(verslag)}
        stand = draai([*_PYTEST, bestand], env=omgeving)
        gevonden: dict[str, Any] = json.loads(verslag.read_text()) if verslag.exists() else {}
    gedaan = gevonden.get("gedaan", {})
    return Uitslag(
        naam,
        fouten=len(gevonden.get("fouten", {})) or int(stand != 0),
        gedaan=sum(gedaan.values()),
        seconden=time.monotonic() - begin,
        params={"per_client": gedaan, "per_status": gevonden.get("standen", {})},
    )


def _klanten() -> Uitslag:
    begin = time.monotonic()
    omgeving = {"KT_MODUS": "test", "KT_ZGW_KLANTEN": "alle"}
    stand = draai([*_PYTEST, "tests/api/zgw/test_klanten.py"], env=omgeving)
    return Uitslag("klanten", fouten=int(stand != 0), gedaan=2, seconden=time.monotonic() - begin)
