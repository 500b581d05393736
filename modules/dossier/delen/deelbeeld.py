"""`Deelbeeld`: exactly what a partner sees. Preview, page and link all show this and nothing else.

It begins empty and takes up only what was chosen, is still in the plan in force, and lies within what
was agreed and what this kind of organisation may get.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from keukentafel.tenancy import zaaifouten
from modules.dossier.delen.models import Deling, Overdrachtstekst, Toestemming, Weging
from modules.dossier.delen.rules.begrenzing import Grens, doel_mag, grens_van
from modules.dossier.delen.woorden import Vraag
from modules.dossier.models import Actie, Doelstelling, Huishouden, Plan
from modules.dossier.models.huishouden_queryset import IN_GEBRUIK
from modules.dossier.queries.plan_kort import LABELS
from modules.dossier.zicht import leefgebied_categorie
from modules.inrichting.codelijsten import ActieStatus


@dataclass(frozen=True, slots=True)
class Keuze:
    """What somebody wants to share, by id."""

    doelen: tuple[UUID, ...] = ()
    acties: tuple[UUID, ...] = ()
    met_afspraken: bool = False
    vraag: str = ""
    vraag_antwoord: str = ""
    met_overdracht: bool = False

    @property
    def is_leeg(self) -> bool:
        """Whether nothing was chosen."""
        return not (self.doelen or self.acties or self.met_afspraken or self.vraag or self.met_overdracht)


@dataclass(frozen=True, slots=True)
class Deeldoel:
    """A goal in the resident's words, with how they notice that it is reached."""

    id: UUID
    titel: str
    leefgebieden: tuple[str, ...]
    resultaten: tuple[str, ...]
    is_bereikt: bool


@dataclass(frozen=True, slots=True)
class Deelactie:
    """An action of the plan."""

    id: UUID
    wat: str
    wanneer: date | None
    wie: str
    is_klaar: bool
    is_van_partner: bool


@dataclass(frozen=True, slots=True)
class Deelbeeld:
    """What stands on the page of a partner."""

    over: str
    organisatie: str
    doelen: tuple[Deeldoel, ...] = ()
    acties: tuple[Deelactie, ...] = ()
    afspraken: str = ""
    vraag: str = ""
    vraag_antwoord: str = ""
    overdracht: str = ""

    @property
    def is_leeg(self) -> bool:
        """Whether there is nothing (any more) to see."""
        return not (self.doelen or self.acties or self.afspraken or self.vraag or self.overdracht)

    @property
    def in_woorden(self) -> list[str]:
        """Say which parts stand there, without their content."""
        delen = [_telling(len(self.doelen), "doel", "doelen"), _telling(len(self.acties), "actie", "acties")]
        delen += ["afspraken"] if self.afspraken else []
        delen += ["één antwoord"] if self.vraag else []
        delen += ["het verhaal in het kort"] if self.overdracht else []
        return [deel for deel in delen if deel]


def _telling(aantal: int, een: str, meer: str) -> str:
    return "" if not aantal else (f"1 {een}" if aantal == 1 else f"{aantal} {meer}")


