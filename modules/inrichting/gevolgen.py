"""Asking the floor above what a change touches, without knowing it.

The dossier knows the running households; the inrichting must count them, link to them and, when
the administrator chooses so, move them to the new steps. So the dossier registers a source in
``AppConfig.ready()``. Without a source there are no households yet.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit
from uuid import UUID

from django.urls import resolve

from keukentafel import registry

if TYPE_CHECKING:
    from keukentafel.identity.models import Gebruiker


class GeraakteCasussen(Protocol):
    """What the dossier tells about running households. Every answer is one query at most."""

    def lopend_per_team(self) -> Mapping[UUID, int]:
        """Return how many households run, per team; a team without any may be absent."""

    def lopend_met_stap(self, stap: str, team_ids: Collection[UUID]) -> int:
        """Return how many running households of these teams stand at `stap` (domain 3.1)."""

    def lopend_per_versie(self) -> Mapping[UUID, int]:
        """Return how many running households follow which version of the team model."""

    def adres(self, *, team_ids: Collection[UUID] = (), stap: str = "", teammodel: UUID | None = None) -> str:
        """Return the address of the list with exactly these households, or nothing."""

    def zet_om(
        self, *, teammodel: UUID, team_ids: Collection[UUID], by: Gebruiker | None, at: datetime
    ) -> int:
        """Move the running households of these teams to the version `teammodel`; return how many."""


class GeenCasussen:
    """Stands in as long as no floor above keeps households."""

    def lopend_per_team(self) -> Mapping[UUID, int]:
        """Return nothing: there are no households."""
        return {}

    def lopend_met_stap(self, stap: str, team_ids: Collection[UUID]) -> int:
        """Return 0: there are no households."""
        return 0

    def lopend_per_versie(self) -> Mapping[UUID, int]:
        """Return nothing: there are no households."""
        return {}

    def adres(self, *, team_ids: Collection[UUID] = (), stap: str = "", teammodel: UUID | None = None) -> str:
        """Return no address."""
        return ""

    def zet_om(
        self, *, teammodel: UUID, team_ids: Collection[UUID], by: Gebruiker | None, at: datetime
    ) -> int:
        """Move nothing."""
        return 0


_bron: list[GeraakteCasussen] = [GeenCasussen()]


def registreer_casussen(bron: GeraakteCasussen) -> None:
    """Say who knows the running households. The last registration holds."""
    _bron[:] = [bron]


def casussen() -> GeraakteCasussen:
    """Return who knows the running households."""
    return _bron[0]


def adres_voor(gebruiker: Gebruiker, adres: str) -> str:
    """Return `adres` when this person may open it, otherwise nothing.

    A number without permitted cases stands as text: an administrator counts households and sees none.
    """
    if not adres:
        return ""
    recht = registry.rechten().get(resolve(urlsplit(adres).path).view_name)
    return adres if recht and (recht.is_openbaar or recht.geldt_voor(gebruiker.rollen)) else ""


@dataclass(frozen=True, slots=True)
class Gebruik:
    """One answer to `Wie gebruikt dit?`: how many of what, and where to look."""

    label: str
    aantal: int
    adres: str = ""


Gebruiksvraag = Callable[[UUID], "list[Gebruik]"]
_gebruik: dict[str, list[Gebruiksvraag]] = {}


def registreer_gebruik(soort: str, vraag: Gebruiksvraag) -> None:
    """Let an upper floor say that it uses a ``wijkteam``, ``organisatie``, ``inlooppunt``, …"""
    _gebruik.setdefault(soort, []).append(vraag)


def gebruik_elders(soort: str, pk: UUID) -> Iterator[Gebruik]:
    """Yield what the floors above do with it; only what is really there."""
    for vraag in _gebruik.get(soort, []):
        yield from (deel for deel in vraag(pk) if deel.aantal)
