"""The plan on screen: written in parts, agreed on, compared, ticked and undone, printed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate, now

from modules.dossier.actions.plan import begin_plan
from modules.dossier.models import Actie, Doelstelling, Plan, Resultaat
from tests.factories.dossier import maak_casus, maak_huishouden, maak_plan
from tests.modules.dossier.verkeer import maak_zaak, vragen, vreemd_huishouden

pytestmark = pytest.mark.usefixtures("in_lindewaard")


@pytest.fixture
def zaak(klant):
    return maak_zaak(klant, variant="team")


@pytest.fixture
def concept(zaak):
    return begin_plan(huishouden=zaak.huishouden, casus=zaak.casus, by=zaak.medewerker, at=now())


def adres(zaak, deel="plan"):
    return f"/huishoudens/{zaak.huishouden.pk}/{deel}"


def maak_actie(zaak, plan, wat="Bellen", **anders):
    velden = {"wie": "professional", "gebruiker": zaak.medewerker, "doel": plan.doelen.first()}
    return Actie.objects.create(
        huishouden=zaak.huishouden, plan=plan, wat=wat, gemaakt_op=now(), **(velden | anders)
    )


def test_a_plan_begins_with_one_press(klant, zaak):
    assert "Nog geen plan. Maak er samen een." in klant.get(adres(zaak)).content.decode()

    antwoord = klant.post(adres(zaak, "plan/begin"))

    assert antwoord["Location"] == f"/plannen/{Plan.objects.get().pk}"
    assert klant.get(antwoord["Location"]).status_code == 200


def test_adding_a_goal_leads_to_the_concept_or_to_the_plan(klant, zaak):
    assert klant.get(adres(zaak, "doelen/nieuw"))["Location"] == adres(zaak)

    klant.post(adres(zaak, "plan/begin"))

    assert klant.get(adres(zaak, "doelen/nieuw"))["Location"].endswith("#p-doel-nieuw")


def test_a_goal_with_its_result_and_an_action_are_written(klant, zaak, concept):
    klant.post(
        f"/plannen/{concept.pk}/doelen",
        {"titel": "Ik betaal de huur.", "omschrijving": "Geen brieven", "streefdatum": "1-3-2027"},
    )
    doel = Doelstelling.objects.get()
    klant.post(
        f"/doelen/{doel.pk}/acties",
        {
            "a1-wat": "Bank bellen",
            "a1-wie": "professional",
            "a1-wie_precies": zaak.medewerker.pk,
            "a1-wanneer": "1-12-2026",
        },
    )

    actie = Actie.objects.get()
    assert Resultaat.objects.get().streefdatum == date(2027, 3, 1)
    assert (actie.gebruiker_id, actie.resultaat_id) == (zaak.medewerker.pk, Resultaat.objects.get().pk)


def test_a_goal_without_words_keeps_the_rest_of_the_form(klant, concept):
    antwoord = klant.post(f"/plannen/{concept.pk}/doelen", {"titel": "", "omschrijving": "Geen brieven meer"})

    assert antwoord.status_code == 422
    assert "Schrijf op wat het huishouden wil bereiken." in antwoord.content.decode()
    assert "Geen brieven meer" in antwoord.content.decode()


def test_an_action_without_owner_says_who_to_choose(klant, concept):
    klant.post(f"/plannen/{concept.pk}/doelen", {"titel": "Ik betaal de huur."})

    antwoord = klant.post(f"/doelen/{Doelstelling.objects.get().pk}/acties", {"a1-wat": "Bank bellen"})

    assert antwoord.status_code == 422
    assert (
        "Kies wie deze actie doet: de inwoner, iemand uit het netwerk of een professional."
        in antwoord.content.decode()
    )
    assert "Bank bellen" in antwoord.content.decode()


def test_two_people_writing_the_texts_see_both(klant, zaak, concept):
    Plan.objects.update(situatie="Van Daan", versie=2)

    antwoord = klant.post(f"/plannen/{concept.pk}", {"situatie": "Van Samira", "versie": "1"})

    assert antwoord.status_code == 409
    assert "Van Daan" in antwoord.content.decode()
    assert "Van Samira" in antwoord.content.decode()


def spreek_af(klant, zaak, plan, **anders):
    persoon = zaak.inwoner.pk
    velden = {
        "evaluatie_op": (localdate() + timedelta(days=90)).strftime("%d-%m-%Y"),
        f"vindt_{persoon}": "akkoord",
        f"hoe_{persoon}": "gesproken",
    }
    return klant.post(f"/plannen/{plan.pk}/afspreken", velden | anders)


def test_an_empty_plan_is_not_agreed_on(klant, zaak, concept):
    antwoord = spreek_af(klant, zaak, concept)

    assert antwoord.status_code == 422
    assert Plan.objects.get().status == "concept"


def test_who_thinks_otherwise_says_so_in_own_words(klant, zaak):
    plan = maak_plan(zaak.casus, status="concept")
    maak_actie(zaak, plan)
    Resultaat.objects.create(doel=plan.doelen.get(), omschrijving="Geen brieven")
    persoon = zaak.inwoner.pk

    zonder = spreek_af(klant, zaak, plan, **{f"vindt_{persoon}": "anders"})
    met = spreek_af(
        klant, zaak, plan, **{f"vindt_{persoon}": "anders", f"woorden_{persoon}": "Ik wil eerst slapen."}
    )

    assert (zonder.status_code, met.status_code) == (422, 303)
    assert "Ik wil eerst slapen." in klant.get(adres(zaak)).content.decode()


def test_a_second_version_is_compared_with_the_first(klant, zaak):
    maak_plan(zaak.casus, doelen=("Ik slaap goed.", "Ik betaal de huur."))
    klant.post(adres(zaak, "plan/begin"))
    concept = Plan.objects.get(status="concept")
    weg = concept.doelen.get(titel="Ik slaap goed.")
    klant.post(f"/doelen/{weg.pk}", {"verwijder": "1"})
    klant.post(f"/plannen/{concept.pk}/doelen", {"titel": "Ik ken mijn buren."})

    context = klant.get(adres(zaak, "plan/vergelijken")).context

    assert context["erbij"] == ["Ik ken mijn buren."]
    assert context["weg"] == ["Ik slaap goed."]


def test_an_older_version_is_read_and_an_unknown_one_is_not_there(klant, zaak):
    maak_plan(zaak.casus, status="vervangen", doelen=("Van toen.",))
    maak_plan(zaak.casus, nummer=2)

    assert "Van toen." in klant.get(adres(zaak, "plan?versie=1")).content.decode()
    assert klant.get(adres(zaak, "plan?versie=9")).status_code == 404


def test_a_tick_and_its_undo_answer_with_the_row(klant, zaak):
    actie = maak_actie(zaak, maak_plan(zaak.casus))
    vinkje = {"headers": {"HX-Request": "true"}}

    klaar = klant.post(f"/acties/{actie.pk}/afronden", {"klaar": "1"}, **vinkje)
    terug = klant.post(f"/acties/{actie.pk}/afronden", {"klaar": "0"}, **vinkje)

    assert "Ongedaan maken" in klaar.content.decode()
    assert "Ongedaan maken" not in terug.content.decode()
    actie.refresh_from_db()
    assert actie.status == "open"


def test_without_script_a_tick_goes_back_to_where_it_was_given(klant, zaak):
    actie = maak_actie(zaak, maak_plan(zaak.casus))

    antwoord = klant.post(f"/acties/{actie.pk}/afronden", {"klaar": "1", "volgende": "/acties"})
    elders = klant.post(f"/acties/{actie.pk}/afronden", {"klaar": "0", "volgende": "https://elders.nl/"})

    assert (antwoord["Location"], elders["Location"]) == ("/acties", adres(zaak))


def test_an_action_of_history_answers_with_a_sentence(klant, zaak):
    actie = maak_actie(zaak, maak_plan(zaak.casus, status="vervangen"))

    antwoord = klant.post(f"/acties/{actie.pk}/afronden", {"klaar": "1"})

    assert antwoord.status_code == 422
    assert "Deze actie hoort bij een plan dat niet meer geldt." in antwoord.content.decode()


def test_parts_of_a_plan_in_force_are_refused_with_a_sentence(klant, zaak):
    plan = maak_plan(zaak.casus)
    resultaat = Resultaat.objects.create(doel=plan.doelen.get(), omschrijving="Geen brieven")

    for gegevens in ({"verwijder": "1"}, {"x-omschrijving": "Budgetcoach", "x-kader": "voorliggend"}):
        antwoord = klant.post(f"/resultaten/{resultaat.pk}", gegevens)
        assert antwoord.status_code == 422
        assert "Dit plan is afgesproken en ligt vast." in antwoord.content.decode()


def test_a_loose_action_needs_no_plan_and_a_goal_may_be_chosen(klant, zaak):
    nieuw = adres(zaak, "acties/nieuw")
    assert klant.post(nieuw, {"wat": "Slot vervangen", "wie": "zelf"}).status_code == 303
    plan = maak_plan(zaak.casus)
    doel = plan.doelen.get()
    assert klant.post(nieuw, {"wat": "Bellen", "wie": "zelf", "doel": doel.pk}).status_code == 303
    assert klant.post(nieuw, {"wat": "", "wie": "zelf"}).status_code == 422

    los, bij_doel = Actie.objects.order_by("id")
    assert (los.plan_id, bij_doel.doel_id) == (None, doel.pk)


def test_my_actions_are_grouped_and_leave_concepts_and_other_teams_out(klant, zaak):
    plan = maak_plan(zaak.casus)
    for wat, dagen in (("Laat", -1), ("Nu", 0), ("Straks", 3)):
        maak_actie(zaak, plan, wat, wanneer=localdate() + timedelta(days=dagen))
    maak_actie(zaak, plan, "Zonder dag")
    klant.post(adres(zaak, "plan/begin"))
    ver = vreemd_huishouden()
    Actie.objects.create(
        huishouden=ver, wat="Ver weg", wie="professional", gebruiker=zaak.medewerker, gemaakt_op=now()
    )

    groepen = klant.get("/acties").context["groepen"]

    assert [(groep["kop"], [rij["rij"].wat for rij in groep["acties"]]) for groep in groepen] == [
        ("Te laat", ["Laat"]),
        ("Vandaag", ["Nu"]),
        ("Later", ["Straks", "Zonder dag"]),
    ]


def test_my_actions_take_as_many_queries_with_many(klant, zaak):
    maak_actie(zaak, maak_plan(zaak.casus))
    klant.get("/acties")
    eerst = vragen(klant, "/acties")
    for _ in range(3):
        casus = maak_casus(maak_huishouden())
        plan = maak_plan(casus)
        Actie.objects.create(
            huishouden=casus.huishouden,
            plan=plan,
            wat="Meer",
            wie="professional",
            gebruiker=zaak.medewerker,
            gemaakt_op=now(),
        )

    assert (eerst, vragen(klant, "/acties")) == (9, 9)


def test_the_plan_on_paper_holds_the_goals(klant, zaak):
    maak_plan(zaak.casus)

    pagina = klant.get(adres(zaak, "plan/afdruk"))

    assert pagina.status_code == 200
    assert "Ik betaal elke maand de huur." in pagina.content.decode()


def test_on_paper_stands_what_was_agreed_and_not_the_concept(klant, zaak):
    plan = maak_plan(zaak.casus)
    klant.post(adres(zaak, "plan/begin"))

    assert klant.get(adres(zaak, "plan/afdruk")).context["beeld"].plan.pk == plan.pk


def test_a_plan_of_another_team_does_not_exist(klant, zaak):
    ander = vreemd_huishouden()
    plan = maak_plan(ander.casussen.get(), status="concept")
    doel = plan.doelen.get()

    assert klant.get(f"/huishoudens/{ander.pk}/plan").status_code == 404
    assert klant.get(f"/plannen/{plan.pk}").status_code == 404
    assert klant.post(f"/plannen/{plan.pk}/doelen", {"titel": "x"}).status_code == 404
    assert klant.post(f"/doelen/{doel.pk}", {"verwijder": "1"}).status_code == 404


def test_the_plan_takes_as_many_queries_with_many_goals(klant, zaak):
    plan = maak_plan(zaak.casus)
    maak_actie(zaak, plan)
    Resultaat.objects.create(doel=plan.doelen.get(), omschrijving="Een")
    klant.get(adres(zaak))
    eerst = vragen(klant, adres(zaak))
    for nummer in range(3):
        doel = Doelstelling.objects.create(plan=plan, titel=f"Ik {nummer}", volgorde=nummer + 1)
        Resultaat.objects.create(doel=doel, omschrijving="Meer")
        maak_actie(zaak, plan, doel=doel)

    assert (eerst, vragen(klant, adres(zaak))) == (22, 22)
