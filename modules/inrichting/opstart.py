"""From keuzehulp to the first household: seven steps, each done when it is really done (F132).

Nothing is ticked by hand: a step looks at what stands there. The supplier sees how many are done, never what.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from keukentafel.identity.models import Gebruiker, RolToekenning
from keukentafel.identity.rollen import Rol
from modules.inrichting.gevolgen import casussen
from modules.inrichting.models import Gereedheidscheck, KeuzehulpUitkomst, Teamlid, Teammodel, Wijk
from modules.inrichting.rules.gereedheid import CHECKS

AANTAL = 7


@dataclass(frozen=True, slots=True)
class Stap:
    """A step: what it is, where it is done, and whether it is."""

    titel: str
    uitleg: str
    route: str
    is_klaar: bool

    @property
    def adres(self) -> str:
        """The address of the screen where it is done."""
        return reverse(self.route)


@dataclass(frozen=True, slots=True)
class Opstart:
    """The seven steps, in the order in which most gemeenten take them; any order may."""

    stappen: tuple[Stap, ...]

    @property
    def klaar(self) -> int:
        """How many steps are done."""
        return sum(stap.is_klaar for stap in self.stappen)

    @property
    def totaal(self) -> int:
        """How many steps there are."""
        return len(self.stappen)

    @property
    def is_klaar(self) -> bool:
        """Whether the gemeente works."""
        return self.klaar == self.totaal

    @property
    def volgende(self) -> Stap | None:
        """The first step that is not done."""
        return next((stap for stap in self.stappen if not stap.is_klaar), None)


def lees_opstart(at: datetime) -> Opstart:
    """Look how far this gemeente is; seven queries, whatever its size."""
    met_team = Q(gebieden__isnull=False) | Q(buurten__gebieden__isnull=False)
    wijken = Wijk.objects.annotate(heeft_team=Exists(Wijk.objects.filter(met_team, pk=OuterRef("pk"))))
    gebied = list(wijken.values_list("heeft_team", flat=True))
    checks = Gereedheidscheck.objects.filter(geregeld=True).count()
    fg = RolToekenning.objects.filter(rol=Rol.FG, gebruiker__in=Gebruiker.objects.actief())
    return Opstart(
        (
            Stap(
                "Keuzehulp", "Acht vragen over welk teammodel past.", "inrichting:keuzehulp",
                KeuzehulpUitkomst.objects.afgerond().exists(),
            ),
            Stap(
                "Teammodel", "Stel vast hoe jullie teams werken.", "inrichting:teammodel",
                Teammodel.objects.actief().filter(vastgesteld_door__isnull=False).exists(),
            ),
            Stap(
                "Wijken", "Lees de wijken in en geef elke wijk een team.", "inrichting:gebieden",
                bool(gebied) and all(gebied),
            ),
            Stap(
                "Mensen", "Nodig medewerkers uit en geef ze een team.", "identity:mensen",
                Teamlid.objects.op(at.date()).exists(),
            ),
            Stap(
                "Privacyfunctionaris", "Iemand moet het informatieprotocol goedkeuren en het logboek nakijken.",
                "identity:mensen", fg.exists(),
            ),
            Stap("Zeven checks", "Loop na wat er buiten Keukentafel klaar moet zijn.", "inrichting:gereedheid",
                 checks == len(CHECKS)),
            Stap(
                "Eerste huishouden", "Een medewerker neemt een eerste vraag aan.", "inrichting:teams",
                any(casussen().lopend_per_team().values()),
            ),
        )
    )  # fmt: skip


def tel_opstart(at: datetime) -> int:
    """Return how many steps are done: the one number that leaves the gemeente."""
    return lees_opstart(at).klaar
