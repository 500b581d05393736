"""How much help: in words a resident reads, and the amount a year that a mandate is about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from modules.dossier.besluiten.rules.omvang import in_woorden, per_jaar

BEGIN = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("omvang", "eenheid", "frequentie", "tekst"),
    [
        (Decimal("3.00"), "uur", "week", "3 uur per week"),
        (Decimal("2.50"), "uur", "week", "2,5 uur per week"),
        (Decimal(1), "uur", "week", "1 uur per week"),
        (Decimal(1), "dagdeel", "week", "1 dagdeel per week"),
        (Decimal(4), "dagdeel", "week", "4 dagdelen per week"),
        (Decimal(90), "minuut", "week", "90 minuten per week"),
        (Decimal(2), "etmaal", "maand", "2 etmalen per maand"),
        (Decimal(1), "stuks", "totaal", "1 stuk in totaal"),
        (Decimal(10), "rit", "vier_weken", "10 ritten per 4 weken"),
        (Decimal(100), "euro", "", "100 euro"),
        (None, "uur", "week", ""),
    ],
)
def test_how_much_reads_as_people_say_it(
    omvang: Decimal | None, eenheid: str, frequentie: str, tekst: str
) -> None:
    assert in_woorden(omvang, eenheid, frequentie) == tekst


@pytest.mark.parametrize(
    ("omvang", "frequentie", "einde", "centen"),
    [
        (3, "week", None, 3 * 52 * 3_500),
        (3, "week", date(2027, 12, 31), 3 * 52 * 3_500),
        (3, "week", date(2026, 12, 31), 3 * 52 * 3_500),
        (3, "week", date(2026, 3, 14), 109_200),  # 73 days: a fifth of a year
        (1, "dag", date(2026, 1, 10), 35_000),
        (2, "maand", None, 84_000),
        (1, "vier_weken", None, 45_500),
        (5, "jaar", None, 17_500),
        (40, "totaal", date(2026, 2, 1), 140_000),
        (None, "", None, 3_500),
    ],
)
def test_what_it_costs_follows_from_tariff_volume_and_period(
    omvang: int | None, frequentie: str, einde: date | None, centen: int
) -> None:
    assert per_jaar(3_500, omvang, frequentie, begin=BEGIN, einde=einde) == centen


def test_a_part_of_a_cent_counts_upwards() -> None:
    assert per_jaar(3_333, Decimal("0.1"), "totaal", begin=BEGIN, einde=None) == 334
