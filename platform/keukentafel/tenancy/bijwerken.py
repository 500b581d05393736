"""Bring every schema up to date: one question says which are behind, one recording serves them all.

Schemas with the same migrations behind them have the same shape. Of each such group one goes first,
through Django's own executor, while its SQL is recorded; the others get that SQL replayed, each in
a short transaction of its own, together with its rows in django_migrations, its rights and its
version. So a schema is at the old version or at the new one, also after a kill -9, and running the
command again continues where it stopped. What cannot be recorded (RunPython, a migration that is
not atomic) goes through the executor for every schema.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing.connection import Connection, wait
from typing import Any, cast

import psycopg
from django.db import connections, transaction
from django_tenants.utils import get_tenant_model

from keukentafel import begin
from keukentafel.tenancy import migraties, versie
from keukentafel.tenancy.achterstand import Schema, Sleutel, loop_achter
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.inrichten import SJABLOON
from keukentafel.tenancy.migraties import MIGRATOR
from keukentafel.tenancy.opname import (
    Opname,
    kale_verbinding,
    met_executor,
    neem_schema_op,
    speel_af,
    wacht_kort,
)
from keukentafel.tenancy.scope import in_gemeente, in_platform
from keukentafel.tenancy.taken import alle_gemeenten

POGINGEN = 3
"""A schema that is in use when its turn comes is tried again at the end, this often in all."""
IN_GEBRUIK = "het schema was in gebruik (slot)"

Opnamen = dict[tuple[Sleutel, ...], Opname | None]


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What became of one schema: `bijgewerkt`, `was_al_bij` or `mislukt` (with the reason)."""

    schema: Schema
    stand: str
    fout: str = ""
    seconden: float = 0.0


@dataclass(slots=True)
class Verslag:
    """The result of one run."""

    publiek: int = 0
    al_bij: int = 0
    uitkomsten: list[Uitkomst] = field(default_factory=list)
    gestopt: str = ""

    @property
    def mislukt(self) -> list[Uitkomst]:
        return [uitkomst for uitkomst in self.uitkomsten if uitkomst.stand == "mislukt"]

    @property
    def bijgewerkt(self) -> int:
        return sum(1 for uitkomst in self.uitkomsten if uitkomst.stand == "bijgewerkt")


Melder = Callable[[Uitkomst], None]


def _zwijg(_uitkomst: Uitkomst) -> None:
    """Report to nobody."""


def werk_bij(*, kanarie: str = "", parallel: int = 1, meld: Melder = _zwijg) -> Verslag:
    """Bring public, the template and every gemeente to this release's version.

    The template goes first and then the canary (`kanarie`, a schema name); when one of these fails
    nothing else is touched. A gemeente that fails is left as it was and the others go on.
    """
    migraties.verbinding()
    verslag = Verslag(publiek=_werk_publiek_bij())
    totaal, achter = loop_achter()
    verslag.al_bij = totaal - len(achter)
    _schrijf_versies({schema.naam for schema in achter})
    eerst = [schema for schema in achter if schema.naam in (SJABLOON, kanarie)]
    rest = [schema for schema in achter if schema.naam not in (SJABLOON, kanarie)]
    opnamen: Opnamen = {}
    for schema in eerst:
        uitkomst = _een_voor_een(schema, opnamen)
        _noteer(verslag, uitkomst, meld)
        if uitkomst.stand == "mislukt":
            wie = "Het sjabloon" if schema.naam == SJABLOON else f"De kanarie {schema.label}"
            verslag.gestopt = f"{wie} is mislukt; de andere gemeenten zijn niet aangeraakt."
            return verslag
    _doe_de_rest(rest, opnamen, parallel, verslag, meld)
    adresboek.vergeet()
    return verslag


def vul_aan(verslag: Verslag, *, at: datetime) -> None:
    """Give every open gemeente the content that this release brings; who failed keeps what it had."""
    mislukt = {uitkomst.schema.naam for uitkomst in verslag.mislukt}
    for gemeente in alle_gemeenten():
        if gemeente.schema_name in mislukt or verslag.gestopt:
            continue
        try:
            with in_gemeente(gemeente), transaction.atomic():
                begin.vul_aan(at)
        except Exception as fout:
            schema = Schema(gemeente.schema_name, gemeente.naam, ())
            verslag.uitkomsten.append(Uitkomst(schema, "mislukt", _in_woorden(fout)))


def _werk_publiek_bij() -> int:
    """Upgrade the supplier's own tables, which all code reads, before any schema of a gemeente."""
    with in_platform(), connections[MIGRATOR].cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        heeft = set(cursor.fetchall())
    if set(migraties.op_schijf(gedeeld=True)) <= heeft:
        return 0
    with in_platform(), transaction.atomic(using=MIGRATOR):
        wacht_kort()
        aantal = migraties.migreer("public", gedeeld=True)
        migraties.geef_rechten("public")
    return aantal


