"""Write a bundle of one gemeente: everything in it is of one moment, while everybody works on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from django.core.serializers.json import DjangoJSONEncoder

from keukentafel.audit import ankers
from keukentafel.errors import Refusal
from keukentafel.tenancy.models import nieuwe_id
from keukentafel.tenancy.scope import GemeenteRef, in_gemeente, in_platform
from keukentafel.tenancy.sleutelbos import open_bos
from tenants.models import Domein, Gemeente
from tenants.uitvoer import plekken, schemas
from tenants.uitvoer.bundel import ANKERS, GEMEENTE, SCHEMA, Bundel, BundelInAanbouw, Meld, Tabel
from tenants.uitvoer.pakking import maak_map
from tenants.uitvoer.rijsom import Rijsom
from tenants.uitvoer.tempo import Tempo

_MELD_PER = 5_000
_POGINGEN = 3


class SleutelsVeranderen(Refusal):
    """Keys of the gemeente were replaced at the very moment of the export, again and again."""

    text = "De sleutels van deze gemeente worden op dit moment vervangen. Maak de kopie als dat klaar is."


def zwijg(_wat: str, _aantal: int) -> None:
    """Report to nobody."""


def maak_bundel(ref: GemeenteRef, plek: Path, *, at: datetime, meld: Meld = zwijg) -> Bundel:
    """Write everything of a gemeente to the folder `plek`, which must not be there yet.

    A table is read while others write to it; nobody waits, only an upgrade of this gemeente does. Killed
    half way, nothing stands at `plek`.

    :raises SleutelsVeranderen: the ring of the moment could not be had.
    """
    for _ in range(_POGINGEN - 1):
        with suppress(SleutelsVeranderen):
            return _maak_bundel(ref, plek, at=at, meld=meld)
    return _maak_bundel(ref, plek, at=at, meld=meld)


def _maak_bundel(ref: GemeenteRef, plek: Path, *, at: datetime, meld: Meld) -> Bundel:
    rij, dicht = _rij_en_bos(ref)
    bundel = BundelInAanbouw(plek, nieuwe_id(), open_bos(ref.id, dicht))
    try:
        with _bestanden_blijven(ref, bundel) as vastgehouden, plekken.verbonden(ref) as v:
            v.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            v.read_only = True
            with v.transaction():
                tabellen = schemas.kolommen(v, ref.schema_name)  # from here on it is this moment
                if _rij_en_bos(ref)[1] != dicht:  # a row of this moment may need a key that is not in it
                    raise SleutelsVeranderen
                schemas.houd_vast(v, ref.schema_name, tabellen, hoe="ACCESS SHARE")
                plekken.koppel_alle(plekken.bestanden_van(ref.id), vastgehouden)
                vorm = schemas.vorm_van(v, ref.schema_name)
                bundel.deel(SCHEMA, json.dumps(vorm.als_dict()).encode())
                for tabel, (kolommen, _) in tabellen.items():
                    _tabel(bundel, v, ref.schema_name, tabel, kolommen, meld)
            _bestanden(bundel, vastgehouden, meld)
        bundel.deel(GEMEENTE, _gemeente(rij))
        bundel.deel(ANKERS, _ankers(ref))
        manifest = bundel.rond_af(rij, dichte_bos=dicht, at=at)
    except BaseException:
        bundel.gooi_weg()
        raise
    return Bundel(plek, manifest)


def _rij_en_bos(ref: GemeenteRef) -> tuple[Gemeente, bytes]:
    """Return the row of the gemeente and its closed key ring, as they are now."""
    with in_platform():
        rij = Gemeente.objects.get(pk=ref.id)
        return rij, bytes(rij.sleutel)


def omvang(ref: GemeenteRef) -> int:
    """Return about how many rows and files there are to do, for a bar."""
    with plekken.verbonden(ref) as v:
        rijen = sum(aantal for _, aantal in schemas.kolommen(v, ref.schema_name).values())
    map_ = plekken.bestanden_van(ref.id)
    return int(rijen) + (sum(1 for _ in map_.glob("*/*.bin")) if map_.is_dir() else 0)


@contextmanager
def _bestanden_blijven(ref: GemeenteRef, bundel: BundelInAanbouw) -> Iterator[Path]:
    """Hold every file of before the moment by a second name; those of just before it follow after it.

    Both together hold every file that a row of the moment knows, whatever is destroyed meanwhile.
    """
    werk = plekken.bestanden_naast(f"werk_{bundel.id.hex}")
    try:
        plekken.koppel_alle(plekken.bestanden_van(ref.id), maak_map(werk))
        yield werk
    finally:
        shutil.rmtree(werk, ignore_errors=True)


def _tabel(bundel: BundelInAanbouw, v: Any, schema: str, tabel: str, kolommen: list[str], meld: Meld) -> None:
    som, gemeld, naam, tempo = Rijsom(), 0, f"tabellen/{tabel}.bin", Tempo()
    with bundel.schrijver(naam) as schrijver:
        for stuk in _grote_stukken(schemas.lees_tabel(v, schema, tabel, kolommen)):
            som.neem(stuk)
            schrijver.schrijf(stuk)
            tempo.adem()
            if som.rijen - gemeld >= _MELD_PER:
                meld(tabel, som.rijen - gemeld)
                gemeld = som.rijen
    bundel.klaar(naam, schrijver)
    bundel.tabellen[tabel] = Tabel(som.rijen, som.som, tuple(kolommen))
    meld(tabel, som.rijen - gemeld)


def _grote_stukken(stukken: Iterator[bytes | memoryview]) -> Iterator[bytes]:
    """Join what came row by row: the rest of the work is cheaper in large pieces."""
    bak = bytearray()
    for stuk in stukken:
        bak += stuk
        if len(bak) > 1 << 18:
            yield bytes(bak)
            bak.clear()
    yield bytes(bak)


def _bestanden(bundel: BundelInAanbouw, vastgehouden: Path, meld: Meld) -> None:
    tempo = Tempo()
    for pad in sorted(vastgehouden.glob("*/*.bin")):
        tempo.adem()
        bundel.bestand(pad, f"{pad.parent.name}/{pad.name}")
        meld("bestanden", 1)


def _gemeente(rij: Gemeente) -> bytes:
    """Return the row of the gemeente and its addresses; its keys are a part of their own."""

    def velden(model: Any, weg: frozenset[str] = frozenset()) -> dict[str, Any]:
        return {
            veld.attname: getattr(model, veld.attname)
            for veld in model._meta.concrete_fields  # noqa: SLF001 -- public in Django
            if veld.attname not in weg
        }

    with in_platform():
        domeinen = [velden(domein) for domein in Domein.objects.filter(gemeente_id=rij.pk).order_by("host")]
    inhoud = {"gemeente": velden(rij, frozenset({"sleutel"})), "domeinen": domeinen}
    return json.dumps(inhoud, cls=DjangoJSONEncoder).encode()


def _ankers(ref: GemeenteRef) -> bytes:
    """Return the anchors of the logboek, from table and file together."""
    with in_gemeente(ref):
        alle = ankers.bekende_ankers().alle
    return json.dumps(
        [{naam: getattr(anker, naam) for naam in anker.__slots__} for anker in alle], cls=DjangoJSONEncoder
    ).encode()
