"""One SQL script that makes a schema like the template, read from the catalogs (architecture §2.5).

`pg_dump -s` of a made and of a migrated schema are equal; a test compares them. The script is
built once per set of migrations and replayed for every new gemeente with only its name changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.inrichten import SJABLOON

ALLEEN_TOEVOEGEN = frozenset(
    {
        "audit_logboekregel",
        "tenants_platformregel",
        "delen_convenantbevestiging",
        "tenants_logboekanker",
        "tenants_vernietigingsverklaring",
        "bewaren_boekregel",
        "billing_factuur",
        "billing_factuurregel",
        "billing_factuurstuk",
        "billing_betaling",
        "billing_herinnering",
    }
)
"""Tables that a role may add to and read, and nothing more: the logboeken, the book of destruction, invoices."""
BLIJFT_STAAN = frozenset({"tenants_gemeente", "tenants_domein", "tenants_contracteinde"})
"""Rows that no request may take away: a schema without its row is personal data nobody finds (H47)."""
ALLEEN_LEZEN = frozenset({"django_migrations", "audit_schakel", "audit_beurt"})
"""What a role may read and no more: the chain of the logboek is written by the owner's own functions."""

_FUNCTIES = """
    SELECT pg_get_functiondef(p.oid) FROM pg_proc p
     WHERE p.pronamespace = %s::regnamespace ORDER BY p.proname
"""
_TABELLEN = """
    SELECT c.oid, c.relname FROM pg_class c
     WHERE c.relnamespace = %s::regnamespace AND c.relkind = 'r' ORDER BY c.oid
"""
_KOLOMMEN = """
    SELECT a.attrelid, quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
           a.attnotnull, a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid),
           CASE WHEN a.attcollation <> t.typcollation THEN co.collname END,
           CASE WHEN a.attidentity <> '' THEN (SELECT quote_ident(s.relname) FROM pg_depend x
                JOIN pg_class s ON s.oid = x.objid AND s.relkind = 'S'
               WHERE x.refobjid = a.attrelid AND x.refobjsubid = a.attnum AND x.deptype = 'i') END,
           (SELECT quote_ident(n.conname) FROM pg_constraint n
             WHERE n.conrelid = a.attrelid AND n.contype = 'n' AND n.conkey = ARRAY[a.attnum])
      FROM pg_attribute a
      JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
      JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      LEFT JOIN pg_collation co ON co.oid = a.attcollation
     WHERE c.relnamespace = %s::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
     ORDER BY a.attrelid, a.attnum
"""
_BEPERKINGEN = """
    SELECT k.conrelid, quote_ident(k.conname), k.contype::text, pg_get_constraintdef(k.oid)
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
     WHERE k.connamespace = %s::regnamespace AND c.relkind = 'r' AND k.contype IN ('p','u','x','c','f')
     ORDER BY k.conrelid, k.oid
"""
_INDEXEN = """
    SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i
      JOIN pg_class c ON c.oid = i.indrelid
     WHERE c.relnamespace = %s::regnamespace
       AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p','u','x'))
     ORDER BY i.indexrelid
"""
_TRIGGERS = """
    SELECT pg_get_triggerdef(g.oid) FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
     WHERE c.relnamespace = %s::regnamespace AND NOT g.tgisinternal ORDER BY c.relname, g.tgname
"""


