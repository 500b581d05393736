"""What people learn: which differences recur, whose view proved right for whom, and how often help was turned down.

Numbers over the whole gemeente: no household, no resident, no colleague. Small ones stay hidden.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from modules.dossier.models import Afsluiting, Afsluitvoorstel, Voorstelstand
from modules.dossier.ruimte.models import Geschilpunt, Zienswijze
from modules.dossier.ruimte.rules.verschil import TE_WEINIG, deel_in_woorden, in_woorden
from modules.dossier.ruimte.woorden import Discipline, Verschilsoort, VoorWie
from modules.inrichting.codelijsten import Afsluitreden
from modules.inrichting.models import Wijkteam

INWONER = "De inwoner zelf"


@dataclass(frozen=True, slots=True)
class Soortregel:
    """How often one kind of difference came, and how often somebody kept seeing it differently."""

    soort: str
    aantal: int
    bleef: int
    teruggekeken: int

    @property
    def staaf(self) -> int:
        """What the bar shows: nothing that the number hides."""
        return self.aantal if self.aantal >= TE_WEINIG else 0

    @property
    def cellen(self) -> tuple[str, str, str]:
        """The numbers as they may be shown."""
        return in_woorden(self.aantal), in_woorden(self.bleef), in_woorden(self.teruggekeken)


@dataclass(frozen=True, slots=True)
class Kijkregel:
    """How often a view from one profession was there for somebody, and how often it proved right."""

    voor_wie: str
    vak: str
    gegeven: int
    juist: int

    @property
    def deel(self) -> str:
        """The share as it may be shown."""
        return deel_in_woorden(self.juist, self.gegeven)

    @property
    def staaf(self) -> int:
        """The share for the bar, where the words show it too."""
        return round(100 * self.juist / self.gegeven) if "%" in self.deel else 0


@dataclass(frozen=True, slots=True)
class Teamregel:
    """How often help of a team ended because it was turned down. Teams stand by name: this is no ranking."""

    team: str
    afgesloten: int
    afgezien: int
    door_gegaan: int

    @property
    def deel(self) -> str:
        """The share as it may be shown."""
        return deel_in_woorden(self.afgezien, self.afgesloten)

    @property
    def staaf(self) -> int:
        """The share for the bar, where the words show it too."""
        return round(100 * self.afgezien / self.afgesloten) if "%" in self.deel else 0

    @property
    def toch(self) -> str:
        """How often the help went on after a colleague looked."""
        return in_woorden(self.door_gegaan)


@dataclass(frozen=True, slots=True)
class Leerbeeld:
    """The whole page: five queries, whatever there is."""

    soorten: tuple[Soortregel, ...]
    kijken: tuple[Kijkregel, ...]
    teams: tuple[Teamregel, ...]

    @property
    def meeste(self) -> int:
        """The longest bar of the kinds."""
        return max((regel.staaf for regel in self.soorten), default=0)


def leerbeeld(sinds: datetime | None) -> Leerbeeld:
    """Return the numbers since a moment, or of always."""
    return Leerbeeld(tuple(_soorten(sinds)), tuple(_kijken(sinds)), tuple(_teams(sinds)))


def _soorten(sinds: datetime | None) -> Iterator[Soortregel]:
    bleef = Exists(Zienswijze.objects.filter(verschil=OuterRef("pk"), blijft_anders_op__isnull=False))
    rijen = Geschilpunt.objects.order_by().annotate(bleef=bleef)
    if sinds is not None:
        rijen = rijen.filter(gemaakt_op__gte=sinds)
    telling = rijen.values("soort").annotate(
        aantal=Count("id"), anders=Count("id", filter=Q(bleef=True)), terug=Count("teruggekeken_op")
    )
    for rij in sorted(telling, key=lambda rij: (-rij["aantal"], rij["soort"])):
        yield Soortregel(str(Verschilsoort(rij["soort"]).label), rij["aantal"], rij["anders"], rij["terug"])


def _kijken(sinds: datetime | None) -> Iterator[Kijkregel]:
    gekeken = Q(verschil__teruggekeken_op__isnull=False, bleek_juist__isnull=False)
    visies, verschillen = Zienswijze.objects.order_by().filter(gekeken), Geschilpunt.objects.order_by()
    if sinds is not None:
        visies = visies.filter(verschil__gemaakt_op__gte=sinds)
        verschillen = verschillen.filter(gemaakt_op__gte=sinds)
    per_vak = visies.values("verschil__voor_wie", "discipline").annotate(
        gegeven=Count("id"), juist=Count("id", filter=Q(bleek_juist=True))
    )
    regels = [
        (rij["verschil__voor_wie"], str(Discipline(rij["discipline"]).label), rij["gegeven"], rij["juist"])
        for rij in per_vak
    ]
    zelf = verschillen.exclude(inwoner_bleek_juist=None).values("voor_wie")
    van_inwoner = zelf.annotate(gegeven=Count("id"), juist=Count("id", filter=Q(inwoner_bleek_juist=True)))
    regels.extend((rij["voor_wie"], INWONER, rij["gegeven"], rij["juist"]) for rij in van_inwoner)
    volgorde = list(VoorWie.values)
    for voor_wie, vak, gegeven, juist in sorted(regels, key=lambda r: (volgorde.index(r[0]), r[1])):
        yield Kijkregel(str(VoorWie(voor_wie).label), vak, gegeven, juist)


def _teams(sinds: datetime | None) -> Iterator[Teamregel]:
    eind = Afsluiting.objects.order_by().exclude(reden=Afsluitreden.OVERGEDRAGEN)
    door = Afsluitvoorstel.objects.order_by().filter(stand=Voorstelstand.INGETROKKEN)
    if sinds is not None:
        eind, door = eind.filter(op__gte=sinds.date()), door.filter(gevraagd_op__gte=sinds)
    telling: dict[Any, Any] = {
        rij["casus__team"]: rij
        for rij in eind.values("casus__team").annotate(
            alle=Count("id"), afgezien=Count("id", filter=Q(reden=Afsluitreden.AFGEZIEN))
        )
    }
    toch = dict(door.values_list("casus__team").annotate(aantal=Count("id")))
    for pk, naam in Wijkteam.objects.actief().order_by("naam").values_list("pk", "naam"):
        rij = telling.get(pk, {"alle": 0, "afgezien": 0})
        if rij["alle"] or toch.get(pk):
            yield Teamregel(naam, rij["alle"], rij["afgezien"], toch.get(pk, 0))
