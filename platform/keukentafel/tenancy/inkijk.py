"""Looking along from the supplier: read only, behind the glass, and what is of a person is masked (ADR 0020).

Two walls, of which the first alone would do. The database role of such a look has SELECT on the columns
that stand open in `kolommen.txt`, and nothing else: no other column, no INSERT, UPDATE or DELETE, no
logboek. And a column that is not open is compiled to a constant, so that a page still has something to
show. A query that goes around the compiler, or a column that nobody classified, is refused by PostgreSQL.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db import models
from django.db.models.expressions import Col

from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.scope import Doelschema, GemeenteRef, achter_glas, huidige_scope, in_doel

GEMASKEERD, LEESBAAR = "gemaskeerd", "leesbaar"
"""With masks, or (when the gemeente ticked it) with the text of residents; secrets never."""
ROL_VAN: Mapping[str, str] = {GEMASKEERD: "kijk", LEESBAAR: "lees"}
VERBORGEN = "[verborgen]"
"""What stands where a text was."""
VERBORGEN_CIJFER = b"kt-verborgen"
"""What stands where an encrypted text was (`velden` makes `VERBORGEN` of it)."""
_GROEPEN = ("open", "dicht", "nooit")
_SCHEMA = re.compile(r"t_[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Kolommen:
    """The columns of one table: open to every look, open to a readable one, open to none."""

    open: frozenset[str] = frozenset()
    dicht: frozenset[str] = frozenset()
    nooit: frozenset[str] = frozenset()

    def zichtbaar(self, kijk: str) -> frozenset[str]:
        """Return the columns that a look of this kind may read."""
        return self.open | self.dicht if kijk == LEESBAAR else self.open


GEEN_KOLOMMEN = Kolommen()
_bestand: list[Path] = []


def registreer_kolommen(pad: Path) -> None:
    """Say where the list of columns stands: an upper floor knows the tables. The last one holds."""
    _bestand[:] = [pad]
    kolommen.cache_clear()


@cache
def kolommen() -> Mapping[str, Kolommen]:
    """Return the list: table → its columns. A table that is not in it is closed."""
    return lees_kolommen(_bestand[0].read_text(encoding="utf-8")) if _bestand else {}


def lees_kolommen(tekst: str) -> dict[str, Kolommen]:
    """Read the text of the list: a name of a table, and below it one line for each group.

    :raises ValueError: a line that is neither.
    """
    tabellen: dict[str, dict[str, frozenset[str]]] = {}
    tabel = ""
    for regel in tekst.splitlines():
        woorden = regel.partition("#")[0].split()
        if not woorden:
            continue
        if not regel.startswith(" "):
            tabel = woorden[0]
            tabellen[tabel] = {}
        elif tabel and woorden[0] in _GROEPEN:
            tabellen[tabel][woorden[0]] = frozenset(woorden[1:])
        else:
            raise ValueError(f"Onbekende regel in de lijst van kolommen: {regel}")
    return {naam: Kolommen(**groepen) for naam, groepen in tabellen.items()}


def is_zichtbaar(kijk: str, tabel: str, kolom: str) -> bool:
    """Tell whether a look of this kind may read this column. What nobody classified is closed."""
    return kolom in kolommen().get(tabel, GEEN_KOLOMMEN).zichtbaar(kijk)


# -- the scope ---------------------------------------------------------------------------------------


@contextmanager
def in_inkijk(gemeente: GemeenteRef, *, kijk: str = GEMASKEERD) -> Iterator[None]:
    """Look along in one gemeente: everything below reads by the role of the look, and sees masks."""
    rol = gemeente.schema_name if zaaifouten.staat_aan("inkijk_met_gewone_rol") else _rol(gemeente, kijk)
    doel = Doelschema(schema=gemeente.schema_name, rol=rol, gemeente=gemeente, kijk=kijk)
    with achter_glas(doel), in_doel(doel):
        yield


def huidige_kijk() -> str:
    """Return how somebody of the supplier looks along at this moment; empty: nobody does."""
    doel = huidige_scope()
    return doel.kijk if doel is not None else ""


@contextmanager
def buiten_het_glas() -> Iterator[None]:
    """Step out of a look for one line of the logboek. For the ground floor only: nothing may be read here."""
    doel = huidige_scope()
    if doel is None or not doel.kijk or doel.gemeente is None:
        yield
        return
    with achter_glas(None), in_doel(Doelschema(doel.schema, doel.schema, doel.gemeente)):
        yield


def _rol(gemeente: GemeenteRef, kijk: str) -> str:
    return f"{gemeente.schema_name}_{ROL_VAN[kijk]}"


# -- the mask ----------------------------------------------------------------------------------------


def _gemaskeerde_col(self: Col, compiler: Any, connection: Any, **_rest: Any) -> tuple[str, Any]:
    """Compile a column: as Django does, or to a constant in a look that may not read it."""
    kijk = huidige_kijk()
    veld: Any = self.target
    if (
        not kijk
        or is_zichtbaar(kijk, veld.model._meta.db_table, veld.column)  # noqa: SLF001 -- public in Django
        or zaaifouten.staat_aan("inkijk_zonder_masker")
    ):
        return self.as_sql(compiler, connection)
    return masker(veld, connection), []


Col.as_postgresql = _gemaskeerde_col  # type: ignore[attr-defined]
"""Django's own way to let one kind of database compile an expression otherwise."""