def _schrijf_versies(achter: set[str]) -> None:
    """Write the version of schemas that turned out to be up to date already (brought there by hand)."""
    model = get_tenant_model()
    with in_platform():
        rijen = model.objects.using(MIGRATOR).exclude(schema_name__in=achter)
        rijen.exclude(schema_versie=versie.nieuwste()).update(schema_versie=versie.nieuwste())


def _noteer(verslag: Verslag, uitkomst: Uitkomst, meld: Melder) -> None:
    verslag.uitkomsten.append(uitkomst)
    meld(uitkomst)


def _doe_de_rest(
    rest: Sequence[Schema],
    opnamen: Opnamen,
    parallel: int,
    verslag: Verslag,
    meld: Melder,
) -> None:
    """Replay where there is a recording; let one schema of every other group make it."""
    over: list[Schema] = []
    for schema in rest:
        if schema.heeft in opnamen and not schema.ontbreekt:
            over.append(schema)
            continue
        uitkomst = _een_voor_een(schema, opnamen)
        if uitkomst.fout == IN_GEBRUIK:
            uitkomst = _een_voor_een(schema, opnamen)
        _noteer(verslag, uitkomst, meld)
    for poging in range(1, POGINGEN + 1):
        over = _ronde(over, opnamen, parallel, verslag, meld, laatste=poging == POGINGEN)
        if not over:
            return
        time.sleep(0.5 * poging)


def _ronde(
    over: Sequence[Schema],
    opnamen: Opnamen,
    parallel: int,
    verslag: Verslag,
    meld: Melder,
    *,
    laatste: bool,
) -> list[Schema]:
    """Do these schemas once; return those that were in use, to be tried again."""
    if not over:
        return []
    bezet = []
    werk = [(schema, opnamen[schema.heeft]) for schema in over]
    for uitkomst in _verdeel(werk, min(parallel, len(werk))):
        if uitkomst.fout == IN_GEBRUIK and not laatste:
            bezet.append(uitkomst.schema)
        else:
            _noteer(verslag, uitkomst, meld)
    return bezet


Werk = Sequence[tuple[Schema, Opname | None]]


def _verdeel(werk: Werk, parallel: int) -> Iterator[Uitkomst]:
    """Do the work here, or spread over processes that each have their own connection."""
    if parallel <= 1:
        with kale_verbinding() as eigen:
            for schema, opname in werk:
                yield _een(schema, opname, eigen)
        return
    connections.close_all()  # a child must not inherit a socket
    vork = multiprocessing.get_context("fork")
    lijnen, kinderen = [], []
    for nummer in range(parallel):
        hier, daar = vork.Pipe(duplex=False)
        kind = vork.Process(target=_kind, args=(werk[nummer::parallel], daar), daemon=True)
        kind.start()
        daar.close()
        lijnen.append(hier)
        kinderen.append(kind)
    yield from _luister(lijnen)
    for kind in kinderen:
        kind.join()


def _kind(werk: Werk, lijn: Any) -> None:
    """Work through one share. When the parent is gone, the next report fails and so do we."""
    with kale_verbinding() as eigen:
        for schema, opname in werk:
            lijn.send(_een(schema, opname, eigen))
    lijn.close()


def _luister(lijnen: list[Any]) -> Iterator[Uitkomst]:
    while lijnen:
        for lijn in wait(lijnen):
            try:
                yield cast(Connection, lijn).recv()
            except EOFError:
                lijnen.remove(lijn)


def _een_voor_een(schema: Schema, opnamen: Opnamen) -> Uitkomst:
    """Do one schema in this process; when it is the first of its shape, keep the recording."""
    if schema.ontbreekt or schema.heeft in opnamen:
        with kale_verbinding() as eigen:
            return _een(schema, opnamen.get(schema.heeft), eigen)
    begin = time.monotonic()
    try:
        opname = neem_schema_op(schema)
    except Exception as fout:
        connections[MIGRATOR].close()
        return Uitkomst(schema, "mislukt", _in_woorden(fout), time.monotonic() - begin)
    opnamen[schema.heeft] = opname
    return Uitkomst(schema, "bijgewerkt", seconden=time.monotonic() - begin)


def _een(schema: Schema, opname: Opname | None, eigen: Any) -> Uitkomst:
    begin = time.monotonic()
    try:
        if schema.ontbreekt:
            raise LookupError("het schema is er niet")
        if opname is None:
            met_executor(schema)
            stand = "bijgewerkt"
        else:
            stand = speel_af(eigen, schema, opname)
    except Exception as fout:
        return Uitkomst(schema, "mislukt", _in_woorden(fout), time.monotonic() - begin)
    return Uitkomst(schema, stand, seconden=time.monotonic() - begin)


def _in_woorden(fout: Exception) -> str:
    oorzaak = fout.__cause__ if isinstance(fout.__cause__, psycopg.Error) else fout
    if isinstance(oorzaak, psycopg.errors.LockNotAvailable):
        return IN_GEBRUIK
    if isinstance(oorzaak, psycopg.Error):
        return f"{type(oorzaak).__name__}: {oorzaak.diag.message_primary or ''}".rstrip(": ")
    return str(fout) or type(fout).__name__
