"""Let somebody in who is asked for a decision: for as long as it lies there, and not longer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from modules.dossier.besluiten.models import Beschikking
from modules.dossier.models import Toegangsgrond
from modules.dossier.models.toegang import Grondslag
from modules.inrichting.models import Teamlid

_HOOGSTENS = timedelta(days=90)


def geef_inzage(rij: Beschikking, wie: Any, *, by: Any, at: datetime) -> None:
    """Make somebody of another team count as involved here; what the function shows stays the same."""
    in_team = Teamlid.objects.op(localdate(at)).filter(gebruiker=wie, team_id=rij.casus.team_id).exists()
    loopt = Toegangsgrond.objects.geldig(at).filter(gebruiker=wie, huishouden_id=rij.huishouden_id)
    if in_team or loopt.filter(soort=Grondslag.VERZOEK).exists():
        return
    Toegangsgrond.objects.create(
        huishouden_id=rij.huishouden_id,
        gebruiker=wie,
        soort=Grondslag.VERZOEK,
        tekst=f"Gevraagd voor een besluit door {by.naam}"[:300],
        bron_id=rij.pk,
        van=at,
        tot=at + _HOOGSTENS,
        gegeven_door=by,
    )


def sluit_inzage(rij: Beschikking, *, at: datetime) -> None:
    """Close what was opened for this decision: it was made known, or it stopped."""
    Toegangsgrond.objects.filter(bron_id=rij.pk, ingetrokken_op=None).update(ingetrokken_op=at)
