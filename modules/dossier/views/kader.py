"""The frame of every page of a household: who it is, who directs, how far it is, and where to go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse

from keukentafel.components.care import Processtap
from keukentafel.request import GemeenteRequest
from keukentafel.values.datum_tekst import datum_kort
from modules.dossier.models import Casus, Huishouden, Plan, RegieOvername, Regisseurschap
from modules.dossier.rules.fasen import staplijn
from modules.inrichting.codelijsten import CasusStatus, PlanStatus
from modules.inrichting.rules.stappen import stappen

ONDERDELEN = (
    ("huishouden", "Overzicht"),
    ("gesprekken", "Gesprekken"),
    ("zelfredzaamheid", "Zelfredzaamheid"),
    ("plan", "Plan"),
    ("evaluaties", "Evaluatie"),
    ("wie_keek_mee", "Wie keek mee"),
)
LOPENDE_PLANNEN = (PlanStatus.ACTIEF, PlanStatus.IN_EVALUATIE, PlanStatus.CONCEPT)


@dataclass(frozen=True, slots=True)
class Tab:
    naam: str
    url: str
    is_hier: bool


@dataclass(frozen=True, slots=True)
class Huishoudenkader:
    """What the frame shows. `casus` is the running one, or the last one; None before the first."""

    huishouden: Huishouden
    leden: list[Any]
    casus: Casus | None
    regisseur: Regisseurschap | None
    overname: RegieOvername | None
    plan: Plan | None
    doelen: int
    stappen: tuple[Processtap, ...]
    tabs: tuple[Tab, ...]
    variant: Any

    @property
    def personen(self) -> str:
        """Return `3 personen, 2 kinderen`."""
        kinderen = sum(lid.rol == "kind" for lid in self.leden)
        delen = [f"{len(self.leden)} {'persoon' if len(self.leden) == 1 else 'personen'}"]
        if kinderen:
            delen.append(f"{kinderen} {'kind' if kinderen == 1 else 'kinderen'}")
        return ", ".join(delen)

    @property
    def mag_werken(self) -> bool:
        """Tell whether something may still be added: there is a running casus."""
        return self.casus is not None and not self.casus.is_afgesloten


def lopende_casus(huishouden: Huishouden) -> Casus | None:
    """Return the casus that runs, else the last one; None before the first. One query."""
    casussen = huishouden.casussen.select_related("team", "behandelaar").order_by("-begonnen_op", "-id")[:5]
    gevonden = list(casussen)
    return next((casus for casus in gevonden if not casus.is_afgesloten), gevonden[0] if gevonden else None)


def huishouden_kader(
    request: GemeenteRequest, huishouden: Huishouden, onderdeel: str, vandaag: date
) -> dict[str, Any]:
    """Return the context of the frame: `kader` and `huishouden`. Five queries, whatever the size."""
    leden = sorted(huishouden.leden.filter(tot=None).select_related("inwoner"), key=_volwassenen_eerst)
    casus = lopende_casus(huishouden)
    regisseur = huishouden.regisseurs.filter(tot=None).select_related("organisatie").first()
    overname = huishouden.regie_overnames.filter(teruggegeven_op=None).select_related("door").first()
    plan = huishouden.plannen.filter(status__in=LOPENDE_PLANNEN).prefetch_related("doelen").first()
    variant = request.instellingen.van_casus(casus.teammodel_id, casus.team_id) if casus else None
    kader = Huishoudenkader(
        huishouden=huishouden,
        leden=leden,
        casus=casus,
        regisseur=regisseur,
        overname=overname,
        plan=plan,
        doelen=len(plan.doelen.all()) if plan else 0,
        stappen=_stappen(casus, variant, vandaag) if casus else (),
        tabs=_tabs(huishouden, onderdeel),
        variant=variant,
    )
    return {"kader": kader, "huishouden": huishouden, "vandaag": vandaag, "onderdeel": onderdeel}


def _volwassenen_eerst(lid: Any) -> tuple[bool, date, Any]:
    return (lid.rol == "kind", lid.inwoner.geboortedatum or date.max, lid.pk)


def _stappen(casus: Casus, variant: Any, vandaag: date) -> tuple[Processtap, ...]:
    sinds = datum_kort(casus.fase_sinds, vandaag=vandaag)
    lijn = staplijn(stappen(variant), CasusStatus(casus.status))
    return tuple(
        Processtap(
            naam=deel.stap.label,
            stand=deel.stand.value,
            tekst=f"nu, sinds {sinds}" if deel.stand.value == "nu" else "",
        )
        for deel in lijn
    )


def _tabs(huishouden: Huishouden, hier: str) -> tuple[Tab, ...]:
    gevonden = []
    for route, naam in ONDERDELEN:
        try:
            url = reverse(f"dossier:{route}", args=[huishouden.pk])
        except NoReverseMatch:  # a part that this gemeente's release does not have
            continue
        gevonden.append(Tab(naam, url, route == hier))
    return tuple(gevonden)
