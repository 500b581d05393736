"""The facts that stand on every page of a household: who has the regie, who is regisseur, which plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from modules.dossier.models import (
    Casus,
    Huishouden,
    Huishoudlid,
    Melding,
    Plan,
    RegieOvername,
    Regisseurschap,
    Vertegenwoordiger,
)
from modules.dossier.models.huishouden_queryset import IN_GEBRUIK
from modules.dossier.queries.toestemming_kort import toestemmingen_van
from modules.dossier.rules.maanden import plus_maanden
from modules.dossier.rules.regie import Regiestand, regiestand
from modules.inrichting.codelijsten import VertegenwoordigerSoort, Wet

MEERDERJARIG_MAANDEN = 18 * 12


@dataclass(frozen=True, slots=True)
class Feiten:
    """The three facts (ux.md 1.2) and how many people it is about."""

    regie: str
    regie_noot: str
    regie_vraag: str
    is_overgenomen: bool
    regisseur: str
    regisseur_id: UUID | None
    regisseur_sinds: date | None
    heeft_plan: bool
    doelen: int
    evaluatie_op: date | None
    personen: int
    kinderen: int
    is_overleden: bool
    toestemmingen: Sequence[dict[str, Any]] = ()
    """As `toestemming_kort.lees_toestemmingen` reads them for one reader."""

    @property
    def samenstelling(self) -> str:
        """`3 personen, 2 kinderen`."""
        wie = "1 persoon" if self.personen == 1 else f"{self.personen} personen"
        if not self.kinderen:
            return wie
        return f"{wie}, {'1 kind' if self.kinderen == 1 else f'{self.kinderen} kinderen'}"


def feiten_van(huishouden: Huishouden, vandaag: date) -> Feiten:
    """Return the facts of a household: one query."""
    rij = (
        Huishouden.objects.filter(pk=huishouden.pk)
        .values("id")
        .annotate(
            regisseur=Subquery(_regisseur()),
            overname=Subquery(_overname()),
            plan=Subquery(_plan()),
            mensen=ArraySubquery(_mensen()),
            namens=ArraySubquery(_vertegenwoordigers(vandaag)),
            toestemmingen=ArraySubquery(toestemmingen_van()),
        )
        .get()
    )
    mensen = rij["mensen"]
    regie = _regie(rij["overname"], vandaag)
    regisseur, plan = rij["regisseur"] or {}, rij["plan"] or {}
    volwassen = [mens for mens in mensen if not _is_kind(mens, vandaag)]
    return Feiten(
        regie="Overgenomen" if regie.is_overgenomen else _zelf(volwassen),
        regie_noot=regie.zin if regie.is_overgenomen else _bijgestaan(rij["namens"]),
        regie_vraag=regie.vraag,
        is_overgenomen=regie.is_overgenomen,
        regisseur=regisseur.get("naam", ""),
        regisseur_id=UUID(regisseur["gebruiker"]) if regisseur.get("gebruiker") else None,
        regisseur_sinds=_dag(regisseur.get("van")),
        heeft_plan=bool(plan),
        doelen=plan.get("doelen", 0),
        evaluatie_op=_dag(plan.get("evaluatie_op")),
        personen=len(mensen),
        kinderen=len(mensen) - len(volwassen),
        is_overleden=bool(mensen) and all(mens["overleden_op"] for mens in mensen),
        toestemmingen=rij["toestemmingen"] or (),
    )


def _regisseur() -> QuerySet[Any]:
    rijen = Regisseurschap.objects.filter(huishouden=OuterRef("pk"), tot=None)
    return rijen.values(json=JSONObject(naam="naam", gebruiker="gebruiker_id", van="van"))[:1]


def _overname() -> QuerySet[Any]:
    rijen = RegieOvername.objects.filter(huishouden=OuterRef("pk")).order_by("-van", "-id")
    return rijen.values(
        json=JSONObject(van="van", eindigt_op="eindigt_op", teruggegeven_op="teruggegeven_op")
    )[:1]


def _plan() -> QuerySet[Any]:
    rijen = Plan.objects.filter(huishouden=OuterRef("pk"), status__in=IN_GEBRUIK).order_by()
    return rijen.annotate(aantal=Count("doelen")).values(
        json=JSONObject(doelen="aantal", evaluatie_op="evaluatie_op")
    )[:1]


def _mensen() -> QuerySet[Any]:
    rijen = Huishoudlid.objects.filter(huishouden=OuterRef("pk"), tot=None).order_by(
        F("inwoner__geboortedatum").asc(nulls_last=True), "id"
    )
    return rijen.values(
        json=JSONObject(
            voornamen="inwoner__voornamen",
            voorletters="inwoner__voorletters",
            voorvoegsel="inwoner__voorvoegsel",
            achternaam="inwoner__geslachtsnaam",
            geboren="inwoner__geboortedatum",
            overleden_op="inwoner__overleden_op",
            rol="rol",
        )
    )


def _vertegenwoordigers(vandaag: date) -> QuerySet[Any]:
    rijen = Vertegenwoordiger.objects.filter(
        Q(tot=None) | Q(tot__gt=vandaag),
        inwoner__lidmaatschappen__huishouden=OuterRef("pk"),
        inwoner__lidmaatschappen__tot=None,
    )
    return rijen.order_by("naam").values(json=JSONObject(naam="naam", soort="soort"))


def _regie(overname: Mapping[str, Any] | None, vandaag: date) -> Regiestand:
    rij = overname or {}
    return regiestand(
        van=_dag(rij.get("van")),
        eindigt_op=_dag(rij.get("eindigt_op")),
        teruggegeven_op=_dag(rij.get("teruggegeven_op")),
        vandaag=vandaag,
    )


def _dag(tekst: str | None) -> date | None:
    return date.fromisoformat(tekst) if tekst else None


def _is_kind(mens: Mapping[str, Any], vandaag: date) -> bool:
    geboren = _dag(mens["geboren"])
    if geboren is None:
        return bool(mens["rol"] == "kind")
    return plus_maanden(geboren, MEERDERJARIG_MAANDEN) > vandaag


def _zelf(volwassen: Sequence[Mapping[str, Any]]) -> str:
    namen = [mens["voornamen"] or mens["voorletters"] for mens in volwassen if not mens["overleden_op"]]
    if len(namen) == 1:
        mens = next(mens for mens in volwassen if not mens["overleden_op"])
        delen = (namen[0], mens["voorvoegsel"], mens["achternaam"])
        return f"{' '.join(deel for deel in delen if deel)} zelf"
    if len(namen) == 2 and all(namen):
        return f"{namen[0]} en {namen[1]} zelf"
    return "Het huishouden zelf"


def _bijgestaan(namens: Sequence[Mapping[str, Any]]) -> str:
    if not namens:
        return ""
    eerste = namens[0]
    soort = str(VertegenwoordigerSoort(eerste["soort"]).label).lower()
    return f"met {soort} {eerste['naam']}"


def nog_te_bevestigen(casus: str) -> Exists:
    """Return the condition: this casus has an open request under a law, and its letter did not go out."""
    open_melding = Melding.objects.filter(casus_id=OuterRef(casus), bevestigd_op=None, is_afgehandeld=False)
    return Exists(open_melding.exclude(wet=Wet.GEEN))


def casussen_van(huishouden: Huishouden) -> list[Casus]:
    """Return every casus of a household, the running ones first; one query.

    `is_nieuw`: it has a request for help whose confirmation did not go out yet.
    """
    casussen = (
        Casus.objects.filter(huishouden=huishouden)
        .annotate(is_nieuw=nog_te_bevestigen("pk"))
        .select_related("team", "behandelaar")
    )
    return sorted(casussen.order_by("-begonnen_op", "-id"), key=lambda casus: casus.is_afgesloten)


def eigen_casus(huishouden: Huishouden, casussen: Sequence[Casus]) -> Casus | None:
    """Return the casus the page follows: that of the household's own team, else the newest that runs."""
    van_team = (casus for casus in casussen if casus.team_id == huishouden.team_id)
    lopend = [casus for casus in casussen if not casus.is_afgesloten]
    return next((casus for casus in van_team if not casus.is_afgesloten), None) or next(
        iter(lopend or casussen), None
    )
