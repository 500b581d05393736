"""Who asks, and what they may: one query, whatever a program may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any, Final
from uuid import UUID

from django.db import connection

from modules.zgw.autorisaties.models import Geheim
from modules.zgw.autorisaties.rules.machtiging import HOOGSTE, NIETS, Machtiging, Regel

_WIE: Final = """
    SELECT g.id, g.geheim, c.id, c.laatst_gezien_op, c.applicatie_id, coalesce(a.label, c.client_id),
           coalesce(a.heeft_alle_autorisaties, false),
           CASE WHEN NOT a.heeft_alle_autorisaties THEN (
               SELECT json_agg(json_build_array(r.component, r.scopes, r.soort_id, r.maximum))
                 FROM autorisaties_autorisatie r WHERE r.applicatie_id = a.id) END
      FROM autorisaties_geheim g
      JOIN autorisaties_client c ON c.id = g.client_id
      LEFT JOIN autorisaties_applicatie a ON a.id = c.applicatie_id
     WHERE c.client_id = %(client_id)s AND g.geldig_van <= %(nu)s
       AND (g.geldig_tot IS NULL OR g.geldig_tot > %(nu)s)
     ORDER BY g.geldig_van DESC, g.id DESC
"""
"""Written out: every call asks this, and making it of models takes longer than the question itself."""


@dataclass(frozen=True, slots=True)
class Bekende:
    """A client as the database knows it, with the secrets that hold now and what it may."""

    client_pk: UUID
    applicatie_id: UUID | None
    label: str
    geheimen: tuple[str, ...]
    laatst_gezien_op: datetime | None
    machtiging: Machtiging


def bekende(client_id: str, *, nu: datetime) -> Bekende | None:
    """Return the client of this name, or None when it has no secret that holds. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_WIE, {"client_id": client_id, "nu": nu})
        rijen: list[tuple[Any, ...]] = cursor.fetchall()
    if not rijen:
        return None
    _, _, client_pk, gezien, applicatie_id, label, alle, rechten = rijen[0]
    return Bekende(
        client_pk=client_pk,
        applicatie_id=applicatie_id,
        label=label,
        geheimen=tuple(_open(id, geheim) for id, geheim, *_ in rijen),
        laatst_gezien_op=gezien,
        machtiging=_machtiging(alle, rechten),
    )


def _open(id: UUID, geheim: Any) -> str:
    veld: Any = Geheim._meta.get_field("geheim")  # noqa: SLF001 -- documented by Django, its name notwithstanding
    rij: Any = SimpleNamespace(pk=id)
    return str(veld.open(rij, geheim))


def _machtiging(
    alle: bool, rechten: list[tuple[str, list[str], str | None, int | None]] | None
) -> Machtiging:
    if alle:
        return Machtiging(alle=True)
    if not rechten:
        return NIETS
    return Machtiging(
        regels=tuple(
            Regel(component, frozenset(scopes), UUID(soort) if soort else None, maximum or HOOGSTE)
            for component, scopes, soort, maximum in rechten
        )
    )
