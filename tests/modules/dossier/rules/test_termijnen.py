from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.values.kalender import NEDERLAND
from modules.dossier.rules.normen import NORMEN, Duur, Eenheid, norm_op
from modules.dossier.rules.termijnen import (
    NietOpschortbaar,
    Opschorting,
    bereken,
    einde_in_uren,
    ruw_einde,
    wettelijk_einde,
)
from modules.inrichting.codelijsten import OpschortingGrond

DAGEN = st.dates(date(2020, 1, 1), date(2040, 12, 31))
ATW_NORMEN = [sleutel for sleutel in NORMEN.sleutels if norm_op(sleutel, date(2026, 1, 1)).atw_van_toepassing]


def _norm(sleutel):
    return norm_op(sleutel, date(2026, 1, 1))


# The test vectors of domain 4.1: event, norm, counted end, lawful end.
VECTOREN = [
    (date(2026, 11, 13), "wmo_onderzoek", date(2026, 12, 25), date(2026, 12, 28)),
    (date(2026, 11, 20), "wmo_onderzoek", date(2027, 1, 1), date(2027, 1, 4)),
    (date(2027, 4, 13), "wmo_beschikking", date(2027, 4, 27), date(2027, 4, 28)),
    (date(2027, 3, 25), "bezwaar_indienen", date(2027, 5, 6), date(2027, 5, 10)),
    (date(2027, 3, 22), "pw_beslissing", date(2027, 5, 17), date(2027, 5, 18)),
    (date(2026, 12, 18), "wmo_persoonlijk_plan", date(2026, 12, 25), date(2026, 12, 28)),
]


@pytest.mark.parametrize(("start", "sleutel", "ruw", "einde"), VECTOREN)
def test_a_term_ends_on_the_lawful_day(start, sleutel, ruw, einde):
    berekening = bereken(start, _norm(sleutel), NEDERLAND, vandaag=start)

    assert wettelijk_einde(start, _norm(sleutel), NEDERLAND) == einde
    assert (berekening.ruw_einde, berekening.einde) == (ruw, einde)


@pytest.mark.parametrize(
    ("start", "sleutel", "einde"),
    [
        (date(2026, 11, 20), "terugbellen", date(2026, 11, 24)),
        (date(2026, 12, 23), "wgs_eerste_gesprek_bedreigend", date(2026, 12, 29)),
        (date(2026, 11, 20), "eerste_bezoek_acuut", date(2026, 11, 20)),
        (date(2026, 12, 11), "awb_ingebrekestelling", date(2026, 12, 25)),
        (date(2026, 12, 24), "datalek", date(2026, 12, 27)),
        (date(2026, 1, 31), "avg_verzoek", date(2026, 2, 28)),
        (date(2027, 3, 1), "wmo_heronderzoek", date(2026, 12, 7)),
        (date(2024, 2, 29), "vir_melding", date(2026, 2, 28)),
        (date(2026, 9, 26), "wmo_vernietigingsverzoek", date(2026, 12, 28)),
    ],
)
def test_other_terms_end_where_their_own_rule_says(start, sleutel, einde):
    assert wettelijk_einde(start, _norm(sleutel), NEDERLAND) == einde


@pytest.mark.parametrize(
    ("start", "dagen", "einde"),
    [
        (date(2026, 12, 24), 3, date(2026, 12, 29)),  # Fri feestdag, Sat, Sun, then two working days
        (date(2026, 11, 20), 3, date(2026, 11, 24)),  # Sat, Sun, Mon: Tuesday is the second working day
        (date(2026, 11, 23), 3, date(2026, 11, 26)),
        (date(2026, 11, 20), 2, date(2026, 11, 23)),  # shorter than three days: only art. 1
    ],
)
def test_a_term_of_three_days_or_more_holds_two_working_days(start, dagen, einde):
    norm = replace(_norm("wmo_persoonlijk_plan"), duur=Duur(dagen, Eenheid.DAGEN))

    assert wettelijk_einde(start, norm, NEDERLAND) == einde


@given(DAGEN, st.sampled_from(ATW_NORMEN))
def test_wettelijk_einde_never_shortens_a_term_and_never_ends_on_a_free_day(start, sleutel):
    norm = _norm(sleutel)

    einde = wettelijk_einde(start, norm, NEDERLAND)

    assert einde >= ruw_einde(start, norm.duur, NEDERLAND)
    assert NEDERLAND.is_werkdag(einde)
    assert NEDERLAND.werkdagen_tussen(start, einde) >= 2