@dataclass(frozen=True, slots=True)
class Aanbod:
    """What may be shared with this organisation on this ground: the choices of the form."""

    plan: Plan | None
    grens: Grens
    doelen: tuple[Deeldoel, ...] = ()
    acties: tuple[Deelactie, ...] = ()
    afspraken: str = ""
    vragen: tuple[Vraag, ...] = ()
    overdracht: Overdrachtstekst | None = None
    over: str = ""
    organisatie: str = ""
    _acties_bij: dict[UUID, UUID | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stof:
    """What there is to share of some households: their plans in force, read at once whatever their number."""

    plannen: Mapping[UUID, Plan]
    doelen: Mapping[UUID, list[Doelstelling]]
    acties: Mapping[UUID, list[Actie]]
    teksten: Mapping[UUID, list[Overdrachtstekst]]
    voorgangers: Mapping[UUID, UUID | None]


def lees_stof(huishouden_ids: Collection[UUID]) -> Stof:
    """Read what there is to share of these households; five queries, however many there are."""
    versies = list(Plan.objects.filter(huishouden_id__in=huishouden_ids))
    plannen = {plan.huishouden_id: plan for plan in versies if plan.status in IN_GEBRUIK}
    in_gebruik = [plan.pk for plan in plannen.values()]
    doelen = Doelstelling.objects.filter(plan_id__in=in_gebruik).prefetch_related("resultaten")
    acties = (
        Actie.objects.filter(plan_id__in=in_gebruik)
        .exclude(status=ActieStatus.VERVALLEN)
        .select_related("gebruiker", "inwoner", "netwerklid", "organisatie")
    )
    teksten = Overdrachtstekst.objects.filter(huishouden_id__in=huishouden_ids, vervangen_op=None)
    return Stof(
        plannen,
        _per(doelen.order_by("volgorde", "id"), "plan_id"),
        _per(acties.order_by("volgorde", "wanneer", "id"), "plan_id"),
        _per(teksten.exclude(akkoord_op=None), "huishouden_id"),
        {plan.pk: plan.op_basis_van_id for plan in versies},
    )


def _per(rijen: Iterable[Any], sleutel: str) -> dict[UUID, list[Any]]:
    verdeeld: dict[UUID, list[Any]] = {}
    for rij in rijen:
        verdeeld.setdefault(getattr(rij, sleutel), []).append(rij)
    return verdeeld


def te_delen(
    huishouden: Huishouden, grond: Toestemming | Weging, organisatie: Any, stof: Stof | None = None
) -> Aanbod:
    """Return all that may go to this organisation on this ground; no query when `stof` was read."""
    stof = stof or lees_stof([huishouden.pk])
    grens = grens_van(organisatie.soort)
    plan = stof.plannen.get(huishouden.pk)
    doelen = _doelen(stof.doelen.get(plan.pk, []), grond, grens) if plan is not None else ()
    acties, bij = (
        _acties(stof.acties.get(plan.pk, []), {doel.id for doel in doelen}, organisatie)
        if plan is not None
        else ((), {})
    )
    mag_plan = "J" in grond.categorieen
    return Aanbod(
        plan=plan,
        grens=grens,
        doelen=doelen,
        acties=acties,
        afspraken=_afspraken(plan) if plan is not None and mag_plan and grens.met_afspraken else "",
        vragen=_vragen(grond, grens),
        overdracht=_overdracht(stof.teksten.get(huishouden.pk, []), grond)
        if mag_plan and grens.met_overdracht
        else None,
        over=grond.inwoner.naam,
        organisatie=organisatie.naam,
        _acties_bij=bij,
    )


def _doelen(rijen: Iterable[Doelstelling], grond: Toestemming | Weging, grens: Grens) -> tuple[Deeldoel, ...]:
    return tuple(
        Deeldoel(
            rij.pk,
            rij.titel,
            tuple(LABELS.get(code, code) for code in rij.leefgebieden),
            tuple(resultaat.omschrijving for resultaat in rij.resultaten.all()),
            rij.bereikt_op is not None,
        )
        for rij in rijen
        if _mag(rij.leefgebieden, grond, grens)
    )


def _mag(leefgebieden: Collection[str], grond: Toestemming | Weging, grens: Grens) -> bool:
    if isinstance(grond, Toestemming):
        return doel_mag(leefgebieden, grens=grens, toegestaan=grond.leefgebieden)
    letters = {leefgebied_categorie(code).value for code in leefgebieden}
    return letters <= set(grond.categorieen) and doel_mag(
        leefgebieden, grens=grens, toegestaan=(), alles=True
    )


def _acties(
    rijen: Iterable[Actie], doelen: Collection[UUID], organisatie: Any
) -> tuple[tuple[Deelactie, ...], dict[UUID, UUID | None]]:
    """Return the actions of goals that may go, and those this organisation does itself."""
    gekozen = [
        rij
        for rij in rijen
        if rij.doel_id in doelen or (rij.doel_id is None and rij.organisatie_id == organisatie.pk)
    ]
    acties = tuple(
        Deelactie(
            rij.pk, rij.wat, rij.wanneer, _wie(rij), rij.status == ActieStatus.KLAAR,
            rij.organisatie_id == organisatie.pk,
        )
        for rij in gekozen
    )  # fmt: skip
    return acties, {rij.pk: rij.doel_id for rij in gekozen}


def _wie(rij: Actie) -> str:
    """Return who does it, without naming people of the network to somebody outside."""
    if rij.organisatie is not None:
        return str(rij.organisatie.naam)
    if rij.wie == "netwerk":
        return "iemand uit het netwerk"
    if rij.wie == "zelf":
        return "het gezin zelf"
    return rij.gebruiker.naam if rij.gebruiker else "een professional"


def _afspraken(plan: Plan) -> str:
    """Return the agreements on contact; those on safety never leave this way."""
    return plan.afspraken_contact


def _vragen(grond: Toestemming | Weging, grens: Grens) -> tuple[Vraag, ...]:
    if isinstance(grond, Weging):
        return grens.vragen
    return tuple(vraag for vraag in grens.vragen if vraag == grond.vraag)


def _overdracht(teksten: Iterable[Overdrachtstekst], grond: Toestemming | Weging) -> Overdrachtstekst | None:
    return next((tekst for tekst in teksten if tekst.inwoner_id == grond.inwoner_id), None)


def beeld(aanbod: Aanbod, keuze: Keuze) -> Deelbeeld:
    """Return what the partner sees of this choice: never more than may be shared, never more than was chosen."""
    if zaaifouten.staat_aan("voorbeeld_lekt"):
        keuze = Keuze(
            tuple(doel.id for doel in aanbod.doelen), tuple(actie.id for actie in aanbod.acties), True
        )
    overdracht = aanbod.overdracht.tekst if keuze.met_overdracht and aanbod.overdracht else ""
    mag_vraag = keuze.vraag in aanbod.vragen
    return Deelbeeld(
        over=aanbod.over,
        organisatie=aanbod.organisatie,
        doelen=tuple(doel for doel in aanbod.doelen if doel.id in keuze.doelen),
        acties=tuple(actie for actie in aanbod.acties if actie.id in keuze.acties),
        afspraken=aanbod.afspraken if keuze.met_afspraken else "",
        vraag=str(Vraag(keuze.vraag).label) if mag_vraag and keuze.vraag else "",
        vraag_antwoord=keuze.vraag_antwoord if mag_vraag else "",
        overdracht=overdracht,
    )


def beeld_van(deling: Deling, stof: Stof | None = None) -> Deelbeeld:
    """Return what the partner of a row sees now: chosen then, still in the plan, still within the ground."""
    grond = deling.toestemming or deling.weging
    if grond is None:
        return Deelbeeld(over="", organisatie=deling.organisatie.naam)
    stof = stof or lees_stof([deling.huishouden_id])
    aanbod = te_delen(deling.huishouden, grond, deling.organisatie, stof)
    stappen = _naar_plan_nu(deling, aanbod.plan, stof.voorgangers)
    keuze = Keuze(
        doelen=tuple(_in_plan_nu(id_, stappen) for id_ in deling.doelen),
        acties=tuple(_in_plan_nu(id_, stappen) for id_ in deling.acties),
        met_afspraken=deling.met_afspraken,
        vraag=deling.vraag,
        vraag_antwoord=deling.vraag_antwoord,
        met_overdracht=deling.overdracht_id is not None,
    )
    if deling.overdracht_id and aanbod.overdracht and aanbod.overdracht.pk != deling.overdracht_id:
        keuze = Keuze(keuze.doelen, keuze.acties, keuze.met_afspraken, keuze.vraag, keuze.vraag_antwoord)
    return beeld(aanbod, keuze)


def _naar_plan_nu(deling: Deling, plan: Plan | None, voorganger: Mapping[UUID, UUID | None]) -> list[UUID]:
    """Return the versions made since, oldest first; the copy of a row is found by them (uuid5)."""
    if plan is None or deling.plan_id is None or plan.pk == deling.plan_id:
        return []
    stappen: list[UUID] = []
    hier: UUID | None = plan.pk
    while hier is not None and hier != deling.plan_id and len(stappen) < len(voorganger):
        stappen.append(hier)
        hier = voorganger.get(hier)
    return stappen[::-1] if hier == deling.plan_id else []


def _in_plan_nu(id_: UUID, stappen: Collection[UUID]) -> UUID:
    for plan_id in stappen:
        id_ = uuid5(id_, str(plan_id))
    return id_
