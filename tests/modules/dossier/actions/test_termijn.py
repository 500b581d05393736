"""Standing still, more time, word of delay, ingebrekestelling, and what one term does to another."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils.timezone import localdate

from modules.dossier.actions import termijn as acties
from modules.dossier.actions.ingebrekestelling import (
    IngebrekestellingPastNiet,
    start_full_dwangsom_terms,
    undo_ingebrekestelling,
    waive_dwangsom,
)
from modules.dossier.actions.termijngevolg import open_direct_requests
from modules.dossier.actions.termijnsom import AfgesprokenDag
from modules.dossier.actions.termijnstil import (
    OpschortingPastNiet,
    StaatAlStil,
    StaatNietStil,
    end_lapsed_pauses,
    undo_resume,
    undo_suspension,
)
from modules.dossier.actions.termijnuitstel import (
    NietVerlengbaar,
    UitstelPastNiet,
    VerlengingPastNiet,
    undo_announcement,
    undo_extension,
)
from modules.dossier.models import Ingebrekestelling, Termijn, Termijnnorm, VerlengGrond
from modules.dossier.rules.dwangsom import TeVroeg
from modules.dossier.rules.termijnen import NietOpschortbaar
from modules.dossier.wetten import Termijnsoort
from modules.inrichting.codelijsten import OpschortingGrond
from tests.factories.dossier import maak_casus, maak_huishouden
from tests.factories.identity import maak_gebruiker

pytestmark = pytest.mark.usefixtures("in_lindewaard")
AANVRAAG = date(2026, 11, 2)  # a Monday; the decision is due on Monday 16 November
AANVULLEN, INSTEMMING = OpschortingGrond.AANVULLEN, OpschortingGrond.INSTEMMING


def op(dag):
    return datetime(dag.year, dag.month, dag.day, 10, tzinfo=UTC)


@pytest.fixture
def wie():
    return maak_gebruiker(met_code_app=False)


def start(sleutel="wmo_beschikking", begin=AANVRAAG, **velden):
    casus = maak_casus(maak_huishouden("Bakker"))
    [termijn] = acties.start_termijnen(
        casus=casus, melding=None, soorten=[Termijnsoort(sleutel, "Besluit")], begin=begin, **velden
    )
    return termijn


def stil(termijn, van, uiterlijk, wie, grond=AANVULLEN, at=None):
    return acties.suspend_termijn(
        termijn=termijn, grond=grond, reden="Er mist een bewijs.", van=van, uiterlijk=uiterlijk, by=wie,
        at=op(at or van),
    )  # fmt: skip


def nu(termijn):
    termijn.refresh_from_db()
    return termijn.status, termijn.einde, termijn.dagen_stil


def test_awb_4_15_the_time_stands_still_until_the_supplement(wie):
    termijn = start()

    stil(termijn, date(2026, 11, 5), date(2026, 11, 19), wie)
    tussen = nu(termijn)
    acties.resume_termijn(termijn=termijn, op=date(2026, 11, 12), by=wie, at=op(date(2026, 11, 12)))

    assert tussen == ("opgeschort", date(2026, 11, 30), 13)  # 29 November is a Sunday
    assert nu(termijn) == ("loopt", date(2026, 11, 23), 6)
    assert "De tijd stond 6 dagen stil." in termijn.waarom


def test_a_term_stands_still_as_often_as_needed(wie):
    termijn = start()
    for van, tot in ((3, 6), (9, 11), (12, 17)):
        stil(termijn, date(2026, 11, van), date(2026, 11, 20), wie)
        dag = date(2026, 11, tot)
        acties.resume_termijn(termijn=termijn, op=dag, by=wie, at=op(dag))

    assert nu(termijn) == ("loopt", date(2026, 11, 23), 2 + 1 + 4)
    assert termijn.opschortingen.count() == 3


def test_awb_4_15_lid_1_a_pause_ends_by_itself_when_its_time_ran_out(wie):
    termijn = start()
    stil(termijn, date(2026, 11, 5), date(2026, 11, 19), wie)

    assert [end_lapsed_pauses(at=op(date(2026, 11, dag))) for dag in (19, 20, 21)] == [0, 1, 0]

    assert nu(termijn) == ("loopt", date(2026, 11, 30), 13)
    ander = Termijn.objects.get(sleutel="awb_niet_behandelen")  # Awb 4:5 lid 4
    assert (ander.bron_id, ander.begin, ander.einde) == (
        termijn.pk, date(2026, 11, 19), date(2026, 12, 17),
    )  # fmt: skip
    assert Termijn.objects.get(sleutel="awb_aanvullen").status == "vervallen"


def test_awb_4_5_the_time_of_the_applicant_stands_beside_the_decision(wie):
    termijn = start()
    stil(termijn, date(2026, 11, 5), date(2026, 11, 19), wie)
    aanvullen = Termijn.objects.get(sleutel="awb_aanvullen")

    acties.resume_termijn(termijn=termijn, op=date(2026, 11, 12), by=wie, at=op(date(2026, 11, 12)))

    assert (aanvullen.begin, aanvullen.einde) == (date(2026, 11, 5), date(2026, 11, 19))
    assert Termijn.objects.get(sleutel="awb_aanvullen").status == "gehaald"


@pytest.mark.parametrize("sleutel", ["wmo_onderzoek", "bezwaar_indienen", "terugbellen", "pw_zoektermijn"])
def test_a_term_that_no_law_lets_stand_still_refuses(wie, sleutel):
    termijn = start(sleutel)

    with pytest.raises(NietOpschortbaar) as nee:
        stil(termijn, AANVRAAG, date(2026, 11, 19), wie)

    assert "kan niet stilstaan" in str(nee.value)
    assert nu(termijn)[0] == "loopt"


def test_wmo_2_3_2_the_onderzoek_points_to_an_agreement(wie):
    termijn = start("wmo_onderzoek")

    with pytest.raises(NietOpschortbaar) as nee:
        stil(termijn, AANVRAAG, None, wie, INSTEMMING)

    assert str(nee.value) == (
        "De tijd voor onderzoek kan niet stilstaan (Wmo artikel 2.3.2 lid 1). "
        "Spreek meer tijd af met de inwoner en leg dat vast."
    )


@pytest.mark.parametrize(
    ("van", "uiterlijk", "at", "woord"),
    [
        (date(2026, 11, 1), date(2026, 11, 9), None, "begon op"),
        (date(2026, 11, 5), None, None, "tot welke dag"),
        (date(2026, 11, 5), date(2026, 11, 4), None, "vóór de eerste"),
        (date(2026, 11, 6), date(2026, 11, 9), date(2026, 11, 5), "nog niet geweest"),
        (date(2026, 11, 17), date(2026, 11, 20), None, "Wat voorbij is"),
    ],
)
def test_a_pause_that_does_not_fit_is_refused_with_a_sentence(wie, van, uiterlijk, at, woord):
    with pytest.raises(OpschortingPastNiet, match=woord):
        stil(start(), van, uiterlijk, wie, at=at)


def test_standing_still_twice_at_once_and_running_twice_are_refused(wie):
    termijn = start()
    stil(termijn, date(2026, 11, 5), date(2026, 11, 19), wie)

    with pytest.raises(StaatAlStil):
        stil(termijn, date(2026, 11, 6), date(2026, 11, 19), wie)
    acties.resume_termijn(termijn=termijn, op=date(2026, 11, 9), by=wie, at=op(date(2026, 11, 9)))
    with pytest.raises(StaatNietStil):
        acties.resume_termijn(termijn=termijn, op=date(2026, 11, 9), by=wie, at=op(date(2026, 11, 9)))
    with pytest.raises(OpschortingPastNiet, match="al stil tot"):
        stil(termijn, date(2026, 11, 6), date(2026, 11, 19), wie)


def test_every_step_of_standing_still_can_be_undone(wie):
    termijn = start()
    pauze = stil(termijn, date(2026, 11, 5), date(2026, 11, 19), wie)
    dag = date(2026, 11, 9)
    acties.resume_termijn(termijn=termijn, op=dag, by=wie, at=op(dag))

    undo_resume(termijn=termijn, opschorting=pauze, by=wie, at=op(dag))
    weer_stil = nu(termijn)
    undo_suspension(termijn=termijn, opschorting=pauze, by=wie, at=op(dag))

    assert weer_stil == ("opgeschort", date(2026, 11, 30), 13)
    assert nu(termijn) == ("loopt", date(2026, 11, 16), 0)
    assert Termijn.objects.count() == 1


def test_a_decision_while_it_stands_still_ends_the_pause(wie):
    termijn = start()
    pauze = stil(termijn, date(2026, 11, 5), date(2026, 11, 19), wie)

    acties.finish_met_gebeurtenis(
        casus=termijn.casus, sleutel="wmo_beschikking", op=date(2026, 11, 12), by=wie, at=op(AANVRAAG)
    )

    pauze.refresh_from_db()
    assert (nu(termijn)[0], pauze.tot) == ("gehaald", date(2026, 11, 12))
    assert Termijn.objects.get(sleutel="awb_aanvullen").status == "vervallen"


def test_wmo_onderzoek_gets_the_time_that_was_agreed_on_and_undo_takes_it_back(wie):
    termijn = start("wmo_onderzoek")
    gewoon = nu(termijn)

    meer = acties.extend_termijn(
        termijn=termijn,
        tot=date(2027, 1, 11),
        reden="De inwoner ligt in het ziekenhuis.",
        by=wie,
        at=op(AANVRAAG),
    )
    langer = nu(termijn)
    undo_extension(termijn=termijn, verlenging=meer, by=wie, at=op(AANVRAAG))

    assert (gewoon[1], langer[1], nu(termijn)) == (date(2026, 12, 14), date(2027, 1, 11), gewoon)


def test_awb_7_10_lid_3_an_objection_is_adjourned_once(wie):
    termijn = start("bezwaar_beslissen", date(2027, 3, 25))
    verdaag = {"termijn": termijn, "grond": VerlengGrond.VERDAGEN, "reden": "Advies duurt langer.", "by": wie}

    acties.extend_termijn(**verdaag, at=op(date(2027, 4, 1)))

    assert nu(termijn)[1] == date(2027, 6, 17)
    with pytest.raises(NietVerlengbaar, match="één keer"):
        acties.extend_termijn(**verdaag, at=op(date(2027, 4, 1)))


def test_awb_7_10_lid_3_comes_too_late_when_the_term_is_over(wie):
    termijn = start("bezwaar_beslissen", date(2027, 3, 25))

    with pytest.raises(NietVerlengbaar, match="vóór die dag"):
        acties.extend_termijn(
            termijn=termijn, grond=VerlengGrond.VERDAGEN, reden="x", by=wie, at=op(date(2027, 5, 20))
        )


def test_a_decision_of_the_wmo_gets_no_more_time_but_may_stand_still(wie):
    with pytest.raises(NietVerlengbaar, match="Laat de tijd stilstaan"):
        acties.extend_termijn(termijn=start(), tot=date(2026, 12, 1), reden="x", by=wie, at=op(AANVRAAG))


@pytest.mark.parametrize(
    ("velden", "woord"),
    [({"tot": date(2026, 12, 1)}, "latere dag"), ({}, "tot welke dag"), ({"tot": date(2027, 2, 1), "reden": " "}, "waarom")],
)  # fmt: skip
def test_more_time_that_does_not_fit_is_refused(wie, velden, woord):
    gegevens = {"reden": "Afgesproken.", **velden}

    with pytest.raises(VerlengingPastNiet, match=woord):
        acties.extend_termijn(termijn=start("wmo_onderzoek"), **gegevens, by=wie, at=op(AANVRAAG))


def test_awb_4_14_lid_1_word_of_delay_does_not_move_the_end_of_a_lawful_term(wie):
    termijn = start()

    acties.announce_delay(termijn=termijn, nieuw=date(2026, 12, 1), by=wie, at=op(date(2026, 11, 10)))

    assert nu(termijn)[1] == date(2026, 11, 16)
    assert termijn.uitstelberichten.get().nieuw == date(2026, 12, 1)


def test_awb_4_14_lid_3_word_of_delay_within_eight_weeks_moves_a_reasonable_term(wie):
    termijn = start("jeugd_beslissing")

    bericht = acties.announce_delay(
        termijn=termijn, nieuw=date(2027, 1, 15), by=wie, at=op(date(2026, 12, 1))
    )
    langer = nu(termijn)[1]
    undo_announcement(termijn=termijn, bericht=bericht, by=wie, at=op(date(2026, 12, 1)))

    assert (langer, nu(termijn)[1]) == (date(2027, 1, 15), date(2026, 12, 28))


def test_awb_4_14_lid_3_word_of_delay_after_the_term_changes_nothing(wie):
    termijn = start("pw_beslissing")

    acties.announce_delay(termijn=termijn, nieuw=date(2027, 2, 1), by=wie, at=op(date(2027, 1, 4)))

    assert nu(termijn)[1] == date(2026, 12, 28)


def test_word_of_delay_names_a_later_day_and_belongs_to_a_decision(wie):
    with pytest.raises(UitstelPastNiet, match="Noem een dag"):
        acties.announce_delay(termijn=start(), nieuw=date(2026, 11, 16), by=wie, at=op(AANVRAAG))
    with pytest.raises(UitstelPastNiet, match="hoort bij een besluit"):
        acties.announce_delay(termijn=start("terugbellen"), nieuw=date(2027, 1, 1), by=wie, at=op(AANVRAAG))


def test_awb_4_17_a_letter_starts_two_weeks_and_then_the_dwangsom(wie):
    termijn = start()

    brief = acties.receive_ingebrekestelling(
        termijn=termijn, ontvangen_op=date(2026, 12, 11), by=wie, at=op(date(2026, 12, 11))
    )

    alsnog = Termijn.objects.get(sleutel="awb_ingebrekestelling")
    assert (brief.uiterlijk, alsnog.einde) == (
        date(2026, 12, 25),
        date(2026, 12, 25),
    )  # no Atw: Christmas stays
    assert (brief.eerste_dag, brief.laatste_dag) == (date(2026, 12, 26), date(2027, 2, 5))


def test_awb_4_18_a_late_decision_stops_the_clock_and_starts_the_term_of_the_amount(wie):
    termijn = start()
    acties.receive_ingebrekestelling(
        termijn=termijn, ontvangen_op=date(2026, 12, 11), by=wie, at=op(date(2026, 12, 11))
    )

    acties.finish_termijn(
        termijn=termijn, gehaald_op=date(2027, 1, 11), oorzaak="capaciteit", by=wie, at=op(date(2027, 1, 11))
    )

    brief = Ingebrekestelling.objects.get()
    assert (brief.besloten_op, brief.bedrag) == (date(2027, 1, 11), Decimal(14 * 23 + 2 * 35))
    vaststellen = Termijn.objects.get(sleutel="dwangsom_vaststellen")
    assert (vaststellen.begin, vaststellen.einde) == (date(2027, 1, 11), date(2027, 1, 25))
    assert Termijn.objects.get(sleutel="awb_ingebrekestelling").status == "overschreden"


def test_taking_the_decision_back_lets_the_dwangsom_run_again(wie):
    termijn = start()
    acties.receive_ingebrekestelling(
        termijn=termijn, ontvangen_op=date(2026, 12, 11), by=wie, at=op(date(2026, 12, 11))
    )
    acties.finish_termijn(
        termijn=termijn, gehaald_op=date(2027, 1, 11), oorzaak="fout", by=wie, at=op(date(2027, 1, 11))
    )

    acties.reopen_termijn(termijn=termijn, by=wie, at=op(date(2027, 1, 12)))

    assert Ingebrekestelling.objects.get().besloten_op is None
    assert sorted(Termijn.objects.lopend().values_list("sleutel", flat=True)) == [
        "awb_ingebrekestelling",
        "wmo_beschikking",
    ]


def test_awb_4_17_lid_3_a_letter_before_the_end_or_while_it_stands_still_is_refused(wie):
    termijn = start()
    with pytest.raises(TeVroeg):
        acties.receive_ingebrekestelling(
            termijn=termijn, ontvangen_op=date(2026, 11, 16), by=wie, at=op(date(2026, 11, 17))
        )
    stil(termijn, date(2026, 11, 5), date(2026, 11, 19), wie)

    with pytest.raises(IngebrekestellingPastNiet, match="staat stil"):
        acties.receive_ingebrekestelling(
            termijn=termijn, ontvangen_op=date(2026, 11, 17), by=wie, at=op(date(2026, 11, 17))
        )


def test_one_letter_counts_and_only_for_a_decision(wie):
    termijn, later = start(), op(date(2026, 12, 11))
    acties.receive_ingebrekestelling(termijn=termijn, ontvangen_op=date(2026, 12, 11), by=wie, at=later)

    with pytest.raises(IngebrekestellingPastNiet, match="al een ingebrekestelling"):
        acties.receive_ingebrekestelling(termijn=termijn, ontvangen_op=date(2026, 12, 11), by=wie, at=later)
    with pytest.raises(IngebrekestellingPastNiet, match="hoort bij een besluit"):
        acties.receive_ingebrekestelling(
            termijn=start("wmo_onderzoek"), ontvangen_op=date(2027, 1, 1), by=wie, at=later
        )


def test_awb_4_18_after_42_days_the_amount_is_set_also_without_a_decision(wie):
    termijn = start()
    acties.receive_ingebrekestelling(
        termijn=termijn, ontvangen_op=date(2026, 12, 11), by=wie, at=op(date(2026, 12, 11))
    )

    assert [start_full_dwangsom_terms(at=op(date(2027, 2, dag))) for dag in (5, 6, 7)] == [0, 1, 0]

    assert Termijn.objects.get(sleutel="dwangsom_vaststellen").einde == date(2027, 2, 19)


def test_awb_4_17_lid_6_a_waived_dwangsom_costs_nothing_and_a_mistake_goes(wie):
    termijn, later = start(), op(date(2026, 12, 11))
    brief = acties.receive_ingebrekestelling(
        termijn=termijn, ontvangen_op=date(2026, 12, 11), by=wie, at=later
    )

    waive_dwangsom(brief=brief, reden="onredelijk_laat", by=wie, at=later)
    geen = start_full_dwangsom_terms(at=op(date(2027, 3, 1)))
    undo_ingebrekestelling(brief=brief, by=wie, at=later)

    assert (geen, Termijn.objects.count(), Ingebrekestelling.objects.count()) == (0, 1, 0)


def test_wmo_2_3_2_lid_9_a_late_onderzoek_lets_the_resident_file_at_once_also_after_an_agreement(wie):
    termijn = start("wmo_onderzoek")
    acties.extend_termijn(
        termijn=termijn, tot=date(2027, 2, 1), reden="Afgesproken.", by=wie, at=op(AANVRAAG)
    )

    gemeld = [open_direct_requests(at=op(date(2026, 12, dag))) for dag in (14, 15, 16)]

    assert gemeld == [0, 1, 0]
    direct = Termijn.objects.get(sleutel="wmo_aanvraag_direct")
    assert (direct.bron_id, direct.einde) == (termijn.pk, date(2026, 12, 14))


def test_what_is_withdrawn_lapses_with_its_clock(wie):
    termijn = start()
    acties.receive_ingebrekestelling(
        termijn=termijn, ontvangen_op=date(2026, 12, 11), by=wie, at=op(date(2026, 12, 11))
    )

    aantal = acties.cancel_termijnen(
        casus=termijn.casus, sleutels=["wmo_beschikking"], reden="Aanvraag ingetrokken.", by=wie,
        at=op(date(2026, 12, 14)),
    )  # fmt: skip

    assert (aantal, nu(termijn)[0], termijn.vervallen_reden) == (1, "vervallen", "Aanvraag ingetrokken.")
    assert Ingebrekestelling.objects.get().bedrag == 0
    assert not Termijn.objects.lopend().exists()


def test_a_finished_or_agreed_term_is_not_moved(wie):
    termijn = start()
    acties.finish_termijn(termijn=termijn, gehaald_op=AANVRAAG, oorzaak="", by=wie, at=op(AANVRAAG))
    with pytest.raises(acties.TermijnIsAlKlaar):
        stil(termijn, AANVRAAG, date(2026, 11, 19), wie)

    afspraak = acties.zet_termijn(
        casus=termijn.casus,
        sleutel="plan_evaluatie",
        titel="Plan",
        uitleg="",
        begin=AANVRAAG,
        einde=date(2027, 1, 1),
    )
    with pytest.raises(AfgesprokenDag):
        stil(afspraak, AANVRAAG, date(2026, 11, 19), wie)


def test_a_term_in_hours_ends_on_its_moment_also_on_sunday():
    vrijdag = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)

    termijn = start("wmo_spoed", date(2026, 11, 20), begin_tijd=vrijdag)

    assert (termijn.einde_tijd, termijn.einde) == (vrijdag + timedelta(hours=48), date(2026, 11, 22))


def test_a_norm_of_the_gemeente_holds_for_terms_that_begin_from_its_day():
    Termijnnorm.objects.create(
        sleutel="terugbellen", duur="1 werkdagen", geldig_van=date(2026, 11, 4), gemaakt_op=op(AANVRAAG)
    )

    eerder, later = (start("terugbellen", date(2026, 11, dag)) for dag in (3, 4))

    assert (eerder.einde, later.einde) == (date(2026, 11, 5), date(2026, 11, 5))
    assert (eerder.duur, later.duur) == ("2 werkdagen", "1 werkdagen")


def test_a_gemeente_never_changes_a_law():
    Termijnnorm.objects.create(
        sleutel="wmo_onderzoek", duur="60 weken", geldig_van=date(2020, 1, 1), gemaakt_op=op(AANVRAAG)
    )

    assert start("wmo_onderzoek").einde == date(2026, 12, 14)


def test_terms_of_two_objections_run_side_by_side():
    casus, soort = maak_casus(maak_huishouden("Bakker")), Termijnsoort("bezwaar_beslissen", "Bezwaar")
    for bron in (uuid4(), uuid4()):
        acties.start_termijnen(casus=casus, melding=None, soorten=[soort], begin=localdate(), bron_id=bron)

    assert Termijn.objects.count() == 2
