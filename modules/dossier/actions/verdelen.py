"""Divide the work: give a household to a colleague."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel.errors import Refusal
from modules.dossier.actions.casus import geef_behandelaar
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.models import Casus, TijdlijnGroep
from modules.inrichting.models import Teamlid


class GeenTeamlid(Refusal):
    text = "Deze collega werkt niet in dit team. Kies iemand uit het team."


@transaction.atomic
def assign_casus(*, casus: Casus, behandelaar: Any, by: Any, at: datetime) -> Casus:
    """Give a household to a member of its team; the timeline tells who.

    :raises GeenTeamlid: the colleague does not work in the team today.
    """
    leden = Teamlid.objects.op(localdate(at)).filter(team_id=casus.team_id, gebruiker=behandelaar)
    if not leden.exists():
        raise GeenTeamlid
    casus = geef_behandelaar(casus=casus, behandelaar=behandelaar, by=by, at=at)
    schrijf_tijdlijn(
        huishouden=casus.huishouden,
        groep=TijdlijnGroep.STAP,
        icoon="user-check",
        titel=f"{behandelaar.naam} pakt dit op",
        at=at,
        by=by,
        bij=casus,
    )
    return casus
