"""The part of the key of each gemeente that is not in the database: a small file of its own.

The ring of a gemeente opens with the root key and this part together. A copy of the database, however
old, opens nothing of a gemeente whose part was thrown away. The folder (`KT_SCHERVEN`) is on a disk that
every process sees, and is copied as it is now, never kept in older versions.
"""

from __future__ import annotations

import os
from pathlib import Path
from uuid import UUID

from django.conf import settings

_LENGTE = 32


def pad(gemeente_id: UUID) -> Path:
    """Return where the part of this gemeente is kept."""
    return Path(settings.KT_SCHERVEN) / f"{gemeente_id.hex}.key"


def is_er(gemeente_id: UUID) -> bool:
    """Tell whether the part is there."""
    return pad(gemeente_id).exists()


def lees(gemeente_id: UUID) -> bytes:
    """Return the part of this gemeente.

    :raises OSError: it is not here.  :raises ValueError: it is no key.
    """
    scherf = bytes.fromhex(pad(gemeente_id).read_text())
    if len(scherf) != _LENGTE:
        raise ValueError("Dit deel van de sleutel is niet heel.")
    return scherf


def zorg_voor(gemeente_id: UUID) -> bytes:
    """Return the part of this gemeente; it is made when there is none. Two at once make one."""
    waar = pad(gemeente_id)
    if not waar.exists():
        waar.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        half = waar.with_name(f"{waar.name}.{os.getpid()}.{os.urandom(4).hex()}")
        _schrijf(half, os.urandom(_LENGTE).hex().encode())
        try:
            os.link(half, waar)  # refuses to replace one that was made meanwhile
        except FileExistsError:
            pass
        finally:
            half.unlink()
    return lees(gemeente_id)


def gooi_weg(gemeente_id: UUID) -> bool:
    """Overwrite the part and remove it; False when it was gone already."""
    waar = pad(gemeente_id)
    try:
        with waar.open("r+b") as bestand:
            bestand.write(os.urandom(_LENGTE).hex().encode())
            bestand.flush()
            os.fsync(bestand.fileno())
    except FileNotFoundError:
        return False
    waar.unlink()
    return True


def _schrijf(waar: Path, inhoud: bytes) -> None:
    beschrijver = os.open(waar, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(beschrijver, "wb") as bestand:
        bestand.write(inhoud)
        bestand.flush()
        os.fsync(bestand.fileno())
