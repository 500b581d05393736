"""The plan in short, and the support that runs, as the overview of a household shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from keukentafel.tenancy import zaaifouten
from modules.dossier.models import Actie, Doelstelling, Huishouden, Plan, PlanOplossing
from modules.dossier.models.huishouden_queryset import IN_GEBRUIK
from modules.dossier.zicht import mate_over, onderwerp_van
from modules.inrichting.codelijsten import ActieStatus, Kader, Wie
from modules.inrichting.leefgebieden import ZRM_VERSIES
from modules.inrichting.rules.protocol import Categorie, Mate

LABELS = {gebied.code: gebied.label for versie in ZRM_VERSIES.values() for gebied in versie.leefgebieden}


@dataclass(frozen=True, slots=True)
class Doelregel:
    """One goal with how far its actions are and who does them."""

    id: UUID
    titel: str
    leefgebieden: Sequence[str]
    totaal: int
    klaar: int
    te_laat: int
    zelf: int
    netwerk: int
    professional: int
    stand: str
    is_dicht: bool = False


def doelen_van(huishouden: Huishouden, vandaag: date) -> list[Doelregel]:
    """Return the goals of the plan in force, or of the concept when there is none yet; one query.

    Actions of the plan without a goal are not here: they stand on the plan itself.
    """
    telt = ~Q(acties__status=ActieStatus.VERVALLEN) & Q(acties__isnull=False)
    doelen = (
        Doelstelling.objects.filter(plan__huishouden=huishouden, plan__status__in=[*IN_GEBRUIK, "concept"])
        .annotate(
            totaal=Count("acties", filter=telt),
            klaar=Count("acties", filter=Q(acties__status=ActieStatus.KLAAR)),
            laat=Count("acties", filter=Q(acties__status=ActieStatus.OPEN, acties__wanneer__lt=vandaag)),
            zelf=Count("acties", filter=telt & Q(acties__wie=Wie.ZELF)),
            netwerk=Count("acties", filter=telt & Q(acties__wie=Wie.NETWERK)),
            professional=Count("acties", filter=telt & Q(acties__wie=Wie.PROFESSIONAL)),
        )
        .select_related("plan")
        .order_by("volgorde", "id")
    )
    alle = list(doelen)
    in_gebruik = [doel for doel in alle if doel.plan.status in IN_GEBRUIK]
    return [_regel(doel, huishouden.zicht) for doel in (in_gebruik or alle)]


def titel_van_gesloten(zicht: Any, leefgebieden: Sequence[str]) -> str:
    """Return what stands in the place of a goal that may not be read: that it is there."""
    return f"Een doel over {onderwerp_van(zicht, leefgebieden)}. Wat erin staat, zie je niet."


def _regel(doel: Any, zicht: Any) -> Doelregel:
    if mate_over(zicht, doel.leefgebieden) < Mate.SAMENVATTING and not zaaifouten.staat_aan("plan_met_tekst"):
        titel = titel_van_gesloten(zicht, doel.leefgebieden)
        return Doelregel(doel.pk, titel, [], 0, 0, 0, 0, 0, 0, "", is_dicht=True)
    return Doelregel(
        id=doel.pk,
        titel=doel.titel,
        leefgebieden=[LABELS.get(code, code) for code in doel.leefgebieden],
        totaal=doel.totaal,
        klaar=doel.klaar,
        te_laat=doel.laat,
        zelf=doel.zelf,
        netwerk=doel.netwerk,
        professional=doel.professional,
        stand="Bereikt" if doel.bereikt_op else ("Concept" if doel.plan.status == "concept" else ""),
    )


@dataclass(frozen=True, slots=True)
class Ondersteuning:
    """One thing that helps now: what, by whom, in which frame."""

    omschrijving: str
    noot: str


def ondersteuning_van(huishouden: Huishouden, vandaag: date) -> list[Ondersteuning]:
    """Return the solutions of the plan in force that run today, the own ones first; one query."""
    rijen = (
        PlanOplossing.objects.filter(
            Q(tot=None) | Q(tot__gte=vandaag),
            resultaat__doel__plan__huishouden=huishouden,
            resultaat__doel__plan__status__in=IN_GEBRUIK,
        )
        .select_related("organisatie")
        .order_by("volgorde", "id")
    )
    wet = huishouden.zicht.oordeel(Categorie.BESLUITEN).wet
    if wet:  # some see only what falls under their own law
        rijen = rijen.filter(wet=wet)
    volgorde = list(Kader.values)
    gesorteerd = sorted(rijen, key=lambda rij: volgorde.index(rij.kader))
    return [Ondersteuning(rij.omschrijving, _noot(rij, vandaag)) for rij in gesorteerd]


def _noot(rij: PlanOplossing, vandaag: date) -> str:
    door = rij.door or (rij.organisatie.naam if rij.organisatie else "")
    begint = f"vanaf {rij.van.day}-{rij.van.month}-{rij.van.year}" if rij.van and rij.van > vandaag else ""
    delen = (str(Kader(rij.kader).label), door, begint)
    return " · ".join(deel for deel in delen if deel)


def plan_in_gebruik(huishouden: Huishouden) -> Plan | None:
    """Return the plan in force, if there is one."""
    plan: Plan | None = Plan.objects.filter(huishouden=huishouden, status__in=IN_GEBRUIK).first()
    return plan


def acties_open(huishouden: Huishouden) -> int:
    """Count the actions that are still to be done."""
    return Actie.objects.filter(huishouden=huishouden, status=ActieStatus.OPEN).count()
