"""Ending the help, handing over, beginning again, and help at once in a crisis."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from modules.dossier.actions import afsluiten as actions
from modules.dossier.actions.casus import CasusAfgesloten, CasusLooptAl
from modules.dossier.actions.crisis import note_crisis
from modules.dossier.actions.plan import agree_plan, begin_plan
from modules.dossier.models import (
    Actie,
    Afsluiting,
    Casus,
    Contactnotitie,
    Ingebrekestelling,
    Plan,
    Termijn,
    Tijdlijnregel,
)
from modules.dossier.rules.afsluiten import Slot
from modules.inrichting.models import Teammodel
from modules.inrichting.rules.instellingsoort import Keuze
from tests.factories.dossier import (
    maak_betrokkene,
    maak_casus,
    maak_huishouden,
    maak_plan,
    maak_regisseur,
    maak_termijn,
)
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teammodel
from tests.modules.dossier.verkeer import logboek, maak_zaak

pytestmark = pytest.mark.usefixtures("in_lindewaard")
NU = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
VANDAAG = date(2026, 11, 24)
GOED = Slot("doel_bereikt", is_geinformeerd=True, heeft_eindmeting=True)


@pytest.fixture
def zaak():
    return maak_zaak(status="ondersteuning")


def sluit(zaak, slot=GOED, casus=None):
    return actions.close_casus(
        casus=casus or zaak.casus,
        slot=slot,
        eindmeting=Keuze.O,
        inwoner_geinformeerd_op=VANDAAG,
        hoe_geinformeerd="Bij Marieke thuis.",
        by=zaak.medewerker,
        at=NU,
    )


def draag_over(zaak, naar, **anders):
    velden = {
        "waarom": "Marieke is verhuisd.",
        "samenvatting": "Zij belt liever dan dat ze schrijft.",
        "gesproken_met": "Carla Wouters",
        "inwoner_geinformeerd_op": VANDAAG,
    }
    return actions.hand_over_casus(
        casus=zaak.casus,
        naar=naar,
        teammodel_id=Teammodel.objects.actief().get().pk,
        overdracht=actions.Overdracht(**(velden | anders)),
        by=zaak.medewerker,
        at=NU,
    )


def test_closing_ends_plan_actions_regie_and_terms(zaak):
    plan = maak_plan(zaak.casus)
    doel = plan.doelen.get()
    Actie.objects.create(
        huishouden=zaak.huishouden, plan=plan, doel=doel, wat="Bellen", wie="zelf", gemaakt_op=NU
    )
    maak_regisseur(zaak.huishouden)
    maak_termijn(zaak.casus)
    maak_betrokkene(zaak.huishouden, gebruiker=maak_gebruiker(met_code_app=False))

    sluit(zaak)

    zaak.casus.refresh_from_db()
    assert (zaak.casus.status, zaak.casus.afgesloten_op) == ("afgesloten", VANDAAG)
    assert Plan.objects.get().status == "afgesloten"
    assert Actie.objects.get().status == "vervallen"
    assert zaak.huishouden.regisseurs.get().tot == VANDAAG
    assert Termijn.objects.get().status == "vervallen"
    assert zaak.huishouden.betrokkenen.get().tot == VANDAAG
    assert Tijdlijnregel.objects.get().titel == "Hulp afgesloten: het doel is bereikt"
    assert logboek("dossier.casus.afgesloten") == ["dossier.casus.afgesloten"]


def test_a_late_term_never_keeps_help_from_ending(zaak):
    laat = maak_termijn(zaak.casus, over=-40, sleutel="wmo_onderzoek", titel="Onderzoek")

    sluit(zaak)

    laat.refresh_from_db()
    assert (laat.status, laat.oorzaak) == ("vervallen", "")


@pytest.mark.parametrize(
    "sleutel",
    [
        "bezwaar_indienen",
        "bezwaar_beslissen",
        "klacht",
        "avg_verzoek",
        "awb_ingebrekestelling",
        "vir_melding",
    ],
)
def test_awb_6_7_7_10_9_11_what_is_owed_apart_from_the_help_goes_on_after_closing(zaak, sleutel):
    maak_termijn(zaak.casus, sleutel=sleutel, titel="Blijft")

    sluit(zaak)

    assert Termijn.objects.get().status == "loopt"


def test_awb_4_17_a_decision_for_which_a_dwangsom_counts_goes_on_after_closing(zaak):
    termijn = maak_termijn(zaak.casus, over=-40, sleutel="wmo_beschikking", titel="Besluit")
    Ingebrekestelling.objects.create(
        termijn=termijn, ontvangen_op=VANDAAG, uiterlijk=VANDAAG, eerste_dag=VANDAAG, laatste_dag=VANDAAG,
        gemaakt_op=NU,
    )  # fmt: skip

    sluit(zaak)

    termijn.refresh_from_db()
    assert termijn.status == "loopt"


def test_while_another_team_helps_the_plan_and_the_regie_stay(zaak):
    maak_plan(zaak.casus)
    maak_regisseur(zaak.huishouden)
    maak_casus(zaak.huishouden, team=maak_team())

    sluit(zaak)

    assert (Plan.objects.get().status, zaak.huishouden.regisseurs.get().tot) == ("actief", None)


def test_closing_twice_is_refused(zaak):
    sluit(zaak)

    with pytest.raises(CasusAfgesloten):
        sluit(zaak)


def test_turning_help_down_asks_what_was_tried_and_for_a_second_view(zaak):
    with pytest.raises(actions.AfsluitenKanNiet) as nee:
        sluit(zaak, Slot("afgezien", is_geinformeerd=True, heeft_eindmeting=True, door=zaak.medewerker))

    assert [bevinding.veld for bevinding in nee.value.bevindingen] == [
        "geprobeerd",
        "tweede_blik_door",
        "tweede_blik",
    ]
    assert Afsluiting.objects.count() == 0


def test_a_second_view_of_a_colleague_is_kept(zaak):
    collega = maak_gebruiker(met_code_app=False)
    slot = Slot(
        "afgezien",
        geprobeerd="Drie keer langs geweest.",
        tweede_blik="Laat de deur open.",
        tweede_blik_door=collega,
        door=zaak.medewerker,
        is_geinformeerd=True,
        heeft_eindmeting=True,
    )

    rij = sluit(zaak, slot)

    assert (rij.geprobeerd, rij.tweede_blik_door_id) == ("Drie keer langs geweest.", collega.pk)


def test_beginning_again_makes_a_new_casus_under_the_team_model_of_now(zaak):
    maak_plan(zaak.casus)
    sluit(zaak)
    model = maak_teammodel("team")
    zaak.casus.refresh_from_db()

    nieuw = actions.reopen_help(
        casus=zaak.casus, teammodel_id=model.pk, waarom="Er is weer post.", by=zaak.medewerker, at=NU
    )

    assert (nieuw.team_id, nieuw.teammodel_id, nieuw.behandelaar_id) == (
        zaak.casus.team_id,
        model.pk,
        zaak.medewerker.pk,
    )
    assert (Casus.objects.count(), Afsluiting.objects.count()) == (2, 1)
    concept = begin_plan(huishouden=zaak.huishouden, casus=nieuw, by=zaak.medewerker, at=NU)
    assert (concept.nummer, [doel.titel for doel in concept.doelen.all()]) == (
        2,
        ["Ik betaal elke maand de huur."],
    )


def test_a_concept_that_was_left_goes_along_when_help_begins_again(zaak):
    begin_plan(huishouden=zaak.huishouden, casus=zaak.casus, by=zaak.medewerker, at=NU)
    sluit(zaak)
    zaak.casus.refresh_from_db()

    nieuw = actions.reopen_help(
        casus=zaak.casus,
        teammodel_id=zaak.casus.teammodel_id,
        waarom="Opnieuw",
        by=zaak.medewerker,
        at=NU,
    )

    assert Plan.objects.get(status="concept").casus_id == nieuw.pk


def test_running_help_does_not_begin_again(zaak):
    with pytest.raises(actions.HulpLoopt):
        actions.reopen_help(
            casus=zaak.casus, teammodel_id=zaak.casus.teammodel_id, waarom="x", by=zaak.medewerker, at=NU
        )


def test_handing_over_takes_plan_terms_and_phase_along(zaak):
    maak_plan(zaak.casus)
    maak_termijn(zaak.casus)
    west = maak_team("Team West")

    nieuw = draag_over(zaak, west)

    zaak.casus.refresh_from_db()
    zaak.huishouden.refresh_from_db()
    assert (zaak.casus.status, nieuw.status, nieuw.behandelaar) == ("overgedragen", "ondersteuning", None)
    assert zaak.huishouden.team_id == west.pk
    assert Plan.objects.get().casus_id == nieuw.pk
    sleutels = nieuw.termijnen.order_by("sleutel").values_list("sleutel", "eigenaar")
    assert list(sleutels) == [("terugkoppeling", None), ("wmo_onderzoek", None)]
    assert Contactnotitie.objects.get().tekst == "Zij belt liever dan dat ze schrijft."
    assert logboek("dossier.casus.overgedragen") == ["dossier.casus.overgedragen"]


def test_a_cold_handover_is_refused_with_what_is_missing(zaak):
    with pytest.raises(actions.OverdrachtNietRond) as nee:
        draag_over(
            zaak, maak_team(), waarom="", samenvatting=" ", gesproken_met="", inwoner_geinformeerd_op=None
        )

    assert [bevinding.veld for bevinding in nee.value.bevindingen] == [
        "waarom",
        "samenvatting",
        "gesproken_met",
        "inwoner_geinformeerd_op",
    ]


def test_handing_over_to_the_own_team_or_to_one_that_helps_already_is_refused(zaak):
    bezig = maak_team()
    maak_casus(zaak.huishouden, team=bezig)

    with pytest.raises(actions.ZelfdeTeam):
        draag_over(zaak, zaak.casus.team)
    with pytest.raises(CasusLooptAl):
        draag_over(zaak, bezig)


def noteer_crisis(zaak, huishouden=None, casus="zaak"):
    return note_crisis(
        huishouden=huishouden or zaak.huishouden,
        casus=zaak.casus if casus == "zaak" else casus,
        teammodel_id=Teammodel.objects.actief().get().pk,
        tekst="Uit huis gezet, slaapt vannacht in de opvang.",
        met_wie="Marieke",
        gebeurd_op=NU,
        by=zaak.medewerker,
        at=NU,
    )


def test_a_crisis_needs_no_plan_and_starts_two_weeks():
    zaak = maak_zaak(status="in_contact")

    notitie = noteer_crisis(zaak)

    zaak.casus.refresh_from_db()
    termijn = Termijn.objects.get()
    assert (notitie.soort, zaak.casus.status) == ("crisis", "ondersteuning")
    assert (termijn.sleutel, termijn.einde) == ("plan_na_crisis", date(2026, 12, 8))


def test_the_plan_after_a_crisis_ends_its_term():
    zaak = maak_zaak(status="in_contact")
    noteer_crisis(zaak)
    plan = begin_plan(huishouden=zaak.huishouden, casus=zaak.casus, by=zaak.medewerker, at=NU)

    agree_plan(plan=plan, evaluatie_op=None, instemmingen=(), bevindingen=(), by=zaak.medewerker, at=NU)

    assert Termijn.objects.get().status == "gehaald"


def test_a_crisis_beside_a_plan_starts_no_term(zaak):
    maak_plan(zaak.casus)

    noteer_crisis(zaak)

    assert Termijn.objects.count() == 0


def test_a_crisis_of_a_household_that_nobody_helps_opens_its_help(zaak):
    huishouden = maak_huishouden("De Vries")

    noteer_crisis(zaak, huishouden=huishouden, casus=None)

    casus = huishouden.casussen.get()
    assert (casus.status, casus.behandelaar_id) == ("ondersteuning", zaak.medewerker.pk)
