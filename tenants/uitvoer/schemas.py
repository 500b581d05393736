"""Schemas as a whole, with the migrator's login: read one at one moment, fill a new one, put two in each other's place.

A schema that stands beside is called `n_…`, one that was taken out `o_…`: only `t_…` is ever served.
No role of a gemeente has a right on them.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import psycopg
from psycopg import sql

from keukentafel.errors import Refusal
from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.schema_script import Bouwplan, bouw_plan, rechten_sql, script_voor
from tenants.uitvoer.tempo import Tempo

WACHT_OP_SLOT = "10s"
_NAAM = re.compile(r"[ton]_[0-9a-f]{12}")
_KOLOMMEN = """
    SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum), greatest(c.reltuples, 0)::bigint
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = %s::regnamespace AND c.relkind = 'r'
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY c.oid, c.relname, c.reltuples ORDER BY c.oid
"""
_SLEUTELKOLOMMEN = """
    SELECT c.relname, array_agg(a.attname::text ORDER BY array_position(i.indkey::int2[], a.attnum))
      FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey::int2[])
     WHERE c.relnamespace = %s::regnamespace AND i.indisprimary GROUP BY c.relname
"""
_REEKSEN = "SELECT sequencename::text, last_value FROM pg_sequences WHERE schemaname = %s"


class SchemaBezet(Refusal):
    """Somebody held a table of the gemeente for too long."""

    text = "De gemeente was te lang in gebruik om te wisselen. Er is niets veranderd. Probeer het opnieuw."


@dataclass(frozen=True, slots=True)
class Vorm:
    """What a schema looks like, without a row: enough to make its like."""

    voor: str
    na: str
    tabellen: tuple[str, ...]
    kolommen: Mapping[str, Sequence[str]]
    reeksen: Mapping[str, int | None]
    migraties: Sequence[Sequence[str]]

    def als_dict(self) -> dict[str, Any]:
        """Return it as JSON keeps it."""
        return asdict(self)

    @property
    def ddl(self) -> str:
        """Return the whole definition, to compare with another."""
        return f"{self.voor}\n{self.na}"


def vorm_uit(gegevens: Mapping[str, Any]) -> Vorm:
    """Read what `Vorm.als_dict` gave."""
    return Vorm(**{**gegevens, "tabellen": tuple(gegevens["tabellen"])})


def nieuwe_naam(letter: str) -> str:
    """Return the name of a schema that stands beside (`n`) or was taken out (`o`)."""
    return f"{letter}_{secrets.token_hex(6)}"


def _veilig(schema: str) -> str:
    if not _NAAM.fullmatch(schema):
        raise ValueError("Dit is geen naam van een schema van een gemeente.")
    return schema


def bestaat(v: Any, schema: str) -> bool:
    """Tell whether there is such a schema."""
    return v.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema]).fetchone() is not None


def kolommen(v: Any, schema: str) -> dict[str, tuple[list[str], int]]:
    """Return every table in order of making: the columns that are filled, and about how many rows."""
    return {
        tabel: (namen, aantal) for tabel, namen, aantal in v.execute(_KOLOMMEN, [_veilig(schema)]).fetchall()
    }


def houd_vast(v: Any, schema: str, tabellen: Iterable[str], *, hoe: str) -> None:
    """Take a lock on all tables of a schema at once, in this transaction."""
    namen = ", ".join(f'"{_veilig(schema)}"."{tabel}"' for tabel in tabellen)
    v.execute(f"SET LOCAL lock_timeout TO '{WACHT_OP_SLOT}'; LOCK TABLE {namen} IN {hoe} MODE")


def vorm_van(v: Any, schema: str) -> Vorm:
    """Read what a schema looks like. In a transaction."""
    with v.cursor() as cursor:
        plan: Bouwplan = bouw_plan(cursor, _veilig(schema))
    reeksen = dict(v.execute(_REEKSEN, [schema]).fetchall())
    migraties = v.execute(
        f'SELECT app, name FROM "{schema}".django_migrations ORDER BY app COLLATE "C", name COLLATE "C"'  # noqa: S608
    ).fetchall()
    velden = {tabel: namen for tabel, (namen, _) in kolommen(v, schema).items()}
    return Vorm(plan.voor, plan.na, plan.tabellen, velden, reeksen, [list(rij) for rij in migraties])


def lees_tabel(v: Any, schema: str, tabel: str, welke: Sequence[str]) -> Iterator[bytes | memoryview]:
    """Yield the rows of a table as COPY writes them."""
    vraag = sql.SQL("COPY {} ({}) TO STDOUT").format(
        sql.Identifier(_veilig(schema), tabel), sql.SQL(", ").join(map(sql.Identifier, welke))
    )
    with v.cursor() as cursor, cursor.copy(vraag) as copy:
        yield from copy


def maak_leeg(v: Any, schema: str, vorm: Vorm) -> None:
    """Make the tables, without indexes, foreign keys and triggers."""
    v.execute("SET LOCAL synchronous_commit TO off; SET LOCAL maintenance_work_mem TO '256MB'")
    v.execute(script_voor(vorm.voor, _veilig(schema)))


def vul_tabel(v: Any, schema: str, tabel: str, welke: Sequence[str], stukken: Iterable[bytes]) -> None:
    """Fill a table that this transaction made."""
    vraag = sql.SQL("COPY {} ({}) FROM STDIN WITH (FREEZE)").format(
        sql.Identifier(_veilig(schema), tabel), sql.SQL(", ").join(map(sql.Identifier, welke))
    )
    with v.cursor() as cursor, cursor.copy(vraag) as copy:
        for stuk in stukken:
            copy.write(stuk)


def maak_af(v: Any, schema: str, vorm: Vorm) -> None:
    """Add indexes, foreign keys and triggers, and set the sequences."""
    tempo = Tempo()
    for opdracht in script_voor(vorm.na, _veilig(schema)).split(";\n"):
        v.execute(opdracht)
        tempo.adem()
    for reeks, waarde in vorm.reeksen.items():
        if waarde is not None:
            v.execute("SELECT setval(%s::regclass, %s)", [f'"{schema}"."{reeks}"', waarde])


def gooi_weg(v: Any, schema: str) -> None:
    """Drop a schema that stands beside or was taken out; never one that is served."""
    if _veilig(schema).startswith("t_"):
        raise ValueError("Een schema dat bediend wordt, gaat hier niet weg.")
    v.execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(sql.Identifier(schema)))


# -- compare -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tabelverschil:
    """How one table differs between two schemas. Ids only; never what stood in a row."""

    tabel: str
    gelijk: int
    anders: int
    alleen_nu: int
    alleen_naast: int
    voorbeelden: Sequence[str] = ()

    @property
    def is_gelijk(self) -> bool:
        """Whether there is no difference."""
        return not (self.anders or self.alleen_nu or self.alleen_naast)


def vergelijk_tabellen(v: Any, nu: str, naast: str) -> Iterator[Tabelverschil]:
    """Hold every row of two schemas against each other, table by table."""
    eigen, ander = kolommen(v, nu), kolommen(v, naast)
    sleutels: dict[str, list[str]] = dict(v.execute(_SLEUTELKOLOMMEN, [_veilig(nu)]).fetchall())
    for tabel in sorted(eigen.keys() | ander.keys()):
        if tabel not in eigen or tabel not in ander:
            waar, kant = (nu, "alleen_nu") if tabel in eigen else (naast, "alleen_naast")
            aantal = v.execute(
                sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(waar, tabel))
            ).fetchone()[0]
            leeg = {"gelijk": 0, "anders": 0, "alleen_nu": 0, "alleen_naast": 0}
            yield Tabelverschil(tabel, **{**leeg, kant: aantal})
            continue
        samen = sorted(set(eigen[tabel][0]) & set(ander[tabel][0]))
        yield _vergelijk(v, nu, naast, tabel, sleutels.get(tabel) or samen, samen)


def _vergelijk(
    v: Any, nu: str, naast: str, tabel: str, sleutel: Sequence[str], samen: Sequence[str]
) -> Tabelverschil:
    def rij(kant: str) -> sql.Composable:
        return sql.SQL("ROW({})::text").format(sql.SQL(", ").join(sql.Identifier(kant, k) for k in samen))

    gelijk = sql.SQL(" AND ").join(sql.SQL("a.{0} = b.{0}").format(sql.Identifier(k)) for k in sleutel)
    eerste = sql.Identifier(sleutel[0])
    vraag = sql.SQL("""
        SELECT count(*) FILTER (WHERE a.kt AND b.kt AND a.rij = b.rij),
               count(*) FILTER (WHERE a.kt AND b.kt AND a.rij <> b.rij),
               count(*) FILTER (WHERE b.kt IS NULL), count(*) FILTER (WHERE a.kt IS NULL),
               (array_agg(coalesce(a.{eerste}::text, b.{eerste}::text))
                  FILTER (WHERE a.kt IS NULL OR b.kt IS NULL OR a.rij <> b.rij))[1:20]
          FROM (SELECT {sleutel}, true AS kt, {rij_a} AS rij FROM {nu} a) a
          FULL JOIN (SELECT {sleutel}, true AS kt, {rij_b} AS rij FROM {naast} b) b ON {gelijk}
    """).format(
        eerste=eerste,
        sleutel=sql.SQL(", ").join(map(sql.Identifier, sleutel)),
        rij_a=rij("a"),
        rij_b=rij("b"),
        nu=sql.Identifier(_veilig(nu), tabel),
        naast=sql.Identifier(_veilig(naast), tabel),
        gelijk=gelijk,
    )
    gelijk_, anders, alleen_nu, alleen_naast, voorbeelden = v.execute(vraag).fetchone()
    toonbaar = voorbeelden if sleutel == ["id"] else None
    return Tabelverschil(tabel, gelijk_, anders, alleen_nu, alleen_naast, tuple(toonbaar or ()))


# -- swap ----------------------------------------------------------------------------------------------


def ruil(v: Any, *, bediend: str, erin: str, eruit: str) -> None:
    """Put the schema `erin` in the place of the one that is served, which is called `eruit` from now on.

    In the caller's transaction. Every table is held first: who is busy finishes, who comes waits and finds
    the tables of after. The name that is served stays what it is, so no process has to hear of it.

    :raises SchemaBezet: somebody held a table for too long; nothing changed.
    """
    rol, tabellen = _veilig(bediend), list(kolommen(v, bediend))
    try:
        if zaaifouten.staat_aan("wissel_zonder_slot"):
            v.execute(f"SET LOCAL lock_timeout TO '{WACHT_OP_SLOT}'")
        else:
            houd_vast(v, bediend, tabellen, hoe="ACCESS EXCLUSIVE")
    except psycopg.errors.LockNotAvailable as fout:
        raise SchemaBezet from fout
    # Also from who looks along from the supplier: on what is put in, that is asked and approved anew.
    for (wie,) in v.execute("SELECT rolname FROM pg_roles WHERE left(rolname, 14) = %s", [rol]).fetchall():
        v.execute(
            f'REVOKE ALL ON ALL TABLES IN SCHEMA "{bediend}" FROM "{wie}"; '
            f'REVOKE ALL ON ALL SEQUENCES IN SCHEMA "{bediend}" FROM "{wie}"; '
            f'REVOKE ALL ON SCHEMA "{bediend}" FROM "{wie}"'
        )
    v.execute(
        f'ALTER SCHEMA "{bediend}" RENAME TO "{_veilig(eruit)}"; '
        f'ALTER SCHEMA "{_veilig(erin)}" RENAME TO "{bediend}"'
    )
    v.execute(rechten_sql(bediend, sorted(kolommen(v, bediend))))
