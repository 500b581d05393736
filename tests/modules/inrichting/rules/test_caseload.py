from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from modules.inrichting.rules.caseload import (
    Belasting,
    Ruimte,
    Zwaarte,
    geteld_belasting,
    gewogen_belasting,
    is_leertijd,
)

FTE = Decimal(1)


@pytest.mark.parametrize(
    ("zwaarte", "vol"), [("zwaar", 6), ("kwetsbaar", 35), ("licht", 100), ("waakvlam", 150)]
)
def test_a_full_load_of_one_kind_is_exactly_one(zwaarte, vol):
    assert gewogen_belasting({Zwaarte(zwaarte): vol}, fte=FTE).deel == 1


def test_weights_add_up():
    belasting = gewogen_belasting({Zwaarte.ZWAAR: 3, Zwaarte.KWETSBAAR: 7, Zwaarte.LICHT: 10}, fte=FTE)

    assert belasting.deel == Fraction(1, 2) + Fraction(1, 5) + Fraction(1, 10)
    assert belasting.procent == 80


def test_half_a_contract_is_full_twice_as_soon():
    assert gewogen_belasting({Zwaarte.ZWAAR: 3}, fte=Decimal("0.5")).procent == 100


def test_who_is_new_is_full_sooner():
    assert gewogen_belasting({Zwaarte.ZWAAR: 3}, fte=FTE, leertijd_factor=Decimal("0.8")).deel == Fraction(
        5, 8
    )


@pytest.mark.parametrize(
    ("procent", "ruimte"),
    [(0, Ruimte.RUIMTE), (89, Ruimte.RUIMTE), (90, Ruimte.VOL), (109, Ruimte.VOL), (110, Ruimte.TE_VOL)],
)
def test_a_load_warns_at_90_and_110_percent(procent, ruimte):
    assert Belasting(Fraction(procent, 100)).ruimte is ruimte


def test_a_load_just_below_a_bound_does_not_warn():
    assert Belasting(Fraction(899, 1000)).ruimte is Ruimte.RUIMTE
    assert Belasting(Fraction(1099, 1000)).ruimte is Ruimte.VOL


def test_a_load_is_a_sentence():
    assert Belasting(Fraction(9, 10)).zin == "90% bezet. Dit zit bijna of helemaal vol."


@pytest.mark.parametrize(
    ("dag", "leertijd"), [(date(2026, 3, 1), True), (date(2027, 2, 28), True), (date(2027, 3, 1), False)]
)
def test_the_learning_time_lasts_twelve_months(dag, leertijd):
    assert is_leertijd(date(2026, 3, 1), dag) is leertijd


def test_a_team_may_count_instead_of_weigh():
    assert geteld_belasting(28, norm_tot=35, fte=FTE).procent == 80


@pytest.mark.parametrize(("norm", "fte"), [(0, Decimal(1)), (35, Decimal(0))])
def test_a_load_without_room_is_refused(norm, fte):
    with pytest.raises(ValueError):
        geteld_belasting(1, norm_tot=norm, fte=fte)
