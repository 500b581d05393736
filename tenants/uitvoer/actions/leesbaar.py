"""The readable form: JSON Lines per model, the originals, and a description of every field.

It is kept packed and encrypted as a bundle is, and becomes readable when the gemeente fetches it (`als_zip`).
A ZIP or folder of any release since can be put beside a gemeente again (`zet_naast`).
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import zip_longest
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connections, transaction

from keukentafel import __version__
from keukentafel.errors import Refusal
from keukentafel.opslag import bestanden
from keukentafel.tenancy import migraties
from keukentafel.tenancy.inrichten import SJABLOON
from keukentafel.tenancy.models import nieuwe_id
from keukentafel.tenancy.scope import GemeenteRef, in_doel, in_gemeente, in_platform
from keukentafel.tenancy.sleutelbos import open_bos
from tenants.models import Gemeente
from tenants.uitvoer import modellen, plekken, schemas
from tenants.uitvoer.actions.exporteren import zwijg
from tenants.uitvoer.actions.terugzetten import (
    AndereGemeente,
    Bevinding,
    doel_naast,
    logboek_van,
    open_teksten,
)
from tenants.uitvoer.bundel import (
    Bundel,
    BundelInAanbouw,
    BundelVeranderd,
    GeenBundel,
    Meld,
    Tabel,
    tekensleutel,
)
from tenants.uitvoer.pakking import maak_map
from tenants.uitvoer.rijsom import Rijsom

FORMAAT = "keukentafel-leesbaar/1"
INHOUD, HANDTEKENING, LEESMIJ = "inhoud.json", "inhoud.handtekening", "LEESMIJ.txt"
BESCHRIJVING, GEMEENTE, ORIGINELEN = "beschrijving.json", "gemeente.json", "originelen.jsonl"
_PER_KEER = 1_000
_RUW = "tabellen"
_HOOGSTENS = 256 * 1024 * 1024
"""Bytes of `inhoud.json`, which is read before anything is known of it: room for a million files."""
_NAAM = re.compile(
    r"(modellen|tabellen)/[A-Za-z0-9_.]+\.jsonl|originelen/[a-z0-9_-]+/[0-9a-f-]{36}|[A-Za-z]+\.(jsonl?|txt)",
    re.ASCII,
)
"""What a part may be called. A name becomes a path, and a table."""
_TEKST = """\
Alle gegevens van {naam} ({code}) uit Keukentafel {release}, van {moment}.

modellen/       per soort gegeven een bestand; elke regel is één rij, als JSON
tabellen/       wat bij de keten van het logboek hoort en geen eigen soort is
originelen/     elk bestand zoals het is gebracht of gemaakt
originelen.jsonl  per bestand: soort, nummer, SHA-256 en grootte
beschrijving.json per soort gegeven elk veld: hoe het heet, wat het is, welke keuzes er zijn
inhoud.json     elk bestand hierboven met zijn SHA-256; inhoud.handtekening is Ed25519 over inhoud.json,
                de openbare sleutel staat erin

