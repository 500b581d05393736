"""Looking back: what is asked, what follows, and which terms end and begin."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from modules.dossier.actions.evaluatie import (
    EvaluatieNietRond,
    PlanGeldtNiet,
    Vervolg,
    finish_evaluatie,
)
from modules.dossier.models import Evaluatie, Plan, Termijn, Tijdlijnregel, Waakvlam
from tests.factories.dossier import maak_plan, maak_termijn
from tests.modules.dossier.verkeer import logboek, maak_zaak

pytestmark = pytest.mark.usefixtures("in_lindewaard")
NU = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
VANDAAG = date(2026, 11, 24)
DOORGAAN = Vervolg("doorgaan", volgende_op=date(2027, 2, 24))


@pytest.fixture
def zaak():
    return maak_zaak(status="ondersteuning")


@pytest.fixture
def plan(zaak):
    return maak_plan(zaak.casus)


def evalueer(zaak, plan, vervolg=DOORGAAN, **anders):
    velden = {
        "datum": VANDAAG,
        "antwoorden": {"vraag_beantwoord": "deels", "verloop": "Goed."},
        "samen": True,
        "zonder_omdat": "",
        "verplichte_groepen": ("vraag_beantwoord",),
    }
    return finish_evaluatie(plan=plan, vervolg=vervolg, by=zaak.medewerker, at=NU, **(velden | anders))


def test_going_on_ends_the_old_day_and_sets_the_new_one(zaak, plan):
    oud = maak_termijn(zaak.casus, sleutel="plan_evaluatie", einde=date(2026, 12, 1))

    evalueer(zaak, plan)

    oud.refresh_from_db()
    nieuw = Termijn.objects.get(status="loopt")
    plan.refresh_from_db()
    zaak.casus.refresh_from_db()
    assert (oud.status, oud.gehaald_op) == ("gehaald", VANDAAG)
    assert (nieuw.sleutel, nieuw.einde, nieuw.eigenaar_id) == (
        "plan_evaluatie",
        date(2027, 2, 24),
        zaak.medewerker.pk,
    )
    assert plan.evaluatie_op == date(2027, 2, 24)
    assert [fase["status"] for fase in zaak.casus.fasen] == [
        "ondersteuning",
        "evaluatie",
        "ondersteuning",
    ]


def test_an_evaluation_stands_on_the_timeline_and_in_the_logboek(zaak, plan):
    evalueer(zaak, plan)

    assert Tijdlijnregel.objects.get().titel == "Plan geëvalueerd: doorgaan met dit plan"
    assert logboek("dossier.evaluatie.vastgelegd") == ["dossier.evaluatie.vastgelegd"]


def test_adjusting_begins_one_concept_from_the_plan(zaak, plan):
    evalueer(zaak, plan, Vervolg("bijstellen"))

    concept = Plan.objects.get(status="concept")
    zaak.casus.refresh_from_db()
    assert (concept.nummer, concept.op_basis_van_id, zaak.casus.status) == (2, plan.pk, "plan")
    assert [doel.titel for doel in concept.doelen.all()] == ["Ik betaal elke maand de huur."]


def test_a_waakvlam_starts_with_its_rhythm_and_end(zaak, plan):
    evalueer(zaak, plan, Vervolg("waakvlam", maanden=6, ritme_weken=6, tekenen="Post blijft dicht."))

    waakvlam = Waakvlam.objects.get()
    zaak.casus.refresh_from_db()
    assert (waakvlam.van, waakvlam.tot, waakvlam.volgend_contact_op) == (
        VANDAAG,
        date(2027, 5, 24),
        date(2027, 1, 5),
    )
    assert zaak.casus.status == "monitoring"


def test_closing_waits_for_its_check_page(zaak, plan):
    evalueer(zaak, plan, Vervolg("afsluiten"))

    zaak.casus.refresh_from_db()
    assert zaak.casus.status == "evaluatie"


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"antwoorden": {}}, "vraag_beantwoord"),
        ({"samen": False}, "zonder_inwoner_omdat"),
        ({"vervolg": Vervolg("")}, "vervolg"),
        ({"vervolg": Vervolg("doorgaan")}, "volgende_op"),
        ({"vervolg": Vervolg("doorgaan", volgende_op=VANDAAG)}, "volgende_op"),
        ({"vervolg": Vervolg("waakvlam", ritme_weken=6)}, "maanden"),
        ({"vervolg": Vervolg("waakvlam", maanden=6)}, "ritme_weken"),
        ({"datum": date(2026, 11, 25)}, "datum"),
    ],
)
def test_what_is_missing_is_named_at_its_field_and_nothing_changes(zaak, plan, anders, veld):
    with pytest.raises(EvaluatieNietRond) as nee:
        evalueer(zaak, plan, **anders)

    assert [bevinding.veld for bevinding in nee.value.bevindingen] == [veld]
    assert Evaluatie.objects.count() == 0


def test_without_the_household_the_reason_is_kept(zaak, plan):
    rij = evalueer(zaak, plan, samen=False, zonder_omdat="Marieke ligt in het ziekenhuis.")

    assert (rij.met_inwoner, rij.zonder_inwoner_omdat) == (False, "Marieke ligt in het ziekenhuis.")


def test_a_plan_that_was_replaced_is_not_evaluated(zaak, plan):
    Plan.objects.update(status="vervangen")

    with pytest.raises(PlanGeldtNiet):
        evalueer(zaak, plan)