def masker(veld: Any, connection: Any) -> str:
    """Return the constant that stands in the place of a column, of the type of that column."""
    soort = veld.db_type(connection)
    doel = veld.target_field if veld.is_relation else veld
    waarde = "NULL" if veld.null and not _is_tekst(doel) else _constante(doel)
    return f"{waarde}::{soort}"


def _is_tekst(veld: Any) -> bool:
    return isinstance(veld, models.CharField | models.TextField | models.BinaryField)


def _constante(veld: Any) -> str:
    for soorten, waarde in _MASKERS:
        if isinstance(veld, soorten):
            return waarde
    if isinstance(veld, models.JSONField):
        return "'[]'" if veld.default is list else "'{}'"
    raise TypeError(f"Voor {veld} is er geen masker.")


def _maskers() -> tuple[tuple[Any, str], ...]:
    from django.contrib.postgres.fields import ArrayField

    return (
        (models.BinaryField, f"'\\x{VERBORGEN_CIJFER.hex()}'"),
        (models.URLField, "'https://verborgen.invalid/'"),
        (models.EmailField, "'verborgen@verborgen.invalid'"),
        ((models.CharField, models.TextField), f"'{VERBORGEN}'"),
        (models.BooleanField, "false"),
        (models.DateTimeField, "'1900-01-01T00:00:00Z'"),
        (models.DateField, "'1900-01-01'"),
        (models.TimeField, "'00:00'"),
        ((models.IntegerField, models.DecimalField, models.FloatField), "0"),
        (models.UUIDField, "'00000000-0000-0000-0000-000000000000'"),
        (ArrayField, "'{}'"),
    )


_MASKERS = _maskers()


# -- the roles ---------------------------------------------------------------------------------------


def kijkrollen(schema: str) -> tuple[str, ...]:
    """Return the names of the two roles of a look in this schema."""
    return tuple(f"{schema}_{einde}" for einde in ROL_VAN.values())


def kijkrol_sql(schema: str, kijk: str, aanwezig: Mapping[str, set[str]]) -> list[str]:
    """Return the statements that give the role of a look its rights, and take away what it had more.

    `aanwezig` says which tables and columns this schema has: a gemeente may be a version behind. In
    PostgreSQL, what is revoked on a table is revoked on each of its columns too.
    """
    _controleer(schema)
    rol = f"{schema}_{ROL_VAN[kijk]}"
    regels = [
        f'REVOKE ALL ON ALL TABLES IN SCHEMA "{schema}" FROM "{rol}"',
        f'GRANT USAGE ON SCHEMA "{schema}" TO "{rol}"',
    ]
    for tabel, groepen in sorted(kolommen().items()):
        welke = sorted(groepen.zichtbaar(kijk) & aanwezig.get(tabel, set()))
        if welke:
            namen = ", ".join(f'"{kolom}"' for kolom in welke)
            regels.append(f'GRANT SELECT ({namen}) ON "{schema}"."{tabel}" TO "{rol}"')
    return regels


