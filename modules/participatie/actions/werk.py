"""Agree on work, weigh a measure and look again, and say together what helps one case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from modules.dossier.actions.plan import add_oplossing
from modules.dossier.actions.termijn import (
    cancel_termijnen,
    finish_met_gebeurtenis,
    start_termijnen,
    zet_termijn,
)
from modules.dossier.models import Casus, Huishouden, Inwoner, PlanOplossing, Resultaat, Termijn
from modules.dossier.ruimte.actions.afwijking import record_afwijking
from modules.dossier.ruimte.woorden import Afwijksoort
from modules.dossier.wetten import Termijnsoort
from modules.participatie.actions.inkomen import InDeToekomst, NietRond
from modules.participatie.models import Maatregel, Samennotitie, Werkafspraak
from modules.participatie.rules.maat import maat_op
from modules.participatie.rules.maatregel import Weging, weging_klopt
from modules.participatie.rules.rechtzetten import REGEL, stappen_van, wat_mist
from modules.participatie.rules.werk import beschut_opnieuw, loonkostensubsidie, ontheffing_klopt
from modules.participatie.woorden import Werksoort, Werkuitkomst

OPNIEUW = {
    Werksoort.LOONKOSTEN: Termijnsoort("pw_loonwaarde", "Loonwaarde opnieuw bekijken"),
    Werksoort.BESCHUT: Termijnsoort("pw_beschut", "Beschut werk opnieuw bekijken"),
    Werksoort.TAAL: Termijnsoort("pw_taal_voortgang", "Voortgang van het Nederlands bekijken"),
}
ONTHEFFING = "pw_ontheffing"
RECHTZETTEN = "pw_rechtzetten"


class AlHeroverwogen(Refusal):
    text = "Deze maatregel is al opnieuw bekeken."


class NogGeenMaatregel(Refusal):
    text = "Er is nog geen besluit over deze maatregel. Opnieuw kijken kan daarna."


class AlKlaar(Refusal):
    text = "Deze afspraak is al afgerond. Maak een nieuwe afspraak als er weer iets nodig is."


class GeenHulp(Refusal):
    text = "De hulp aan dit huishouden is afgesloten. Open de hulp eerst opnieuw."


class StaatErAl(Refusal):
    text = "Deze afspraak staat al in het plan."


@transaction.atomic
def agree_werk(
    *,
    huishouden: Huishouden,
    inwoner: Inwoner,
    casus: Casus | None,
    gegevens: Mapping[str, Any],
    by: Any,
    at: datetime,
    id: UUID | None = None,
) -> Werkafspraak:
    """Agree on a step towards work. Subsidy and the day to look again follow from the law (10b to 10d).

    :raises GeenHulp: there is no running help.
    :raises NietRond: wage subsidy without loonwaarde, or an exemption without reason or end (9 lid 2).
    """
    if id and (al := Werkafspraak.objects.filter(pk=id, huishouden=huishouden).first()):
        return al
    if casus is None:
        raise GeenHulp
    soort, van = gegevens["soort"], gegevens["van"]
    rij = Werkafspraak(huishouden=huishouden, inwoner=inwoner, door=by, gemaakt_op=at, **gegevens)
    if soort == Werksoort.LOONKOSTEN:
        _reken_loonkosten(rij, van)
    elif soort == Werksoort.BESCHUT:
        rij.opnieuw_op = beschut_opnieuw(van, maat_op("beschut_maanden", van))
    elif soort == Werksoort.ONTHEFFING:
        fout = ontheffing_klopt(van=van, tot=rij.tot, reden=rij.reden)
        if fout:
            raise NietRond((("tot" if rij.reden.strip() else "reden", fout),))
        rij.opnieuw_op = rij.tot
    if soort != Werksoort.LOONKOSTEN:
        rij.loonwaarde = None
    if id:
        rij.id = id
    if soort == Werksoort.TAAL:
        rij.opnieuw_op = None
    rij.save(force_insert=True)
    _begin_opnieuw(rij, casus, van)
    audit.record(
        "participatie.werk.afgesproken", target=rij, by=by, at=at, soort="maken", detail={"soort": soort}
    )
    return rij


def _begin_opnieuw(rij: Werkafspraak, casus: Casus, van: date) -> None:
    """Let the time run to look again: a term of the law, or the day on which an exemption ends (9 lid 2)."""
    if rij.soort == Werksoort.ONTHEFFING and rij.tot is not None:
        zet_termijn(
            casus=casus, sleutel=ONTHEFFING, titel="Ontheffing opnieuw bekijken",
            uitleg="De ontheffing eindigt (Participatiewet artikel 9 lid 2)", begin=van, einde=rij.tot, bron_id=rij.pk,
        )  # fmt: skip
    elif soort := OPNIEUW.get(Werksoort(rij.soort)):
        termijnen = start_termijnen(
            casus=casus, melding=None, soorten=(soort,), begin=van, wet="participatie", bron_id=rij.pk
        )
        if rij.soort == Werksoort.TAAL and termijnen:
            rij.opnieuw_op = termijnen[0].einde
            rij.save(update_fields=["opnieuw_op"])


@transaction.atomic
def review_werk(
    *,
    werkafspraak: Werkafspraak,
    casus: Casus | None,
    uitkomst: str,
    toelichting: str,
    op: date,
    loonwaarde: int | None,
    tot: date | None,
    by: Any,
    at: datetime,
) -> Werkafspraak:
    """Look again at a step: it stays, becomes different, or ends; then the next time to look runs.

    A loonwaarde is worked out again each year (10d), sheltered work each three years (10b), an exemption
    when it ends (9 lid 2).

    :raises AlKlaar: it ended before. :raises GeenHulp: there is no running help.
    :raises NietRond: another loonwaarde, or an exemption that goes on without an end.
    """
    if op > localdate(at):
        raise InDeToekomst
    if casus is None:
        raise GeenHulp
    rij = Werkafspraak.objects.select_for_update(of=("self",)).get(pk=werkafspraak.pk)
    if rij.klaar_op is not None:
        raise AlKlaar
    if uitkomst == Werkuitkomst.KLAAR:
        rij.klaar_op = op
    else:
        _ga_door(rij, uitkomst, op, loonwaarde, tot)
    rij.herzien = [
        *rij.herzien,
        {
            "op": op.isoformat(),
            "uitkomst": uitkomst,
            "toelichting": toelichting,
            "loonwaarde": rij.loonwaarde,
        },
    ]
    for sleutel in (*(soort.norm for soort in OPNIEUW.values()), ONTHEFFING):
        finish_met_gebeurtenis(casus=casus, sleutel=sleutel, op=op, by=by, at=at, bron_id=rij.pk)
    rij.save()
    if rij.klaar_op is None:
        _begin_opnieuw(rij, casus, op)
    audit.record("participatie.werk.herzien", target=rij, by=by, at=at, detail={"uitkomst": uitkomst})
    return rij


def _ga_door(rij: Werkafspraak, uitkomst: str, op: date, loonwaarde: int | None, tot: date | None) -> None:
    if rij.soort == Werksoort.LOONKOSTEN:
        if uitkomst == Werkuitkomst.ANDERS:
            rij.loonwaarde = loonwaarde
        _reken_loonkosten(rij, op)
    elif rij.soort == Werksoort.BESCHUT:
        rij.opnieuw_op = beschut_opnieuw(op, maat_op("beschut_maanden", op))
    elif rij.soort == Werksoort.ONTHEFFING:
        fout = ontheffing_klopt(van=op, tot=tot, reden=rij.reden)
        if fout:
            raise NietRond((("tot", fout),))
        rij.tot = rij.opnieuw_op = tot


@transaction.atomic
def put_in_plan(*, werkafspraak: Werkafspraak, resultaat: Resultaat, by: Any, at: datetime) -> PlanOplossing:
    """Put a step towards work in the plan of the household, as what helps to a result (Participatiewet 44a).

    :raises StaatErAl: it is in this version of the plan.
    """
    tekst = plantekst(werkafspraak)
    plan = resultaat.doel.plan
    if PlanOplossing.objects.filter(resultaat__doel__plan=plan, omschrijving=tekst).exists():
        raise StaatErAl
    oplossing = add_oplossing(
        resultaat=resultaat, kader="maatwerk", omschrijving=tekst, door=werkafspraak.bij, wet="participatie", by=by,
        at=at,
    )  # fmt: skip
    audit.record("participatie.werk.in_plan", target=werkafspraak, by=by, at=at)
    return oplossing


def plantekst(rij: Werkafspraak) -> str:
    """Return how a step towards work reads in the plan."""
    return f"{rij.get_soort_display()}: {rij.wat}"[:300]


def _reken_loonkosten(rij: Werkafspraak, van: date) -> None:
    if rij.loonwaarde is None or rij.loonwaarde >= 100:
        raise NietRond(
            (("loonwaarde", "Vul de loonwaarde in: 0 tot en met 99 procent (Participatiewet artikel 10d)."),)
        )
    uitkomst = loonkostensubsidie(
        rij.loonwaarde,
        van,
        hoogstens=maat_op("loonkostensubsidie_hoogstens", van),
        ritme=maat_op("loonwaarde_maanden", van),
    )
    rij.subsidie_procent, rij.opnieuw_op = uitkomst.procent, uitkomst.herzien_op


@transaction.atomic
def weigh_maatregel(
    *, huishouden: Huishouden, inwoner: Inwoner, gegevens: Mapping[str, Any], by: Any, at: datetime
) -> Maatregel:
    """Weigh whether benefit is lowered. A measure then needs a decision; none is one at once (18 lid 9 and 10).

    :raises NietRond: something was not weighed, or the law allows no measure (18 lid 9 and 10).
    """
    weging = Weging(
        gegevens["verwijt"],
        gegevens["reden_inwoner"],
        gegevens["dringend"],
        gegevens["kinderen"],
        gegevens["anders"],
    )
    mist = weging_klopt(weging, gegevens["besluit"])
    if mist:
        raise NietRond(mist)
    rij = Maatregel.objects.create(
        huishouden=huishouden, inwoner=inwoner, besloten_op=localdate(at), besloten_door=by, **gegevens
    )
    audit.record("participatie.maatregel.gewogen", target=rij, by=by, at=at, soort="maken")
    return rij


@transaction.atomic
def reconsider_maatregel(
    *, maatregel: Maatregel, uitkomst: str, toelichting: str, op: date, by: Any, at: datetime
) -> Maatregel:
    """Look again at a measure (Participatiewet 18 lid 3; it stops when somebody does what was asked, lid 11).

    :raises AlHeroverwogen: it was done before.
    :raises NogGeenMaatregel: there is no measure, or no decision on it.
    """
    if op > localdate(at):
        raise InDeToekomst
    rij = (
        Maatregel.objects.select_for_update(of=("self",))
        .select_related("beschikking__casus")
        .get(pk=maatregel.pk)
    )
    if rij.heroverwogen_op is not None:
        raise AlHeroverwogen
    if rij.heroverwegen_op is None:
        raise NogGeenMaatregel
    rij.heroverwogen_op, rij.heroverweging, rij.heroverweging_toelichting = op, uitkomst, toelichting
    rij.save(update_fields=["heroverwogen_op", "heroverweging", "heroverweging_toelichting"])
    if rij.beschikking is not None:
        finish_met_gebeurtenis(
            casus=rij.beschikking.casus,
            sleutel="pw_maatregel_heroverweging",
            op=op,
            by=by,
            at=at,
            bron_id=rij.pk,
        )
    audit.record("participatie.maatregel.heroverwogen", target=rij, by=by, at=at)
    return rij


@transaction.atomic
def write_samen(
    *,
    huishouden: Huishouden,
    casus: Casus | None,
    gegevens: Mapping[str, Any],
    gezien_versie: int,
    by: Any,
    at: datetime,
) -> Samennotitie:
    """Write what the rules ask, what helps, and the room there is; only the parts in `gegevens` change (F065).

    Setting right together takes the place of a sanction of itself: then a deviation is recorded with its
    facts (F102), and the day to look back becomes a term.

    :raises Verouderd: a colleague changed it meanwhile.
    :raises NietRond: setting right needs its steps and the reason why no sanction follows of itself.
    """
    Huishouden.objects.select_for_update(of=("self",)).get(pk=huishouden.pk)
    oud = Samennotitie.objects.filter(huishouden=huishouden).first()
    rij = oud or Samennotitie(huishouden=huishouden, versie=0)
    if rij.versie != gezien_versie:
        raise Verouderd(huidig=oud)
    feiten = {veld: str(gegevens.get(veld) or "") for veld in ("belang", "risico", "partners")}
    gegevens = {veld: waarde for veld, waarde in gegevens.items() if veld not in feiten}
    terug_was = rij.terugkijken_op
    for veld, waarde in gegevens.items():
        if f"{veld}_door" in {"rechtmatigheid_door", "ondersteuning_door"} and getattr(rij, veld) != waarde:
            setattr(rij, f"{veld}_door", by)
        setattr(rij, veld, waarde)
    if rij.is_regulariseren:
        eigen = {veld: getattr(rij, veld) for veld in ("stappen", "wijkt_af_omdat", "terugkijken_op")}
        mist = wat_mist({**feiten, **eigen}, is_nieuw=rij.afwijking_id is None, dag=localdate(at))
        if mist:
            raise NietRond(mist)
        _leg_afwijking_vast(rij, casus, feiten, by, at)
    rij.stappen_klaar = {
        stap: dag for stap, dag in rij.stappen_klaar.items() if stap in stappen_van(rij.stappen)
    }
    rij.gewijzigd_op, rij.versie = at, rij.versie + 1
    rij.save()
    _zet_terugkijken(rij, casus, terug_was, by, at)
    audit.record(
        "participatie.samen.geschreven", target=rij, by=by, at=at, soort="wijzigen" if oud else "maken",
        detail={"velden": sorted(gegevens)},
    )  # fmt: skip
    return rij


def _leg_afwijking_vast(
    rij: Samennotitie, casus: Casus | None, feiten: Mapping[str, str], by: Any, at: datetime
) -> None:
    """Record why no sanction follows (Participatiewet 18 lid 1), once: the manager is asked for backing."""
    if rij.afwijking_id is not None:
        return
    if casus is None:
        raise GeenHulp
    rij.afwijking = record_afwijking(
        huishouden=rij.huishouden, casus=casus,
        gegevens={
            **feiten, "regel": REGEL, "soort": Afwijksoort.PW_18, "waarom": rij.wijkt_af_omdat, "besloten_door": by,
            "terugkijken_op": rij.terugkijken_op,
        },
        by=by, at=at,
    )  # fmt: skip


def _zet_terugkijken(rij: Samennotitie, casus: Casus | None, was: date | None, by: Any, at: datetime) -> None:
    """Let the day on which people look back be a term; without setting right there is none."""
    if casus is None:
        return
    if not rij.is_regulariseren:
        cancel_termijnen(
            casus=casus, sleutels=(RECHTZETTEN,), reden="Er wordt niets samen rechtgezet.", by=by, at=at,
            bron_id=rij.pk,
        )  # fmt: skip
    elif rij.terugkijken_op is not None and (
        was != rij.terugkijken_op
        or not Termijn.objects.lopend().filter(bron_id=rij.pk, sleutel=RECHTZETTEN).exists()
    ):
        zet_termijn(
            casus=casus, sleutel=RECHTZETTEN, titel="Terugkijken op samen rechtzetten",
            uitleg="Afgesproken in de gezamenlijke notitie", begin=localdate(at), einde=rij.terugkijken_op,
            bron_id=rij.pk,
        )  # fmt: skip


class OnbekendeStap(Refusal):
    text = "Deze stap staat niet meer in de notitie. Lees de notitie opnieuw."


@transaction.atomic
def mark_stap(*, notitie: Samennotitie, stap: str, is_klaar: bool, by: Any, at: datetime) -> Samennotitie:
    """Say that a step of setting right was done, or not yet.

    :raises OnbekendeStap: a colleague took it out meanwhile.
    """
    rij = Samennotitie.objects.select_for_update(of=("self",)).select_related("huishouden").get(pk=notitie.pk)
    if stap not in stappen_van(rij.stappen):
        raise OnbekendeStap
    dag = localdate(at)
    klaar = {naam: op for naam, op in rij.stappen_klaar.items() if naam != stap}
    rij.stappen_klaar = {**klaar, stap: dag.isoformat()} if is_klaar else klaar
    rij.gewijzigd_op, rij.versie = at, rij.versie + 1
    rij.save(update_fields=["stappen_klaar", "gewijzigd_op", "versie"])
    audit.record("participatie.samen.stap", target=rij, by=by, at=at, detail={"klaar": is_klaar})
    return rij
