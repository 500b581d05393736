"""Questions about gemeenten. All of them run in the scope of the platform."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef

from keukentafel.tenancy import grenzen, omleiding
from keukentafel.tenancy.grenzen import Grenzen
from keukentafel.tenancy.inrichten import SJABLOON
from keukentafel.tenancy.scope import VERTREKT, GemeenteRef, in_gemeente, in_platform
from tenants import vernietigingsboek
from tenants.models import Contracteinde, Domein, Gemeente, Stand


def alle_hosts() -> Mapping[str, GemeenteRef]:
    """Return every host in use and the gemeente it belongs to, in one query."""
    vertrekt = Contracteinde.objects.filter(
        gemeente=OuterRef("gemeente"), stand=Contracteinde.Stand.LOOPT, gesloten_op__isnull=False
    )
    domeinen = Domein.objects.filter(vervallen_op=None).select_related("gemeente").defer("gemeente__sleutel")
    domeinen = domeinen.annotate(vertrekt=Exists(vertrekt))
    weg = vernietigingsboek.vernietigd()  # also when an old backup brought its row back
    tellen_mee = [
        domein
        for domein in domeinen
        if domein.gemeente.stand not in ("in_opbouw", "beeindigd") and domein.gemeente_id not in weg
    ]
    grenzen.zet({domein.gemeente_id: _grenzen(domein.gemeente) for domein in tellen_mee})
    nu = {domein.gemeente_id: domein.host for domein in tellen_mee if domein.is_primair}
    omleiding.zet(
        {
            domein.host: nu[domein.gemeente_id]
            for domein in tellen_mee
            if not domein.is_primair and domein.gemeente_id in nu
        }
    )
    return {domein.host: _ref(domein) for domein in tellen_mee}


def _ref(domein: Any) -> GemeenteRef:
    """Return the gemeente at an address. One that leaves is closed, and may still take her data along."""
    ref = domein.gemeente.ref()
    return replace(ref, stand=VERTREKT) if domein.vertrekt and ref.stand == Stand.OPGESCHORT else ref


def _grenzen(gemeente: Gemeente) -> Grenzen:
    modules = gemeente.modules_open
    return Grenzen(
        accounts=gemeente.max_accounts,
        opslag_mb=gemeente.max_opslag_mb,
        api_per_minuut=gemeente.max_api_per_minuut,
        modules=None if modules is None else frozenset(modules),
        opslag_bytes=gemeente.opslag_bytes,
    )


class Sleutelkast:
    """Where the closed key rings are kept: one column beside the gemeente (`tenancy.sleutels.Kast`)."""

    def lees(self, gemeente_id: UUID) -> bytes:
        """Return the closed ring of a gemeente.

        :raises Gemeente.DoesNotExist: there is no such gemeente.
        """
        return bytes(Gemeente.objects.values_list("sleutel", flat=True).get(pk=gemeente_id))

    def ruil(self, gemeente_id: UUID, oud: bytes, nieuw: bytes) -> bool:
        """Put a ring in the place of the one that was read; False when another was quicker."""
        return Gemeente.objects.filter(pk=gemeente_id, sleutel=oud).update(sleutel=nieuw) == 1


_RECHTEN = """
    SELECT c.relname, a.privilege_type
      FROM pg_catalog.pg_class c, pg_catalog.aclexplode(c.relacl) a
      JOIN pg_catalog.pg_roles r ON r.oid = a.grantee
     WHERE c.relnamespace = pg_catalog.to_regnamespace(%s) AND r.rolname = %s
"""


def rechten_verschil(ref: GemeenteRef) -> list[str]:
    """Return where the rights of a tenant role differ from those of the template of its cluster, in words."""
    schema = ref.schema_name
    with in_gemeente(ref), connection.cursor() as cursor:
        cursor.execute(_RECHTEN, [schema, schema])
        eigen = set(cursor.fetchall())
        cursor.execute(_RECHTEN, [SJABLOON, SJABLOON])
        sjabloon = set(cursor.fetchall())
    return sorted(f"{tabel}: {recht}" for tabel, recht in eigen ^ sjabloon)


def open_gemeenten() -> list[GemeenteRef]:
    """Return the gemeenten that are open, by name."""
    with in_platform():
        return [rij.ref() for rij in Gemeente.objects.filter(stand="actief").defer("sleutel")]
