"""The secrets of one demo: made once, kept with the data, readable by nobody else."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Geheimen:
    """What the parts of one installation need to trust each other."""

    beheer: str
    app: str
    migrator: str
    broker: str
    secret_key: str


def lees_of_maak(bestand: Path) -> Geheimen:
    """Return the secrets in `bestand`; made and written with mode 0600 when there are none."""
    if bestand.exists():
        return Geheimen(**json.loads(bestand.read_text()))
    geheimen = Geheimen(**{veld.name: secrets.token_urlsafe(48) for veld in fields(Geheimen)})
    _schrijf(bestand, json.dumps(asdict(geheimen)))
    return geheimen


def maak_wortelsleutel(bestand: Path) -> None:
    """Write the root key of the key ring (32 bytes in hex) when there is none; never overwrite one."""
    if not bestand.exists():
        bestand.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _schrijf(bestand, secrets.token_hex(32))


def bewaar_omgeving(bestand: Path, env: dict[str, str]) -> None:
    """Write how a command of ours reaches the demo that runs here: `keukentafel zgw-client …` needs no more.

    Not the login of the cluster's own administrator: no command needs it once the demo runs.
    """
    mee = {
        naam: waarde
        for naam, waarde in env.items()
        if naam.startswith("KT_") and not naam.startswith("KT_BOOTSTRAP_URL")
    }
    _schrijf(bestand, json.dumps(mee))


def _schrijf(bestand: Path, tekst: str) -> None:
    half = bestand.with_suffix(".half")
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as uit:
        uit.write(tekst)
        uit.flush()
        os.fsync(uit.fileno())
    half.rename(bestand)
