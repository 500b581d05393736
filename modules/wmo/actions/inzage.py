"""Let in who was asked to go on with a melding, for as long as it lies there."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.db.models.functions import Least
from django.utils.timezone import localdate

from modules.dossier.models import Toegangsgrond
from modules.dossier.models.toegang import Grondslag
from modules.inrichting.models import Teamlid
from modules.wmo.models import Zaak

_HOOGSTENS = timedelta(days=90)
_NOG = timedelta(days=1)


def geef_inzage(zaak: Zaak, wie: Any, *, by: Any, at: datetime) -> None:
    """Make somebody of another team count as involved here; what the function shows stays the same."""
    in_team = Teamlid.objects.op(localdate(at)).filter(gebruiker=wie, team_id=zaak.casus.team_id)
    if in_team.exists():
        return
    Toegangsgrond.objects.create(
        huishouden_id=zaak.huishouden_id,
        gebruiker=wie,
        soort=Grondslag.VERZOEK,
        tekst=f"Gevraagd voor een Wmo-besluit door {by.naam}"[:300],
        bron_id=zaak.pk,
        van=at,
        tot=at + _HOOGSTENS,
        gegeven_door=by,
    )


def laat_inzage_aflopen(zaak: Zaak, *, at: datetime) -> None:
    """Leave who decided a day to see what was sent; after that the household is closed again."""
    open_nu = Toegangsgrond.objects.filter(bron_id=zaak.pk, ingetrokken_op=None)
    open_nu.update(tot=Least(F("tot"), at + _NOG))


def sluit_inzage(zaak: Zaak, *, at: datetime) -> None:
    """Close what was opened for this melding: it was stopped or given back."""
    Toegangsgrond.objects.filter(bron_id=zaak.pk, ingetrokken_op=None).update(ingetrokken_op=at)
