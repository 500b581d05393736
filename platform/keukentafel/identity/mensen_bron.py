"""Where a person works is known a floor higher; that floor registers itself here as the source."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Plek:
    """One place of one person: the team, the function and the employer."""

    team: str
    werkgever: str = ""
    functie: str = ""


class MensenBron(Protocol):
    """What the people list asks about teams and employers."""

    def teams(self) -> Sequence[tuple[UUID, str]]:
        """Return the teams with their names; one query."""
        ...

    def werkgevers(self) -> Sequence[tuple[UUID, str]]:
        """Return the employers with their names; one query."""
        ...

    def plekken(self, gebruiker_ids: Collection[UUID]) -> Mapping[UUID, Sequence[Plek]]:
        """Return where these people work; a number of queries that does not grow with them."""
        ...

    def in_team(self, team_id: UUID) -> Any:
        """Return a queryset of the ids of the people in this team."""
        ...

    def bij_werkgever(self, organisatie_id: UUID) -> Any:
        """Return a queryset of the ids of the people with this employer."""
        ...

    def deel_url(self, gebruiker_id: UUID) -> str:
        """Return the address of the page with team, employer and registration of this person."""
        ...


_bron: list[MensenBron] = []


def registreer_bron(bron: MensenBron) -> None:
    """Say who knows where people work. The last registration holds."""
    _bron[:] = [bron]


def mensen_bron() -> MensenBron | None:
    """Return the source, or None in an installation without teams."""
    return _bron[0] if _bron else None


def teamnamen() -> dict[UUID, str]:
    """Return the names of the teams by id; one query, or none without a source."""
    bron = mensen_bron()
    return dict(bron.teams()) if bron else {}
