"""In which team and for which organisation somebody works. A floor higher knows; it registers here.

The answer comes along with the session (one query for session, account, roles and place together), so
that a line can say it as it was at that moment without asking for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Value
from django.db.models.expressions import Combinable
from django.db.models.fields.json import JSONField

Maker = Callable[[str], Combinable]
"""Takes the name of the column with the gebruiker (`gebruiker_id`), gives an expression that is a JSON
object `{"team": uuid, "team_naam": str, "organisatie": str}`, or null."""

_maker: list[Maker] = []


@dataclass(frozen=True, slots=True)
class Plek:
    """The place of somebody at this moment."""

    team_id: UUID | None = None
    team_naam: str = ""
    organisatie: str = ""


def registreer_plek(maker: Maker) -> None:
    """Say how the place of a person is found. The last registration holds."""
    _maker[:] = [maker]


def plek_annotatie(kolom: str = "gebruiker_id") -> Combinable:
    """Return the expression to annotate an account with; null where nobody knows."""
    return _maker[0](kolom) if _maker else Value(None, JSONField())


def lees_plek(rij: dict[str, Any] | None) -> Plek:
    """Read what the expression gave."""
    if not rij:
        return Plek()
    team = rij.get("team")
    return Plek(UUID(str(team)) if team else None, rij.get("team_naam") or "", rij.get("organisatie") or "")
