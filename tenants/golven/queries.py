"""Questions about releases and runs. None of them enters a gemeente."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import keukentafel
from keukentafel.tenancy import in_platform, versie
from tenants.golven.models import Bijwerkronde, RegelStand, Ring, Ringdatum, Uitgave
from tenants.models import Gemeente, Stand


def volgorde(nummer: str) -> tuple[int, ...]:
    """Return what sorts a number as people count: 0.10 comes after 0.9."""
    return tuple(int(deel) if deel.isdigit() else 0 for deel in nummer.split("."))


def _kaal(schema_versie: Mapping[str, Any]) -> dict[str, Any]:
    return {app: naam for app, naam in schema_versie.items() if app != versie.CODE}


@dataclass(frozen=True, slots=True)
class Nummers:
    """Turns the version of a schema into the number of a release."""

    per_versie: tuple[tuple[dict[str, Any], str], ...]

    def van(self, schema_versie: Mapping[str, Any]) -> str:
        """Return the number of the newest release that leaves a schema so; in words when there is none."""
        kaal = _kaal(schema_versie)
        for bekend, nummer in self.per_versie:
            if bekend == kaal:
                return nummer
        wat = "na" if versie.is_nieuwer(schema_versie) else "voor"
        return f"{wat} {keukentafel.__version__}"


def nummers() -> Nummers:
    """Read the releases that were ever here, newest first; the one that runs wins of its equals."""
    rijen = [(_kaal(versie.nieuwste()), keukentafel.__version__)]
    uitgaven = Uitgave.objects.exclude(schema_versie={}).values_list("schema_versie", "nummer")
    rijen += sorted(
        ((_kaal(wat), nummer) for wat, nummer in uitgaven), key=lambda rij: volgorde(rij[1]), reverse=True
    )
    return Nummers(tuple(rijen))


def versienummers() -> dict[UUID, str]:
    """Return the number of the release of every gemeente, in two queries."""
    with in_platform():
        tabel = nummers()
        rijen = Gemeente.objects.exclude(stand="beeindigd").values_list("pk", "schema_versie")
        return {pk: tabel.van(wat) for pk, wat in rijen}


def versie_van(gemeente: Gemeente) -> str:
    """Return the number of the release of one gemeente."""
    with in_platform():
        return nummers().van(gemeente.schema_versie)


# -- the plan ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Planregel:
    """What one gemeente needs to come to this release."""

    id: UUID
    naam: str
    slug: str
    ring: int
    nummer: str
    migraties: int
    wordt_bediend: bool

    @property
    def ringnaam(self) -> str:
        return str(Ring(self.ring).label)


@dataclass(slots=True)
class Plan:
    """Every gemeente, and what the next run has to do."""

    regels: list[Planregel] = field(default_factory=list)

    @property
    def achter(self) -> list[Planregel]:
        return [regel for regel in self.regels if regel.migraties]

    def per_ring(self) -> list[tuple[Ring, int, int]]:
        """Return ring, how many gemeenten it has, and how many of them need something."""
        allen = Counter(regel.ring for regel in self.regels)
        achter = Counter(regel.ring for regel in self.achter)
        return [(ring, allen[ring.value], achter[ring.value]) for ring in Ring]


def maak_overzicht() -> Plan:
    """Say what every gemeente needs, from what the last run wrote about it: one query, and the releases."""
    with in_platform():
        tabel = nummers()
        gemeenten = (
            Gemeente.objects.filter(stand__in=(Stand.ACTIEF, Stand.OPGESCHORT))
            .order_by("naam")
            .values_list("pk", "naam", "slug", "schema_versie", "ringplaats__ring")
        )
        return Plan(
            [
                Planregel(
                    id=pk,
                    naam=naam,
                    slug=slug,
                    ring=ring or Ring.GEWOON,
                    nummer=tabel.van(wat),
                    migraties=versie.ontbreekt_aan(wat),
                    wordt_bediend=versie.wordt_bediend(wat),
                )
                for pk, naam, slug, wat, ring in gemeenten
            ]
        )


# -- runs --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Golfstand:
    """How far one wave is."""

    golf: Any
    aantallen: Mapping[str, int]

    @property
    def totaal(self) -> int:
        return sum(self.aantallen.values())

    @property
    def klaar(self) -> int:
        return self.totaal - self.aantallen.get(RegelStand.WACHT, 0) - self.bezig

    @property
    def bezig(self) -> int:
        return self.aantallen.get(RegelStand.BEZIG, 0)

    @property
    def mislukt(self) -> int:
        return self.aantallen.get(RegelStand.MISLUKT, 0)

    @property
    def bijgewerkt(self) -> int:
        return self.aantallen.get(RegelStand.BIJGEWERKT, 0)


@dataclass(frozen=True, slots=True)
class Rondestand:
    """How far a run is: its waves, and who failed."""

    ronde: Bijwerkronde
    golven: list[Golfstand]
    mislukt: list[Any]

    def tel(self, stand: str) -> int:
        """Return how many schemas are so."""
        return sum(golf.aantallen.get(stand, 0) for golf in self.golven)

    @property
    def totaal(self) -> int:
        return sum(golf.totaal for golf in self.golven)

    @property
    def klaar(self) -> int:
        return sum(golf.klaar for golf in self.golven)


def stand_van(ronde: Bijwerkronde) -> Rondestand:
    """Return how far a run is, in three queries."""
    with in_platform():
        golven = list(ronde.golven.all())
        per_golf: dict[UUID, Counter[str]] = {golf.pk: Counter() for golf in golven}
        for golf_id, stand in ronde.regels.values_list("golf_id", "stand"):
            per_golf[golf_id][stand] += 1
        mislukt = list(ronde.regels.filter(stand=RegelStand.MISLUKT).order_by("label"))
    return Rondestand(ronde, [Golfstand(golf, per_golf[golf.pk]) for golf in golven], mislukt)


# -- what a gemeente sees ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Aankondiging:
    """A release that a gemeente does not have yet, and the day of its ring."""

    uitgave: Uitgave
    gepland_op: date | None


@dataclass(frozen=True, slots=True)
class Versiebericht:
    """What a gemeente may know: its release with the notes, and what comes."""

    nummer: str
    uitgave: Uitgave | None
    komt: list[Aankondiging]


def voor_gemeente(gemeente_id: UUID) -> Versiebericht:
    """Return the release of one gemeente and those that come, in four queries."""
    with in_platform():
        gemeente = Gemeente.objects.defer("sleutel").select_related("ringplaats").get(pk=gemeente_id)
        uitgaven = list(Uitgave.objects.all())
        tabel = nummers()
        nummer = tabel.van(gemeente.schema_versie)
        plaats = getattr(gemeente, "ringplaats", None)
        data = dict(
            Ringdatum.objects.filter(ring=plaats.ring if plaats else Ring.GEWOON).values_list(
                "uitgave_id", "gepland_op"
            )
        )
    hier = next((uitgave for uitgave in uitgaven if uitgave.nummer == nummer), None)
    komt = [
        Aankondiging(uitgave, data.get(uitgave.pk))
        for uitgave in sorted(uitgaven, key=lambda uitgave: volgorde(uitgave.nummer))
        if _komt_nog(uitgave.nummer, nummer)
    ]
    return Versiebericht(nummer, hier, komt)


def _komt_nog(nummer: str, heeft: str) -> bool:
    """Tell whether a release is newer than what a gemeente has; `voor 0.2.0` still has to get 0.2.0."""
    soort, _, van = heeft.rpartition(" ")
    return volgorde(nummer) > volgorde(van) or (soort == "voor" and nummer == van)
