from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.values.datum_invoer import OngeldigeDatum, datum_uit_excel, lees_datum
from keukentafel.values.datum_tekst import datum, datum_kort, datum_voluit

VANDAAG = date(2026, 11, 21)
NOV_24 = date(2026, 11, 24)
DAGEN = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "getypt",
    [
        "24-11-2026",
        "24/11/26",
        "24.11.2026",
        "24 11 2026",
        "24-11",
        "24 nov",
        "24 nov.",
        "24 november 2026",
        "24 November '26",
        "24nov2026",
        "di 24 nov",
        "dinsdag 24 november 2026",
        "2026-11-24",
        "2026-11-24T00:00:00",
        "2026-11-24 00:00:00",
        "24-11-2026 00:00",
        "20261124",
        "24112026",
        "  24-11-2026 ",
    ],
)
def test_a_date_is_read_in_every_form_people_type(getypt):
    assert lees_datum(getypt, vandaag=VANDAAG) == NOV_24


@pytest.mark.parametrize(
    ("getypt", "dag"),
    [
        ("vandaag", VANDAAG),
        ("Morgen", date(2026, 11, 22)),
        ("overmorgen", date(2026, 11, 23)),
        ("gisteren", date(2026, 11, 20)),
        ("eergisteren", date(2026, 11, 19)),
        ("3 jan", date(2027, 1, 3)),
        ("20 dec", date(2026, 12, 20)),
        ("1 aug", date(2026, 8, 1)),
        ("3 oct 2026", date(2026, 10, 3)),
        ("3 may 2026", date(2026, 5, 3)),
        ("3 sept 2026", date(2026, 9, 3)),
        ("3 mar 2026", date(2026, 3, 3)),
    ],
)
def test_a_date_without_a_year_is_the_one_nearest_to_today(getypt, dag):
    assert lees_datum(getypt, vandaag=VANDAAG) == dag


@pytest.mark.parametrize(
    ("getypt", "geboorte", "jaar"),
    [
        ("24-11-46", False, 2046),
        ("24-11-47", False, 1947),
        ("24-11-46", True, 1946),
        ("20-11-26", True, 2026),
        ("22-11-26", True, 1926),
        ("1 mei 58", True, 1958),
    ],
)
def test_a_year_of_two_digits_is_at_most_twenty_years_ahead_and_never_for_a_birth(getypt, geboorte, jaar):
    assert lees_datum(getypt, vandaag=VANDAAG, geboorte=geboorte).year == jaar


@pytest.mark.parametrize(
    ("getypt", "zin"),
    [
        ("", "Vul een datum in."),
        (
            "binnenkort",
            "Deze datum kunnen we niet lezen. Schrijf de datum zoals 24-11-2026 of 24 november 2026.",
        ),
        ("11/24/26", "Maand 24 bestaat niet. Schrijf eerst de dag en dan de maand."),
        ("31-02-2026", "31 februari 2026 bestaat niet. Kijk of de dag klopt."),
        ("29 feb", "29 februari 2026 bestaat niet. Kijk of de dag klopt."),
        (
            "24 brumaire 2026",
            "De maand brumaire kennen we niet. Schrijf de datum zoals 24-11-2026 of 24 november 2026.",
        ),
        ("ma 24 november 2026", "24 november 2026 is een dinsdag, geen maandag. Kies wat er klopt."),
        ("24-11-0206", "Het jaar 206 kan niet kloppen. Kijk of het jaar goed staat."),
        ("0-11-2026", "0 november 2026 bestaat niet. Kijk of de dag klopt."),
    ],
)
def test_a_date_is_refused_with_the_repair(getypt, zin):
    with pytest.raises(OngeldigeDatum) as geweigerd:
        lees_datum(getypt, vandaag=VANDAAG)

    assert str(geweigerd.value) == zin


@pytest.mark.parametrize(
    ("getypt", "zin"),
    [
        ("24 nov", "Zet het jaar bij de geboortedatum, zoals 24-11-1958."),
        ("24-11-2026", "De geboortedatum (24 november 2026) ligt in de toekomst. Kijk of het jaar klopt."),
    ],
)
def test_a_date_of_birth_needs_a_year_in_the_past(getypt, zin):
    with pytest.raises(OngeldigeDatum) as geweigerd:
        lees_datum(getypt, vandaag=VANDAAG, geboorte=True)

    assert str(geweigerd.value) == zin


def test_somebody_may_be_born_today():
    assert lees_datum("21-11-2026", vandaag=VANDAAG, geboorte=True) == VANDAAG


@given(DAGEN)
def test_every_form_we_show_is_read_back(dag):
    vormen = (
        datum(dag),
        datum_voluit(dag),
        dag.isoformat(),
        f"{dag:%d-%m-%Y}",
        f"{dag:%d%m%Y}",
        f"{dag:%Y%m%d}",
    )

    assert {lees_datum(vorm, vandaag=VANDAAG) for vorm in vormen} == {dag}


@given(st.dates(VANDAAG - timedelta(days=170), VANDAAG + timedelta(days=170)))
def test_a_short_date_from_a_list_is_read_back(dag):
    assert lees_datum(datum_kort(dag, vandaag=VANDAAG), vandaag=VANDAAG) == dag


@pytest.mark.parametrize(
    ("getal", "dag"),
    [
        (1, date(1900, 1, 1)),
        (59, date(1900, 2, 28)),
        (61, date(1900, 3, 1)),
        (46350, date(2026, 11, 24)),
        (46350.99, date(2026, 11, 24)),
    ],
)
def test_a_serial_number_of_a_spreadsheet_is_a_day(getal, dag):
    assert datum_uit_excel(getal) == dag


def test_the_other_date_system_of_a_spreadsheet_begins_in_1904():
    assert datum_uit_excel(44888, vanaf_1904=True) == date(2026, 11, 24)


@pytest.mark.parametrize("getal", [0, -5, 60, 999999999, 999993653])
def test_a_number_that_is_no_day_is_refused(getal):
    with pytest.raises(OngeldigeDatum):
        datum_uit_excel(getal)