def zorg_voor_rol(cursor: Any, rol: str, login: str) -> None:
    """Make the role when it is not there; two that do so at once make one."""
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [rol])
    if cursor.fetchone() is None:
        cursor.execute(
            f'DO $$ BEGIN CREATE ROLE "{rol}" NOLOGIN; '
            "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        )
    cursor.execute(
        f'DO $$ BEGIN GRANT "{rol}" TO "{login}"; EXCEPTION WHEN unique_violation THEN NULL; END $$'
    )


def aanwezige_kolommen(cursor: Any, schema: str) -> dict[str, set[str]]:
    """Return the tables of a schema with their columns."""
    cursor.execute(
        "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
        " WHERE c.relnamespace = %s::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped",
        [schema],
    )
    gevonden: dict[str, set[str]] = {}
    for tabel, kolom in cursor.fetchall():
        gevonden.setdefault(tabel, set()).add(kolom)
    return gevonden


def zet_open(cursor: Any, schema: str, *, kijk: str, login: str) -> None:
    """Give the role of one kind of look its rights in one schema. Needs the migrator's login; may run again."""
    _controleer(schema)
    zorg_voor_rol(cursor, f"{schema}_{ROL_VAN[kijk]}", login)
    for opdracht in kijkrol_sql(schema, kijk, aanwezige_kolommen(cursor, schema)):
        cursor.execute(opdracht)


def zet_dicht(cursor: Any, schema: str, *, behalve: Collection[str] = ()) -> None:
    """Take every right of a look in one schema away again: outside a look its roles may do nothing.

    `behalve`: the kinds of look that somebody may still use there.
    """
    _controleer(schema)
    for rol in [f"{schema}_{einde}" for kijk, einde in ROL_VAN.items() if kijk not in behalve]:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [rol])
        if cursor.fetchone() is not None:
            cursor.execute(f'REVOKE ALL ON ALL TABLES IN SCHEMA "{schema}" FROM "{rol}"')
            cursor.execute(f'REVOKE ALL ON SCHEMA "{schema}" FROM "{rol}"')


def kijk_met_rechten(cursor: Any) -> dict[str, set[str]]:
    """Return the schemas of this cluster that a look may enter now, as the database itself says: of what kind."""
    cursor.execute(
        "SELECT n.nspname, right(r.rolname::text, 4) FROM pg_catalog.pg_namespace n JOIN pg_catalog.pg_roles r"
        " ON left(r.rolname::text, 14) = n.nspname::text"
        " WHERE right(r.rolname::text, 5) IN ('_kijk', '_lees')"
        " AND pg_catalog.has_schema_privilege(r.oid, n.oid, 'USAGE')"
    )
    kijk_van = {einde: kijk for kijk, einde in ROL_VAN.items()}
    gevonden: dict[str, set[str]] = {}
    for schema, einde in cursor.fetchall():
        gevonden.setdefault(str(schema), set()).add(kijk_van[einde])
    return gevonden


def verwijder_kijkrollen(cursor: Any, schema: str) -> None:
    """Drop both roles, when a gemeente goes. Run it after its schema was dropped."""
    _controleer(schema)
    for rol in kijkrollen(schema):
        cursor.execute(f'DROP ROLE IF EXISTS "{rol}"')


def _controleer(schema: str) -> None:
    if not _SCHEMA.fullmatch(schema):
        raise ValueError("Dit is geen schema van een gemeente.")
