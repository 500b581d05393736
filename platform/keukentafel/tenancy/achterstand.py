"""Which schemas are behind? Two statements answer, whatever the number of schemas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django_tenants.utils import get_tenant_model

from keukentafel.tenancy import migraties
from keukentafel.tenancy.inrichten import SJABLOON
from keukentafel.tenancy.migraties import MIGRATOR
from keukentafel.tenancy.scope import in_platform

_PER_VRAAG = 400

Sleutel = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Schema:
    """One schema and the migrations it has."""

    naam: str
    label: str
    heeft: tuple[Sleutel, ...]
    ontbreekt: bool = False


def loop_achter() -> tuple[int, list[Schema]]:
    """Return how many schemas there are, and those that do not have exactly this release's migrations.

    Two statements whatever the number of schemas: the list, and one question to all of them.
    """
    doel = "\n".join(f"{app}.{naam}" for app, naam in migraties.op_schijf())
    tabel = get_tenant_model()._meta.db_table  # noqa: SLF001 -- public in Django
    with in_platform(), connections[MIGRATOR].cursor() as cursor:
        cursor.execute(
            f"SELECT schema_name, naam, to_regclass(quote_ident(schema_name) || '.django_migrations') "  # noqa: S608
            f"IS NULL FROM {tabel} UNION ALL SELECT %s, 'sjabloon', "
            f"to_regclass(quote_ident(%s) || '.django_migrations') IS NULL",
            [SJABLOON, SJABLOON],
        )
        namen = {schema: (naam, weg) for schema, naam, weg in cursor.fetchall()}
        aanwezig = sorted(schema for schema, (_, weg) in namen.items() if not weg)
        anders = dict(_anders_dan(cursor, aanwezig, doel))
    achter = [
        Schema(schema, namen[schema][0], tuple(_sleutel(regel) for regel in heeft.splitlines()))
        for schema, heeft in anders.items()
    ]
    achter += [Schema(schema, naam, (), ontbreekt=True) for schema, (naam, weg) in namen.items() if weg]
    return len(namen), sorted(achter, key=lambda schema: (schema.naam != SJABLOON, schema.label))


def schema_van(naam: str) -> str:
    """Return the schema of the gemeente with this slug or CBS code.

    :raises LookupError: there is none.
    """
    model = get_tenant_model()
    with in_platform():
        for veld in ("slug", "cbs_code"):
            rij = model.objects.using(MIGRATOR).filter(**{veld: naam}).values_list("schema_name", flat=True)
            if rij:
                return str(rij[0])
    raise LookupError(f"De gemeente '{naam}' is er niet.")


def _anders_dan(cursor: Any, schemas: Sequence[str], doel: str) -> Iterator[tuple[str, str]]:
    """Yield schema and migrations of each schema whose migrations are not `doel`."""
    for begin in range(0, len(schemas), _PER_VRAAG):
        takken = " UNION ALL ".join(
            f"SELECT '{schema}' AS s, string_agg(app || '.' || name, E'\\n' "  # noqa: S608 -- names of our own making
            f'ORDER BY app COLLATE "C", name COLLATE "C") AS m FROM "{schema}".django_migrations'
            for schema in schemas[begin : begin + _PER_VRAAG]
        )
        cursor.execute(f"SELECT s, coalesce(m, '') FROM ({takken}) t WHERE m IS DISTINCT FROM %s", [doel])  # noqa: S608
        yield from cursor.fetchall()


def _sleutel(regel: str) -> Sleutel:
    app, _, naam = regel.partition(".")
    return app, naam
