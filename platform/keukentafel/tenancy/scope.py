"""In which gemeente are we? One context variable answers; outside a scope the answer is: nowhere.

Every thread starts nowhere, so forgetting a scope can only fail, never read somebody else's rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from keukentafel.tenancy import zaaifouten


class GeenGemeente(Exception):
    """A query was asked outside an explicit scope."""


class VerkeerdeGemeente(Exception):
    """A row or queryset of one gemeente was used in the scope of another."""


class VerkeerdCluster(Exception):
    """A statement came to a connection of another cluster than the one its scope lives on."""


class ClusterWeg(Exception):
    """The cluster of the gemeente does not answer; those of other clusters work on."""


class GemeenteVerhuisd(Exception):
    """The gemeente lives on another cluster than this scope thinks; nothing was asked of it yet."""


VERTREKT = "vertrekt"
"""The stand of a gemeente whose contract is over: closed, but for taking her data along."""


@dataclass(frozen=True, slots=True)
class GemeenteRef:
    """What code needs to know of a gemeente, safe to cache and to hand to another thread."""

    id: UUID
    slug: str
    naam: str
    cbs_code: str
    schema_name: str
    stand: str = "actief"
    cluster: str = ""
    """On which cluster it lives (`KT_CLUSTERS`); empty: where the supplier's own tables are."""


class GeslotenVoorGemeenten(Exception):
    """The console asked for the tables of a gemeente. It never may: what it shows is counted elsewhere."""


class AchterGlas(Exception):
    """Code below a look of the supplier asked for the tables of a gemeente in the gemeente's own name."""


class MetRef(Protocol):
    def ref(self) -> GemeenteRef: ...


@dataclass(frozen=True, slots=True)
class Doelschema:
    """Where the next statement goes: a schema and the database role that may enter it."""

    schema: str
    rol: str
    gemeente: GemeenteRef | None = None
    kijk: str = ""
    """How somebody of the supplier looks along (`tenancy.inkijk`): empty for everybody else."""
    cluster: str = ""

    def __post_init__(self) -> None:
        """Take the cluster of the gemeente: who makes a scope cannot forget it."""
        if self.gemeente is not None and self.gemeente.cluster != self.cluster:
            object.__setattr__(self, "cluster", self.gemeente.cluster)


PLATFORM = Doelschema(schema="public", rol="kt_platform")

_doel: ContextVar[Doelschema | None] = ContextVar("keukentafel_doelschema", default=None)
_console: ContextVar[bool] = ContextVar("keukentafel_console", default=False)
_glas: ContextVar[Doelschema | None] = ContextVar("keukentafel_glas", default=None)
_gedeeld: list[Doelschema | None] = []  # only with the seeded bug of H1: one stack for all threads
bij_betreden: Callable[[GemeenteRef], GemeenteRef] | None = None
"""What must happen before a gemeente is entered (`backend.kies.betreed`); it returns where it lives now."""


def huidig_doel() -> Doelschema:
    """Return where the next statement goes.

    :raises GeenGemeente: no scope was entered.
    """
    doel = huidige_scope()
    if doel is None:
        raise GeenGemeente("Geen gemeente gekozen: gebruik in_gemeente(...) of in_platform().")
    return doel


def huidig_schema() -> str | None:
    """Return the schema of this scope, or None outside any scope. For stamps, never for SQL."""
    doel = huidige_scope()
    return None if doel is None else doel.schema


def huidige_gemeente() -> GemeenteRef:
    """Return the gemeente of this scope.

    :raises GeenGemeente: outside a scope, or in the scope of the platform.
    """
    gemeente = huidige_gemeente_of_geen()
    if gemeente is None:
        raise GeenGemeente("Hier is geen gemeente gekozen.")
    return gemeente


def huidige_gemeente_of_geen() -> GemeenteRef | None:
    """Return the gemeente of this scope, or None."""
    doel = huidige_scope()
    return None if doel is None else doel.gemeente


@contextmanager
def in_doel(doel: Doelschema | None) -> Iterator[None]:
    """Enter any scope, also none; restores the one before on every exit.

    :raises GeslotenVoorGemeenten: a gemeente is asked for during a request of the console.
    :raises AchterGlas: a gemeente is asked for in her own name during a look of the supplier.
    """
    if doel is not None and doel != PLATFORM and not doel.kijk and _huidig_glas() is not None:
        raise AchterGlas("Tijdens een inkijk leest alles met de rol van de inkijk.")
    if (
        doel is not None
        and doel != PLATFORM
        and _console.get()
        and not zaaifouten.staat_aan("console_komt_binnen")
    ):
        raise GeslotenVoorGemeenten("De console van de leverancier komt in geen gemeente.")
    if zaaifouten.staat_aan("scope_gedeeld"):
        _gedeeld.append(doel)
        try:
            yield
        finally:
            _gedeeld.pop()
        return
    teken = _doel.set(doel)
    try:
        yield
    finally:
        _doel.reset(teken)


@contextmanager
def in_console() -> Iterator[None]:
    """Serve a request of the supplier's console: its own tables, and no gemeente whatever the code asks."""
    teken = _console.set(True)
    try:
        with in_platform():
            yield
    finally:
        _console.reset(teken)


@contextmanager
def achter_glas(doel: Doelschema | None) -> Iterator[None]:
    """Put the glass of a look before everything below, whatever scope that passes through; None: take it away.

    Only `tenancy.inkijk` does so. The glass is no scope: who steps into the platform and back is behind it still.
    """
    teken = _glas.set(doel)
    try:
        yield
    finally:
        _glas.reset(teken)


def _huidig_glas() -> Doelschema | None:
    return None if zaaifouten.staat_aan("inkijk_ontsnapt") else _glas.get()


def blijf_staan(doel: Doelschema | None) -> None:
    """Stand in a scope without leaving it: the end of a test, or the seeded bug of H3. Never the product."""
    _doel.set(doel)


@contextmanager
def in_gemeente(gemeente: GemeenteRef | MetRef) -> Iterator[GemeenteRef]:
    """Enter one gemeente: the only way to its tables. Nested use restores the scope before."""
    ref = gemeente if isinstance(gemeente, GemeenteRef) else gemeente.ref()
    glas = _huidig_glas()
    if glas is not None:
        # Who looks along from the supplier stays behind the glass, whatever the code below asks for.
        if glas.schema != ref.schema_name:
            raise VerkeerdeGemeente("Tijdens een inkijk blijf je in dezelfde gemeente.")
        with in_doel(glas):
            yield ref
        return
    if bij_betreden is not None:
        ref = bij_betreden(ref)
    with in_doel(Doelschema(schema=ref.schema_name, rol=ref.schema_name, gemeente=ref)):
        yield ref


@contextmanager
def in_platform() -> Iterator[None]:
    """Enter the supplier's own tables (schema public): which gemeenten there are, never a dossier."""
    with in_doel(PLATFORM):
        yield


def huidige_scope() -> Doelschema | None:
    """Return the scope of this moment, to run later work in (`in_doel`)."""
    if zaaifouten.staat_aan("scope_gedeeld"):
        return _gedeeld[-1] if _gedeeld else None
    return _doel.get()
