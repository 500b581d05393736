"""What every page of the Wmo line shares: the household around it, the steps, and who does the last ones."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.timezone import localdate, now

from keukentafel.request import GemeenteRequest
from modules.dossier.queries.proces import titel_van
from modules.dossier.views.huishouden_kader import kader
from modules.wmo.access import zaak_for
from modules.wmo.actions.zaak import open_zaak
from modules.wmo.lijn import lijn_van
from modules.wmo.models import Zaak
from modules.wmo.rules.verdeling import Verdeling, laatste_stappen
from modules.wmo.stand import stand_van


def haal(request: GemeenteRequest, melding_id: UUID) -> Zaak:
    """Open the line; when something is sent, it is there to be written in."""
    zaak = zaak_for(request.user, melding_id)
    if request.method != "POST":
        return zaak
    huishouden = zaak.huishouden
    zaak = open_zaak(melding=zaak.melding, by=request.user, at=now())
    zaak.huishouden = huishouden  # what came through the door, with its zicht
    return zaak


def verdeling_van(request: GemeenteRequest, zaak: Zaak) -> Verdeling:
    """Return who does the aanvraag and the besluit, by the team model this household runs under."""
    casus = zaak.casus
    keuzes = request.instellingen.van_casus(casus.teammodel_id, casus.team_id)
    return laatste_stappen(keuzes.besluit_door, request.user.rollen)


def omgeving(request: GemeenteRequest, zaak: Zaak, **rest: Any) -> dict[str, Any]:
    """Return the context of a page of the line."""
    vandaag = localdate()
    termijnen = list(zaak.melding.termijnen.order_by("einde", "id"))
    stand = stand_van(zaak)
    verdeling = verdeling_van(request, zaak)
    return {
        **kader(request, zaak.huishouden, actief="wmo"),
        "zaak": zaak,
        "melding": zaak.melding,
        "titel": titel_van(zaak.melding, vandaag),
        "stand": stand,
        "tappen": lijn_van(zaak, stand, termijnen, vandaag),
        "termijnen": termijnen,
        "verdeling": verdeling,
        **rest,
    }