Momenten en datums staan in ISO 8601. Een verwijzing is het nummer (UUID) van een rij elders.
Wachtwoorden, geheimen en sessies staan er niet in; beschrijving.json noemt ze.
Terug in Keukentafel: keukentafel gemeente-terugzetten --gemeente SLUG --leesbaar DIT-BESTAND
"""


class VreemdeSleutel(Refusal):
    """Signed, but not by this installation: anybody can sign what he made himself."""

    def __init__(self, sleutel: str) -> None:
        super().__init__(
            "Deze uitvoer is niet door deze installatie ondertekend. Vraag wie hem maakte naar de openbare "
            f"sleutel, en geef die mee als zij gelijk is aan {sleutel}."
        )


class Bron(Protocol):
    """Where a readable export is read from, and by whom it may be signed."""

    @property
    def sleutel(self) -> str: ...

    @property
    def van_code(self) -> str: ...

    def lees(self, naam: str) -> Iterator[bytes]:
        """Yield what a part says."""


@dataclass
class _Aanbouw:
    """Writes parts and remembers the print of what they say."""

    bundel: BundelInAanbouw
    inhoud: dict[str, dict[str, Any]] = field(default_factory=dict)

    @contextmanager
    def deel(self, naam: str) -> Iterator[Callable[[bytes], None]]:
        som, grootte = hashlib.sha256(), 0
        with self.bundel.schrijver(naam) as schrijver:

            def schrijf(stuk: bytes) -> None:
                nonlocal grootte
                schrijver.schrijf(stuk)
                som.update(stuk)
                grootte += len(stuk)

            yield schrijf
        self.bundel.klaar(naam, schrijver)
        self.inhoud[naam] = {"sha256": som.hexdigest(), "grootte": grootte}

    def heel(self, naam: str, inhoud: bytes) -> None:
        with self.deel(naam) as schrijf:
            schrijf(inhoud)


# -- export --------------------------------------------------------------------------------------------


def maak_leesbaar(ref: GemeenteRef, plek: Path, *, at: datetime, meld: Meld = zwijg) -> Bundel:
    """Write the readable form of a gemeente, closed; everything in it is of one moment."""
    with in_platform():
        rij = Gemeente.objects.get(pk=ref.id)
        dicht = bytes(rij.sleutel)
    bundel = BundelInAanbouw(plek, nieuwe_id(), open_bos(ref.id, dicht))
    aanbouw = _Aanbouw(bundel)
    try:
        with in_gemeente(ref):
            _rijen(aanbouw, ref, meld)
            _originelen(aanbouw, meld)
        aanbouw.heel(BESCHRIJVING, _json([modellen.beschrijf(model) for model in modellen.alle_modellen()]))
        gemeente = {naam: getattr(rij, naam) for naam in ("id", "naam", "cbs_code", "slug", "variant")}
        aanbouw.heel(GEMEENTE, _json(gemeente))
        moment = f"{at:%d-%m-%Y %H:%M} UTC"
        tekst = _TEKST.format(naam=rij.naam, code=rij.cbs_code, release=__version__, moment=moment)
        aanbouw.heel(LEESMIJ, tekst.encode())
        _teken(aanbouw, rij, at)
        manifest = bundel.rond_af(rij, dichte_bos=dicht, at=at)
    except BaseException:
        bundel.gooi_weg()
        raise
    return Bundel(plek, manifest)


def _json(inhoud: Any) -> bytes:
    return json.dumps(inhoud, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1).encode()


def _rijen(aanbouw: _Aanbouw, ref: GemeenteRef, meld: Meld) -> None:
    with transaction.atomic(using=migraties.MIGRATOR):
        with connections[migraties.MIGRATOR].cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for model in modellen.alle_modellen():
            naam = modellen.naam_van(model)
            if modellen.gaat_mee(naam):
                _model(aanbouw, model, f"modellen/{naam}.jsonl", meld)
        for tabel in _zonder_model(ref.schema_name):
            _tabel(aanbouw, tabel)


def _model(aanbouw: _Aanbouw, model: Any, deel: str, meld: Meld) -> None:
    velden, som = modellen.velden_van(model), Rijsom()
    rijen = model._base_manager.using(migraties.MIGRATOR).order_by("pk")  # noqa: SLF001 -- public in Django
    with aanbouw.deel(deel) as schrijf:
        for rij in rijen.iterator(2_000):
            regel = modellen.als_regel(rij, velden)
            som.neem(regel)
            schrijf(regel)
            meld(modellen.naam_van(model), 1)
    aanbouw.bundel.tabellen[modellen.naam_van(model)] = Tabel(
        som.rijen, som.som, tuple(veld.name for veld in velden)
    )


def _zonder_model(schema: str) -> list[str]:
    """Return the tables that no model describes, without the list of migrations."""
    met = {model._meta.db_table for model in modellen.alle_modellen()}  # noqa: SLF001 -- public in Django
    with connections[migraties.MIGRATOR].cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace AND relkind = 'r'", [schema]
        )
        alle = {rij[0] for rij in cursor.fetchall()}
    return sorted(alle - met - {"django_migrations"})


def _tabel(aanbouw: _Aanbouw, tabel: str) -> None:
    with aanbouw.deel(f"{_RUW}/{tabel}.jsonl") as schrijf:
        for regel in _ruwe_rijen(tabel):
            schrijf(regel)


def _ruwe_rijen(tabel: str) -> Iterator[bytes]:
    """Yield the rows of a table that no model describes, some at a time; in a transaction."""
    verbinding: Any = connections[migraties.MIGRATOR]
    with verbinding.chunked_cursor() as cursor:
        cursor.execute(f'SELECT to_jsonb(t)::text FROM "{tabel}" t')  # noqa: S608 -- a name of the catalog
        while rijen := cursor.fetchmany(2_000):
            yield from (f"{regel}\n".encode() for (regel,) in rijen)


def _originelen(aanbouw: _Aanbouw, meld: Meld) -> None:
    """Open every file of the gemeente; the scope is that of the gemeente."""
    lijst = []
    for soort, id_ in bestanden.alle():
        try:
            inhoud = bestanden.haal(soort, id_)
        except bestanden.BestandWeg:
            continue  # destroyed at this very moment
        naam = f"originelen/{soort}/{id_}"
        aanbouw.heel(naam, inhoud)
        lijst.append({"soort": soort, "id": str(id_), **aanbouw.inhoud[naam]})
        meld("originelen", 1)
    aanbouw.heel(ORIGINELEN, b"".join(orjson.dumps(regel) + b"\n" for regel in lijst))


def _teken(aanbouw: _Aanbouw, rij: Gemeente, at: datetime) -> None:
    sleutel = tekensleutel()
    inhoud = {
        "formaat": FORMAAT,
        "release": __version__,
        "gemaakt_op": at,
        "gemeente_id": rij.pk,
        "naam": rij.naam,
        "cbs_code": rij.cbs_code,
        "openbare_sleutel": sleutel.public_key().public_bytes_raw().hex(),
        "delen": dict(sorted(aanbouw.inhoud.items())),
    }
    tekst = _json(inhoud)
    aanbouw.heel(INHOUD, tekst)
    aanbouw.heel(HANDTEKENING, sleutel.sign(tekst).hex().encode())


def als_zip(bundel: Bundel) -> Iterator[bytes]:
    """Yield the readable form as a ZIP, opened piece by piece: nothing readable touches a disk here."""
    bak = _Bak()
    inhoud = json.loads(b"".join(bundel.lees(INHOUD)))
    with zipfile.ZipFile(bak, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as zip_:
        for naam in (LEESMIJ, INHOUD, HANDTEKENING, *(n for n in inhoud["delen"] if n != LEESMIJ)):
            with zip_.open(
                zipfile.ZipInfo(naam, date_time=(2026, 1, 1, 0, 0, 0)), "w", force_zip64=True
            ) as uit:
                for stuk in bundel.lees(naam):
                    uit.write(stuk)
                    yield bak.neem()
    yield bak.neem()


class _Bak(io.RawIOBase):
    """What a ZIP was written to since somebody took it."""

    def __init__(self) -> None:
        self._stukken, self._plek = bytearray(), 0

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def write(self, stuk: Any) -> int:
        self._stukken += stuk
        self._plek += len(stuk)
        return len(stuk)

    def tell(self) -> int:
        return self._plek

    def neem(self) -> bytes:
        """Return what was written, and forget it."""
        stuk = bytes(self._stukken)
        self._stukken.clear()
        return stuk


# -- import --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Leesbaar:
    """A readable export in a folder or a ZIP, of this release or an older one.

    `sleutel`: the public key of the installation that signed it, when that is another one. `van_code`: the
    code of the gemeente that it is of, when that is another one (gemeenten that become one).
    """

    plek: Path
    sleutel: str = ""
    van_code: str = ""

    @cached_property
    def _zip(self) -> zipfile.ZipFile:
        """The ZIP, opened once: its list of parts is long."""
        return zipfile.ZipFile(self.plek)

    def lees(self, naam: str) -> Iterator[bytes]:
        """Yield what a part says.

        :raises GeenBundel: it is not there.
        """
        try:
            with (self.plek / naam).open("rb") if self.plek.is_dir() else self._zip.open(naam) as deel:
                yield from iter(lambda: deel.read(1 << 20), b"")
        except (OSError, KeyError, EOFError, NotImplementedError, zlib.error, zipfile.BadZipFile) as fout:
            raise GeenBundel from fout


@dataclass(frozen=True, slots=True)
class Gelezen:
    """What an import put beside."""

    gemaakt_op: datetime
    rijen: int
    bestanden: int


def controleer(bron: Bron) -> dict[str, Any]:
    """Return what an export says of itself; its signature and every print are made again.

    :raises GeenBundel: it is no readable export.  :raises BundelVeranderd: something was changed.
    :raises VreemdeSleutel: somebody else signed it, and nobody said that this is right.
    """
    try:
        tekst = _hoogstens(bron.lees(INHOUD), _HOOGSTENS)
        inhoud: dict[str, Any] = json.loads(tekst)
        zegt = str(inhoud["openbare_sleutel"])
        sleutel = Ed25519PublicKey.from_public_bytes(bytes.fromhex(zegt))
        sleutel.verify(bytes.fromhex(_hoogstens(bron.lees(HANDTEKENING), 1024).decode()), tekst)
        delen = {naam: (deel["sha256"], deel["grootte"]) for naam, deel in inhoud["delen"].items()}
    except InvalidSignature as fout:
        raise BundelVeranderd from fout
    except (ValueError, KeyError, TypeError, AttributeError) as fout:
        raise GeenBundel from fout
    if inhoud.get("formaat") != FORMAAT or not all(map(_NAAM.fullmatch, delen)):
        raise GeenBundel
    if zegt not in (bron.sleutel, tekensleutel().public_key().public_bytes_raw().hex()):
        raise VreemdeSleutel(zegt)
    for naam, deel in delen.items():
        if _afdruk(bron.lees(naam), hoogstens=deel[1]) != deel:
            raise BundelVeranderd(f"{BundelVeranderd.text} Kapot: {naam}.")
    return inhoud


def _hoogstens(stukken: Iterator[bytes], aantal: int) -> bytes:
    """Return a part as a whole, if it is not too large for that.

    :raises GeenBundel: it is.
    """
    bak = bytearray()
    for stuk in stukken:
        bak += stuk
        if len(bak) > aantal:
            raise GeenBundel
    return bytes(bak)


def _afdruk(stukken: Iterator[bytes], *, hoogstens: int) -> tuple[str, int]:
    """Return SHA-256 and size of a part; of one that is larger than it says, no further than that."""
    som, grootte = hashlib.sha256(), 0
    for stuk in stukken:
        som.update(stuk)
        grootte += len(stuk)
        if grootte > hoogstens:
            break
    return som.hexdigest(), grootte


def _van_deze(bron: Bron, inhoud: dict[str, Any], ref: GemeenteRef) -> None:
    """Refuse the data of one gemeente in another, unless somebody said whose they are.

    :raises AndereGemeente: it is of another gemeente.
    """
    if inhoud.get("cbs_code") != (bron.van_code or ref.cbs_code):
        raise AndereGemeente


def zet_naast(bron: Bron, ref: GemeenteRef, schema: str, *, meld: Meld = zwijg) -> Gelezen:
    """Make `schema` in the form of this release and fill it from a readable export, with its files.

    Text is encrypted anew with the keys of this gemeente. All or nothing.

    :raises modellen.Onbekend: the export holds something that this release has no place for.
    :raises AndereGemeente: it is of another gemeente.
    """
    inhoud = controleer(bron)
    _van_deze(bron, inhoud, ref)
    with plekken.verbonden(ref) as v, v.transaction():
        vorm = schemas.vorm_van(v, SJABLOON)
    with in_doel(doel_naast(ref, schema)), transaction.atomic(using=migraties.MIGRATOR):
        with connections[migraties.MIGRATOR].cursor():
            v = connections[migraties.MIGRATOR].connection
        schemas.maak_leeg(v, schema, vorm)
        rijen = sum(_vul(bron, naam, meld) for naam in inhoud["delen"] if naam.startswith("modellen/"))
        ruw = _zonder_model(schema)
        for naam in inhoud["delen"]:
            if naam.startswith(f"{_RUW}/"):
                _vul_tabel(bron, naam, ruw)
        v.execute(
            f'INSERT INTO "{schema}".django_migrations (id, app, name, applied) '  # noqa: S608 -- our own names
            f'SELECT id, app, name, applied FROM "{SJABLOON}".django_migrations'
        )
        schemas.maak_af(v, schema, vorm)
    aantal = _zet_originelen(bron, inhoud, ref, schema, meld)
    return Gelezen(datetime.fromisoformat(inhoud["gemaakt_op"]), rijen, aantal)


def _vul(bron: Bron, deel: str, meld: Meld) -> int:
    naam = Path(deel).name.removesuffix(".jsonl")
    model = modellen.model_van(naam)
    if model is None:
        return 0
    aantal, bak = 0, []
    for regel in modellen.regels(bron.lees(deel)):
        bak.append(modellen.als_rij(model, regel))
        if len(bak) == _PER_KEER:
            aantal += _schrijf(model, bak, meld)
            bak = []
    return aantal + _schrijf(model, bak, meld)


def _schrijf(model: Any, rijen: list[Any], meld: Meld) -> int:
    """Insert rows with every value they had, also the moments that a field would fill in by itself."""
    if rijen:
        velden = [veld for veld in model._meta.concrete_fields if not veld.generated]  # noqa: SLF001 -- public
        vanzelf = [v for v in velden if getattr(v, "auto_now", False) or getattr(v, "auto_now_add", False)]
        had = [{veld.attname: getattr(rij, veld.attname) for veld in vanzelf} for rij in rijen]
        vraag = model._base_manager.using(migraties.MIGRATOR)  # noqa: SLF001 -- public in Django
        vraag._insert(rijen, fields=velden, using=migraties.MIGRATOR)  # noqa: SLF001 -- bulk_create, keys and all
        if vanzelf:
            for rij, waarden in zip(rijen, had, strict=True):
                rij.__dict__.update(waarden)
            vraag.bulk_update(rijen, [veld.name for veld in vanzelf])
        meld(modellen.naam_van(model), len(rijen))
    return len(rijen)


def _vul_tabel(bron: Bron, deel: str, bekend: list[str]) -> None:
    tabel = Path(deel).name.removesuffix(".jsonl")
    if tabel not in bekend:  # the name comes from outside, and goes into a statement
        raise modellen.Onbekend(f"de tabel {tabel}")
    with connections[migraties.MIGRATOR].cursor() as cursor:
        for regel in modellen.regels(bron.lees(deel)):
            cursor.execute(
                f'INSERT INTO "{tabel}" SELECT * FROM jsonb_populate_record(NULL::"{tabel}", %s::jsonb)',  # noqa: S608
                [regel.decode()],
            )


def _zet_originelen(
    bron: Bron, inhoud: dict[str, Any], ref: GemeenteRef, schema: str, meld: Meld
) -> int:  # fmt: skip
    map_, aantal = maak_map(plekken.bestanden_naast(schema)), 0
    with in_gemeente(ref):
        for regel in modellen.regels(bron.lees(ORIGINELEN)):
            gegeven = orjson.loads(regel)
            soort, id_ = gegeven["soort"], UUID(gegeven["id"])
            naam = f"originelen/{soort}/{id_}"
            if naam not in inhoud["delen"]:  # nobody signed for it
                raise BundelVeranderd(f"{BundelVeranderd.text} Kapot: {naam}.")
            bestanden.bewaar_elders(map_, soort, id_, b"".join(bron.lees(naam)))
            aantal += 1
            meld("originelen", 1)
    return aantal


def vergelijk(bron: Bron, ref: GemeenteRef, schema: str, *, meld: Meld = zwijg) -> Bevinding:
    """Hold what was put beside against the export it came from: every field of every row, and every file.

    A field that came with a later release has nothing to be held against; one that got another name has.
    """
    inhoud, anders, rijen = controleer(bron), [], 0
    with in_doel(doel_naast(ref, schema)):
        for deel in inhoud["delen"]:
            if deel.startswith("modellen/"):
                aantal, gelijk = _vergelijk_model(bron, deel, meld)
                rijen += aantal
                if not gelijk:
                    anders.append(Path(deel).name.removesuffix(".jsonl"))
            elif deel.startswith(f"{_RUW}/") and not _ruw_is_gelijk(bron, deel):
                anders.append(Path(deel).name.removesuffix(".jsonl"))
    bestanden_anders, aantal_bestanden = _vergelijk_originelen(bron, ref, schema)
    geopend, onleesbaar = open_teksten(ref, schema, meld=meld)
    return Bevinding(
        tabellen_anders=anders,
        bestanden_anders=bestanden_anders,
        onleesbaar=onleesbaar,
        geopend=geopend,
        logboek=logboek_van(ref, schema),
        rijen=rijen,
        bestanden=aantal_bestanden,
    )


def _vergelijk_model(bron: Bron, deel: str, meld: Meld) -> tuple[int, bool]:
    naam = Path(deel).name.removesuffix(".jsonl")
    model = modellen.model_van(naam)
    if model is None:
        return 0, True
    velden, aantal, gelijk = modellen.velden_van(model), 0, True
    vraag: Any = model._base_manager.using(migraties.MIGRATOR).order_by("pk")  # noqa: SLF001 -- public
    toen = modellen.regels(bron.lees(deel))
    for regel, rij in zip_longest(toen, vraag.iterator(2_000)):
        if regel is None or rij is None:
            return aantal, False
        nu = orjson.loads(modellen.als_regel(rij, velden))
        gelijk = gelijk and modellen.zegt_hetzelfde(naam, orjson.loads(regel), nu)
        aantal += 1
        meld(f"{naam} vergelijken", 1)
    return aantal, gelijk


def _ruw_is_gelijk(bron: Bron, deel: str) -> bool:
    """Hold a table that no model describes against the export: every row, the columns that it had then."""
    eerste = next(modellen.regels(bron.lees(deel)), b"{}")
    kolommen = sorted(orjson.loads(eerste))

    def som(regels: Iterator[bytes]) -> tuple[int, str]:
        som = Rijsom()
        for regel in regels:
            rij = orjson.loads(regel)
            som.neem(orjson.dumps([rij.get(kolom) for kolom in kolommen]) + b"\n")
        return som.rijen, som.som

    tabel = Path(deel).name.removesuffix(".jsonl")
    with transaction.atomic(using=migraties.MIGRATOR):
        return som(modellen.regels(bron.lees(deel))) == som(_ruwe_rijen(tabel))


def _vergelijk_originelen(bron: Bron, ref: GemeenteRef, schema: str) -> tuple[list[str], int]:
    map_, anders, aantal = plekken.bestanden_naast(schema), [], 0
    with in_gemeente(ref):
        for regel in modellen.regels(bron.lees(ORIGINELEN)):
            gegeven = orjson.loads(regel)
            soort, id_ = gegeven["soort"], UUID(gegeven["id"])
            aantal += 1
            if hashlib.sha256(bestanden.haal_elders(map_, soort, id_)).hexdigest() != gegeven["sha256"]:
                anders.append(f"{soort}/{id_}")
    return anders, aantal
