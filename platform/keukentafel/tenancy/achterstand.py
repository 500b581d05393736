"""Which schemas are behind? One question to each cluster answers, whatever the number of schemas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connections
from django_tenants.utils import get_tenant_model

from keukentafel.tenancy import migraties
from keukentafel.tenancy.inrichten import SJABLOON
from keukentafel.tenancy.migraties import MIGRATOR, doel_van
from keukentafel.tenancy.scope import in_doel, in_platform

_PER_VRAAG = 400

Sleutel = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Schema:
    """One schema and the migrations it has."""

    naam: str
    label: str
    heeft: tuple[Sleutel, ...]
    ontbreekt: bool = False
    cluster: str = ""
    """The alias of the cluster it stands in; empty: where the supplier's own tables are."""

    @property
    def is_sjabloon(self) -> bool:
        """Tell whether new gemeenten are made from it."""
        return self.naam == SJABLOON


@dataclass(slots=True)
class Achterstand:
    """Every schema there is: those that have exactly this release's migrations, and the others."""

    bij: list[Schema] = field(default_factory=list)
    achter: list[Schema] = field(default_factory=list)

    @property
    def totaal(self) -> int:
        return len(self.bij) + len(self.achter)


def bekijk() -> Achterstand:
    """Ask every schema for its migrations: the list, and one question to each cluster."""
    doel = "\n".join(f"{app}.{naam}" for app, naam in migraties.op_schijf())
    uit = Achterstand()
    for cluster, labels in _per_cluster().items():
        for schema in _van_cluster(cluster, labels, doel):
            (uit.bij if schema.heeft == _BIJ else uit.achter).append(schema)
    uit.achter.sort(key=lambda schema: (not schema.is_sjabloon, schema.label))
    return uit


def loop_achter() -> tuple[int, list[Schema]]:
    """Return how many schemas there are, and those that do not have exactly this release's migrations."""
    alles = bekijk()
    return alles.totaal, alles.achter


def lees(naam: str, label: str, cluster: str = "") -> Schema:
    """Return one schema as it is at this moment."""
    with in_doel(doel_van(naam, cluster)), connections[MIGRATOR].cursor() as cursor:
        cursor.execute("SELECT to_regclass(quote_ident(%s) || '.django_migrations')", [naam])
        if cursor.fetchone()[0] is None:
            return Schema(naam, label, (), ontbreekt=True, cluster=cluster)
        cursor.execute('SELECT app, name FROM django_migrations ORDER BY app COLLATE "C", name COLLATE "C"')
        return Schema(naam, label, tuple(cursor.fetchall()), cluster=cluster)


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


_BIJ: tuple[Sleutel, ...] = (("", "bij"),)
"""Stands for the migrations of a schema that has them all: they need not travel."""


def _per_cluster() -> dict[str, dict[str, str]]:
    """Return cluster → schema → label, with a template on every cluster."""
    per_cluster: dict[str, dict[str, str]] = {
        cluster: {SJABLOON: "sjabloon" if not cluster else f"sjabloon op {cluster}"}
        for cluster in migraties.clusters()
    }
    with in_platform():
        rijen = get_tenant_model().objects.using(MIGRATOR).exclude(stand="beeindigd")
        for schema, naam, cluster in rijen.values_list("schema_name", "naam", "cluster"):
            per_cluster.setdefault(cluster, {})[schema] = naam
    return per_cluster


def _van_cluster(cluster: str, labels: dict[str, str], doel: str) -> Iterator[Schema]:
    with in_doel(doel_van(SJABLOON, cluster)), connections[MIGRATOR].cursor() as cursor:
        cursor.execute(
            "SELECT naam FROM unnest(%s::text[]) naam "
            "WHERE to_regclass(quote_ident(naam) || '.django_migrations') IS NULL",
            [list(labels)],
        )
        weg = {naam for (naam,) in cursor.fetchall()}
        anders = dict(_anders_dan(cursor, sorted(labels.keys() - weg), doel))
    for naam, label in labels.items():
        heeft = tuple(_sleutel(regel) for regel in anders[naam].splitlines()) if naam in anders else _BIJ
        yield Schema(naam, label, () if naam in weg else heeft, ontbreekt=naam in weg, cluster=cluster)


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
