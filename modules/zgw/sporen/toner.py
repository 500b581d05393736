"""How a row looks in its API, for whoever writes it below the API. The API hands this in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from modules.zgw.sporen.actions import Hoofdobject, Wijziging, leave_spoor
from modules.zgw.sporen.models import Spoor

KEUKENTAFEL: Final = "keukentafel"
"""How the audittrail names what the dossier did itself."""


@dataclass(frozen=True, slots=True)
class Gezien:
    """A row as everybody reads it: what it hangs on, and its trace without the deed."""

    hoofd: Hoofdobject
    wijziging: Wijziging


@dataclass(frozen=True, slots=True)
class Eigen:
    """Who stands in an audittrail when staff did something in the dossier."""

    gebruiker_id: str
    gebruiker_naam: str
    label: str = "Keukentafel"
    applicatie_id: str = KEUKENTAFEL


_toners: list[Callable[[Any], Gezien | None]] = []


def registreer_toner(toner: Callable[[Any], Gezien | None]) -> None:
    """Say how a row is read; the API does, in `ready()`."""
    _toners[:] = [toner]


def kijk(rij: Any) -> Gezien | None:
    """Return a row as it is read now; None where no API shows it."""
    return _toners[0](rij) if _toners else None


def tell(*, rij: Any = None, actie: str, by: Any, at: datetime, eerder: Gezien | None = None) -> None:
    """Leave the audittrail of what the dossier wrote, and tell who listens: the same as for a program.

    `eerder` is how the row looked before it changed or went; without `rij` it went.
    """
    nu = kijk(rij) if rij is not None else None
    gezien = nu or eerder
    if gezien is None:
        return
    wijziging = replace(
        gezien.wijziging,
        actie=actie,
        resultaat={"create": 201, "destroy": 204}.get(actie, 200),
        oud=eerder.wijziging.nieuw if eerder else None,
        nieuw=nu.wijziging.nieuw if nu else None,
    )
    wie = Eigen(getattr(by, "gebruikersnaam", "") or "", getattr(by, "naam", "") or "")
    leave_spoor(hoofd=gezien.hoofd, wijziging=wijziging, by=wie, toelichting="", at=at)


def hide_names(*, hoofdobjecten: Sequence[UUID]) -> None:
    """Take out of the trail of these what names somebody: who did it here, and who stood in a role."""
    van_ons = Spoor.objects.filter(hoofdobject_id__in=hoofdobjecten, applicatie_id=KEUKENTAFEL)
    van_ons.exclude(gebruiker_id="", gebruiker_naam="").update(gebruiker_id="", gebruiker_naam="")
    van_ons.filter(resource="rol").update(oud=None, nieuw=None)
