from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.values.geld import Geld, OngeldigBedrag


@pytest.mark.parametrize(
    ("getypt", "centen"),
    [
        ("60", 6000),
        ("€ 1.234,50", 123450),
        ("1234,5", 123450),
        ("60,-", 6000),
        ("60,--", 6000),
        ("-12,05", -1205),
        ("€ -12,05", -1205),
        ("12 euro", 1200),
        ("1.234.567", 123456700),
    ],
)
def test_an_amount_is_read_as_people_type_it(getypt, centen):
    assert Geld.lees(getypt) == Geld(centen)


@pytest.mark.parametrize("getypt", ["", "12.50", "1.23", "12,345", "twaalf", "1,2,3"])
def test_an_amount_that_may_mean_two_things_is_refused(getypt):
    with pytest.raises(OngeldigBedrag) as geweigerd:
        Geld.lees(getypt)

    assert str(geweigerd.value) == "Dit bedrag klopt niet. Schrijf het als 1.234,50."


def test_an_amount_is_shown_with_a_hard_space():
    assert str(Geld(6000)) == "€\u00a060,00"
    assert str(Geld(-123456)) == "€\u00a0-1.234,56"
    assert str(Geld(0)) == "€\u00a00,00"
    assert Geld(6148049).in_overzicht == "€\u00a061.480"


def test_an_amount_counts_exactly():
    assert Geld(10) + Geld(20) - Geld(5) == Geld(25)
    assert Geld(100) * 3 == 3 * Geld(100) == Geld(300)
    assert Geld(101) * Decimal("0.5") == Geld(51)
    assert -Geld(5) < Geld(0)
    assert not Geld(0)


def test_an_amount_takes_no_fractions_of_cents():
    with pytest.raises(OngeldigBedrag):
        Geld(1.5)
    with pytest.raises(OngeldigBedrag):
        Geld.euro(0.1)
    assert Geld.euro(Decimal("21.80")) == Geld(2180)


@given(st.integers(-(10**12), 10**12))
def test_what_is_shown_is_read_back(centen):
    assert Geld.lees(str(Geld(centen))) == Geld(centen)
