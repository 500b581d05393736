"""`Wat ziet … van huishouden …?`: the inrichting asks, the dossier knows who is involved where."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import zaaifouten
from modules.dossier.models import Huishouden
from modules.dossier.toegang.toezichtdelen import Deel, Regel, registreer_deel
from modules.dossier.zicht.lezers import persoon_van
from modules.dossier.zicht.zicht import annoteer, zicht_van
from modules.inrichting.models import Informatieprotocol
from modules.inrichting.models.protocol import ProtocolStatus
from modules.inrichting.rules.protocol import Functie, Lezer
from modules.inrichting.zichtbron import Kijk, registreer_zichtbron


class Dossierbron:
    """Tells who somebody is for the protocol (`modules.inrichting.zichtbron.Zichtbron`)."""

    def lezer_van(self, wie: Any) -> Lezer:
        """Return the functions of somebody over all teams, involved nowhere."""
        persoon = persoon_van(wie)
        functies = frozenset(functie for plek in persoon.plekken for functie in plek.functies)
        return persoon.lezer(functies, is_betrokken=False)

    def kijk_op(self, kenmerk: UUID, *, wie: Any, kijker: Any, at: datetime) -> Kijk | None:
        """Return how `wie` looks at a household now, with the very facts of the door; no content is read.

        The privacyfunctionaris may ask about every household, a teamleider about those of the own teams.
        """
        huishoudens = Huishouden.objects.filter(pk=kenmerk)
        if not kijker.has_rol(Rol.FG) and not zaaifouten.staat_aan("wat_ziet_van_elk_team"):
            geleid = [p.team_id for p in persoon_van(kijker).plekken if Functie.TEAMLEIDER in p.functies]
            huishoudens = huishoudens.filter(team__in=geleid)
        huishouden = annoteer(huishoudens, wie, at).first()
        if huishouden is None:
            return None
        zicht = zicht_van(huishouden, wie)
        return Kijk(tuple(zicht.lezers), zicht.moment, zicht.gronden)


def wachtend_protocol(gebruiker: Any) -> Deel | None:
    """Return the panel of `/toezicht` with the version that waits for the privacyfunctionaris; one query."""
    if not gebruiker.has_rol(Rol.FG):
        return None
    wacht = Informatieprotocol.objects.filter(status=ProtocolStatus.TER_GOEDKEURING)
    regels = [
        Regel(
            f"Versie {protocol.nummer} van het informatieprotocol",
            f"voorgelegd door {protocol.ingediend_door.naam}",
            reverse("inrichting:protocol_beoordelen"),
        )
        for protocol in wacht.select_related("ingediend_door")
    ]
    return Deel("Informatieprotocol", "p-protocol", regels, "Geen versie wacht op jouw oordeel.", volgorde=10)


def register() -> None:
    """Offer the inrichting this way of asking, and the privacyfunctionaris what waits."""
    registreer_zichtbron(Dossierbron())
    registreer_deel(wachtend_protocol)
