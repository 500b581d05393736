"""One plan in versions: begun from the talk, agreed on together, never losing what was done meanwhile."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from keukentafel.values.bevinding import Bevinding
from modules.dossier.actions import actie as acties
from modules.dossier.actions import gesprek as gesprekken
from modules.dossier.actions import plan as actions
from modules.dossier.models import Actie, Instemming, Inwonertekst, Plan, Termijn
from tests.factories.dossier import maak_plan
from tests.modules.dossier.verkeer import logboek, maak_zaak

pytestmark = pytest.mark.usefixtures("in_lindewaard")
NU = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
VANDAAG = date(2026, 11, 24)


@pytest.fixture
def zaak():
    return maak_zaak()


def begin(zaak, at=NU):
    return actions.begin_plan(huishouden=zaak.huishouden, casus=zaak.casus, by=zaak.medewerker, at=at)


def spreek_af(zaak, plan, at=NU, **anders):
    velden = {"evaluatie_op": date(2027, 2, 24), "instemmingen": (), "bevindingen": ()}
    return actions.agree_plan(plan=plan, by=zaak.medewerker, at=at, **(velden | anders))


def actie(zaak, plan, wat="Bellen met de bank", doel=None, at=NU):
    return acties.add_actie(
        huishouden=zaak.huishouden,
        plan=plan,
        doel=doel or plan.doelen.first(),
        waarden={"wat": wat, "wie": "professional", "gebruiker": zaak.medewerker},
        by=zaak.medewerker,
        at=at,
    )


def test_the_first_plan_begins_with_what_the_talk_gave(zaak):
    gesprek = gesprekken.start_gesprek(
        huishouden=zaak.huishouden, casus=zaak.casus, soort="keukentafel", by=zaak.medewerker, at=NU
    )
    gesprekken.save_gesprek(
        gesprek=gesprek, waarden={"verhaal": "Ik wil rust."}, versie=1, by=zaak.medewerker, at=NU
    )
    gesprekken.add_behoefte(
        gesprek=gesprek, tekst="Overzicht over geld", leefgebied="financien", by=zaak.medewerker, at=NU
    )

    plan = begin(zaak)

    zaak.casus.refresh_from_db()
    assert (plan.nummer, plan.situatie, zaak.casus.status) == (1, "Ik wil rust.", "plan")
    assert [probleem.woorden for probleem in plan.problemen.all()] == ["Overzicht over geld"]


def test_whoever_asks_again_gets_the_same_concept(zaak):
    assert begin(zaak).pk == begin(zaak).pk


def test_the_database_keeps_one_plan_in_force(zaak):
    maak_plan(zaak.casus)

    with pytest.raises(IntegrityError) as nee, transaction.atomic():
        maak_plan(zaak.casus, nummer=2)

    assert nee.value.__cause__.diag.constraint_name == "een_huishouden_heeft_een_plan"


def test_agreeing_replaces_the_version_before_and_sets_the_day(zaak):
    oud = maak_plan(zaak.casus)
    nieuw = begin(zaak)

    spreek_af(zaak, nieuw)

    oud.refresh_from_db()
    zaak.casus.refresh_from_db()
    assert (oud.status, oud.vervangen_op) == ("vervangen", VANDAAG)
    assert Plan.objects.get(status="actief").pk == nieuw.pk
    assert Termijn.objects.get(status="loopt").einde == date(2027, 2, 24)
    assert zaak.casus.status == "ondersteuning"
    assert logboek("dossier.plan.afgesproken") == ["dossier.plan.afgesproken"]


def test_a_plan_that_is_not_round_stays_a_concept(zaak):
    plan = begin(zaak)

    with pytest.raises(actions.PlanNietRond):
        spreek_af(zaak, plan, bevindingen=[Bevinding("Nog geen doel.", "doelen")])

    assert Plan.objects.get().status == "concept"


def test_agreeing_keeps_the_words_and_who_thinks_otherwise(zaak):
    plan = begin(zaak)
    plan.situatie = "Ik wil rust."
    plan.save()
    anders = Instemming(
        inwoner=zaak.inwoner,
        uitkomst="anders",
        tekst="Ik wil eerst slapen.",
        op=VANDAAG,
        vastgelegd_door=zaak.medewerker,
    )

    spreek_af(zaak, plan, instemmingen=[anders])

    assert Inwonertekst.objects.get(bij_soort="plan").tekst == "Ik wil rust."
    assert plan.instemmingen.get().tekst == "Ik wil eerst slapen."


def test_what_is_ticked_or_added_while_a_concept_lies_there_counts_in_the_new_version(zaak):
    plan = maak_plan(zaak.casus)
    bellen = actie(zaak, plan)
    los = acties.add_actie(
        huishouden=zaak.huishouden,
        plan=plan,
        doel=None,
        waarden={"wat": "Slot vervangen", "wie": "zelf"},
        by=zaak.medewerker,
        at=NU,
    )
    concept = begin(zaak)
    later = NU + timedelta(hours=1)
    acties.set_klaar(actie=bellen, klaar=True, by=zaak.medewerker, at=later)
    actie(zaak, plan, "Brief schrijven", at=later)

    spreek_af(zaak, concept, at=later)

    nieuw = Actie.objects.filter(plan=concept).order_by("wat").values_list("wat", "status", "afgerond_op")
    assert list(nieuw) == [
        ("Bellen met de bank", "klaar", later),
        ("Brief schrijven", "open", None),
        ("Slot vervangen", "open", None),
    ]
    assert set(concept.acties.exclude(doel=None).values_list("doel_id", flat=True)) == {
        concept.doelen.get().pk
    }
    los.refresh_from_db()
    assert los.status == "vervallen"


def test_an_action_that_was_taken_out_of_the_concept_stays_out(zaak):
    plan = maak_plan(zaak.casus)
    actie(zaak, plan)
    concept = begin(zaak, at=NU + timedelta(minutes=5))
    acties.remove_actie(actie=concept.acties.get(), by=zaak.medewerker, at=NU)

    spreek_af(zaak, concept, at=NU + timedelta(minutes=9))

    assert concept.acties.count() == 0


def test_a_plan_in_force_is_not_written_in(zaak):
    plan = maak_plan(zaak.casus)
    doel = plan.doelen.get()
    wie = {"by": zaak.medewerker, "at": NU}

    for doe in (
        lambda: actions.save_teksten(plan=plan, waarden={"situatie": "x"}, versie=1, **wie),
        lambda: actions.remove_doel(doel=doel, **wie),
        lambda: actions.add_resultaat(doel=doel, omschrijving="x", indicator="", streefdatum=None, **wie),
        lambda: actions.discard_concept_plan(plan=plan, **wie),
    ):
        with pytest.raises(actions.PlanLigtVast):
            doe()


def test_a_goal_of_history_is_not_reached_any_more(zaak):
    plan = maak_plan(zaak.casus, status="vervangen")

    with pytest.raises(actions.PlanLigtVast) as nee:
        actions.set_bereikt(doel=plan.doelen.get(), bereikt=True, by=zaak.medewerker, at=NU)

    assert str(nee.value) == "Dit plan geldt niet meer. Kijk in het plan van nu."


def test_goals_move_up_and_down_and_stop_at_the_ends(zaak):
    plan = maak_plan(zaak.casus, status="concept", doelen=("Een", "Twee", "Drie"))
    twee = plan.doelen.get(titel="Twee")

    for omhoog in (True, True):
        actions.move_doel(doel=twee, omhoog=omhoog, by=zaak.medewerker, at=NU)

    assert [doel.titel for doel in plan.doelen.order_by("volgorde", "id")] == ["Twee", "Een", "Drie"]


def test_a_tick_is_undone_and_twice_is_once(zaak):
    rij = actie(zaak, maak_plan(zaak.casus))
    wie = {"by": zaak.medewerker, "at": NU}

    acties.set_klaar(actie=rij, klaar=True, **wie)
    acties.set_klaar(actie=rij, klaar=True, **wie)
    terug = acties.set_klaar(actie=rij, klaar=False, **wie)

    assert (terug.status, terug.afgerond_op, terug.afgerond_door) == ("open", None, None)
    assert logboek("dossier.actie.afgerond", "dossier.actie.heropend") == [
        "dossier.actie.afgerond",
        "dossier.actie.heropend",
    ]


def test_an_action_needs_an_owner_kind(zaak):
    with pytest.raises(acties.WieOntbreekt):
        acties.add_actie(
            huishouden=zaak.huishouden,
            plan=None,
            doel=None,
            waarden={"wat": "Iets", "wie": ""},
            by=zaak.medewerker,
            at=NU,
        )


def test_an_action_of_an_old_version_stays_as_it_was(zaak):
    rij = actie(zaak, maak_plan(zaak.casus))
    Plan.objects.update(status="vervangen")

    with pytest.raises(acties.ActieVanOudPlan):
        acties.set_klaar(actie=rij, klaar=True, by=zaak.medewerker, at=NU)
