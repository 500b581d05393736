"""The one plan: begin a concept, write its layers, agree on it, keep every version (F043, F045)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from textwrap import shorten
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.dossier.actions.casus import bewaar_versie, lock_casus, zet_fase
from modules.dossier.actions.termijn import finish_met_gebeurtenis, plan_terugkijken
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.models import (
    Actie,
    Behoefte,
    Casus,
    Doelstelling,
    Gesprek,
    Huishouden,
    Instemming,
    Inwonertekst,
    Markering,
    Plan,
    PlanOplossing,
    Probleemstelling,
    Resultaat,
    TijdlijnGroep,
)
from modules.dossier.rules.kanteling import KADERS
from modules.inrichting.codelijsten import ActieStatus, CasusStatus, PlanStatus, TermijnStatus

TEKSTEN = ("situatie", "afspraken_contact", "afspraken_veiligheid", "evaluatie_op")


class PlanLigtVast(Refusal):
    text = "Dit plan is afgesproken en ligt vast. Maak een nieuwe versie om het te wijzigen."


class PlanNietRond(Refusal):
    """The plan cannot be agreed on yet; `bevindingen` tells what is missing, each at its field."""

    def __init__(self, bevindingen: Collection[Any]) -> None:
        self.bevindingen = tuple(bevindingen)
        super().__init__(" ".join(str(bevinding.text) for bevinding in self.bevindingen))


@transaction.atomic
def begin_plan(*, huishouden: Huishouden, casus: Casus, by: Any, at: datetime) -> Plan:
    """Return the concept of this household; the first time made from the plan in force, or from the talk.

    A household has one plan: whoever asks for another gets the same concept (F045).

    :raises CasusAfgesloten: the help was closed.
    """
    casus = lock_casus(casus)
    Huishouden.objects.select_for_update().get(pk=huishouden.pk)
    concept = Plan.objects.filter(huishouden=huishouden, status=PlanStatus.CONCEPT).first()
    if concept is not None:
        return concept
    vorig = Plan.objects.filter(huishouden=huishouden).order_by("-nummer").first()
    nummer = (Plan.objects.filter(huishouden=huishouden).aggregate(n=Max("nummer"))["n"] or 0) + 1
    plan = Plan.objects.create(
        huishouden=huishouden,
        casus=casus,
        nummer=nummer,
        gemaakt_op=at,
        gemaakt_door=by,
        op_basis_van=vorig,
    )
    if vorig is not None:
        _neem_over(vorig, plan)
    else:
        _begin_met_verhaal(plan)
    _neem_behoeften_mee(plan)
    if casus.status in (CasusStatus.NIEUW, CasusStatus.IN_CONTACT, CasusStatus.ANALYSE):
        zet_fase(casus=casus, status=CasusStatus.PLAN, by=by, at=at)
    audit.record("dossier.plan.begonnen", target=plan, by=by, at=at, soort="maken", detail={"nummer": nummer})
    return plan


def _begin_met_verhaal(plan: Plan) -> None:
    """Nothing is typed twice: the story of the talk is already in the plan."""
    gesprek = Gesprek.objects.filter(huishouden_id=plan.huishouden_id).exclude(verhaal="").first()
    if gesprek is not None:
        plan.situatie = gesprek.verhaal
        plan.save(update_fields=["situatie"])


def _neem_behoeften_mee(plan: Plan) -> None:
    """Bring the needs of the talks along that are not in the plan yet."""
    bekend = [nodig for nodig in plan.problemen.values_list("behoefte_id", flat=True) if nodig]
    behoeften = Behoefte.objects.filter(huishouden_id=plan.huishouden_id).exclude(pk__in=bekend)
    Probleemstelling.objects.bulk_create(
        Probleemstelling(
            plan=plan,
            behoefte=behoefte,
            leefgebied=behoefte.leefgebied,
            woorden=behoefte.tekst,
            volgorde=n,
        )
        for n, behoefte in enumerate(behoeften.order_by("volgorde", "id"), start=len(bekend))
    )


def _neem_kaders_mee(resultaat: Resultaat) -> None:
    """Bring along what the frames of the need say that helps, light to heavy, with the first result of its goal."""
    probleem = resultaat.doel.probleem
    behoefte = probleem.behoefte if probleem is not None else None
    if behoefte is None or resultaat.doel.resultaten.count() > 1:
        return
    antwoorden = {antwoord.kader: antwoord.tekst for antwoord in behoefte.kaders.all() if antwoord.tekst}
    PlanOplossing.objects.bulk_create(
        PlanOplossing(
            resultaat=resultaat,
            kader=kader,
            omschrijving=shorten(antwoorden[kader], 300, placeholder="…"),
            volgorde=n,
        )
        for n, kader in enumerate(kader for kader in KADERS if kader in antwoorden)
    )


@transaction.atomic
def make_doel_of_markering(*, plan: Plan, markering: Markering, by: Any, at: datetime) -> Doelstelling:
    """Make a goal of a wish or a worry that was marked during the talk, in the words of then.

    :raises PlanLigtVast: the plan was agreed on.
    """
    doel = add_doel(
        plan=plan,
        titel=shorten(markering.tekst, 200, placeholder="…"),
        waarom=markering.tekst if len(markering.tekst) > 200 else "",
        leefgebieden=[],
        omschrijving="",
        indicator="",
        streefdatum=None,
        probleem=None,
        by=by,
        at=at,
    )
    markering.is_verwerkt = True
    markering.save(update_fields=["is_verwerkt"])
    return doel


def _neem_over(van: Plan, naar: Plan) -> None:
    """Copy texts, problems and goals; open actions move along when the new version is agreed on."""
    for veld in ("situatie", "afspraken_contact", "afspraken_veiligheid"):
        setattr(naar, veld, getattr(van, veld))
    naar.save()
    problemen: dict[UUID, Probleemstelling] = {}
    for probleem in van.problemen.all():
        oud = probleem.pk
        problemen[oud] = Probleemstelling.objects.create(
            plan=naar,
            behoefte_id=probleem.behoefte_id,
            leefgebied=probleem.leefgebied,
            woorden=probleem.woorden,
            volgorde=probleem.volgorde,
        )
    for doel in van.doelen.prefetch_related("resultaten__oplossingen"):
        _neem_doel_over(doel, naar, problemen)
    resultaten = {rij.pk: _kopie_van(rij, naar) for rij in Resultaat.objects.filter(doel__plan=van)}
    for actie in van.acties.exclude(status=ActieStatus.VERVALLEN):
        _neem_actie_over(actie, naar, resultaten)


def _kopie_van(rij: Any, plan: Plan) -> UUID:
    """Return the key that the copy of a row has in another version: so the two find each other again."""
    return uuid5(rij.pk, str(plan.pk))


def _nieuw_resultaat(actie: Actie, resultaten: Mapping[Any, UUID]) -> UUID | None:
    return resultaten.get(actie.resultaat_id) if actie.resultaat_id is not None else None


def _neem_actie_over(actie: Actie, naar: Plan, resultaten: Mapping[Any, UUID]) -> None:
    doel = naar.doelen.filter(pk=_kopie_van(actie.doel, naar)).first() if actie.doel is not None else None
    velden = (
        "wat", "wie", "inwoner_id", "netwerklid_id", "gebruiker_id", "organisatie_id", "wie_naam", "wanneer",
        "waar", "hoe", "status", "afgerond_op", "afgerond_door_id", "volgorde", "gemaakt_op",
    )  # fmt: skip
    Actie.objects.create(
        id=_kopie_van(actie, naar),
        huishouden_id=naar.huishouden_id,
        plan=naar,
        doel=doel,
        resultaat_id=_nieuw_resultaat(actie, resultaten) if doel is not None else None,
        **{veld: getattr(actie, veld) for veld in velden},
    )


def _neem_doel_over(doel: Doelstelling, naar: Plan, problemen: Mapping[UUID, Probleemstelling]) -> None:
    nieuw = Doelstelling.objects.create(
        id=_kopie_van(doel, naar),
        plan=naar,
        probleem=problemen.get(doel.probleem_id) if doel.probleem_id else None,
        inwoner_id=doel.inwoner_id,
        titel=doel.titel,
        waarom=doel.waarom,
        leefgebieden=doel.leefgebieden,
        volgorde=doel.volgorde,
        bereikt_op=doel.bereikt_op,
    )
    for resultaat in doel.resultaten.all():
        kopie = Resultaat.objects.create(
            id=_kopie_van(resultaat, naar),
            doel=nieuw,
            omschrijving=resultaat.omschrijving,
            indicator=resultaat.indicator,
            streefdatum=resultaat.streefdatum,
            bereikt_op=resultaat.bereikt_op,
            volgorde=resultaat.volgorde,
        )
        PlanOplossing.objects.bulk_create(
            PlanOplossing(
                resultaat=kopie,
                kader=o.kader,
                omschrijving=o.omschrijving,
                door=o.door,
                wet=o.wet,
                organisatie_id=o.organisatie_id,
                van=o.van,
                tot=o.tot,
                volgorde=o.volgorde,
            )
            for o in resultaat.oplossingen.all()
        )


@transaction.atomic
def save_teksten(*, plan: Plan, waarden: Mapping[str, Any], versie: int, by: Any, at: datetime) -> Plan:
    """Keep the texts of a concept and the day of its evaluation.

    :raises PlanLigtVast: it was agreed on.
    :raises Verouderd: somebody saved it since `versie`.
    """
    plan = _concept(plan)
    velden = [veld for veld in TEKSTEN if veld in waarden]
    for veld in velden:
        setattr(plan, veld, waarden[veld])
    bewaar_versie(plan, versie=versie, velden=velden)
    audit.record("dossier.plan.bewaard", target=plan, by=by, at=at, detail={"velden": velden})
    return plan


@transaction.atomic
def add_doel(
    *,
    plan: Plan,
    titel: str,
    waarom: str,
    leefgebieden: list[str],
    omschrijving: str,
    indicator: str,
    streefdatum: date | None,
    probleem: Probleemstelling | None,
    by: Any,
    at: datetime,
) -> Doelstelling:
    """Add a goal in the first person, with how people notice that it worked when that is known.

    :raises PlanLigtVast: the plan was agreed on.
    """
    plan = _concept(plan)
    volgorde = (plan.doelen.aggregate(n=Max("volgorde"))["n"] or 0) + 1
    if not leefgebieden and probleem is not None and probleem.leefgebied:
        leefgebieden = [probleem.leefgebied]
    doel = Doelstelling.objects.create(
        plan=plan,
        titel=titel,
        waarom=waarom,
        leefgebieden=leefgebieden,
        probleem=probleem,
        volgorde=volgorde,
    )
    if omschrijving:
        resultaat = Resultaat.objects.create(
            doel=doel, omschrijving=omschrijving, indicator=indicator, streefdatum=streefdatum
        )
        _neem_kaders_mee(resultaat)
    audit.record(
        "dossier.doel.toegevoegd",
        target=doel,
        by=by,
        at=at,
        soort="maken",
        huishouden_id=plan.huishouden_id,
    )
    return doel


@transaction.atomic
def change_doel(
    *, doel: Doelstelling, waarden: Mapping[str, Any], versie: int, by: Any, at: datetime
) -> Doelstelling:
    """Change a goal of a concept.

    :raises Verouderd: somebody saved it since `versie`.
    """
    plan = _concept(doel.plan)
    velden = [veld for veld in ("titel", "waarom", "leefgebieden", "probleem") if veld in waarden]
    for veld in velden:
        setattr(doel, veld, waarden[veld])
    bewaar_versie(doel, versie=versie, velden=velden)
    audit.record("dossier.doel.gewijzigd", target=doel, by=by, at=at, huishouden_id=plan.huishouden_id)
    return doel


@transaction.atomic
def remove_doel(*, doel: Doelstelling, by: Any, at: datetime) -> None:
    """Take a goal out of a concept, with its results and its actions."""
    plan = _concept(doel.plan)
    audit.record(
        "dossier.doel.verwijderd",
        target=doel,
        by=by,
        at=at,
        soort="verwijderen",
        huishouden_id=plan.huishouden_id,
    )
    doel.acties.all().delete()
    doel.delete()


@transaction.atomic
def move_doel(*, doel: Doelstelling, omhoog: bool, by: Any, at: datetime) -> None:
    """Move a goal one place; at the end of the list nothing happens."""
    plan = _concept(doel.plan)
    doelen = list(plan.doelen.select_for_update().order_by("volgorde", "id"))
    plek = next(n for n, rij in enumerate(doelen) if rij.pk == doel.pk)
    ander = plek - 1 if omhoog else plek + 1
    if 0 <= ander < len(doelen):
        doelen[plek], doelen[ander] = doelen[ander], doelen[plek]
        for volgorde, rij in enumerate(doelen):
            Doelstelling.objects.filter(pk=rij.pk).update(volgorde=volgorde)
    audit.record("dossier.doel.verplaatst", target=doel, by=by, at=at, huishouden_id=plan.huishouden_id)


@transaction.atomic
def set_bereikt(*, doel: Doelstelling, bereikt: bool, by: Any, at: datetime) -> Doelstelling:
    """Say that a goal is reached, or undo it; also in a plan that was agreed on.

    :raises PlanLigtVast: the plan is history.
    """
    if doel.plan.status in (PlanStatus.VERVANGEN, PlanStatus.AFGESLOTEN):
        raise PlanLigtVast("Dit plan geldt niet meer. Kijk in het plan van nu.")
    doel.bereikt_op = localdate(at) if bereikt else None
    doel.save(update_fields=["bereikt_op"])
    audit.record("dossier.doel.bereikt", target=doel, by=by, at=at, huishouden_id=doel.plan.huishouden_id)
    return doel


@transaction.atomic
def add_resultaat(
    *, doel: Doelstelling, omschrijving: str, indicator: str, streefdatum: date | None, by: Any, at: datetime
) -> Resultaat:
    """Add how people notice that a goal is reached."""
    plan = _concept(doel.plan)
    resultaat = Resultaat.objects.create(
        doel=doel,
        omschrijving=omschrijving,
        indicator=indicator,
        streefdatum=streefdatum,
        volgorde=doel.resultaten.count(),
    )
    _neem_kaders_mee(resultaat)
    audit.record(
        "dossier.resultaat.toegevoegd",
        target=resultaat,
        by=by,
        at=at,
        soort="maken",
        huishouden_id=plan.huishouden_id,
    )
    return resultaat


@transaction.atomic
def remove_resultaat(*, resultaat: Resultaat, by: Any, at: datetime) -> None:
    """Take a result out of a concept; its actions stay and hang loose."""
    plan = _concept(resultaat.doel.plan)
    audit.record(
        "dossier.resultaat.verwijderd",
        target=resultaat,
        by=by,
        at=at,
        soort="verwijderen",
        huishouden_id=plan.huishouden_id,
    )
    resultaat.delete()


@transaction.atomic
def add_oplossing(
    *, resultaat: Resultaat, kader: str, omschrijving: str, door: str, wet: str, by: Any, at: datetime
) -> PlanOplossing:
    """Add what helps to reach a result, in the lightest fitting frame."""
    plan = _concept(resultaat.doel.plan)
    oplossing = PlanOplossing.objects.create(
        resultaat=resultaat,
        kader=kader,
        omschrijving=omschrijving,
        door=door,
        wet=wet,
        volgorde=resultaat.oplossingen.count(),
    )
    audit.record(
        "dossier.oplossing.toegevoegd",
        target=oplossing,
        by=by,
        at=at,
        soort="maken",
        huishouden_id=plan.huishouden_id,
    )
    return oplossing


@transaction.atomic
def remove_oplossing(*, oplossing: PlanOplossing, by: Any, at: datetime) -> None:
    """Take a solution out of a concept."""
    plan = _concept(oplossing.resultaat.doel.plan)
    audit.record(
        "dossier.oplossing.verwijderd",
        target=oplossing,
        by=by,
        at=at,
        soort="verwijderen",
        huishouden_id=plan.huishouden_id,
    )
    oplossing.delete()


@transaction.atomic
def agree_plan(
    *,
    plan: Plan,
    evaluatie_op: date | None,
    instemmingen: Collection[Instemming],
    bevindingen: Collection[Any],
    by: Any,
    at: datetime,
) -> Plan:
    """Put the concept in force: the one before becomes history, what people think is on record.

    `instemmingen` are unsaved rows, one per person; `bevindingen` is what `controleer_afspreken`
    found. Goals in the household's own words become its own text, which nobody changes afterwards.

    :raises PlanNietRond: something is missing.
    :raises PlanLigtVast: it was agreed on before.
    """
    plan = _concept(plan)
    if bevindingen:
        raise PlanNietRond(bevindingen)
    dag = localdate(at)
    vorige = Plan.objects.select_for_update().filter(
        huishouden_id=plan.huishouden_id, status__in=[PlanStatus.ACTIEF, PlanStatus.IN_EVALUATIE]
    )
    for oud in vorige:
        _haal_bij(oud, plan)
        oud.status, oud.vervangen_op = PlanStatus.VERVANGEN, dag
        oud.save(update_fields=["status", "vervangen_op"])
        oud.acties.filter(status=ActieStatus.OPEN).update(status=ActieStatus.VERVALLEN)
    plan.status, plan.afgesproken_op, plan.evaluatie_op = PlanStatus.ACTIEF, dag, evaluatie_op
    plan.versie += 1
    plan.save(update_fields=["status", "afgesproken_op", "evaluatie_op", "versie"])
    for instemming in instemmingen:
        instemming.plan = plan
    Instemming.objects.bulk_create(instemmingen)
    _leg_woorden_vast(plan, by=by, at=at)
    _plan_evaluatie(plan, dag)
    for sleutel in ("plan", "plan_na_crisis"):
        finish_met_gebeurtenis(casus=plan.casus, sleutel=sleutel, op=dag, by=by, at=at)
    zet_fase(casus=plan.casus, status=CasusStatus.ONDERSTEUNING, by=by, at=at)
    schrijf_tijdlijn(
        huishouden=plan.huishouden,
        groep=TijdlijnGroep.AFSPRAAK,
        icoon="check",
        titel=f"Plan afgesproken, versie {plan.nummer}",
        at=at,
        by=by,
        bij=plan,
    )
    audit.record("dossier.plan.afgesproken", target=plan, by=by, at=at, detail={"nummer": plan.nummer})
    return plan


def _haal_bij(oud: Plan, nieuw: Plan) -> None:
    """What happened in the plan in force while the concept was written, counts in the new version too."""
    kopieen = {rij.pk: rij for rij in nieuw.acties.all()}
    resultaten = {rij.pk: _kopie_van(rij, nieuw) for rij in Resultaat.objects.filter(doel__plan=oud)}
    bestaan = set(Resultaat.objects.filter(doel__plan=nieuw).values_list("pk", flat=True))
    blijven = {pk: kopie for pk, kopie in resultaten.items() if kopie in bestaan}
    for actie in oud.acties.select_related("doel").exclude(status=ActieStatus.VERVALLEN):
        kopie = kopieen.get(_kopie_van(actie, nieuw))
        if kopie is not None and kopie.status != actie.status:
            kopie.status = actie.status
            kopie.afgerond_op, kopie.afgerond_door_id = actie.afgerond_op, actie.afgerond_door_id
            kopie.save(update_fields=["status", "afgerond_op", "afgerond_door"])
        elif kopie is None and actie.gemaakt_op > nieuw.gemaakt_op:  # added since; else it was taken out
            _neem_actie_over(actie, nieuw, blijven)
    for doel in oud.doelen.exclude(bereikt_op=None):
        Doelstelling.objects.filter(pk=_kopie_van(doel, nieuw), bereikt_op=None).update(
            bereikt_op=doel.bereikt_op
        )


def _leg_woorden_vast(plan: Plan, *, by: Any, at: datetime) -> None:
    teksten = [("doelstelling", doel.pk, doel.titel) for doel in plan.doelen.all()]
    if plan.situatie.strip():
        teksten.append(("plan", plan.pk, plan.situatie))
    Inwonertekst.objects.bulk_create(
        Inwonertekst(
            huishouden_id=plan.huishouden_id,
            bij_soort=soort,
            bij_id=bij,
            tekst=tekst,
            opgeschreven_door=by,
            op=at,
        )
        for soort, bij, tekst in teksten
    )


def _plan_evaluatie(plan: Plan, dag: date) -> None:
    """Keep one running date for the evaluation of this household, owned by whoever works with it."""
    if plan.evaluatie_op is not None:
        plan_terugkijken(casus=plan.casus, op=plan.evaluatie_op, dag=dag, uitleg="afspraak in het plan")
    else:
        plan.casus.termijnen.filter(sleutel="plan_evaluatie", status=TermijnStatus.LOOPT).update(
            status=TermijnStatus.VERVALLEN
        )


@transaction.atomic
def discard_concept_plan(*, plan: Plan, by: Any, at: datetime) -> None:
    """Throw a concept away; the plan in force stays as it is."""
    plan = _concept(plan)
    audit.record("dossier.plan.concept_weg", target=plan, by=by, at=at, soort="verwijderen")
    plan.acties.all().delete()
    plan.delete()


def _concept(plan: Plan) -> Plan:
    """Return the plan as it is now, locked, while it may still change.

    :raises PlanLigtVast: it was agreed on.
    """
    plan = Plan.objects.select_for_update(of=("self",)).select_related("casus", "huishouden").get(pk=plan.pk)
    if plan.status != PlanStatus.CONCEPT:
        raise PlanLigtVast
    return plan
