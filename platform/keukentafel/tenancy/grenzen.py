"""What the contract of a gemeente holds: how many accounts, how much storage, how many calls, which modules.

Read together with the directory of hosts, in the same question. Where nothing is known, nothing is bounded:
a limit never stands in the way of care, it stops growing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from keukentafel.errors import Refusal
from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.scope import huidige_gemeente_of_geen

MB = 1024 * 1024


class TeVeelAccounts(Refusal):
    """The gemeente has as many accounts as its contract gives."""


class OpslagVol(Refusal):
    """The gemeente keeps as much as its contract gives."""


@dataclass(frozen=True, slots=True)
class Grenzen:
    """The bounds of one gemeente; None is no bound."""

    accounts: int | None = None
    opslag_mb: int | None = None
    api_per_minuut: int | None = None
    modules: frozenset[str] | None = None
    opslag_bytes: int = 0
    """What was counted last."""


GEEN = Grenzen()
_grenzen: dict[UUID, Grenzen] = {}


def zet(grenzen: Mapping[UUID, Grenzen]) -> None:
    """Replace what is known. Whoever reads the directory calls this."""
    global _grenzen
    _grenzen = dict(grenzen)


def grenzen_van(gemeente_id: UUID) -> Grenzen:
    """Return the bounds of a gemeente."""
    return GEEN if zaaifouten.staat_aan("grenzen_los") else _grenzen.get(gemeente_id, GEEN)


def huidige_grenzen() -> Grenzen:
    """Return the bounds of the gemeente of this scope; none outside a gemeente."""
    gemeente = huidige_gemeente_of_geen()
    return GEEN if gemeente is None else grenzen_van(gemeente.id)


def keur_accounts(tel: Callable[[], int]) -> None:
    """Refuse one more account when there are enough; `tel` is asked only where there is a bound.

    :raises TeVeelAccounts: the contract gives no more.
    """
    grens = huidige_grenzen().accounts
    if grens is not None and tel() >= grens:
        raise TeVeelAccounts(
            f"Jullie contract geeft {grens} accounts, en die zijn alle in gebruik. Blokkeer een account dat "
            "niemand meer gebruikt, of vraag de leverancier om meer."
        )


def keur_opslag(erbij: int) -> None:
    """Refuse a file of `erbij` bytes that does not fit any more.

    :raises OpslagVol: the contract gives no more.
    """
    grenzen = huidige_grenzen()
    if grenzen.opslag_mb is not None and grenzen.opslag_bytes + erbij > grenzen.opslag_mb * MB:
        raise OpslagVol(
            f"De opslag van jullie gemeente is vol ({grenzen.opslag_mb} MB). Vraag de leverancier om meer."
        )


def module_is_open(code: str) -> bool:
    """Tell whether the contract of the gemeente of this scope holds this module."""
    open_ = huidige_grenzen().modules
    return open_ is None or code in open_
