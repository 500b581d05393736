"""The number of the API (semver), as the header `API-Version` and the document say it."""

from __future__ import annotations

from typing import Final

VERSIE: Final = "1.0.0"
