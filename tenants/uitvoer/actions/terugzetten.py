"""Put a bundle beside its gemeente, and hold what stands there against the bundle and against now."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from django.db import connections

from keukentafel.audit import keten
from keukentafel.errors import Refusal
from keukentafel.tenancy import migraties, sleutels
from keukentafel.tenancy.roteren import versleutelde_kolommen
from keukentafel.tenancy.scope import Doelschema, GemeenteRef, in_doel
from keukentafel.tenancy.sleutelbos import GeenSleutel, Sleutelbos
from tenants.uitvoer import plekken, schemas
from tenants.uitvoer.actions.exporteren import zwijg
from tenants.uitvoer.bundel import SCHEMA, Bundel, BundelVeranderd, Meld
from tenants.uitvoer.pakking import maak_map
from tenants.uitvoer.rijsom import Rijsom, rijsom
from tenants.uitvoer.tempo import Tempo


class AndereGemeente(Refusal):
    """The bundle is of somebody else."""

    text = "Deze uitvoer is van een andere gemeente."


class AndereSleutels(Refusal):
    """The keys in the bundle are not those of this gemeente."""

    text = "De sleutels in deze uitvoer zijn niet die van deze gemeente."


class TeNieuw(Refusal):
    """The bundle was made by a release after this one."""

    text = "Deze uitvoer komt van een nieuwere versie van Keukentafel. Werk eerst bij."


@dataclass(frozen=True)
class Bevinding:
    """What comparing gave. The names of tables, columns and files, ids and counts; never what is in a row."""

    kapotte_delen: list[str] = field(default_factory=list)
    vorm_gelijk: bool = True
    tabellen_anders: list[str] = field(default_factory=list)
    bestanden_anders: list[str] = field(default_factory=list)
    onleesbaar: dict[str, int] = field(default_factory=dict)
    geopend: int = 0
    logboek: list[str] = field(default_factory=list)
    rijen: int = 0
    bestanden: int = 0

    @property
    def is_gelijk(self) -> bool:
        """Whether what stands beside is exactly what was exported, and opens.

        A chain of the logboek that was broken before the export is broken here too: it is told, not blamed.
        Who compared no row compared nothing: every gemeente has some.
        """
        fout = (self.kapotte_delen, self.tabellen_anders, self.bestanden_anders, self.onleesbaar)
        return self.rijen > 0 and self.vorm_gelijk and not any(fout)

    def als_dict(self) -> dict[str, Any]:
        """Return it as JSON keeps it."""
        return {**asdict(self), "is_gelijk": self.is_gelijk}


def zet_naast(bundel: Bundel, ref: GemeenteRef, schema: str, *, meld: Meld = zwijg) -> Bevinding:
    """Make `schema` from a bundle, with its files, and compare it with the bundle.

    All or nothing: killed half way there is no schema. Rows that do not come out as they went in are
    named in the answer; a part that was changed is refused before anything is made.

    :raises AndereGemeente: the bundle is of another gemeente.
    :raises BundelVeranderd: a part is not as it was written.
    """
    if bundel.manifest.gemeente_id != ref.id:
        raise AndereGemeente
    kapot = bundel.controleer()
    if kapot:
        raise BundelVeranderd(f"{BundelVeranderd.text} Kapot: {', '.join(kapot[:5])}.")
    houd_sleutels(ref, bundel.bos)
    vorm = schemas.vorm_uit(bundel.json(SCHEMA))
    onbekend = {tuple(rij) for rij in vorm.migraties} - set(migraties.op_schijf())
    if onbekend:
        raise TeNieuw
    with plekken.verbonden(ref) as v, v.transaction():
        schemas.maak_leeg(v, schema, vorm)
        for tabel in vorm.tabellen:
            naam, kolommen = f"tabellen/{tabel}.bin", list(bundel.manifest.tabellen[tabel].kolommen)
            schemas.vul_tabel(v, schema, tabel, kolommen, _gemeld(bundel.lees(naam), tabel, meld))
        meld("sleutels en indexen", 0)
        schemas.maak_af(v, schema, vorm)
    try:
        bestanden = _bestanden(bundel, schema, meld)
        with plekken.verbonden(ref) as v:
            _analyseer(v, schema, vorm.tabellen)
        bevinding = vergelijk_met_bundel(bundel, ref, schema, meld=meld)
        breng_bij(ref, schema)
    except BaseException:
        ruim_op(ref, schema)
        raise
    return replace(bevinding, bestanden=bestanden)


def _gemeld(stukken: Iterator[bytes], wat: str, meld: Meld) -> Iterator[bytes]:
    tempo = Tempo()
    for stuk in stukken:
        yield stuk
        tempo.adem()
        meld(wat, stuk.count(b"\n"))


def _analyseer(v: Any, schema: str, tabellen: tuple[str, ...]) -> None:
    """Tell the planner what came in, before anybody asks."""
    for tabel in tabellen:
        v.execute(f'ANALYZE "{schema}"."{tabel}"')


def _bestanden(bundel: Bundel, schema: str, meld: Meld) -> int:
    map_ = maak_map(plekken.bestanden_naast(schema))
    namen = bundel.bestanden()
    for naam in namen:
        doel = map_ / naam
        maak_map(doel.parent)
        shutil.copyfile(bundel.pad_van(naam), doel)
        doel.chmod(0o600)
        meld("bestanden", 1)
    return len(namen)


def houd_sleutels(ref: GemeenteRef, toen: Sleutelbos) -> None:
    """Put the versions of keys back that the bundle needs and that were thrown away since.

    The ring of now keeps writing with what it writes with; the older versions only open. The next
    `sleutels-roteren` encrypts what was put back with the newest, and throws them away again.

    :raises AndereSleutels: the bundle was made with other keys.
    """

    def verandering(bos: Sleutelbos) -> Sleutelbos | None:
        if bos.oer != toen.oer or any(bos.sleutels.get(n, s) != s for n, s in toen.sleutels.items()):
            raise AndereSleutels
        standen = {
            doel: replace(bos.stand(doel), oudste=min(bos.stand(doel).oudste, toen.stand(doel).oudste))
            for doel in bos.standen.keys() | toen.standen.keys()
        }
        if all(bos.stand(doel) == stand for doel, stand in standen.items()):
            return None
        nodig = {
            f"{doel}/{nummer}"
            for doel, stand in standen.items()
            for nummer in range(max(2, stand.oudste), stand.nieuwste + 1)
        }
        # A version from between the two is gone for good and opens nothing here; its place is taken.
        over = {naam: os.urandom(32) for naam in nodig - bos.sleutels.keys() - toen.sleutels.keys()}
        return replace(bos, sleutels={**over, **toen.sleutels, **bos.sleutels}, standen=standen)

    sleutels.verander_bos(ref.id, verandering)


# -- compare -------------------------------------------------------------------------------------------


def vergelijk_met_bundel(bundel: Bundel, ref: GemeenteRef, schema: str, *, meld: Meld = zwijg) -> Bevinding:
    """Hold a schema that was made from a bundle against that bundle: form, every row, every file, every text.

    Every table is read again and its print made anew; every file is read and its SHA-256 made anew; every
    encrypted text is opened with the keys of the gemeente, and the chain of the logboek is made again.
    """
    anders: list[str] = []
    with plekken.verbonden(ref) as v, v.transaction():
        vorm = schemas.vorm_van(v, schema)
        toen = schemas.vorm_uit(bundel.json(SCHEMA))
        for tabel, hoort in bundel.manifest.tabellen.items():
            som = rijsom(())
            if tabel in vorm.kolommen:
                som = _som_van(schemas.lees_tabel(v, schema, tabel, hoort.kolommen), tabel, meld)
            if (som.rijen, som.som) != (hoort.rijen, hoort.som):
                anders.append(tabel)
    geopend, onleesbaar = open_teksten(ref, schema, meld=meld)
    return Bevinding(
        vorm_gelijk=vorm.ddl == toen.ddl and set(vorm.tabellen) == set(bundel.manifest.tabellen),
        tabellen_anders=anders,
        bestanden_anders=_bestanden_anders(bundel, schema, meld),
        onleesbaar=onleesbaar,
        geopend=geopend,
        logboek=logboek_van(ref, schema),
        rijen=bundel.manifest.rijen,
        bestanden=bundel.manifest.bestanden,
    )


def _som_van(stukken: Iterator[bytes | memoryview], tabel: str, meld: Meld) -> Rijsom:
    som, gemeld, tempo = Rijsom(), 0, Tempo()
    for stuk in stukken:
        som.neem(stuk)
        tempo.adem()
        if som.rijen - gemeld >= 5_000:
            meld(f"{tabel} vergelijken", som.rijen - gemeld)
            gemeld = som.rijen
    meld(f"{tabel} vergelijken", som.rijen - gemeld)
    return som


def _bestanden_anders(bundel: Bundel, schema: str, meld: Meld) -> list[str]:
    map_, anders = plekken.bestanden_naast(schema), []
    for naam, deel in bundel.bestanden().items():
        if _sha256(map_ / naam) != deel.sha256:
            anders.append(naam)
        meld("bestanden vergelijken", 1)
    return anders


def _sha256(pad: Path) -> str:
    try:
        with pad.open("rb") as bestand:
            return hashlib.file_digest(bestand, "sha256").hexdigest()
    except OSError:
        return ""


def doel_naast(ref: GemeenteRef, schema: str) -> Doelschema:
    """Return the scope of a schema that stands beside: for the migrator's login only, no role may enter it."""
    return Doelschema(schema=schema, rol=schema, gemeente=ref)


