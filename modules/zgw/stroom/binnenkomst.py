"""Hear what programs write in the register of zaken, in the transaction of the call."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from modules.zgw.sporen.actions import Hoofdobject, Wijziging
from modules.zgw.stroom.actions.bijlagen import renew_documenten
from modules.zgw.stroom.actions.binnen import hear
from modules.zgw.stroom.actions.weg import zaak_gone
from modules.zgw.stroom.bezig import is_bezig


def hoor_programma(hoofd: Hoofdobject, wijziging: Wijziging, by: Any, at: datetime) -> None:
    """Take it in, unless the dossier wrote it itself."""
    if is_bezig():
        return
    if hoofd.kanaal == "documenten":
        if wijziging.actie in ("update", "partial_update"):
            renew_documenten(document_id=hoofd.id, by=by, at=at)
        return
    if hoofd.kanaal != "zaken":
        return
    if wijziging.resource == "zaak" and wijziging.actie == "destroy":
        zaak_gone(by=by, at=at)
        return
    rij_id = _id(wijziging.resource_url) or hoofd.id
    hear(
        zaak_id=hoofd.id, resource=wijziging.resource, resource_id=rij_id, actie=wijziging.actie, by=by, at=at
    )  # fmt: skip


def _id(url: str) -> UUID | None:
    try:
        return UUID(url.rpartition("/")[2])
    except ValueError:
        return None
