"""Write the audittrail, and tell who listens."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from modules.zgw.sporen.models import Spoor


@dataclass(frozen=True, slots=True)
class Hoofdobject:
    """The zaak, document or decision that a change is about, and what a message may say of it.

    Types and programs are told of too, but the standard keeps no audittrail of them.
    """

    kanaal: str
    id: UUID
    url: str
    kenmerken: Mapping[str, str]
    met_spoor: bool = True


@dataclass(frozen=True, slots=True)
class Wijziging:
    """A change of a resource, as the standard names it: `create`, `update`, `partial_update`, `destroy`."""

    bron: str
    resource: str
    resource_url: str
    weergave: str
    actie: str
    resultaat: int
    oud: Mapping[str, Any] | None = None
    nieuw: Mapping[str, Any] | None = None


_luisteraars: list[Callable[[Hoofdobject, Wijziging, datetime], None]] = []
_schrijvers: list[Callable[[Hoofdobject, Wijziging, Any, datetime], None]] = []


def registreer_luisteraar(luisteraar: Callable[[Hoofdobject, Wijziging, datetime], None]) -> None:
    """Hear of every change, in its transaction (the outbox of notifications)."""
    _luisteraars.append(luisteraar)


def registreer_schrijver(schrijver: Callable[[Hoofdobject, Wijziging, Any, datetime], None]) -> None:
    """Hear of every change and who made it, in its transaction (what a program writes goes to the dossier)."""
    _schrijvers.append(schrijver)


def leave_spoor(*, hoofd: Hoofdobject, wijziging: Wijziging, by: Any, toelichting: str, at: datetime) -> None:
    """Write one line of the audittrail and tell every listener. Removing the main object removes its trail."""
    if hoofd.met_spoor:
        _schrijf(hoofd, wijziging, by, toelichting, at)
    for luisteraar in _luisteraars:
        luisteraar(hoofd, wijziging, at)
    for schrijver in _schrijvers:
        schrijver(hoofd, wijziging, by, at)


def _schrijf(hoofd: Hoofdobject, wijziging: Wijziging, by: Any, toelichting: str, at: datetime) -> None:
    if wijziging.actie == "destroy" and wijziging.resource_url == hoofd.url:
        Spoor.objects.filter(bron=wijziging.bron, hoofdobject_id=hoofd.id).delete()
    else:
        Spoor.objects.create(
            bron=wijziging.bron,
            hoofdobject_id=hoofd.id,
            hoofdobject_url=hoofd.url,
            resource=wijziging.resource,
            resource_url=wijziging.resource_url,
            resource_weergave=wijziging.weergave[:200],
            actie=wijziging.actie,
            resultaat=wijziging.resultaat,
            applicatie_id=str(getattr(by, "applicatie_id", "") or ""),
            applicatie_naam=str(getattr(by, "label", "") or getattr(by, "naam", ""))[:200],
            gebruiker_id=str(getattr(by, "gebruiker_id", "") or "")[:255],
            gebruiker_naam=str(getattr(by, "gebruiker_naam", "") or "")[:255],
            toelichting=toelichting or None,
            oud=_tekst(wijziging.oud),
            nieuw=_tekst(wijziging.nieuw),
            aangemaakt_op=at,
        )


def _tekst(waarde: Mapping[str, Any] | None) -> str | None:
    return None if waarde is None else json.dumps(waarde, default=str, ensure_ascii=False)
