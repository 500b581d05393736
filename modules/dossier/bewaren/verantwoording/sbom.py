"""The parts of the software (CycloneDX 1.6), from the lock; where there is no lock, from what is installed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

_REGEL = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def sbom(lock: Path | None = None) -> dict[str, Any]:
    """Return the whole as CycloneDX JSON; the same lock gives the same answer."""
    onderdelen = list(_uit_lock(lock) if lock and lock.is_file() else _uit_installatie())
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "keukentafel", "version": versie()}},
        "components": sorted(onderdelen, key=lambda deel: str(deel["name"]).lower()),
    }


def versie() -> str:
    """Return the version of the product that runs."""
    try:
        return metadata.version("keukentafel")
    except metadata.PackageNotFoundError:
        return "0"


def _onderdeel(naam: str, nummer: str, afdrukken: list[str]) -> dict[str, Any]:
    deel: dict[str, Any] = {
        "type": "library", "name": naam, "version": nummer, "purl": f"pkg:pypi/{naam.lower()}@{nummer}",
    }  # fmt: skip
    if afdrukken:
        deel["hashes"] = [{"alg": "SHA-256", "content": afdruk} for afdruk in afdrukken]
    return deel


def _uit_lock(lock: Path) -> Iterator[dict[str, Any]]:
    regels = lock.read_text(encoding="utf-8").splitlines()
    naam = nummer = ""
    afdrukken: list[str] = []
    for regel in [*regels, "einde==0"]:
        begin = _REGEL.match(regel)
        if begin:
            if naam:
                yield _onderdeel(naam, nummer, afdrukken)
            naam, nummer, afdrukken = begin[1], begin[2], []
        afdrukken += _HASH.findall(regel)


def _uit_installatie() -> Iterator[dict[str, Any]]:
    for pakket in metadata.distributions():
        yield _onderdeel(pakket.metadata["Name"], pakket.version, [])
