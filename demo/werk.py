"""Work in the demo: a filter of the team, an absence with a stand-in, and a batch that went to a colleague."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from keukentafel.errors import Refusal
from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from modules.dossier.models import Casus
from modules.dossier.werk.access import te_verdelen
from modules.dossier.werk.actions.afwezig import report_absence
from modules.dossier.werk.actions.filters import save_filter
from modules.dossier.werk.actions.toewijzen import assign_many
from modules.dossier.werk.models import Toewijsronde
from modules.inrichting.models import Teamlid

FILTERS = (
    ("In gevaar", {"van": "team", "stand": "gevaar"}),
    ("Nog te bevestigen", {"van": "team", "stand": "nieuw"}),
)


class Werkvuller:
    """Makes what the lists of work remember, through the actions of the screens."""

    def __init__(self, *, at: datetime) -> None:
        self.at = at

    def vul(self) -> None:
        """Share two filters, give two households to a colleague, and let somebody be away."""
        leider: Any = Gebruiker.objects.actief().met_rol(Rol.TEAMLEIDER).order_by("gebruikersnaam").first()
        if leider is None:
            return
        plek = Teamlid.objects.op(localdate(self.at)).filter(gebruiker=leider).select_related("team").first()
        if plek is None:
            return
        for naam, vraag in FILTERS:
            save_filter(naam=naam, vraag=vraag, team=plek.team, is_standaard=False, by=leider, at=self.at)
        collegas = self._collegas(plek.team)
        if len(collegas) > 1:
            self._geef(leider, collegas[0])
            self._afwezig(collegas)

    def _collegas(self, team: Any) -> list[Any]:
        leden = Teamlid.objects.op(localdate(self.at)).filter(team=team)
        mensen = Gebruiker.objects.actief().met_rol(Rol.TEAMLID).filter(pk__in=leden.values("gebruiker_id"))
        return list(mensen.order_by("gebruikersnaam"))

    def _geef(self, leider: Any, naar: Any) -> Toewijsronde | None:
        """Give the newest households that nobody took on yet, but one: that one stays to be divided."""
        los = Casus.objects.lopend().filter(behandelaar=None).order_by("-begonnen_op", "-id")
        ids = list(te_verdelen(leider, list(los.values_list("pk", flat=True))).values_list("pk", flat=True))[
            1:3
        ]
        if not ids:
            return None
        return assign_many(
            casussen=te_verdelen(leider, ids), gezien_bij={}, naar=naar, by=leider,
            reden="Er was ruimte in de week, en deze huishoudens wachtten het langst.",
            at=self.at - timedelta(hours=2),
        )  # fmt: skip

    def _afwezig(self, collegas: list[Any]) -> None:
        """Let the last colleague be away this week, with the first who may do the work as stand-in."""
        dag = localdate(self.at)
        for vervanger in collegas[:-1]:
            try:
                report_absence(
                    gebruiker=collegas[-1], vervanger=vervanger, van=dag, tot_en_met=dag + timedelta(days=6),
                    by=collegas[-1], at=self.at,
                )  # fmt: skip
            except Refusal:
                continue
            return
