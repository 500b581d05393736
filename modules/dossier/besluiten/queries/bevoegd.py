"""Who may take this decision: the register, the team, and what the household costs, put before the rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.instellingen import huidige_instellingen
from keukentafel.tenancy import zaaifouten
from modules.dossier.besluiten.instellingen import BesluitInstellingen
from modules.dossier.besluiten.models import Beschikking, Bezwaar, Mandaat, Toewijzing
from modules.dossier.besluiten.queries.plaats import besluiten_elders
from modules.dossier.besluiten.rules.mandaat import (
    Bevoegde,
    Mandaatoordeel,
    Teamgrens,
    beoordeel,
)
from modules.dossier.besluiten.soorten import besluitsoorten
from modules.dossier.besluiten.woorden import LOOPT, Betreft, Plaats, Stand, ToewijzingStand
from modules.inrichting.models import Teamlid


def rollen_hier(gebruiker: Any, team_id: UUID | None) -> frozenset[str]:
    """Return the roles that hold for a household of this team: those without a team, and those for it."""
    return frozenset(str(rol) for rol, team in gebruiker.toegekend if team is None or team == team_id)


def is_ambtenaar(gebruiker: Any, dag: date) -> bool:
    """Whether somebody has ambtelijke status on this day."""
    return Teamlid.objects.op(dag).filter(gebruiker=gebruiker, ambtelijke_status=True).exists()


def kosten_van_huishouden(beschikking: Beschikking, dag: date) -> int:
    """Return what the household costs in a year with this decision, in cents, without what it replaces.

    What was decided and not sent yet counts along: else two decisions at once pass the limit together.
    """
    telt = Q(stand__in=LOOPT) | Q(stand=ToewijzingStand.VOORBEREID, beschikking__stand=Stand.GENOMEN)
    lopend = Toewijzing.objects.filter(
        telt, Q(einde=None) | Q(einde__gte=dag), huishouden_id=beschikking.huishouden_id
    ).exclude(beschikking_id=beschikking.pk)
    if beschikking.vervangt_id:
        lopend = lopend.exclude(beschikking_id=beschikking.vervangt_id)
    anders = lopend.aggregate(som=Sum("bedrag_per_jaar"))["som"] or 0
    return int(anders + beschikking.bedrag_per_jaar)


def team_dat_beslist(beschikking: Beschikking, gebruiker: Any, dag: date) -> UUID:
    """Return for which team this person decides: of what was handed over, the own team when that decides."""
    hier: UUID = beschikking.casus.team_id
    if beschikking.plaats != Plaats.ANDER:
        return hier
    eigen = Teamlid.objects.op(dag).filter(gebruiker=gebruiker, team_id__in=besluiten_elders(hier))
    return eigen.order_by("team_id").values_list("team_id", flat=True).first() or hier


def teamgrens_van(beschikking: Beschikking, team_id: UUID | None = None) -> Teamgrens:
    """Return what the team model lets this team decide by itself (domain 2.2, `mandaat_niveau`)."""
    casus = beschikking.casus
    if team_id is None or team_id == casus.team_id:
        keuzes = huidige_instellingen().van_casus(casus.teammodel_id, casus.team_id)
    else:
        keuzes = huidige_instellingen().van_team(team_id)
    niveau = keuzes.mandaat_niveau
    if niveau == "tot_bedrag":
        return Teamgrens(bedrag_tot=int(keuzes.mandaat_bedrag_per_huishouden_jaar) * 100)
    return Teamgrens(adviseert=niveau == "adviseert")


def oordeel_over(beschikking: Beschikking, gebruiker: Any, dag: date) -> Mandaatoordeel:
    """Say whether this person may take this decision on this day, and who may otherwise."""
    categorieen = list(beschikking.toewijzingen.values_list("categorie", flat=True).distinct()) or [""]
    soort = besluitsoorten.get(beschikking.soort)
    keuzes = huidige_instellingen().section(BesluitInstellingen)
    mandaten = list(Mandaat.objects.filter(betreft=Betreft.BESLUIT))
    if zaaifouten.staat_aan("verlopen_mandaat_telt"):
        for rij in mandaten:
            rij.geldig_tot = None
    team_id = team_dat_beslist(beschikking, gebruiker, dag)
    bedrag, grens = kosten_van_huishouden(beschikking, dag), teamgrens_van(beschikking, team_id)
    ambtelijk = is_ambtenaar(gebruiker, dag)
    rollen = rollen_hier(gebruiker, team_id)
    if soort is not None and soort.alleen_ambtenaar and keuzes.ambtenaar_beslist and not ambtelijk:
        mandaten = [rij for rij in mandaten if rij.gebruiker_id != gebruiker.pk and rij.rol not in rollen]
    oordelen = [
        beoordeel(
            mandaten,
            rollen=rollen,
            gebruiker_id=gebruiker.pk,
            wet=beschikking.wet,
            soort=beschikking.soort,
            categorie=categorie,
            bedrag=bedrag,
            dag=dag,
            is_ambtenaar=ambtelijk,
            teamgrens=grens,
        )
        for categorie in categorieen
    ]
    # A decision with several provisions is as far from being allowed as the one that is furthest.
    return min(oordelen, key=lambda oordeel: oordeel.mag)


def oordeel_over_bezwaar(bezwaar: Bezwaar, gebruiker: Any, dag: date) -> Mandaatoordeel:
    """Say whether this person may decide on an objection: a mandate of its own (Awb 10:3)."""
    beschikking = bezwaar.beschikking
    return beoordeel(
        Mandaat.objects.filter(betreft=Betreft.BEZWAAR),
        rollen=rollen_hier(gebruiker, beschikking.casus.team_id),
        gebruiker_id=gebruiker.pk,
        wet=beschikking.wet,
        soort=beschikking.soort,
        categorie="",
        bedrag=beschikking.bedrag_per_jaar,
        dag=dag,
        is_ambtenaar=is_ambtenaar(gebruiker, dag),
    )


@dataclass(frozen=True, slots=True)
class Kandidaat:
    """Somebody who may decide otherwise: the name, up to how much, and where that is written."""

    gebruiker: Any
    rol: str
    tot: str
    artikel: str


def kandidaten(oordeel: Mandaatoordeel, beschikking: Beschikking, *, niet: Any, dag: date) -> list[Kandidaat]:
    """Return the people behind who may decide otherwise: of the team of this household, and by name."""
    return [
        Kandidaat(wie, _rolnaam(bevoegde), bevoegde.tot, bevoegde.artikel)
        for bevoegde, wie in _mensen(oordeel.wie_dan, beschikking.casus.team_id, niet, dag)
    ]


def lezen_mee(beschikking: Beschikking, *, niet: Any, dag: date) -> QuerySet[Gebruiker]:
    """Return the colleagues of this team, who can read along."""
    leden = Teamlid.objects.op(dag).filter(team_id=beschikking.casus.team_id).values("gebruiker_id")
    rollen = [Rol.TEAMLID, Rol.TEAMLEIDER, Rol.REGISSEUR]
    actief = Gebruiker.objects.actief().filter(pk__in=leden, toekenningen__rol__in=rollen)
    return actief.exclude(pk=niet.pk).distinct().order_by("naam", "id")


def voor_te_leggen_aan(beschikking: Beschikking, *, by: Any, dag: date) -> QuerySet[Gebruiker]:
    """Return to whom this person may put a decision: who may decide on it, and who reads along."""
    oordeel = oordeel_over(beschikking, by, dag)
    kan = [kandidaat.gebruiker.pk for kandidaat in kandidaten(oordeel, beschikking, niet=by, dag=dag)]
    wie = [*kan, *lezen_mee(beschikking, niet=by, dag=dag).values_list("pk", flat=True)]
    return Gebruiker.objects.filter(pk__in=wie).order_by("naam", "id")


def _mensen(
    bevoegden: tuple[Bevoegde, ...], team_id: UUID, niet: Any, dag: date
) -> list[tuple[Bevoegde, Any]]:
    leden = Teamlid.objects.op(dag).filter(team_id=team_id).values("gebruiker_id")
    actief = Gebruiker.objects.actief().exclude(pk=niet.pk)
    rollen = {wie.rol for wie in bevoegden if wie.rol}
    hier = Q(toekenningen__team_id=team_id) | Q(toekenningen__team_id=None, pk__in=leden)
    gevonden: dict[UUID, tuple[Bevoegde, Any]] = {}
    per_rol: dict[str, list[Any]] = {}
    if rollen:
        mensen = actief.filter(hier, toekenningen__rol__in=rollen).distinct().order_by("naam", "id")
        for mens in mensen.prefetch_related("toekenningen"):
            for rol in mens.rollen & {Rol(rol) for rol in rollen}:
                per_rol.setdefault(str(rol), []).append(mens)
    bij_naam = actief.in_bulk([wie.gebruiker_id for wie in bevoegden if wie.gebruiker_id])
    for wie in bevoegden:
        mensen_hier = (
            [bij_naam[wie.gebruiker_id]] if wie.gebruiker_id in bij_naam else per_rol.get(wie.rol, [])
        )
        for mens in mensen_hier:
            gevonden.setdefault(mens.pk, (wie, mens))
    return list(gevonden.values())


def _rolnaam(bevoegde: Bevoegde) -> str:
    return str(Rol(bevoegde.rol).label) if bevoegde.rol else "bij naam"