def rechten_sql(schema: str, tabellen: list[str]) -> str:
    """Return the grants of a tenant role on its own schema, and on nothing else."""
    regels = [f'GRANT USAGE ON SCHEMA "{schema}" TO "{schema}";']
    for mag, welke in _per_recht(tabellen).items():
        namen = ", ".join(f'"{schema}"."{tabel}"' for tabel in welke)
        regels.append(f'GRANT {mag} ON {namen} TO "{schema}";')
    regels.append(f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA "{schema}" TO "{schema}";')
    return "\n".join(regels)


def _per_recht(tabellen: list[str]) -> dict[str, list[str]]:
    per_recht: dict[str, list[str]] = {}
    for tabel in tabellen:
        mag = "SELECT, INSERT, UPDATE, DELETE"
        if tabel in ALLEEN_LEZEN:
            mag = "SELECT"
        elif tabel in ALLEEN_TOEVOEGEN:
            mag = "SELECT, INSERT"
        elif tabel in BLIJFT_STAAN:
            mag = "SELECT, INSERT, UPDATE"
        per_recht.setdefault(mag, []).append(tabel)
    return per_recht


_IN = re.compile(
    r"""\(("[^"]+"|\w+)\)::text\ (=\ ANY|<>\ ALL)\ \(\(ARRAY\[
        ((?:'(?:[^']|'')*'::character\ varying(?:,\ )?)+)\]\)::text\[\]\)""",
    re.VERBOSE,
)


def _zoals_geschreven(definitie: str) -> str:
    """Turn PostgreSQL's own rendering of `naam IN ('a', 'b')` back into that.

    Read again as it stands it would get casts in another place, and a made schema would differ from
    a migrated one in every dump.
    """

    def terug(gevonden: re.Match[str]) -> str:
        kolom, hoe, waarden = gevonden.groups()
        return (
            f"{kolom} {'IN' if hoe == '= ANY' else 'NOT IN'} ({waarden.replace('::character varying', '')})"
        )

    return _IN.sub(terug, definitie)


@dataclass(frozen=True, slots=True)
class Bouwplan:
    """How a schema is made: `voor` gives empty tables, `na` the indexes, foreign keys and triggers.

    Between the two is the cheapest moment to fill the tables, and no trigger sees it.
    """

    voor: str
    na: str
    tabellen: tuple[str, ...]


def bouw_script(cursor: Any, schema: str = SJABLOON) -> str:
    """Read the catalogs of `schema` and return the script that makes its like.

    The name of the schema stands in it as `SJABLOON`; `script_voor` puts another in its place.
    """
    plan = bouw_plan(cursor, schema)
    return "\n".join((plan.voor, plan.na, rechten_sql(SJABLOON, list(plan.tabellen))))


def bouw_plan(cursor: Any, schema: str = SJABLOON) -> Bouwplan:
    """Read the catalogs of `schema` and return the two halves of its making, with `SJABLOON` as its name."""
    cursor.execute("SET LOCAL search_path TO pg_catalog")  # so that every name is written in full

    def rijen(vraag: str) -> list[Any]:
        cursor.execute(vraag, [schema])
        return list(cursor.fetchall())

    tabellen = rijen(_TABELLEN)
    regels: dict[int, list[str]] = {}
    for oid, *kolom in rijen(_KOLOMMEN):
        regels.setdefault(oid, []).append(_kolom(schema, *kolom))
    verwijzingen: dict[int, list[str]] = {}
    for oid, naam, soort, definitie in rijen(_BEPERKINGEN):
        # A foreign key waits until every table is there; the rest is cheapest inside CREATE TABLE.
        doel = verwijzingen if soort == "f" else regels
        kop = "" if zaaifouten.staat_aan("script_zonder_namen") and soort == "f" else f"CONSTRAINT {naam} "
        doel.setdefault(oid, []).append(f"{kop}{_zoals_geschreven(definitie)}")
    voor: list[str] = [f'CREATE SCHEMA "{schema}";', "SET LOCAL check_function_bodies TO off;"]
    voor += [f"{definitie};" for (definitie,) in rijen(_FUNCTIES)]
    voor += [
        f'CREATE TABLE {schema}."{naam}" (\n  ' + ",\n  ".join(regels.get(oid, [])) + "\n);"
        for oid, naam in tabellen
    ]
    na = [f"{_zoals_geschreven(definitie)};" for (definitie,) in rijen(_INDEXEN)]
    na += [
        f'ALTER TABLE {schema}."{naam}" ' + ", ".join(f"ADD {regel}" for regel in verwijzingen[oid]) + ";"
        for oid, naam in tabellen
        if oid in verwijzingen
    ]
    na += [f"{definitie};" for (definitie,) in rijen(_TRIGGERS)]
    namen = tuple(naam for _, naam in tabellen)
    return Bouwplan(_als_sjabloon(voor, schema), _als_sjabloon(na, schema), namen)


def _als_sjabloon(regels: list[str], schema: str) -> str:
    return "\n".join(regels).replace(schema, SJABLOON)


def _kolom(
    schema: str,
    naam: str,
    soort: str,
    verplicht: bool,
    identiteit: str,
    berekend: str,
    standaard: str | None,
    sortering: str | None,
    reeks: str | None,
    niet_leeg: str | None,
) -> str:
    tekst = f"{naam} {soort}"
    if sortering:
        tekst += f' COLLATE pg_catalog."{sortering}"'
    if berekend == "s":
        tekst += f" GENERATED ALWAYS AS ({standaard}) STORED"
    elif identiteit:
        wanneer = "ALWAYS" if identiteit == "a" else "BY DEFAULT"
        tekst += f" GENERATED {wanneer} AS IDENTITY (SEQUENCE NAME {schema}.{reeks})"
    elif standaard is not None:
        tekst += f" DEFAULT {standaard}"
    if not verplicht:
        return tekst
    # PostgreSQL 18 gives NOT NULL a name of its own, which must stay the same.
    return f"{tekst} CONSTRAINT {niet_leeg} NOT NULL" if niet_leeg else f"{tekst} NOT NULL"


def script_voor(script: str, schema: str) -> str:
    """Return the script for another schema name. Only the opaque name of the template is replaced."""
    return script.replace(SJABLOON, schema)
