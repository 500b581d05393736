"""Make the file that a gemeente offers to others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from keukentafel import audit
from keukentafel.tenancy import huidige_gemeente
from modules.inrichting.configuratie.aanvullend import met_stukken
from modules.inrichting.configuratie.actions.inname import NAAM, lees_alles
from modules.inrichting.configuratie.bestand import schrijf


@transaction.atomic
def write_aanbod(
    *,
    sleutels: frozenset[str],
    stukken: Mapping[str, frozenset[str]] | None = None,
    by: Any,
    at: datetime,
) -> str:
    """Return the signed file with these parts. Teams with own choices stay out: their names are of here.

    :param stukken: of a part that exists of pieces, which of them; a part that is not named goes whole.
    """
    alles = {naam: inhoud for naam, inhoud in lees_alles().items() if naam in sleutels}
    if "teammodel" in alles:
        alles["teammodel"] = {**alles["teammodel"], "teams": {}}
    for naam, gekozen in (stukken or {}).items():
        if naam in alles:
            alles[naam] = met_stukken(alles[naam], gekozen)
    gemeente = huidige_gemeente()
    detail = {"delen": sorted(alles)}
    audit.record(f"{NAAM}.aangeboden", by=by, at=at, soort="R", detail=detail)
    return schrijf(gemeente=gemeente.naam, cbs_code=gemeente.cbs_code, delen=alles, at=at)
