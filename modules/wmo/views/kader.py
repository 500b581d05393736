"""What every page of the Wmo line shares: the household around it, the steps, and who does the last ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localdate, now

from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest
from modules.dossier.besluiten.woorden import Plaats
from modules.dossier.queries.proces import titel_van
from modules.dossier.views.huishouden_kader import kader
from modules.dossier.zicht.routes import mag_rol
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
    wie = zaak.besluit_bij
    return laatste_stappen(
        besluit_door_van(request, zaak),
        request.user.rollen,
        bij=wie.naam if wie else "",
        is_bij_mij=wie is not None and wie.pk == request.user.pk,
    )


def besluit_door_van(request: GemeenteRequest, zaak: Zaak) -> str:
    """Return who makes decisions for the team of this household: `team`, `backoffice` or `overdracht`."""
    casus = zaak.casus
    return str(request.instellingen.van_casus(casus.teammodel_id, casus.team_id).besluit_door)


def plaats_van(request: GemeenteRequest, zaak: Zaak) -> Plaats:
    """Return where the decision is made when this person makes it."""
    if request.user.has_rol(Rol.BACKOFFICE):
        return Plaats.BACKOFFICE
    return Plaats.ANDER if zaak.besluit_bij_id is not None else Plaats.TEAM


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the lists of the Wmo."""

    label: str
    url: str
    actief: bool


_TABS = (
    ("werk", "Lopende meldingen", "wmo:werk"),
    ("opnieuw", "Opnieuw kijken", "wmo:heronderzoeken"),
    ("bijdrage", "Eigen bijdrage", "wmo:eigen_bijdrage"),
    ("cijfers", "In cijfers", "wmo:cijfers"),
)


def tabs(request: GemeenteRequest, actief: str) -> list[Tab]:
    """Return the lists of the Wmo that this person may ask for."""
    return [
        Tab(label, reverse(route), sleutel == actief)
        for sleutel, label, route in _TABS
        if mag_rol(request.user, route)
    ]


def omgeving(request: GemeenteRequest, zaak: Zaak, **rest: Any) -> dict[str, Any]:
    """Return the context of a page of the line."""
    vandaag = localdate()
    termijnen = list(zaak.melding.termijnen.order_by("einde", "id"))
    stand = stand_van(zaak)
    verdeling = verdeling_van(request, zaak)
    return {
        **kader(request, zaak.huishouden, actief="wmo"),
        "vandaag": vandaag,
        "zaak": zaak,
        "melding": zaak.melding,
        "titel": titel_van(zaak.melding, vandaag),
        "stand": stand,
        "tappen": lijn_van(zaak, stand, termijnen, vandaag),
        "termijnen": termijnen,
        "verdeling": verdeling,
        **rest,
    }
