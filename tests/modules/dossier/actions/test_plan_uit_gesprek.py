"""What was said at the table comes along into the plan."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from modules.dossier.actions.gesprek import add_behoefte, add_markering, save_kaders, start_gesprek
from modules.dossier.actions.plan import add_doel, add_resultaat, begin_plan, make_doel_of_markering
from modules.dossier.models import GesprekSoort, PlanOplossing
from modules.dossier.rules.kanteling import KaderAntwoord
from tests.factories.dossier import maak_casus
from tests.factories.identity import maak_gebruiker

NU = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
GEEN = {"waarom": "", "leefgebieden": [], "indicator": "", "streefdatum": None}


@pytest.fixture
def tafel(in_lindewaard):
    """A talk with one need; its frames say two things that help and one that does not fit."""
    casus, carla = maak_casus(), maak_gebruiker()
    wie = {"by": carla, "at": NU}
    gesprek = start_gesprek(huishouden=casus.huishouden, casus=casus, soort=GesprekSoort.KEUKENTAFEL, **wie)
    nodig = add_behoefte(gesprek=gesprek, tekst="Overzicht over de post.", leefgebied="financien", **wie)
    kaders = {
        "eigen_kracht": KaderAntwoord("Zelf bellen.", ""),
        "sociaal_netwerk": KaderAntwoord("", "Liever niet."),
        "voorliggend": KaderAntwoord("Post op Orde.", ""),
        "maatwerk": KaderAntwoord("", ""),
    }
    save_kaders(behoefte=nodig, antwoorden=kaders, **wie)
    return gesprek, casus, wie


def oplossingen():
    return list(PlanOplossing.objects.order_by("volgorde").values_list("kader", "omschrijving"))


def test_the_frames_come_along_with_the_first_result_of_a_goal(tafel):
    _, casus, wie = tafel
    plan = begin_plan(huishouden=casus.huishouden, casus=casus, **wie)
    probleem = plan.problemen.get()
    doel = add_doel(plan=plan, titel="Ik open de post.", omschrijving="", probleem=probleem, **GEEN, **wie)

    for nummer in (1, 2):
        add_resultaat(doel=doel, omschrijving=f"{nummer}", indicator="", streefdatum=None, **wie)

    assert oplossingen() == [("eigen_kracht", "Zelf bellen."), ("voorliggend", "Post op Orde.")]


def test_a_goal_about_something_else_gets_no_frames(tafel):
    _, casus, wie = tafel
    plan = begin_plan(huishouden=casus.huishouden, casus=casus, **wie)

    add_doel(plan=plan, titel="Ik wil werk.", omschrijving="Een baan", probleem=None, **GEEN, **wie)

    assert oplossingen() == []


def test_a_mark_becomes_a_goal_once(tafel):
    gesprek, casus, wie = tafel
    wens = add_markering(gesprek=gesprek, soort="wens", tekst="Een rustige avond.", **wie)
    plan = begin_plan(huishouden=casus.huishouden, casus=casus, **wie)

    doel = make_doel_of_markering(plan=plan, markering=wens, **wie)

    wens.refresh_from_db()
    assert (doel.titel, wens.is_verwerkt) == ("Een rustige avond.", True)


def test_a_need_of_a_later_talk_comes_into_the_next_version(tafel):
    gesprek, casus, wie = tafel
    plan = begin_plan(huishouden=casus.huishouden, casus=casus, **wie)
    plan.status = "actief"
    plan.save()
    add_behoefte(gesprek=gesprek, tekst="Iemand om mee te praten.", leefgebied="", **wie)

    nieuw = begin_plan(huishouden=casus.huishouden, casus=casus, **wie)

    assert [p.woorden for p in nieuw.problemen.all()] == [
        "Overzicht over de post.",
        "Iemand om mee te praten.",
    ]
