"""The roles of a look exist with rights only while a gemeente allowed one (`keukentafel.tenancy.inkijk`)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connections, transaction

from keukentafel.tenancy import in_gemeente, in_platform, inkijk
from keukentafel.tenancy.migraties import MIGRATOR, verbinding
from support.models import Toegang
from tenants.models import Gemeente


def grant_rol(*, toegang_id: UUID, at: datetime) -> bool:
    """Give the role of this look its rights; False when the look may not be used (any more)."""
    with in_platform():
        toegang = Toegang.objects.bruikbaar(at).filter(pk=toegang_id).select_related("gemeente").first()
    if toegang is None:
        return False
    kijk = inkijk.GEMASKEERD if toegang.is_gemaskeerd else inkijk.LEESBAAR
    _voer_uit(toegang.gemeente, kijk)
    with in_platform():
        Toegang.objects.filter(pk=toegang_id, klaar_op=None).update(klaar_op=at)
    return True


def revoke_rollen(*, gemeente_id: UUID, at: datetime) -> bool:
    """Take every right of a look away, unless another one in this gemeente may still be used."""
    with in_platform():
        if Toegang.objects.bruikbaar(at).filter(gemeente_id=gemeente_id).exists():
            return False
        gemeente = Gemeente.objects.filter(pk=gemeente_id).first()
    if gemeente is None:
        return False
    _voer_uit(gemeente, "")
    return True


def _voer_uit(gemeente: Gemeente, kijk: str) -> None:
    verbinding()
    schema = gemeente.schema_name
    with (
        in_gemeente(gemeente.ref()),
        transaction.atomic(using=MIGRATOR),
        connections[MIGRATOR].cursor() as cursor,
    ):
        if kijk:
            login = str(connections["default"].settings_dict["USER"])
            inkijk.zet_open(cursor, schema, kijk=kijk, login=login)
        else:
            inkijk.zet_dicht(cursor, schema)
