"""`Wat ziet … van huishouden …?`: the inrichting asks, the dossier knows who is involved where."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from keukentafel.identity.rollen import Rol
from modules.dossier.models import Huishouden
from modules.dossier.zicht.lezers import persoon_van
from modules.dossier.zicht.zicht import annoteer, zicht_van
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
        if not kijker.has_rol(Rol.FG):
            geleid = [p.team_id for p in persoon_van(kijker).plekken if Functie.TEAMLEIDER in p.functies]
            huishoudens = huishoudens.filter(team__in=geleid)
        huishouden = annoteer(huishoudens, wie, at).first()
        if huishouden is None:
            return None
        zicht = zicht_van(huishouden, wie)
        return Kijk(tuple(zicht.lezers), zicht.moment, zicht.gronden)


def register() -> None:
    """Offer the inrichting this way of asking."""
    registreer_zichtbron(Dossierbron())
