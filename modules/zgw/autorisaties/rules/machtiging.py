"""What a program may do: scopes per component, per type over all its versions, up to a confidentiality.

Autorisaties API 1.0.0, rules ac-002 and ac-003; Zaken API 1.5.1, rule zrc-006.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from modules.zgw.vertrouwelijkheid import Vertrouwelijkheid

COMPONENTEN: Final = ("ac", "nrc", "zrc", "ztc", "drc", "brc")
SCOPES: Final[Mapping[str, tuple[str, ...]]] = {
    "zrc": (
        "zaken.lezen", "zaken.aanmaken", "zaken.bijwerken", "zaken.geforceerd-bijwerken", "zaken.verwijderen",
        "zaken.statussen.toevoegen", "zaken.heropenen", "audittrails.lezen",
    ),
    "drc": (
        "documenten.lezen", "documenten.aanmaken", "documenten.bijwerken", "documenten.geforceerd-bijwerken",
        "documenten.verwijderen", "documenten.lock", "documenten.geforceerd-unlock", "audittrails.lezen",
    ),
    "brc": (
        "besluiten.lezen", "besluiten.aanmaken", "besluiten.bijwerken", "besluiten.verwijderen", "audittrails.lezen",
    ),
    "ztc": (
        "catalogi.lezen", "catalogi.schrijven", "catalogi.geforceerd-schrijven", "catalogi.geforceerd-verwijderen",
    ),
    "ac": ("autorisaties.lezen", "autorisaties.bijwerken"),
    "nrc": ("notificaties.consumeren", "notificaties.publiceren"),
}  # fmt: skip
"""The scopes that each component knows."""
PER_TYPE: Final = {"zrc": "zaaktype", "drc": "informatieobjecttype", "brc": "besluittype"}
"""The components whose rights hang on a type, and on which."""
MET_MAXIMUM: Final = frozenset({"zrc", "drc"})
HOOGSTE: Final = int(Vertrouwelijkheid.ZEER_GEHEIM)


@dataclass(frozen=True, slots=True)
class Regel:
    """One right: these scopes of a component, for one soort (None where the component has no types)."""

    component: str
    scopes: frozenset[str]
    soort_id: UUID | None = None
    maximum: int = HOOGSTE


@dataclass(frozen=True, slots=True)
class Bereik:
    """What a program may reach with a scope: everything, or a maximum per soort."""

    alles: bool = False
    soorten: Mapping[UUID, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.alles or bool(self.soorten)

    def bevat(self, soort_id: UUID, rang: int = 0) -> bool:
        """Tell whether something of this soort and confidentiality lies within."""
        return self.alles or rang <= self.soorten.get(soort_id, -1)

    def per_maximum(self) -> dict[int, list[UUID]]:
        """Return the soorten gathered by their maximum, for a filter of at most eight parts."""
        groepen: dict[int, list[UUID]] = {}
        for soort_id, maximum in self.soorten.items():
            groepen.setdefault(maximum, []).append(soort_id)
        return groepen


@dataclass(frozen=True, slots=True)
class Machtiging:
    """All rights of one program. `alle` is heeftAlleAutorisaties."""

    alle: bool = False
    regels: tuple[Regel, ...] = ()

    def heeft(self, component: str, scopes: Iterable[str]) -> bool:
        """Tell whether one of these scopes is given anywhere in the component."""
        if self.alle:
            return True
        gevraagd = frozenset(scopes)
        return any(regel.component == component and gevraagd & regel.scopes for regel in self.regels)

    def bereik(self, component: str, scopes: Iterable[str]) -> Bereik:
        """Return what may be reached with one of these scopes."""
        if self.alle:
            return Bereik(alles=True)
        gevraagd, soorten = frozenset(scopes), dict[UUID, int]()
        for regel in self.regels:
            if regel.component != component or not gevraagd & regel.scopes:
                continue
            if regel.soort_id is None:
                return Bereik(alles=True)
            soorten[regel.soort_id] = max(soorten.get(regel.soort_id, 0), regel.maximum)
        return Bereik(soorten=soorten)


NIETS: Final = Machtiging()
