"""The key ring of one gemeente: root key → KEK of the gemeente → a key per purpose, with versions.

The ring is one value in one column (`tenants_gemeente.sleutel`): the KEK wrapped with the root key and
the gemeente's own part outside the database (`scherven`), and all other keys encrypted with that KEK. So
a new root key or KEK only wraps again, in one row at once, and a gemeente that leaves is closed for ever,
in every copy of the database, by throwing away one small file.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from keukentafel.tenancy import scherven, zaaifouten

_MERK = b"KTB3"
_ZONDER_SCHERF = b"KTB2"  # the KEK wrapped with the root key alone: how it was before there were parts
_OUDE_LENGTE = 60  # a nonce and one wrapped key: how a ring was kept before there were versions


class GeenSleutel(Exception):
    """The key of this gemeente cannot be opened; its data stays closed."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Which versions of one key are in use: `oudste`–`nieuwste` open, `huidig` writes."""

    oudste: int = 1
    huidig: int = 1
    nieuwste: int = 1
    sinds: int = 0  # when `nieuwste` was made, in seconds: others must have read it before it writes

    @property
    def is_bezig(self) -> bool:
        """Whether a rotation was begun and is not finished."""
        return self.oudste != self.nieuwste


@dataclass(frozen=True)
class Sleutelbos:
    """The keys of one gemeente, open. Lives in the memory of a process and nowhere else."""

    gemeente_id: UUID
    kek: bytes = field(repr=False)
    oer: bytes = field(repr=False)  # version 1 of every purpose derives from this
    kek_versie: int = 1
    sleutels: Mapping[str, bytes] = field(default_factory=dict, repr=False)  # `bsn/2` → 32 bytes
    standen: Mapping[str, Stand] = field(default_factory=dict)

    def stand(self, doel: str) -> Stand:
        """Return which versions of this purpose are in use."""
        return self.standen.get(doel, Stand())

    def versies(self, doel: str) -> tuple[int, ...]:
        """Return the versions that open something, the one that writes first."""
        stand = self.stand(doel)
        andere = [v for v in range(stand.nieuwste, stand.oudste - 1, -1) if v != stand.huidig]
        return (stand.huidig, *andere)

    def sleutel(self, doel: str, versie: int, *, lengte: int = 32) -> bytes:
        """Return the key of a purpose in one version.

        :raises GeenSleutel: this version was never made, or is thrown away.
        """
        if versie not in self.versies(doel):
            raise GeenSleutel("De sleutel van deze versie is er niet (meer).")
        bekend = self._afgeleid.get((doel, versie, lengte))
        if bekend is None:
            bron = self.oer if versie == 1 else self.sleutels[f"{doel}/{versie}"]
            bekend = HKDF(hashes.SHA256(), lengte, self.gemeente_id.bytes, doel.encode()).derive(bron)
            self._afgeleid[doel, versie, lengte] = bekend
        return bekend

    @cached_property
    def _afgeleid(self) -> dict[tuple[str, int, int], bytes]:
        return {}

    def met_nieuwe_kek(self) -> Sleutelbos:
        """Return the same keys under another KEK."""
        return replace(self, kek=os.urandom(32), kek_versie=self.kek_versie + 1)

    def met_nieuwe_versie(self, doel: str, *, sinds: int) -> Sleutelbos:
        """Return the ring with one more version of a purpose, which does not write yet."""
        stand = self.stand(doel)
        nummer = stand.nieuwste + 1
        return replace(
            self,
            sleutels={**self.sleutels, f"{doel}/{nummer}": os.urandom(32)},
            standen={**self.standen, doel: replace(stand, nieuwste=nummer, sinds=sinds)},
        )

    def met_nieuwste_als_huidig(self, doel: str) -> Sleutelbos:
        """Return the ring in which the newest version of a purpose writes."""
        stand = self.stand(doel)
        return replace(self, standen={**self.standen, doel: replace(stand, huidig=stand.nieuwste)})

    def zonder_oude_versies(self, doel: str) -> Sleutelbos:
        """Return the ring without the versions that nothing is written with any more."""
        stand = self.stand(doel)
        weg = {f"{doel}/{nummer}" for nummer in range(stand.oudste, stand.huidig)}
        return replace(
            self,
            sleutels={naam: sleutel for naam, sleutel in self.sleutels.items() if naam not in weg},
            standen={**self.standen, doel: replace(stand, oudste=stand.huidig)},
        )

    def dicht(self) -> bytes:
        """Return the ring as it is kept: closed with the root key of this moment."""
        wortel = wortelsleutels()[0]
        inhoud = {
            "kek": self.kek_versie,
            "oer": self.oer.hex(),
            "sleutels": {naam: sleutel.hex() for naam, sleutel in self.sleutels.items()},
            "standen": {doel: [s.oudste, s.huidig, s.nieuwste, s.sinds] for doel, s in self.standen.items()},
        }
        merk = _ZONDER_SCHERF if zaaifouten.staat_aan("sleutel_zonder_scherf") else _MERK
        if merk == _MERK:
            scherven.zorg_voor(self.gemeente_id)
        kek = _sluit(_sluiter(merk, wortel, self.gemeente_id), self.kek, self._plek("kek"))
        return (
            merk + _kenmerk(wortel) + kek + _sluit(self.kek, json.dumps(inhoud).encode(), self._plek("bos"))
        )

    def _plek(self, wat: str) -> bytes:
        return _plek(self.gemeente_id, wat)


