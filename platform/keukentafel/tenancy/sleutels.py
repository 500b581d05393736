"""Keys that carry the gemeente: for secrets, caches, files, signed values and locks (H18–H24).

Root key (file or KMS) → KEK of the gemeente → a key per purpose, with versions: see `sleutelbos`.
Nothing here works without a gemeente.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core import signing
from django.db import connection

from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.inkijk import huidige_kijk
from keukentafel.tenancy.scope import (
    PLATFORM,
    GeenGemeente,
    huidig_doel,
    huidige_gemeente,
    huidige_gemeente_of_geen,
    in_platform,
)
from keukentafel.tenancy.sleutelbos import (
    GeenSleutel,
    Sleutelbos,
    is_bij,
    maak_wortelsleutel,
    nieuwe_bos,
    open_bos,
    wortelsleutels,
)

__all__ = ["GeenSleutel", "maak_wortelsleutel"]

_VORM = b"\x02"  # then two bytes with the version of the key, the nonce, the text
_EERSTE_VORM = b"\x01"  # of before there were versions
KOPLENGTE = 3


class Kast(Protocol):
    """Where the closed rings are kept."""

    def lees(self, gemeente_id: UUID) -> bytes:
        """Return the closed ring of a gemeente."""

    def ruil(self, gemeente_id: UUID, oud: bytes, nieuw: bytes) -> bool:
        """Put `nieuw` in the place of `oud`; False when something else stood there."""


_bossen: dict[UUID, tuple[float, Sleutelbos]] = {}
_kast: Kast | None = None


def registreer_kast(kast: Kast) -> None:
    """Tell where closed rings are kept. The floor above (`tenants`) does so when it starts."""
    global _kast
    _kast = kast


def nieuwe_gewikkelde_sleutel(gemeente_id: UUID) -> bytes:
    """Make the keys of a new gemeente, closed with the root key and bound to its id."""
    return nieuwe_bos(gemeente_id).dicht()


def bos_van(gemeente_id: UUID, *, vers: bool = False) -> Sleutelbos:
    """Return the ring of a gemeente; from memory when it was read less than a minute ago.

    :raises GeenSleutel: it cannot be opened.
    """
    gelezen, bos = _bossen.get(gemeente_id, (0.0, None))
    if bos is None or vers or time.monotonic() - gelezen > settings.KT_SLEUTELS_HOUDBAAR:
        _gooi_oude_bossen_weg()
        bos = open_bos(gemeente_id, _lees(gemeente_id))
        _bossen[gemeente_id] = (time.monotonic(), bos)
    return bos


def _gooi_oude_bossen_weg() -> None:
    """Keep no ring in memory longer than it may be used: its gemeente may be gone."""
    grens = time.monotonic() - settings.KT_SLEUTELS_HOUDBAAR
    for gemeente_id, (gelezen, _) in list(_bossen.items()):
        if gelezen < grens:
            _bossen.pop(gemeente_id, None)


def vergeet_bossen() -> None:
    """Read every ring again when it is next asked for."""
    _bossen.clear()


def verander_bos(gemeente_id: UUID, verandering: Callable[[Sleutelbos], Sleutelbos | None]) -> Sleutelbos:
    """Change the ring of a gemeente as one: what another changed in between is never lost.

    `verandering` gives the ring as it must become, or None when it may stay. It may be asked twice.
    """
    while True:
        gegevens = _lees(gemeente_id)
        bos = open_bos(gemeente_id, gegevens)
        anders = verandering(bos)
        if anders is None and is_bij(gegevens):
            break
        bos = anders or bos
        with in_platform():
            gelukt = _open_kast().ruil(gemeente_id, gegevens, bos.dicht())
        if gelukt:
            break
    _bossen[gemeente_id] = (time.monotonic(), bos)
    return bos


def _lees(gemeente_id: UUID) -> bytes:
    with in_platform():
        return _open_kast().lees(gemeente_id)


def _open_kast() -> Kast:
    if _kast is None:
        raise GeenSleutel("Er is geen sleutelkast aangemeld.")
    return _kast


def doelsleutel(doel: str, *, lengte: int = 32, versie: int | None = None) -> bytes:
    """Return the key of the current gemeente for one purpose (`bsn`, `bestand`, `teken.uitnodiging`).

    Without `versie` it is the one that writes. In the scope of the platform it is the supplier's own
    key, which opens nothing of a gemeente.

    :raises GeenGemeente: outside any scope.
    """
    if zaaifouten.staat_aan("sleutels_zonder_gemeente"):
        return hashlib.sha256(doel.encode()).digest()[:lengte]
    if huidig_doel() == PLATFORM:  # the supplier's own accounts; no gemeente derives from this
        return HKDF(hashes.SHA256(), lengte, b"platform", doel.encode()).derive(wortelsleutels()[-1])
    gemeente = huidige_gemeente()
    bos = bos_van(gemeente.id)
    if versie is None:
        versie = bos.stand(doel).huidig
    elif versie > bos.stand(doel).nieuwste:  # made by another process since we looked
        bos = bos_van(gemeente.id, vers=True)
    return bos.sleutel(doel, versie, lengte=lengte)


def schrijfversie(doel: str) -> int:
    """Return the version of the key that writes now."""
    if huidig_doel() == PLATFORM:
        return 1
    return bos_van(huidige_gemeente().id).stand(doel).huidig


def kop(versie: int) -> bytes:
    """Return how a text that is encrypted with this version begins."""
    return _VORM + struct.pack(">H", versie)


def versleutel(doel: str, waarde: bytes, *, bij: str) -> bytes:
    """Encrypt with AES-256-GCM. `bij` (table|column|row) binds the text to its place."""
    nonce, versie = os.urandom(12), schrijfversie(doel)
    sleutel = AESGCM(doelsleutel(doel, versie=versie))
    return kop(versie) + nonce + sleutel.encrypt(nonce, waarde, _aad(bij, versie))


def ontsleutel(doel: str, gegevens: bytes, *, bij: str) -> bytes:
    """Decrypt what `versleutel` made for the same purpose, gemeente and place, in any version in use.

    :raises GeenSleutel: another gemeente, row, column or a changed text.
    """
    if gegevens[:1] == _VORM:
        (versie,) = struct.unpack(">H", gegevens[1:KOPLENGTE].ljust(2, b"\0"))
        begin, aad = KOPLENGTE, _aad(bij, versie)
    elif gegevens[:1] == _EERSTE_VORM:
        versie, begin, aad = 1, 1, _aad(bij)
    else:
        raise GeenSleutel("Onbekende versie van de versleuteling.")
    try:
        sleutel = AESGCM(doelsleutel(doel, versie=versie))
        return sleutel.decrypt(gegevens[begin : begin + 12], gegevens[begin + 12 :], aad)
    except (GeenGemeente, GeenSleutel):
        raise
    except Exception as fout:
        raise GeenSleutel("Deze gegevens gaan niet open met de sleutel van deze gemeente.") from fout


def _aad(bij: str, versie: int | None = None) -> bytes:
    gemeente = huidige_gemeente_of_geen()
    if zaaifouten.staat_aan("cijfer_zonder_plek"):
        return b""
    einde = "" if versie is None else f"|{versie}"
    return f"{gemeente.id if gemeente else 'platform'}|{bij}{einde}".encode()


def blinde_index(doel: str, waarde: str) -> bytes:
    """Return the keyed fingerprint to keep beside a value; differs per gemeente (16 bytes)."""
    return _afdruk(doelsleutel(f"index.{doel}"), waarde)


def blinde_indexen(doel: str, waarde: str) -> list[bytes]:
    """Return every fingerprint under which this value may be kept now: more than one during a rotation."""
    naam = f"index.{doel}"
    versies = bos_van(huidige_gemeente().id).versies(naam)
    return [_afdruk(doelsleutel(naam, versie=versie), waarde) for versie in versies]


def _afdruk(sleutel: bytes, waarde: str) -> bytes:
    return hmac.new(sleutel, waarde.encode(), hashlib.sha256).digest()[:16]


TekenKloptNiet = signing.BadSignature
"""What `ontteken` raises; named here, because only this room may know how signing works."""


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
    kijk = huidige_kijk()  # what a look of the supplier keeps, is kept apart: with masks, and without
    return f"{huidige_gemeente().id}{':' if kijk else ''}{kijk}:{naam}"


def cache_key_function(key: str, key_prefix: str, version: int) -> str:
    """KEY_FUNCTION of every cache: without a gemeente there is no key (H18)."""
    return f"{key_prefix}:{version}:{cache_sleutel(key)}"


def opslag_pad(soort: str, id: UUID) -> Path:
    """Return where a file of this gemeente lives; computed per call, never kept on an object (H38)."""
    if not soort.isidentifier():
        raise ValueError("soort is één woord")
    return opslag_map() / soort / f"{id.hex}.bin"


def opslag_map() -> Path:
    """Return the folder of this gemeente."""
    return Path(settings.KT_OPSLAG) / huidige_gemeente().id.hex


@contextmanager
def slot(naam: str) -> Iterator[None]:
    """Hold a lock in this gemeente until the transaction ends; the same name elsewhere is free (H13)."""
    sleutel = naam if zaaifouten.staat_aan("slot_zonder_gemeente") else f"{huidige_gemeente().id}:{naam}"
    (nummer,) = struct.unpack(">q", hashlib.sha256(sleutel.encode()).digest()[:8])
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [nummer])
    yield