@given(DAGEN, st.sampled_from(ATW_NORMEN))
def test_wettelijk_einde_skips_only_free_days(start, sleutel):
    norm = _norm(sleutel)
    ruw = ruw_einde(start, norm.duur, NEDERLAND)

    einde = wettelijk_einde(start, norm, NEDERLAND)

    tussen = [ruw + timedelta(days=n) for n in range((einde - ruw).days)]
    assert [dag for dag in tussen if NEDERLAND.is_werkdag(dag)] == []


@given(DAGEN, st.sampled_from(NORMEN.sleutels))
def test_a_later_event_never_gives_an_earlier_end(start, sleutel):
    norm = _norm(sleutel)

    assert wettelijk_einde(start + timedelta(days=1), norm, NEDERLAND) >= wettelijk_einde(
        start, norm, NEDERLAND
    )


@given(DAGEN, st.sampled_from([s for s in NORMEN.sleutels if s not in ATW_NORMEN]))
def test_a_term_without_the_atw_ends_where_it_is_counted(start, sleutel):
    norm = _norm(sleutel)

    assert wettelijk_einde(start, norm, NEDERLAND) == ruw_einde(
        start, norm.duur, NEDERLAND, telt_terug=norm.telt_terug
    )


def test_a_term_in_hours_counts_nights_and_weekends():
    vrijdagmiddag = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)

    assert einde_in_uren(vrijdagmiddag, _norm("wmo_spoed")) == datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
    with pytest.raises(ValueError, match="telt niet in uren"):
        einde_in_uren(vrijdagmiddag, _norm("wmo_onderzoek"))


AANVRAAG = date(2026, 11, 2)  # a Monday; two weeks later is Monday 16 November


def test_the_clock_stands_still_between_request_and_supplement():
    aanvullen = Opschorting(date(2026, 11, 5), date(2026, 11, 12))

    berekening = bereken(
        AANVRAAG, _norm("wmo_beschikking"), NEDERLAND, vandaag=date(2026, 11, 20), opschortingen=[aanvullen]
    )

    assert berekening.dagen_stil == 6  # 12 - 5 - 1
    assert (berekening.ruw_einde, berekening.einde) == (date(2026, 11, 22), date(2026, 11, 23))
    assert not berekening.is_opgeschort


def test_overlapping_suspensions_count_once():
    een = Opschorting(date(2026, 11, 5), date(2026, 11, 12))
    ander = Opschorting(date(2026, 11, 10), date(2026, 11, 14), OpschortingGrond.OVERMACHT)

    berekening = bereken(
        AANVRAAG, _norm("wmo_beschikking"), NEDERLAND, vandaag=date(2026, 11, 20), opschortingen=[ander, een]
    )

    assert berekening.dagen_stil == 9  # 6 up to and including 14 November


def test_a_suspension_with_consent_counts_both_its_days():
    uitstel = Opschorting(date(2026, 11, 5), date(2026, 11, 6), OpschortingGrond.INSTEMMING)

    berekening = bereken(
        AANVRAAG, _norm("wmo_beschikking"), NEDERLAND, vandaag=AANVRAAG, opschortingen=[uitstel]
    )

    assert berekening.dagen_stil == 2


def test_an_open_suspension_moves_the_end_every_day():
    open_vraag = Opschorting(date(2026, 11, 5), None)

    vandaag, morgen = (
        bereken(AANVRAAG, _norm("wmo_beschikking"), NEDERLAND, vandaag=dag, opschortingen=[open_vraag])
        for dag in (date(2026, 11, 10), date(2026, 11, 11))
    )

    assert (vandaag.dagen_stil, morgen.dagen_stil) == (4, 5)
    assert vandaag.is_opgeschort


def test_a_supplement_on_the_same_or_the_next_day_costs_nothing():
    for compleet in (date(2026, 11, 5), date(2026, 11, 6)):
        snel = Opschorting(date(2026, 11, 5), compleet)

        assert (
            bereken(
                AANVRAAG, _norm("wmo_beschikking"), NEDERLAND, vandaag=AANVRAAG, opschortingen=[snel]
            ).dagen_stil
            == 0
        )


def test_a_suspension_after_the_end_changes_nothing():
    te_laat = Opschorting(date(2026, 11, 18), date(2026, 11, 30))

    berekening = bereken(
        AANVRAAG, _norm("wmo_beschikking"), NEDERLAND, vandaag=date(2026, 11, 30), opschortingen=[te_laat]
    )

    assert (berekening.einde, berekening.dagen_stil) == (date(2026, 11, 16), 0)


