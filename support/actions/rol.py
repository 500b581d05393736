"""The roles of a look have rights only while a gemeente allowed one (`keukentafel.tenancy.inkijk`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connections, transaction

from keukentafel.tenancy import in_gemeente, in_platform, inkijk
from keukentafel.tenancy.migraties import MIGRATOR, doel_van, verbinding
from keukentafel.tenancy.scope import in_doel
from support.models import Toegang
from tenants.models import Gemeente


def grant_rol(*, toegang_id: UUID, at: datetime) -> bool:
    """Give the role of this look its rights; False when the look may not be used (any more)."""
    with in_platform():
        toegang = Toegang.objects.bruikbaar(at).filter(pk=toegang_id).select_related("gemeente").first()
    if toegang is None:
        return False
    schema, kijk = toegang.gemeente.schema_name, _kijk(toegang.is_gemaskeerd)
    with in_gemeente(toegang.gemeente.ref()), _migrator() as cursor:
        login = str(connections["default"].settings_dict["USER"])
        inkijk.zet_open(cursor, schema, kijk=kijk, login=login)
    with in_platform():
        Toegang.objects.filter(pk=toegang_id, klaar_op=None).update(klaar_op=at)
    return True


def revoke_rollen(*, gemeente_id: UUID, at: datetime, cluster: str | None = None) -> bool:
    """Take away every right that no look in this gemeente may use any more; False when one stays for another.

    `cluster`: where to; when it does not live there, what stands there is the old copy of before a move.
    """
    with in_platform():
        gemeente = Gemeente.objects.filter(pk=gemeente_id).first()
        nodig = _nodig(at).get(gemeente_id, set())
    if gemeente is None:
        return False
    schema = gemeente.schema_name
    if cluster is not None and cluster != gemeente.cluster:
        with in_doel(doel_van(schema, cluster)), _migrator() as cursor:
            inkijk.zet_dicht(cursor, schema)
        return True
    with in_gemeente(gemeente.ref()), _migrator() as cursor:
        inkijk.zet_dicht(cursor, schema, behalve=nodig)
    return not nodig


def over_gebleven(met_rechten: Mapping[str, set[str]], cluster: str, *, at: datetime) -> list[UUID]:
    """Return the gemeenten where a role of a look has a right on this cluster that nobody may use.

    `met_rechten`: schema → kinds of look, as `inkijk.kijk_met_rechten` read them there.
    """
    with in_platform():
        nodig = _nodig(at)
        rijen = Gemeente.objects.filter(schema_name__in=list(met_rechten))
        return [
            id_
            for id_, schema, woont in rijen.values_list("pk", "schema_name", "cluster")
            if met_rechten[schema] - (nodig.get(id_, set()) if woont == cluster else set())
        ]


def _nodig(at: datetime) -> dict[UUID, set[str]]:
    nodig: dict[UUID, set[str]] = {}
    for id_, is_gemaskeerd in Toegang.objects.bruikbaar(at).values_list("gemeente_id", "is_gemaskeerd"):
        nodig.setdefault(id_, set()).add(_kijk(is_gemaskeerd))
    return nodig


def _kijk(is_gemaskeerd: bool) -> str:
    return inkijk.GEMASKEERD if is_gemaskeerd else inkijk.LEESBAAR


@contextmanager
def _migrator() -> Iterator[Any]:
    verbinding()
    with transaction.atomic(using=MIGRATOR), connections[MIGRATOR].cursor() as cursor:
        yield cursor
