"""What a gemeente chose, as one frozen object per request or task."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Protocol, TypeVar

from keukentafel.tenancy.scope import GemeenteRef


class Sectie(Protocol):
    section: ClassVar[str]


S = TypeVar("S", bound=Sectie)


class Begrippen(Protocol):
    """The words this gemeente uses."""

    def enkelvoud(self, sleutel: str) -> str: ...

    def meervoud(self, sleutel: str) -> str: ...

    def lidwoord(self, sleutel: str) -> str: ...


class Instellingen(Protocol):
    """The choices of one gemeente at one moment. See `modules.inrichting` for who makes it."""

    @property
    def versie(self) -> int: ...

    @property
    def begrippen(self) -> Begrippen: ...

    @property
    def modules(self) -> frozenset[str]: ...

    @property
    def huisstijl(self) -> Any: ...

    def section(self, soort: type[S]) -> S: ...

    def van_team(self, team_id: Any) -> Any: ...

    def van_casus(self, teammodel_id: Any, team_id: Any) -> Any: ...


Lader = Callable[[GemeenteRef], Instellingen]
_lader: list[Lader] = []


class GeenLader(Exception):
    """No module offered to read the choices of a gemeente."""


def registreer_lader(lader: Lader) -> None:
    """Say who reads the choices of a gemeente. One module does; the last registration holds."""
    _lader[:] = [lader]


def lees_instellingen(gemeente: GemeenteRef) -> Instellingen:
    """Return the choices of this gemeente (inside its scope).

    :raises GeenLader: no module registered.
    """
    if not _lader:
        raise GeenLader("Geen module heeft instellingen aangemeld.")
    return _lader[0](gemeente)


def vul_sectie(soort: type[S], waarden: Mapping[str, Mapping[str, Any]]) -> S:
    """Make the typed section from stored values; defaults hold where nothing was chosen."""
    gekozen = waarden.get(soort.section, {})
    velden = getattr(soort, "__dataclass_fields__", {})
    return soort(**{naam: waarde for naam, waarde in gekozen.items() if naam in velden})
