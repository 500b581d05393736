"""What somebody pays (Wmo 2015, art. 2.1.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from keukentafel.values.geld import Geld
from modules.wmo.rules.bijdrage import Feiten, GeenBedrag, bepaal_bijdrage, tarief_op

ALLEEN = Feiten(
    personen=1, heeft_partner=False, alle_partners_aow=None, is_minderjarig=False, is_rolstoel=False
)
IN_2026 = date(2026, 11, 24)


def test_wmo_2_1_4_takes_the_amount_of_the_year():
    assert [tarief_op(dag).per_maand for dag in (date(2025, 12, 31), date(2026, 1, 1))] == [
        Geld(2100),
        Geld(2180),
    ]


def test_wmo_2_1_4_asks_somebody_alone_to_pay():
    bijdrage = bepaal_bijdrage(ALLEEN, IN_2026)

    assert (bijdrage.is_verschuldigd, bijdrage.per_maand) == (True, Geld(2180))


@pytest.mark.parametrize(
    "anders",
    [
        {"is_rolstoel": True},
        {"is_minderjarig": True},
        {"personen": 2, "heeft_partner": True, "alle_partners_aow": False},
    ],
)
def test_wmo_2_1_4_asks_nothing_of(anders):
    assert bepaal_bijdrage(replace(ALLEEN, **anders), IN_2026).per_maand == Geld(0)


def test_wmo_2_1_4_asks_a_couple_with_aow_to_pay():
    paar = replace(ALLEEN, personen=2, heeft_partner=True, alle_partners_aow=True)

    assert bepaal_bijdrage(paar, IN_2026).per_maand == Geld(2180)


def test_a_day_without_a_known_amount_is_refused():
    with pytest.raises(GeenBedrag, match="1 januari 2019"):
        tarief_op(date(2019, 1, 1))
