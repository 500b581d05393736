"""Keys that carry the gemeente: for secrets, caches, files, signed values and locks (H18–H24).

Root KEK (file or KMS) → KEK of the gemeente (stored wrapped in `tenants`) → a key per purpose
(HKDF). Nothing here works without a gemeente.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core import signing
from django.db import connection

from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.scope import (
    PLATFORM,
    GeenGemeente,
    huidig_doel,
    huidige_gemeente,
    huidige_gemeente_of_geen,
    in_platform,
)

_kek_per_gemeente: dict[UUID, bytes] = {}
_kast: Callable[[UUID], bytes] | None = None


def registreer_kast(kast: Callable[[UUID], bytes]) -> None:
    """Tell where wrapped keys are kept. The floor above (`tenants`) does so when it starts."""
    global _kast
    _kast = kast


class GeenSleutel(Exception):
    """The key of this gemeente cannot be opened; its data stays closed."""


def wortelsleutel() -> bytes:
    """Read the root key (32 bytes). In the demo a file, made by the launcher with mode 0600.

    :raises GeenSleutel: it is not there or not 32 bytes.
    """
    pad = Path(settings.KT_SLEUTELBOS)
    try:
        sleutel = bytes.fromhex(pad.read_text().strip())
    except (OSError, ValueError) as fout:
        raise GeenSleutel(f"De wortelsleutel in {pad} is er niet of is onleesbaar.") from fout
    if len(sleutel) != 32:
        raise GeenSleutel("De wortelsleutel moet 32 bytes zijn.")
    return sleutel


def maak_wortelsleutel(pad: Path) -> None:
    """Write a new root key when there is none yet; never overwrites one."""
    if pad.exists():
        return
    pad.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beschrijver = os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(beschrijver, "w") as bestand:
        bestand.write(os.urandom(32).hex())


def nieuwe_gewikkelde_sleutel(gemeente_id: UUID) -> bytes:
    """Make the KEK of a new gemeente, wrapped with the root key and bound to its id."""
    nonce = os.urandom(12)
    return nonce + AESGCM(wortelsleutel()).encrypt(nonce, os.urandom(32), gemeente_id.bytes)


def _kek(gemeente_id: UUID) -> bytes:
    kek = _kek_per_gemeente.get(gemeente_id)
    if kek is None:
        if _kast is None:
            raise GeenSleutel("Er is geen sleutelkast aangemeld.")
        with in_platform():
            gewikkeld = _kast(gemeente_id)
        try:
            kek = AESGCM(wortelsleutel()).decrypt(gewikkeld[:12], gewikkeld[12:], gemeente_id.bytes)
        except Exception as fout:
            raise GeenSleutel("De sleutel van deze gemeente gaat niet open.") from fout
        _kek_per_gemeente[gemeente_id] = kek
    return kek


def doelsleutel(doel: str, *, lengte: int = 32) -> bytes:
    """Derive the key of the current gemeente for one purpose (`bsn`, `bestand`, `teken.uitnodiging`).

    In the scope of the platform it is the supplier's own key, which opens nothing of a gemeente.

    :raises GeenGemeente: outside any scope.
    """
    if zaaifouten.staat_aan("sleutels_zonder_gemeente"):
        return hashlib.sha256(doel.encode()).digest()[:lengte]
    if huidig_doel() == PLATFORM:  # the supplier's own accounts; no gemeente derives from this
        return HKDF(hashes.SHA256(), lengte, b"platform", doel.encode()).derive(wortelsleutel())
    gemeente = huidige_gemeente()
    return HKDF(hashes.SHA256(), lengte, gemeente.id.bytes, doel.encode()).derive(_kek(gemeente.id))


def versleutel(doel: str, waarde: bytes, *, bij: str) -> bytes:
    """Encrypt with AES-256-GCM. `bij` (table|column|row) binds the text to its place."""
    nonce = os.urandom(12)
    sleutel = AESGCM(doelsleutel(doel))
    return b"\x01" + nonce + sleutel.encrypt(nonce, waarde, _aad(bij))


def ontsleutel(doel: str, gegevens: bytes, *, bij: str) -> bytes:
    """Decrypt what `versleutel` made for the same purpose, gemeente and place.

    :raises GeenSleutel: another gemeente, row, column or a changed text.
    """
    if gegevens[:1] != b"\x01":
        raise GeenSleutel("Onbekende versie van de versleuteling.")
    try:
        return AESGCM(doelsleutel(doel)).decrypt(gegevens[1:13], gegevens[13:], _aad(bij))
    except GeenGemeente:
        raise
    except Exception as fout:
        raise GeenSleutel("Deze gegevens gaan niet open met de sleutel van deze gemeente.") from fout


def _aad(bij: str) -> bytes:
    gemeente = huidige_gemeente_of_geen()
    return f"{gemeente.id if gemeente else 'platform'}|{bij}".encode()


def blinde_index(doel: str, waarde: str) -> bytes:
    """Return the keyed fingerprint to look a value up with; differs per gemeente (16 bytes)."""
    return hmac.new(doelsleutel(f"index.{doel}"), waarde.encode(), hashlib.sha256).digest()[:16]


def onderteken(doel: str, waarde: object) -> str:
    """Sign a JSON value for one purpose in this gemeente; it is worthless in any other."""
    return signing.dumps(waarde, key=doelsleutel(f"teken.{doel}").hex(), salt=doel, compress=True)


def ontteken(doel: str, teken: str, *, max_age: int | None = None) -> object:
    """Read a value that `onderteken` made here.

    :raises django.core.signing.BadSignature: another gemeente or purpose, changed, or too old.
    """
    return signing.loads(teken, key=doelsleutel(f"teken.{doel}").hex(), salt=doel, max_age=max_age)


def cache_sleutel(naam: str) -> str:
    """Return the cache key of `naam` in this gemeente."""
    if zaaifouten.staat_aan("cache_zonder_gemeente"):
        return naam
    return f"{huidige_gemeente().id}:{naam}"


def cache_key_function(key: str, key_prefix: str, version: int) -> str:
    """KEY_FUNCTION of every cache: without a gemeente there is no key (H18)."""
    return f"{key_prefix}:{version}:{cache_sleutel(key)}"


def opslag_pad(soort: str, id: UUID) -> Path:
    """Return where a file of this gemeente lives; computed per call, never kept on an object (H38)."""
    if not soort.isidentifier():
        raise ValueError("soort is één woord")
    return Path(settings.KT_OPSLAG) / huidige_gemeente().id.hex / soort / f"{id.hex}.bin"


@contextmanager
def slot(naam: str) -> Iterator[None]:
    """Hold a lock in this gemeente until the transaction ends; the same name elsewhere is free (H13)."""
    sleutel = naam if zaaifouten.staat_aan("slot_zonder_gemeente") else f"{huidige_gemeente().id}:{naam}"
    (nummer,) = struct.unpack(">q", hashlib.sha256(sleutel.encode()).digest()[:8])
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [nummer])
    yield
