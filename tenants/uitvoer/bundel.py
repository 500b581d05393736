"""A bundle: one gemeente in a folder, whole, as it was at one moment.

    manifest.json            what is in it, with the SHA-256 of every part; no person, so not encrypted
    manifest.handtekening    Ed25519 over the manifest, of this installation
    sleutels.bin             the closed key ring: opens with the root key and the gemeente's own part only
    *.bin, tabellen/*.bin    schema, row of the gemeente, anchors, every table: packed (`pakking`)
    bestanden/<soort>/*.bin  the files as they are kept, encrypted already

The key of the parts is closed with a key of the gemeente. A gemeente whose keys are destroyed takes
every bundle of it along.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from keukentafel.errors import Refusal
from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.scope import in_platform
from keukentafel.tenancy.sleutelbos import Sleutelbos, open_bos
from keukentafel.tenancy.sleutels import doelsleutel
from tenants.uitvoer import pakking

FORMAAT = "keukentafel-bundel/1"
_DOEL = "uitvoer"
MANIFEST, HANDTEKENING, SLEUTELS = "manifest.json", "manifest.handtekening", "sleutels.bin"
SCHEMA, GEMEENTE, ANKERS, BESTANDEN = "schema.bin", "gemeente.bin", "ankers.bin", "bestanden.bin"
_MAP_BESTANDEN = "bestanden"

Meld = Callable[[str, int], None]
"""Told what is being done, and how many rows or files were done since it was last told."""


class GeenBundel(Refusal):
    """What lies there is not a bundle, or not a whole one."""

    text = "Dit is geen uitvoer van een gemeente, of hij is niet heel."


class BundelVeranderd(Refusal):
    """The signature or the print of a part is not right."""

    text = "Deze uitvoer is veranderd nadat hij gemaakt is. Hij wordt niet gebruikt."


@dataclass(frozen=True, slots=True)
class Deel:
    """One file of a bundle."""

    sha256: str
    grootte: int


@dataclass(frozen=True, slots=True)
class Tabel:
    """One table in a bundle: how many rows, and the print of all rows together (`rijsom`)."""

    rijen: int
    som: str
    kolommen: tuple[str, ...]


@dataclass(frozen=True)
class Manifest:
    """What a bundle says of itself."""

    id: UUID
    gemeente_id: UUID
    naam: str
    cbs_code: str
    slug: str
    gemaakt_op: datetime
    sleutel: str
    delen: Mapping[str, Deel]
    tabellen: Mapping[str, Tabel]
    bestanden: int
    bestanden_grootte: int
    formaat: str = FORMAAT

    @property
    def rijen(self) -> int:
        """How many rows there are in all."""
        return sum(tabel.rijen for tabel in self.tabellen.values())

    @property
    def grootte(self) -> int:
        """How many bytes it takes, files included."""
        return sum(deel.grootte for deel in self.delen.values()) + self.bestanden_grootte

    def als_json(self) -> bytes:
        """Return the manifest as it is signed and kept."""
        velden = {**asdict(self), "id": self.id.hex, "gemeente_id": self.gemeente_id.hex}
        velden["gemaakt_op"] = self.gemaakt_op.isoformat()
        return json.dumps(velden, indent=1, sort_keys=True, ensure_ascii=False).encode()


def _manifest(tekst: bytes) -> Manifest:
    velden = json.loads(tekst)
    if velden["formaat"] != FORMAAT:
        raise GeenBundel
    tabellen = {
        naam: Tabel(tabel["rijen"], tabel["som"], tuple(tabel["kolommen"]))
        for naam, tabel in velden["tabellen"].items()
    }
    return Manifest(
        **{
            **velden,
            "id": UUID(velden["id"]),
            "gemeente_id": UUID(velden["gemeente_id"]),
            "gemaakt_op": datetime.fromisoformat(velden["gemaakt_op"]),
            "delen": {naam: Deel(**deel) for naam, deel in velden["delen"].items()},
            "tabellen": tabellen,
        }
    )


def tekensleutel() -> Ed25519PrivateKey:
    """Return the key with which this installation signs what it exports."""
    with in_platform():
        return Ed25519PrivateKey.from_private_bytes(doelsleutel("uitvoer.handtekening"))


def _plek(id_: UUID) -> bytes:
    return b"uitvoer|" + id_.bytes


def sluit_sleutel(bos: Sleutelbos, id_: UUID, sleutel: bytes) -> str:
    """Return the key of a bundle, closed with a key of its gemeente."""
    nonce = os.urandom(12)
    dicht = AESGCM(bos.sleutel(_DOEL, 1)).encrypt(nonce, sleutel, _plek(id_))
    return base64.b64encode(nonce + dicht).decode()


def open_sleutel(bos: Sleutelbos, id_: UUID, dicht: str) -> bytes:
    """Return the key of a bundle.

    :raises BundelVeranderd: it is not the key of this bundle and this gemeente.
    """
    gegevens = base64.b64decode(dicht)
    try:
        return AESGCM(bos.sleutel(_DOEL, 1)).decrypt(gegevens[:12], gegevens[12:], _plek(id_))
    except Exception as fout:
        raise BundelVeranderd from fout


@dataclass
class BundelInAanbouw:
    """A bundle that is being written: in a folder beside its place, which it takes when it is whole."""

    plek: Path
    id: UUID
    bos: Sleutelbos
    delen: dict[str, Deel] = field(default_factory=dict)
    tabellen: dict[str, Tabel] = field(default_factory=dict)
    bestanden: dict[str, Deel] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sleutel = os.urandom(32)
        self.map = self.plek.with_name(f"{self.plek.name}.deel")
        shutil.rmtree(self.map, ignore_errors=True)
        pakking.maak_map(self.plek.parent)
        self.map.mkdir(mode=0o700)

    def schrijver(self, naam: str) -> pakking.Schrijver:
        """Return the writer of a part; `klaar` takes it in when it is closed."""
        return pakking.Schrijver(self.map / naam, naam, self.sleutel)

    def klaar(self, naam: str, schrijver: pakking.Schrijver) -> None:
        """Take in a part that was written."""
        self.delen[naam] = Deel(schrijver.sha256, schrijver.grootte)

    def deel(self, naam: str, inhoud: bytes) -> None:
        """Write a small part at once."""
        with self.schrijver(naam) as schrijver:
            schrijver.schrijf(inhoud)
        self.klaar(naam, schrijver)

    def bestand(self, bron: Path, naam: str) -> None:
        """Take in one file of the gemeente as it is kept."""
        doel = self.map / _MAP_BESTANDEN / naam
        pakking.maak_map(doel.parent)
        som = hashlib.sha256()
        with bron.open("rb") as in_, doel.open("xb") as uit:
            doel.chmod(0o600)
            while stuk := in_.read(1 << 20):
                som.update(stuk)
                uit.write(stuk)
            self.bestanden[naam] = Deel(som.hexdigest(), uit.tell())

    def rond_af(self, gemeente: Any, *, dichte_bos: bytes, at: datetime) -> Manifest:
        """Write the manifest with its signature and put the bundle in its place."""
        lijst = {naam: asdict(deel) for naam, deel in sorted(self.bestanden.items())}
        self.deel(BESTANDEN, json.dumps(lijst).encode())
        self._los(SLEUTELS, dichte_bos)
        self.delen[SLEUTELS] = Deel(hashlib.sha256(dichte_bos).hexdigest(), len(dichte_bos))
        manifest = Manifest(
            id=self.id,
            gemeente_id=gemeente.id,
            naam=gemeente.naam,
            cbs_code=gemeente.cbs_code,
            slug=gemeente.slug,
            gemaakt_op=at,
            sleutel=sluit_sleutel(self.bos, self.id, self.sleutel),
            delen=self.delen,
            tabellen=self.tabellen,
            bestanden=len(self.bestanden),
            bestanden_grootte=sum(deel.grootte for deel in self.bestanden.values()),
        )
        tekst = manifest.als_json()
        self._los(MANIFEST, tekst)
        self._los(HANDTEKENING, tekensleutel().sign(tekst).hex().encode())
        self.map.rename(self.plek)
        return manifest

    def gooi_weg(self) -> None:
        """Leave nothing of a bundle that did not come about."""
        shutil.rmtree(self.map, ignore_errors=True)

    def _los(self, naam: str, inhoud: bytes) -> None:
        beschrijver = os.open(self.map / naam, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(beschrijver, "wb") as uit:
            uit.write(inhoud)
            uit.flush()
            os.fsync(uit.fileno())


@dataclass(frozen=True)
class Bundel:
    """A bundle to read. The signature was checked when it was opened; each part is when it is read."""

    map: Path
    manifest: Manifest

    @classmethod
    def open(cls, map_: Path) -> Bundel:
        """Open a bundle.

        :raises GeenBundel: there is none here.
        :raises BundelVeranderd: the signature is not ours, or the manifest was changed.
        """
        try:
            tekst = (map_ / MANIFEST).read_bytes()
            handtekening = bytes.fromhex((map_ / HANDTEKENING).read_text())
            manifest = _manifest(tekst)
        except GeenBundel:
            raise
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as fout:
            raise GeenBundel from fout
        if not zaaifouten.staat_aan("bundel_zonder_handtekening"):
            try:
                tekensleutel().public_key().verify(handtekening, tekst)
            except InvalidSignature as fout:
                raise BundelVeranderd from fout
        return cls(map_, manifest)

    @cached_property
    def bos(self) -> Sleutelbos:
        """The key ring of then.

        :raises GeenSleutel: the keys of this gemeente are destroyed.
        """
        return open_bos(self.manifest.gemeente_id, (self.map / SLEUTELS).read_bytes())

    @cached_property
    def _sleutel(self) -> bytes:
        return open_sleutel(self.bos, self.manifest.id, self.manifest.sleutel)

    def lees(self, naam: str) -> Iterator[bytes]:
        """Yield what a part holds.

        :raises DeelKapot: it is not as it was written.
        """
        if naam not in self.manifest.delen:
            raise pakking.DeelKapot(naam)
        return pakking.lees(self.map / naam, naam, self._sleutel)

    def json(self, naam: str) -> Any:
        """Return what a small part says."""
        return json.loads(b"".join(self.lees(naam)))

    def bestanden(self) -> dict[str, Deel]:
        """Return every file in the bundle and its print."""
        return {naam: Deel(**deel) for naam, deel in self.json(BESTANDEN).items()}

    def pad_van(self, bestand: str) -> Path:
        """Return where a file of the gemeente lies in the bundle."""
        return self.map / _MAP_BESTANDEN / bestand

    def controleer(self, *, meld: Meld | None = None) -> list[str]:
        """Make the print of every part and file again; return the names of those that differ."""
        fout = [naam for naam, deel in self.manifest.delen.items() if not _klopt(self.map / naam, deel)]
        if BESTANDEN in fout:
            return fout
        for naam, deel in self.bestanden().items():
            if not _klopt(self.pad_van(naam), deel):
                fout.append(f"{_MAP_BESTANDEN}/{naam}")
            if meld:
                meld("bestanden nakijken", 1)
        return fout


def _klopt(pad: Path, deel: Deel) -> bool:
    try:
        with pad.open("rb") as bestand:
            return hashlib.file_digest(bestand, "sha256").hexdigest() == deel.sha256
    except OSError:
        return False
