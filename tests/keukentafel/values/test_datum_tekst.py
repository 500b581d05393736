from datetime import date

import pytest

from keukentafel.values.datum_tekst import afstand, dag_en_maand, datum, datum_kort, datum_voluit

DAG = date(2026, 11, 24)


def test_a_date_is_written_in_dutch():
    assert dag_en_maand(DAG) == "24 november"
    assert datum(DAG) == "24 november 2026"
    assert datum_voluit(DAG) == "dinsdag 24 november 2026"


def test_a_short_date_shows_its_year_only_when_it_is_another():
    assert datum_kort(DAG, vandaag=date(2026, 1, 1)) == "di 24 nov"
    assert datum_kort(DAG, vandaag=date(2027, 1, 1)) == "di 24 nov 2026"


@pytest.mark.parametrize(
    ("vandaag", "tekst"),
    [
        (date(2026, 11, 17), "nog 7 dagen"),
        (date(2026, 11, 23), "morgen"),
        (DAG, "vandaag"),
        (date(2026, 11, 25), "1 dag te laat"),
        (date(2026, 11, 27), "3 dagen te laat"),
    ],
)
def test_a_distance_is_said_in_days(vandaag, tekst):
    assert afstand(DAG, vandaag=vandaag) == tekst
