"""Prices match to the cent, wherever a year is cut, and say what they were reckoned with."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.rules.afronding import HEEL, deel_van_jaar, procent, rond
from billing.rules.prijs import Moduletijd, PrijsOnbekend, jaarbedrag, stukken
from tests.billing.feiten import EERSTE, LAATSTE, contracten, dagen, lindewaard


def som(feiten, van, tot) -> int:
    return sum(stuk.bedrag for stuk in stukken(feiten, van, tot))


@given(st.integers(0, 10**9), st.integers(0, HEEL), st.sets(st.dates(date(2028, 1, 1), date(2028, 12, 31))))
def test_the_parts_of_a_year_add_up_to_its_price_wherever_it_is_cut(centen, honderdsten, knippen):
    dagen = sorted({date(2028, 1, 1), *knippen, date(2029, 1, 1)})

    delen = [deel_van_jaar(centen, van, tot, honderdsten=honderdsten) for van, tot in pairwise(dagen)]

    assert sum(delen) == procent(centen, honderdsten)
    assert min(delen) >= 0


@given(contracten(), st.sets(dagen, max_size=12))
def test_a_contract_costs_the_same_however_it_is_billed(feiten, knippen):
    stappen = sorted({EERSTE, *knippen, LAATSTE})

    assert sum(som(feiten, van, tot) for van, tot in pairwise(stappen)) == som(feiten, EERSTE, LAATSTE)


@given(contracten())
def test_pieces_cover_each_day_that_a_module_was_taken_once_and_no_other(feiten):
    eind = feiten.einde or LAATSTE
    for tijd in feiten.modules:
        delen = [stuk for stuk in stukken(feiten, EERSTE, LAATSTE) if stuk.module == tijd.module]
        gedekt = sum((stuk.tot - stuk.van).days for stuk in delen)
        bedoeld = sum(
            max(0, (min(ander.tot or LAATSTE, eind) - max(ander.van, feiten.begin)).days)
            for ander in feiten.modules
            if ander.module == tijd.module
        )

        assert gedekt == bedoeld
        assert all(
            stuk.van.year == stuk.tot.year or stuk.tot == date(stuk.van.year + 1, 1, 1) for stuk in delen
        )


@given(contracten())
def test_a_discount_never_makes_a_price_negative(feiten):
    for stuk in stukken(feiten, EERSTE, LAATSTE):
        assert 0 <= stuk.korting <= stuk.bruto + 1
        assert stuk.bedrag >= -1


@pytest.mark.parametrize(("half", "heel"), [(1, 1), (-1, -1), (3, 2), (-3, -2), (0, 0), (5, 3)])
def test_half_a_cent_goes_away_from_zero(half, heel):
    assert rond(half, 2) == heel


def test_a_month_is_a_twelfth_and_a_day_a_share_of_its_month():
    assert deel_van_jaar(1_200_000, date(2026, 2, 1), date(2026, 3, 1)) == 100_000
    assert deel_van_jaar(1_200_000, date(2026, 2, 1), date(2026, 2, 15)) == 50_000
    assert deel_van_jaar(1_200_000, date(2026, 12, 31), date(2027, 1, 1)) == 3_226


def test_a_band_holds_from_its_first_inhabitant():
    vlak_onder = lindewaard(inwoners={2026: 24_999})
    precies = lindewaard(inwoners={2026: 25_000})

    assert jaarbedrag(vlak_onder, "wmo", 2026) == (480_000, 24_999, 2026)
    assert jaarbedrag(precies, "wmo", 2026) == (612_345, 25_000, 2026)


def test_the_index_is_rounded_year_after_year():
    feiten = lindewaard(indexen={2027: 333, 2028: 333})

    assert [jaarbedrag(feiten, "wmo", jaar)[0] for jaar in (2026, 2027, 2028)] == [612_345, 632_736, 653_806]


def test_a_contract_that_does_not_follow_the_index_keeps_its_price():
    feiten = lindewaard(indexen={2027: 333}, volgt_index=False)

    assert jaarbedrag(feiten, "wmo", 2027)[0] == 612_345


def test_a_module_that_comes_in_the_middle_of_a_year_moves_the_step_of_the_discount():
    feiten = lindewaard(
        modules=(
            Moduletijd("basis", date(2026, 1, 1)),
            Moduletijd("wmo", date(2026, 1, 1)),
            Moduletijd("jeugd", date(2026, 7, 1)),
        ),
        kortingen_modules=((2, 500),),
    )

    gevonden = [
        (stuk.module, stuk.van, stuk.tot, stuk.grondslag.korting, stuk.bedrag)
        for stuk in stukken(feiten, date(2026, 1, 1), date(2027, 1, 1))
    ]

    half, jaar, eind = date(2026, 7, 1), date(2026, 1, 1), date(2027, 1, 1)
    assert gevonden == [
        ("basis", jaar, half, 0, 600_000),
        ("wmo", jaar, half, 0, 306_173),
        ("basis", half, eind, 500, 570_000),
        ("jeugd", half, eind, 500, 237_500),
        ("wmo", half, eind, 500, 290_864),
    ]


def test_a_step_of_the_years_begins_on_the_anniversary():
    feiten = lindewaard(begin=date(2026, 3, 15), kortingen_jaren=((2, 1_000),))

    gevonden = {
        stuk.van: stuk.grondslag.korting for stuk in stukken(feiten, date(2027, 1, 1), date(2028, 1, 1))
    }

    assert gevonden == {date(2027, 1, 1): 0, date(2027, 3, 15): 1_000}


def test_the_last_known_number_of_inhabitants_counts_and_without_one_there_is_no_price():
    assert jaarbedrag(lindewaard(), "wmo", 2027) == (612_345, 42_100, 2026)
    with pytest.raises(PrijsOnbekend, match=r"Het aantal inwoners op 1 januari 2026 ontbreekt\."):
        jaarbedrag(lindewaard(inwoners={2027: 1}), "wmo", 2026)
    with pytest.raises(PrijsOnbekend, match="geen prijs voor wmo"):
        jaarbedrag(lindewaard(prijzen={}), "wmo", 2026)
