from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.dossier.rules.dwangsom import (
    DwangsomStand,
    GeenTarief,
    TeVroeg,
    dwangsom,
    dwangsomklok,
    lees_tarieven,
    tarief_op,
)

ONTVANGEN = date(2026, 12, 11)
KLOK = dwangsomklok(ONTVANGEN, date(2026, 12, 10))


def test_awb_4_17_lid_3_the_first_day_comes_two_weeks_after_receipt_also_at_christmas():
    assert (KLOK.uiterlijk, KLOK.eerste_dag, KLOK.laatste_dag) == (
        date(2026, 12, 25),
        date(2026, 12, 26),
        date(2027, 2, 5),
    )


@pytest.mark.parametrize(
    ("dagen", "bedrag"),
    [(0, 0), (1, 23), (14, 322), (15, 357), (28, 812), (29, 857), (42, 1442), (43, 1442), (400, 1442)],
)
def test_awb_4_17_lid_2_the_amount_grows_in_three_steps_to_42_days(dagen, bedrag):
    vandaag = KLOK.eerste_dag + timedelta(days=dagen - 1)

    assert dwangsom(KLOK, vandaag=vandaag).bedrag == Decimal(bedrag)


def test_the_amounts_are_those_of_their_own_time():
    assert [tarief_op(dag).hoogste for dag in (date(2018, 12, 31), date(2019, 1, 1))] == [1260, 1442]
    with pytest.raises(GeenTarief):
        tarief_op(date(2009, 9, 30))


@pytest.mark.parametrize(
    ("besloten", "stand", "dagen"),
    [
        (date(2026, 12, 25), DwangsomStand.GESTOPT, 0),
        (date(2026, 12, 26), DwangsomStand.GESTOPT, 0),
        (date(2026, 12, 27), DwangsomStand.GESTOPT, 1),
        (date(2027, 6, 1), DwangsomStand.GESTOPT, 42),
    ],
)
def test_a_decision_stops_the_clock(besloten, stand, dagen):
    som = dwangsom(KLOK, vandaag=date(2027, 6, 1), besloten_op=besloten)

    assert (som.stand, som.dagen) == (stand, dagen)


def test_awb_4_17_lid_6_sometimes_nothing_is_due():
    assert dwangsom(KLOK, vandaag=date(2027, 6, 1), geen=True).bedrag == 0


@pytest.mark.parametrize("ontvangen", [date(2026, 12, 9), date(2026, 12, 10)])
def test_awb_4_17_lid_3_a_letter_before_the_term_is_over_does_not_count(ontvangen):
    with pytest.raises(TeVroeg) as nee:
        dwangsomklok(ontvangen, date(2026, 12, 10))

    assert str(nee.value).startswith(
        "De tijd voor het besluit liep nog tot en met donderdag 10 december 2026."
    )


@given(st.integers(-30, 400), st.integers(0, 60))
def test_waiting_longer_never_costs_less(dag, langer):
    vroeg, laat = (
        dwangsom(KLOK, vandaag=KLOK.eerste_dag + timedelta(days=n)).bedrag for n in (dag, dag + langer)
    )

    assert Decimal(0) <= vroeg <= laat <= Decimal(1442)


def test_two_amounts_never_hold_on_one_day():
    record = '[[tarief]]\ngeldig_van = 2020-01-01\nbron = "x"\ntreden = [{ dagen = 42, bedrag = "1.00" }]\n'

    with pytest.raises(ValueError, match="Twee bedragen"):
        lees_tarieven(record + record)
    with pytest.raises(ValueError, match="samen 42 dagen"):
        lees_tarieven(record.replace("42", "41"))