def nieuwe_bos(gemeente_id: UUID) -> Sleutelbos:
    """Make the keys of a new gemeente."""
    return Sleutelbos(gemeente_id, kek=os.urandom(32), oer=os.urandom(32))


def open_bos(gemeente_id: UUID, gegevens: bytes) -> Sleutelbos:
    """Open a ring, also one of before there were versions.

    :raises GeenSleutel: it belongs to another gemeente, or to a root key that is not here.
    """
    try:
        merk = gegevens[:4]
        if merk not in (_MERK, _ZONDER_SCHERF) or len(gegevens) == _OUDE_LENGTE:
            oer = _open(_passende_wortel(None), gegevens, gemeente_id.bytes)
            return Sleutelbos(gemeente_id, kek=oer, oer=oer)
        sluiter = _sluiter(merk, _passende_wortel(gegevens[4:8]), gemeente_id)
        kek = _open(sluiter, gegevens[8:68], _plek(gemeente_id, "kek"))
        inhoud = json.loads(_open(kek, gegevens[68:], _plek(gemeente_id, "bos")))
    except GeenSleutel:
        raise
    except Exception as fout:
        raise GeenSleutel("De sleutel van deze gemeente gaat niet open.") from fout
    return Sleutelbos(
        gemeente_id,
        kek=kek,
        oer=bytes.fromhex(inhoud["oer"]),
        kek_versie=inhoud["kek"],
        sleutels={naam: bytes.fromhex(tekst) for naam, tekst in inhoud["sleutels"].items()},
        standen={doel: Stand(*delen) for doel, delen in inhoud["standen"].items()},
    )


def is_bij(gegevens: bytes) -> bool:
    """Tell whether a kept ring is closed with the root key of this moment and the gemeente's own part."""
    return gegevens[:8] == _MERK + _kenmerk(wortelsleutels()[0])


def heeft_scherf(gegevens: bytes) -> bool:
    """Tell whether a kept ring needs the part outside the database to open."""
    return gegevens[:4] == _MERK and len(gegevens) != _OUDE_LENGTE


def wortelsleutels() -> tuple[bytes, ...]:
    """Read the root keys (32 bytes each), one a line: the first closes, the others only open.

    :raises GeenSleutel: they are not there or not 32 bytes.
    """
    pad = Path(settings.KT_SLEUTELBOS)
    try:
        sleutels = tuple(bytes.fromhex(regel) for regel in pad.read_text().split())
    except (OSError, ValueError) as fout:
        raise GeenSleutel(f"De wortelsleutel in {pad} is er niet of is onleesbaar.") from fout
    if not sleutels or any(len(sleutel) != 32 for sleutel in sleutels):
        raise GeenSleutel("De wortelsleutel moet 32 bytes zijn.")
    return sleutels


def maak_wortelsleutel(pad: Path) -> None:
    """Write a new root key when there is none yet; never overwrites one."""
    if pad.exists():
        return
    pad.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _schrijf(pad, os.urandom(32).hex(), os.O_EXCL)


def zet_nieuwe_wortelsleutel_vooraan() -> None:
    """Add a root key that closes from now on; the ones that were there still open."""
    pad = Path(settings.KT_SLEUTELBOS)
    regels = [os.urandom(32).hex(), *(sleutel.hex() for sleutel in wortelsleutels())]
    tijdelijk = pad.with_suffix(".nieuw")
    _schrijf(tijdelijk, "\n".join(regels), os.O_TRUNC)
    tijdelijk.replace(pad)


def _schrijf(pad: Path, tekst: str, hoe: int) -> None:
    beschrijver = os.open(pad, os.O_WRONLY | os.O_CREAT | hoe, 0o600)
    with os.fdopen(beschrijver, "w") as bestand:
        bestand.write(tekst)
        bestand.flush()
        os.fsync(bestand.fileno())


def _passende_wortel(kenmerk: bytes | None) -> bytes:
    """Return the root key with this mark; without one, the oldest there is."""
    wortels = wortelsleutels()
    if kenmerk is None:
        return wortels[-1]
    for wortel in wortels:
        if _kenmerk(wortel) == kenmerk:
            return wortel
    raise GeenSleutel("De wortelsleutel van deze gemeente is hier niet.")


def _kenmerk(wortel: bytes) -> bytes:
    return hashlib.sha256(b"kenmerk" + wortel).digest()[:4]


def _sluiter(merk: bytes, wortel: bytes, gemeente_id: UUID) -> bytes:
    """Return what wraps the KEK: the root key and the part of this gemeente, made into one."""
    if merk == _ZONDER_SCHERF:
        return wortel
    scherf = scherven.lees(gemeente_id)
    return HKDF(hashes.SHA256(), 32, scherf, b"kek" + gemeente_id.bytes).derive(wortel)


def _plek(gemeente_id: UUID, wat: str) -> bytes:
    return gemeente_id.bytes + b"|" + wat.encode()


def _sluit(sleutel: bytes, inhoud: bytes, plek: bytes) -> bytes:
    nonce = os.urandom(12)
    return nonce + AESGCM(sleutel).encrypt(nonce, inhoud, plek)


def _open(sleutel: bytes, gegevens: bytes, plek: bytes) -> bytes:
    return AESGCM(sleutel).decrypt(gegevens[:12], gegevens[12:], plek)