def open_teksten(ref: GemeenteRef, schema: str, *, meld: Meld = zwijg) -> tuple[int, dict[str, int]]:
    """Open every encrypted text in a schema; return how many opened, and per table how many did not."""
    geopend, onleesbaar, tempo = 0, {}, Tempo()
    with in_doel(doel_naast(ref, schema)):
        for kolommen in versleutelde_kolommen():
            velden, fout = kolommen.teksten, 0
            rijen: Any = kolommen.model._default_manager.using(migraties.MIGRATOR)  # noqa: SLF001 -- public
            for rij in rijen.only("pk", *(veld.name for veld in velden)).iterator(2_000):
                tempo.adem()
                try:
                    geopend += sum(getattr(rij, veld.name) is not None for veld in velden)
                except GeenSleutel:
                    fout += 1
            meld(f"{kolommen.naam} openen", 0)
            if fout:
                onleesbaar[kolommen.naam] = fout
    return geopend, onleesbaar


def logboek_van(ref: GemeenteRef, schema: str) -> list[str]:
    """Make the chain of the logboek that stands beside again; return what is wrong with it."""
    with in_doel(doel_naast(ref, schema)):
        return [breuk.wat for breuk in keten.controleer(using=migraties.MIGRATOR).breuken]


def vergelijk_met_nu(ref: GemeenteRef, schema: str, *, meld: Meld = zwijg) -> list[schemas.Tabelverschil]:
    """Hold what stands beside against the gemeente of now, row by row; return the tables that differ."""
    verschillen = []
    with plekken.verbonden(ref) as v:
        for verschil in schemas.vergelijk_tabellen(v, ref.schema_name, schema):
            meld(f"{verschil.tabel} vergelijken", verschil.gelijk + verschil.anders)
            if not verschil.is_gelijk:
                verschillen.append(verschil)
    return verschillen


def breng_bij(ref: GemeenteRef, schema: str) -> int:
    """Take a schema that stands beside to the version of this release; return how many migrations it took."""
    with in_doel(doel_naast(ref, schema)):
        executor, doelen, plan = migraties.executor_plan(connections[migraties.MIGRATOR])
        if plan:
            executor.migrate(doelen, plan=plan)
        return len(plan)


def ruim_op(ref: GemeenteRef, schema: str) -> bool:
    """Throw away a schema that is not served, with its files; return whether it was there."""
    with plekken.verbonden(ref) as v:
        was_er = schemas.bestaat(v, schema)
        schemas.gooi_weg(v, schema)
    shutil.rmtree(plekken.bestanden_naast(schema), ignore_errors=True)
    return was_er
