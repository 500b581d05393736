"""The book of destroyed gemeenten, outside the database: a backup that is put back must not bring one back.

One line of JSON per moment, added to and never changed. It holds ids and names of gemeenten, no person.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

_gelezen: dict[Path, tuple[tuple[int, int], frozenset[UUID]]] = {}


def pad() -> Path:
    """Return where the book stands."""
    return Path(settings.KT_VERNIETIGINGSBOEK) / "gemeenten.jsonl"


def schrijf(regel: Mapping[str, Any]) -> None:
    """Add a line; on disk before this returns."""
    waar = pad()
    waar.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beschrijver = os.open(waar, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(beschrijver, "a+", encoding="utf-8") as bestand:
        fcntl.flock(bestand, fcntl.LOCK_EX)
        bestand.seek(0)
        inhoud = bestand.read()
        if inhoud and not inhoud.endswith("\n"):  # the power went out in the middle of a line
            bestand.write("\n")
        bestand.write(json.dumps(regel, separators=(",", ":"), sort_keys=True) + "\n")
        bestand.flush()
        os.fsync(bestand.fileno())


def lees() -> list[dict[str, Any]]:
    """Return every line, oldest first; a half line of a power cut is passed over."""
    if not pad().exists():
        return []
    regels = []
    for tekst in pad().read_text(encoding="utf-8").splitlines():
        try:
            regels.append(json.loads(tekst))
        except ValueError:
            continue
    return regels


def vernietigd() -> frozenset[UUID]:
    """Return the ids of the gemeenten whose destruction was begun; read again only when the file changed."""
    waar = pad()
    try:
        stempel = (waar.stat().st_mtime_ns, waar.stat().st_size)
    except FileNotFoundError:
        return frozenset()
    bekend = _gelezen.get(waar)
    if bekend is None or bekend[0] != stempel:
        bekend = _gelezen[waar] = (stempel, frozenset(UUID(regel["id"]) for regel in lees()))
    return bekend[1]
