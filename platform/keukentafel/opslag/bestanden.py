"""Write, read and remove one encrypted file of the gemeente of this scope."""

from __future__ import annotations

import fcntl
import hashlib
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.db import transaction

from keukentafel.errors import Refusal
from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.sleutels import (
    KOPLENGTE,
    kop,
    ontsleutel,
    opslag_map,
    opslag_pad,
    schrijfversie,
    versleutel,
)
from keukentafel.tenancy.terugdraaien import bij_terugdraaien

DOEL = "bestand"
_TABEL = {"inlezen": "inlezen_inlezing"}  # what a file was bound to before this store was there
WEES_NA = 3600
"""After how many seconds a file without a row is nobody's: a transaction never takes that long."""


class BestandWeg(Refusal):
    """The file is not there."""

    text = "Dit bestand is er niet meer."


@dataclass(frozen=True, slots=True)
class Bewaard:
    """What to write in the row beside a file."""

    id: UUID
    grootte: int
    sha256: str


def bewaar(soort: str, id: UUID, inhoud: bytes) -> Bewaard:
    """Write a file of one kind; only this gemeente can open it, and only as this file.

    It is taken away again when the transaction of this moment does not commit.
    """
    pad = opslag_pad(soort, id)
    pad.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not zaaifouten.staat_aan("bestand_blijft_na_terugdraaien"):
        bij_terugdraaien(lambda: pad.unlink(missing_ok=True))
    dicht = (
        inhoud if zaaifouten.staat_aan("bestand_leesbaar") else versleutel(DOEL, inhoud, bij=_plek(soort, id))
    )
    _schrijf(pad, dicht)
    return Bewaard(id, len(inhoud), hashlib.sha256(inhoud).hexdigest())


def alle() -> list[tuple[str, UUID]]:
    """Return every file of this gemeente: its kind and its number."""
    return [(pad.parent.name, UUID(pad.stem)) for pad in _paden(opslag_map(), "*/*.bin")]


def bewaar_elders(map_: Path, soort: str, id: UUID, inhoud: bytes) -> None:
    """Write a file of this gemeente in another folder than its own: a copy that is not in use yet."""
    pad = map_ / soort / f"{id.hex}.bin"
    pad.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _schrijf(pad, versleutel(DOEL, inhoud, bij=_plek(soort, id)))


def haal_elders(map_: Path, soort: str, id: UUID) -> bytes:
    """Return a file that `bewaar_elders` wrote."""
    return ontsleutel(DOEL, (map_ / soort / f"{id.hex}.bin").read_bytes(), bij=_plek(soort, id))


def haal(soort: str, id: UUID) -> bytes:
    """Return a file.

    :raises BestandWeg: it was destroyed, or belongs to another gemeente.
    :raises GeenSleutel: somebody put another file in its place.
    """
    try:
        dicht = opslag_pad(soort, id).read_bytes()
    except FileNotFoundError as fout:
        raise BestandWeg from fout
    if zaaifouten.staat_aan("bestand_leesbaar"):
        return dicht
    return ontsleutel(DOEL, dicht, bij=_plek(soort, id))


def verwijder(soort: str, id: UUID, *, meteen: bool = False) -> None:
    """Remove a file as soon as the transaction commits (`meteen`: now); that it is gone already is fine."""
    pad = opslag_pad(soort, id)

    def weg() -> None:
        with _map_op_slot(pad.parent):
            pad.unlink(missing_ok=True)

    if meteen:
        weg()
    else:
        transaction.on_commit(weg)


def ruim_wezen(soort: str, bekend: Iterable[UUID], *, ouder_dan: int = WEES_NA) -> int:
    """Remove the files of one kind that no row knows; returns how many.

    They can only come from a process that was killed between the file and its row.
    """
    namen = {f"{id.hex}.bin" for id in bekend}
    grens, weg = time.time() - ouder_dan, 0
    for pad in _paden(opslag_map() / soort):
        if pad.name not in namen and pad.stat().st_mtime < grens:
            pad.unlink(missing_ok=True)
            weg += 1
    return weg


def nog_te_hersleutelen() -> list[Path]:
    """Return the files of this gemeente that are not of the version that writes now."""
    hoort = kop(schrijfversie(DOEL))
    return [pad for pad in _paden(opslag_map(), "*/*.bin") if _begin(pad) != hoort]


def hersleutel(pad: Path) -> bool:
    """Encrypt one file with the newest version; False when it was removed meanwhile.

    :raises GeenSleutel: it does not open.
    """
    soort, id = pad.parent.name, UUID(pad.stem)
    try:
        inhoud = ontsleutel(DOEL, pad.read_bytes(), bij=_plek(soort, id))
    except FileNotFoundError:
        return False
    with _map_op_slot(pad.parent):  # what is destroyed now must not come back
        if not pad.exists():
            return False
        _schrijf(pad, versleutel(DOEL, inhoud, bij=_plek(soort, id)))
    return True


def _plek(soort: str, id: UUID) -> str:
    return "" if zaaifouten.staat_aan("cijfer_zonder_plek") else f"{_TABEL.get(soort, soort)}|bestand|{id}"


def _schrijf(pad: Path, gegevens: bytes) -> None:
    """Write as one: a reader sees the whole file or none, also after a power cut."""
    tijdelijk = pad.with_suffix(f".{os.getpid()}.deel")
    beschrijver = os.open(tijdelijk, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(beschrijver, "wb") as uit:
            uit.write(gegevens)
            uit.flush()
            os.fsync(uit.fileno())
        tijdelijk.replace(pad)
    except OSError:
        tijdelijk.unlink(missing_ok=True)
        raise


def _begin(pad: Path) -> bytes:
    try:
        with pad.open("rb") as bestand:
            return bestand.read(KOPLENGTE)
    except FileNotFoundError:
        return kop(schrijfversie(DOEL))


def _paden(map_: Path, patroon: str = "*.bin") -> list[Path]:
    return sorted(map_.glob(patroon)) if map_.is_dir() else []


@contextmanager
def _map_op_slot(map_: Path) -> Iterator[None]:
    """Hold the folder for a moment: a rotation and a destruction wait for each other."""
    if not map_.is_dir():
        yield
        return
    beschrijver = os.open(map_, os.O_RDONLY)
    try:
        fcntl.flock(beschrijver, fcntl.LOCK_EX)
        yield
    finally:
        os.close(beschrijver)
