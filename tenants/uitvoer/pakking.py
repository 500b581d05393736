"""One part of a bundle: compressed, then encrypted in frames, so that its size does not matter.

Every part has a key of its own (from the key of the bundle and the name of the part), its frames are
numbered and the last one says that it is the last: what was cut off, changed or moved does not open.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from keukentafel.errors import Refusal

MERK = b"KTU1"
_RAAM = 1 << 20
_LAATSTE = 1 << 31
_NIVEAU = 1  # the rest of the work is as quick as this; a higher level makes it twice as slow


class DeelKapot(Refusal):
    """A part does not open: changed, cut off, of another bundle, or the keys are gone."""

    def __init__(self, naam: str) -> None:
        super().__init__(f"Het deel {naam} van de uitvoer gaat niet open. Het is veranderd of niet heel.")


def maak_map(map_: Path) -> Path:
    """Make a folder, and those it stands in, that only this login sees."""
    if not map_.is_dir():
        maak_map(map_.parent)
        map_.mkdir(mode=0o700, exist_ok=True)
    return map_


def _sleutel(sleutel: bytes, naam: str) -> AESGCM:
    return AESGCM(HKDF(hashes.SHA256(), 32, b"keukentafel-uitvoer", naam.encode()).derive(sleutel))


class Schrijver:
    """Write one part; use it in a `with`. Afterwards `sha256` and `grootte` tell of the file."""

    def __init__(self, pad: Path, naam: str, sleutel: bytes) -> None:
        self.naam, self._aead = naam, _sleutel(sleutel, naam)
        maak_map(pad.parent)
        self._uit: BinaryIO = pad.open("xb")
        pad.chmod(0o600)
        self._som, self.grootte = hashlib.sha256(), 0
        self._pers = zlib.compressobj(_NIVEAU, wbits=31)
        self._rest, self._nummer = bytearray(), 0
        self._schrijf(MERK)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        try:
            if soort is None:
                self._rest += self._pers.flush()
                while len(self._rest) > _RAAM:
                    self._raam(laatste=False)
                self._raam(laatste=True)
        finally:
            self._uit.close()

    @property
    def sha256(self) -> str:
        """The print of the file as it lies there."""
        return self._som.hexdigest()

    def schrijf(self, inhoud: bytes) -> None:
        """Add to the part."""
        self._rest += self._pers.compress(inhoud)
        while len(self._rest) > _RAAM:
            self._raam(laatste=False)

    def _raam(self, *, laatste: bool) -> None:
        stuk = bytes(self._rest[:_RAAM])
        del self._rest[:_RAAM]
        kop = struct.pack(">I", (len(stuk) + 16) | (_LAATSTE if laatste else 0))
        self._schrijf(kop + self._aead.encrypt(struct.pack(">4xQ", self._nummer), stuk, kop))
        self._nummer += 1

    def _schrijf(self, gegevens: bytes) -> None:
        self._uit.write(gegevens)
        self._som.update(gegevens)
        self.grootte += len(gegevens)


def lees(pad: Path, naam: str, sleutel: bytes) -> Iterator[bytes]:
    """Yield what a part holds, piece by piece.

    :raises DeelKapot: it does not open.
    """
    aead, open_, nummer = _sleutel(sleutel, naam), zlib.decompressobj(wbits=31), 0
    try:
        with pad.open("rb") as bestand:
            if bestand.read(4) != MERK:
                raise DeelKapot(naam)
            laatste = False
            while not laatste:
                kop = bestand.read(4)
                (lengte,) = struct.unpack(">I", kop)
                laatste, lengte = bool(lengte & _LAATSTE), lengte & ~_LAATSTE
                if lengte > _RAAM + 16:
                    raise DeelKapot(naam)
                stuk = aead.decrypt(struct.pack(">4xQ", nummer), bestand.read(lengte), kop)
                while stuk:  # in pieces: what is small on disk may be very large in memory
                    yield open_.decompress(stuk, _RAAM)
                    stuk = open_.unconsumed_tail
                nummer += 1
            yield open_.flush()
            if bestand.read(1) or not open_.eof:
                raise DeelKapot(naam)
    except (OSError, InvalidTag, struct.error, zlib.error) as fout:
        raise DeelKapot(naam) from fout


def lees_alles(pad: Path, naam: str, sleutel: bytes) -> bytes:
    """Return a small part as a whole.

    :raises DeelKapot: it does not open.
    """
    return b"".join(lees(pad, naam, sleutel))
