"""A program in the demo that works with our own API, as a gemeente would really have one."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from string import ascii_letters, digits
from typing import Any, Final

from keukentafel.identity.rollen import Rol
from modules.inrichting.models import Wijkteam
from modules.toegangsleutels.actions.programma import Gevraagd, register_programma
from modules.toegangsleutels.scopes import SCOPES

CLIENT_ID: Final = "rooster"
_LEEST: Final = tuple(scope for scope in SCOPES if scope.endswith(".lezen"))
_SCHRIJFT: Final = ("meldingen.schrijven", "signalen.schrijven", "acties.schrijven")


class Apivuller:
    """Lets one program in, through the same action as the screen."""

    def __init__(self, *, by: Any, at: datetime, toeval: Random) -> None:
        self.by, self.at, self.toeval = by, at, toeval

    def vul(self) -> dict[str, str]:
        """Make it for every team; return what it comes in with, for `accounts.json`."""
        teams = Wijkteam.objects.actief().order_by("naam", "pk")
        gevraagd = Gevraagd(
            naam="Rooster van het wijkteam",
            toelichting="Zet acties en termijnen in het rooster van het team.",
            rollen=[(Rol.TEAMLID, team.pk) for team in teams],
            scopes=[*_LEEST, *_SCHRIJFT],
        )
        geheim = "".join(self.toeval.choice(ascii_letters + digits) for _ in range(48))
        register_programma(
            client_id=CLIENT_ID,
            gevraagd=gevraagd,
            by=self.by,
            at=self.at - timedelta(days=12),
            geheim_nu=geheim,
        )
        return {"client_id": CLIENT_ID, "secret": geheim}
