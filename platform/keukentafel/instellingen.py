"""What a gemeente chose, as one frozen object per request or task."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar, Protocol, TypeVar

from keukentafel.tenancy.scope import GemeenteRef, huidige_gemeente


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

    @property
    def protocol(self) -> Any: ...

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


_van_verzoek: ContextVar[tuple[GemeenteRef, Instellingen] | None] = ContextVar(
    "keukentafel_instellingen", default=None
)


@contextmanager
def instellingen_van_verzoek(gemeente: GemeenteRef, instellingen: Instellingen) -> Iterator[None]:
    """Let everything in this block share the choices of this gemeente that the request reads once."""
    teken = _van_verzoek.set((gemeente, instellingen))
    try:
        yield
    finally:
        _van_verzoek.reset(teken)


def huidige_instellingen() -> Instellingen:
    """Return the choices of the request; outside a request they are read now (one query)."""
    gemeente, gedeeld = huidige_gemeente(), _van_verzoek.get()
    if gedeeld is not None and gedeeld[0].id == gemeente.id:
        return gedeeld[1]
    return lees_instellingen(gemeente)


def vul_sectie(soort: type[S], waarden: Mapping[str, Mapping[str, Any]]) -> S:
    """Make the typed section from stored values; defaults hold where nothing was chosen."""
    gekozen = waarden.get(soort.section, {})
    velden = getattr(soort, "__dataclass_fields__", {})
    return soort(**{naam: waarde for naam, waarde in gekozen.items() if naam in velden})