def test_days_the_atw_added_are_not_lost_to_a_suspension():
    vrijdag = date(2026, 12, 11)  # two weeks later is Christmas; lawful end Monday 28 December
    op_kerst = Opschorting(date(2026, 12, 25), date(2027, 1, 11))

    berekening = bereken(
        vrijdag, _norm("wmo_beschikking"), NEDERLAND, vandaag=date(2027, 1, 11), opschortingen=[op_kerst]
    )

    assert berekening.einde >= date(2027, 1, 11)


def test_an_inquiry_of_the_wmo_cannot_stand_still():
    with pytest.raises(NietOpschortbaar) as geweigerd:
        bereken(
            AANVRAAG,
            _norm("wmo_onderzoek"),
            NEDERLAND,
            vandaag=AANVRAAG,
            opschortingen=[Opschorting(AANVRAAG, None)],
        )

    assert str(geweigerd.value) == "De tijd voor onderzoek kan niet stilstaan (Wmo artikel 2.3.2 lid 1)."


@given(DAGEN, st.integers(0, 13), st.integers(0, 60))
def test_a_suspension_within_the_term_adds_exactly_its_days(start, na, lengte):
    verzoek = start + timedelta(days=na)
    stil = Opschorting(verzoek, verzoek + timedelta(days=lengte))
    norm = _norm("wmo_beschikking")

    berekening = bereken(start, norm, NEDERLAND, vandaag=start, opschortingen=[stil])

    assert berekening.ruw_einde == start + timedelta(days=14 + max(lengte - 1, 0))
    assert berekening.einde >= berekening.ruw_einde


def test_an_adjournment_counts_from_the_counted_end():
    berekening = bereken(
        date(2027, 3, 25),
        _norm("bezwaar_beslissen"),
        NEDERLAND,
        vandaag=date(2027, 3, 25),
        verlengingen=[_norm("bezwaar_verdagen").duur],
    )

    assert (berekening.ruw_einde, berekening.einde) == (date(2027, 6, 17), date(2027, 6, 17))


@pytest.mark.parametrize(
    ("start", "sleutel", "waarom"),
    [
        (
            date(2026, 11, 13),
            "wmo_onderzoek",
            "6 weken na de melding (Wmo artikel 2.3.2 lid 1), geteld vanaf 13 november 2026. "
            "Dat is vrijdag 25 december 2026 (eerste kerstdag). De dag schuift op naar maandag 28 december 2026.",
        ),
        (
            date(2026, 11, 2),
            "wmo_onderzoek",
            "6 weken na de melding (Wmo artikel 2.3.2 lid 1), geteld vanaf 2 november 2026.",
        ),
        (
            date(2026, 10, 31),
            "wmo_onderzoek",
            "6 weken na de melding (Wmo artikel 2.3.2 lid 1), geteld vanaf 31 oktober 2026. "
            "Dat is zaterdag 12 december 2026. De dag schuift op naar maandag 14 december 2026.",
        ),
        (
            date(2026, 11, 20),
            "terugbellen",
            "2 werkdagen na de melding (afspraak van de gemeente), geteld vanaf 20 november 2026.",
        ),
        (
            date(2030, 5, 1),
            "klacht",
            "6 weken na de klacht (Awb artikel 9:11 lid 1), geteld vanaf 1 mei 2030. "
            "Voor 2030 zijn nog niet alle vrije dagen bekend.",
        ),
    ],
)
def test_a_term_says_why_it_ends_that_day(start, sleutel, waarom):
    assert bereken(start, _norm(sleutel), NEDERLAND, vandaag=start).waarom == waarom


def test_a_suspended_and_extended_term_says_so():
    berekening = bereken(
        AANVRAAG,
        _norm("bezwaar_beslissen"),
        NEDERLAND,
        vandaag=AANVRAAG,
        opschortingen=[Opschorting(date(2026, 11, 5), date(2026, 11, 7))],
        verlengingen=[Duur(6, Eenheid.WEKEN)],
    )

    assert berekening.waarom == (
        "6 weken na de laatste dag om bezwaar te maken (Awb artikel 7:10 lid 1), geteld vanaf 2 november 2026. "
        "De tijd stond 1 dag stil. Verlengd met 6 weken."
    )
