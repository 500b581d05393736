"""`sociaal_domein.toml` read: what our catalogue holds."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def gegevens() -> dict[str, Any]:
    """Return the whole file."""
    with (Path(__file__).parent / "sociaal_domein.toml").open("rb") as bestand:
        return tomllib.load(bestand)
