"""`Kant`: the two sides on which people sign in, a gemeente and the supplier, with their own tables.

The supplier's classes live a floor higher; `tenants` hands them over in its `AppConfig.ready()`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps

from keukentafel import audit
from keukentafel.identity.account_model import (
    AccountBasis,
    HerstelcodeBasis,
    InlogslotBasis,
    TotpBasis,
)
from keukentafel.identity.sessie_model import SessieBasis
from keukentafel.tenancy import huidige_gemeente_of_geen
from keukentafel.tenancy.scope import huidig_doel

if TYPE_CHECKING:
    from keukentafel.identity.sleutelbewijs import Sleutelbewijs


@dataclass(frozen=True, slots=True)
class Kant:
    """The tables of one side, where its sign-in leads, and where its events are written."""

    account: type[AccountBasis]
    sessie: type[SessieBasis]
    totp: type[TotpBasis]
    herstelcode: type[HerstelcodeBasis]
    inlogslot: type[InlogslotBasis]
    start: str
    noteer: Callable[..., object]
    bewijs: Sleutelbewijs | None = None


class GeenLeverancierKant(Exception):
    """The supplier's accounts were asked for, but nobody registered them."""


_leverancier: list[Kant] = []


def registreer_leverancier(kant: Kant) -> None:
    """Hand over the supplier's tables; a second registration is a mistake."""
    if _leverancier:
        raise ValueError("De kant van de leverancier is al geregistreerd.")
    _leverancier.append(kant)


def huidige_kant() -> Kant:
    """Return the side of this scope.

    :raises GeenGemeente: outside any scope.
    """
    if huidige_gemeente_of_geen() is not None:
        return _gemeentekant()
    huidig_doel()
    if not _leverancier:
        raise GeenLeverancierKant
    return _leverancier[0]


def _gemeentekant() -> Kant:
    model: Callable[[str], Any] = apps.get_app_config("identity").get_model
    return Kant(
        account=model("Gebruiker"),
        sessie=model("Sessie"),
        totp=model("TotpApparaat"),
        herstelcode=model("Herstelcode"),
        inlogslot=model("Inlogslot"),
        start="/mijn-dag",
        noteer=audit.record,
    )


def noteer(
    gebeurtenis: str,
    *,
    target: Any = None,
    by: Any = None,
    at: datetime,
    soort: str = "U",
    resultaat: str = "gelukt",
    detail: dict[str, Any] | None = None,
) -> None:
    """Write an event of sign-in or accounts in the log of this side (see `audit.record`)."""
    huidige_kant().noteer(
        gebeurtenis, target=target, by=by, at=at, soort=soort, resultaat=resultaat, detail=detail
    )
