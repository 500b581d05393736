"""Bring one schema up to date, whole or not at all.

Schemas with the same migrations behind them have the same shape. Of each such group the SQL is
written down once (`opname`), and every schema gets it replayed in a short transaction of its own,
together with its rows in django_migrations, its rights and its version. So a schema is at the old
version or at the new one, also after a kill -9, and doing it again continues where it stopped.
Which schema has its turn, and what became of it, is kept in rows by `tenants.golven`.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connections, transaction
from django_tenants.utils import get_tenant_model

from keukentafel.tenancy import migraties, opname, versie
from keukentafel.tenancy.achterstand import Schema, Sleutel
from keukentafel.tenancy.migraties import MIGRATOR, doel_van
from keukentafel.tenancy.opname import ZONDER_GRENS, Grenzen, Opname
from keukentafel.tenancy.scope import in_doel, in_platform

IN_GEBRUIK = "het schema was in gebruik (slot)"
KORT = (0.05, 0.2)
"""Seconds that the first tries wait for a table in use: whoever asks for it meanwhile hardly notices."""


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What became of one schema: `bijgewerkt`, `was_al_bij` or `mislukt` (with the reason)."""

    schema: Schema
    stand: str
    fout: str = ""
    seconden: float = 0.0


class Bijwerker:
    """Upgrades schemas one after the other; keeps what it wrote down and a connection to each cluster."""

    def __init__(self, grenzen: Grenzen) -> None:
        self.grenzen = grenzen
        self._opnamen: dict[tuple[Sleutel, ...], Opname | None] = {}
        self._lijnen: dict[str, Any] = {}

    def doe(self, schema: Schema) -> Uitkomst:
        """Upgrade one schema; a failure is told, and leaves it as it was."""
        begin = time.monotonic()
        try:
            stand = self._doe(schema)
        except Exception as fout:
            self._verbreek(schema)
            return Uitkomst(schema, "mislukt", self._in_woorden(fout), time.monotonic() - begin)
        return Uitkomst(schema, stand, seconden=time.monotonic() - begin)

    def bereid_voor(self, schema: Schema) -> None:
        """Write down beforehand what this schema needs; what fails here is told when its turn comes."""
        try:
            self._opname_voor(schema)
        except Exception:
            self._verbreek(schema)

    def sluit(self) -> None:
        """Let go of every connection, before a fork or at the end."""
        for lijn in self._lijnen.values():
            lijn.close()
        self._lijnen.clear()

    def _doe(self, schema: Schema) -> str:
        if schema.ontbreekt:
            raise LookupError("het schema is er niet")
        if set(schema.heeft) == set(migraties.op_schijf()):
            return "was_al_bij"
        script = self._opname_voor(schema)
        grenzen = ZONDER_GRENS if schema.is_sjabloon else self.grenzen
        for slot in (*KORT, grenzen.slot):
            try:
                stand = self._voer_uit(schema, script, Grenzen(slot, grenzen.duur))
            except Exception as fout:
                if slot == grenzen.slot or not isinstance(_oorzaak(fout), psycopg.errors.LockNotAvailable):
                    raise
                time.sleep(slot)
            else:
                break
        if schema.cluster:
            opname.schrijf_versie(schema)
        return stand

    def _voer_uit(self, schema: Schema, script: Opname | None, grenzen: Grenzen) -> str:
        if script is None:
            opname.met_executor(schema, grenzen)
            return "bijgewerkt"
        return opname.speel_af(self._lijn(schema.cluster), schema, script, grenzen)

    def _opname_voor(self, schema: Schema) -> Opname | None:
        if schema.heeft not in self._opnamen:
            self._opnamen[schema.heeft] = opname.neem_schema_op(schema)
        return self._opnamen[schema.heeft]

    def _lijn(self, cluster: str) -> Any:
        if cluster not in self._lijnen:
            self._lijnen[cluster] = migraties.kale_verbinding_naar(cluster)
        return self._lijnen[cluster]

    def _verbreek(self, schema: Schema) -> None:
        """Begin the next schema on fresh connections: nobody knows what this failure left on them."""
        lijn = self._lijnen.pop(schema.cluster, None)
        if lijn is not None:
            lijn.close()
        with in_doel(doel_van(schema.naam, schema.cluster)):
            connections[MIGRATOR].close()

    def _in_woorden(self, fout: Exception) -> str:
        oorzaak = _oorzaak(fout)
        if isinstance(oorzaak, psycopg.errors.LockNotAvailable):
            return IN_GEBRUIK
        if isinstance(oorzaak, psycopg.errors.QueryCanceled):
            duur = f"{self.grenzen.duur:g}".replace(".", ",")
            return f"het duurde langer dan {duur} seconden en is teruggedraaid"
        if isinstance(oorzaak, psycopg.Error):
            return f"{type(oorzaak).__name__}: {oorzaak.diag.message_primary or ''}".rstrip(": ")
        return str(fout) or type(fout).__name__


def _oorzaak(fout: Exception) -> BaseException:
    return fout.__cause__ if isinstance(fout.__cause__, psycopg.Error) else fout


def werk_publiek_bij() -> int:
    """Upgrade the supplier's own tables, which all code reads, before any schema of a gemeente."""
    migraties.verbinding()
    with in_platform(), connections[MIGRATOR].cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        heeft = set(cursor.fetchall())
    if set(migraties.op_schijf(gedeeld=True)) <= heeft:
        return 0
    with in_platform(), transaction.atomic(using=MIGRATOR):
        opname.wacht_hooguit(ZONDER_GRENS.slot)
        aantal = migraties.migreer("public", gedeeld=True)
        migraties.geef_rechten("public")
    return aantal


def schrijf_versies(achter: set[str]) -> None:
    """Write the version of schemas that turned out to be up to date already (by hand, or after a kill)."""
    model = get_tenant_model()
    with in_platform():
        rijen = model.objects.using(MIGRATOR).exclude(schema_name__in=achter).exclude(stand="beeindigd")
        rijen.exclude(schema_versie=versie.nieuwste()).update(schema_versie=versie.nieuwste())
