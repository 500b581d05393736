"""The book of destruction outside the database: one line of JSON per whole, added to and never changed.

A backup that is put back brings the book of then. This file is of now: with both together it is known
what must go again. It holds ids and counts, and no content.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from keukentafel.tenancy import huidige_gemeente
from modules.dossier.bewaren.models import Boekregel

VELDEN = (
    "op", "soort", "object_id", "personen", "bestanden", "categorie", "grondslag", "lijst_nummer", "eerste", "tweede",
    "aantallen", "sha256", "vorige",
)  # fmt: skip


def pad() -> Path:
    """Return where the book of this gemeente stands outside the database."""
    return Path(settings.KT_VERNIETIGINGSBOEK) / f"{huidige_gemeente().id.hex}.jsonl"


def schrijf_bij() -> int:
    """Add the lines that the file does not have yet; return how many. Safe to run at any time, by two at once."""
    waar = pad()
    waar.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beschrijver = os.open(waar, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(beschrijver, "a+", encoding="utf-8") as bestand:
        fcntl.flock(bestand, fcntl.LOCK_EX)
        bestand.seek(0)
        inhoud = bestand.read()
        bekend = {regel["id"] for regel in _regels(inhoud)}
        nieuw = [_als_regel(rij) for rij in Boekregel.objects.order_by("id") if str(rij.pk) not in bekend]
        if inhoud and not inhoud.endswith("\n"):  # the power went out in the middle of a line
            bestand.write("\n")
        for regel in nieuw:
            bestand.write(json.dumps(regel, separators=(",", ":")) + "\n")
        bestand.flush()
        os.fsync(bestand.fileno())
    return len(nieuw)


def lees(bron: Path | None = None) -> list[dict[str, Any]]:
    """Return every line of the file, in order; a half line of a power cut is passed over."""
    waar = bron or pad()
    if not waar.exists():
        return []
    return list(_regels(waar.read_text(encoding="utf-8")))


def als_rij(regel: dict[str, Any]) -> Boekregel:
    """Return a line of the file as a row of the book, under the id it had."""
    waarden = {naam: regel[naam] for naam in VELDEN}
    return Boekregel(
        id=UUID(regel["id"]),
        **{
            **waarden,
            "op": datetime.fromisoformat(regel["op"]),
            "object_id": UUID(regel["object_id"]),
            "personen": [UUID(id_) for id_ in regel["personen"]],
        },
    )


def _als_regel(rij: Boekregel) -> dict[str, Any]:
    waarden = {naam: getattr(rij, naam) for naam in VELDEN}
    return {
        "id": str(rij.pk),
        **waarden,
        "op": rij.op.isoformat(),
        "object_id": str(rij.object_id),
        "personen": [str(id_) for id_ in rij.personen],
    }


def _regels(inhoud: str) -> Iterator[dict[str, Any]]:
    for regel in inhoud.splitlines():
        try:
            yield json.loads(regel)
        except ValueError:
            continue
