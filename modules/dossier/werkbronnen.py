"""Where work comes from: the dossier, its own rooms and the laws each add theirs. The lists know no law.

A source says what somebody has to do next and where that is done. It asks a fixed number of queries,
whatever the number of rows, and gives only what `Werkvraag.gebruiker` may read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q

if TYPE_CHECKING:
    from modules.dossier.models import Termijn


class Soort(StrEnum):
    """What kind of work a line is, as the filter names it."""

    TERMIJN = "termijn"
    STAP = "stap"
    BESLUIT = "besluit"
    BRIEF = "brief"
    TERUGKIJKEN = "terugkijken"
    ACTIE = "actie"
    WAAKVLAM = "waakvlam"


@dataclass(frozen=True, slots=True)
class Werkvraag:
    """Whose work is asked for: that of people (`mensen`: oneself and whom one stands in for), or of teams.

    `gebruiker` is who reads it: a source shows nothing that this person may not open. What is in `zonder`
    has a place of its own on the page: a source need not look for it.
    """

    gebruiker: Any
    vandaag: date
    mensen: Mapping[UUID, str] = field(default_factory=dict)
    teams: frozenset[UUID] | None = None
    modules: frozenset[str] = frozenset()
    nu: datetime | None = None
    zonder: frozenset[Soort] = frozenset()

    def van(self, *wie: str, team: str) -> Q:
        """Return the filter: one of the fields `wie` is one of the people, or `team` is one of the teams."""
        if self.teams is not None:
            return Q(**{f"{team}__in": list(self.teams)})
        mag = Q(pk__in=[])
        for veld in wie:
            mag |= Q(**{f"{veld}__in": list(self.mensen)})
        return mag


@dataclass(frozen=True, slots=True)
class Vervolg:
    """What to do next: the words of the button, and the page where exactly that is done."""

    doe: str
    url: str


@dataclass(frozen=True, slots=True)
class Werkregel:
    """One thing to do. `van` is whose work it is; `begin` and `uiterlijk` say how much time is gone.

    `einde_tijd` is the moment of what ends in hours. `lezen` is where somebody looks who does not do this
    work: who leads the team, or works at the backoffice.
    """

    soort: Soort
    huishouden_id: UUID
    casus_id: UUID | None
    naam: str
    wat: str
    doe: str
    url: str
    waarom: str = ""
    wet: str = ""
    begin: date | None = None
    uiterlijk: date | None = None
    is_crisis: bool = False
    van: UUID | None = None
    einde_tijd: datetime | None = None
    lezen: Vervolg | None = None


def geen_vervolg(termijnen: Sequence[Termijn], vraag: Werkvraag) -> Mapping[UUID, Vervolg]:
    """Say nothing about any term: its own page is where it is met."""
    return {}


def geen_regels(vraag: Werkvraag) -> Iterable[Werkregel]:
    """Return no work besides the terms."""
    return ()


@dataclass(frozen=True, slots=True)
class Werkbron:
    """One source. With a `wet` it is there only when the gemeente has that module on.

    `vervolg` says per running term what to do next; `regels` gives work that has no term.
    """

    code: str
    wet: str = ""
    vervolg: Callable[[Sequence[Termijn], Werkvraag], Mapping[UUID, Vervolg]] = geen_vervolg
    regels: Callable[[Werkvraag], Iterable[Werkregel]] = geen_regels


class Werkbronnen:
    """The registry: refuses a second source with the same code; a test makes its own."""

    def __init__(self) -> None:
        self._per_code: dict[str, Werkbron] = {}

    def registreer(self, bron: Werkbron) -> None:
        """Add a source.

        :raises ValueError: the code is taken.
        """
        if bron.code in self._per_code:
            raise ValueError(f"De werkbron {bron.code} is al aangemeld.")
        self._per_code[bron.code] = bron

    def aan(self, modules: Collection[str]) -> Iterator[Werkbron]:
        """Return the sources of the dossier and of the laws that are switched on, in a fixed order."""
        return (bron for _, bron in sorted(self._per_code.items()) if not bron.wet or bron.wet in modules)


werkbronnen = Werkbronnen()
