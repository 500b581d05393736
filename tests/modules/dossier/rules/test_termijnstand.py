from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.values.kalender import NEDERLAND
from modules.dossier.rules.termijnstand import (
    Waarschuwdagen,
    Waarschuwing,
    controleer_oorzaak,
    termijnstand,
    waarschuwdagen,
)
from modules.inrichting.codelijsten import TermijnStatus

BEGIN, EINDE = date(2026, 11, 2), date(2026, 12, 14)  # 42 days


@pytest.mark.parametrize(
    ("vandaag", "waarschuwing", "zin"),
    [
        (date(2026, 11, 22), Waarschuwing.GEEN, "Uiterlijk maandag 14 december 2026 · nog 22 dagen"),
        (date(2026, 11, 23), Waarschuwing.HELFT, "Uiterlijk maandag 14 december 2026 · nog 21 dagen"),
        (date(2026, 12, 6), Waarschuwing.BIJNA, "Uiterlijk maandag 14 december 2026 · nog 8 dagen"),
        (date(2026, 12, 10), Waarschuwing.TWEE_WERKDAGEN, "Uiterlijk maandag 14 december 2026 · nog 4 dagen"),
        (date(2026, 12, 14), Waarschuwing.TWEE_WERKDAGEN, "Uiterlijk maandag 14 december 2026 · vandaag"),
    ],
)
def test_a_running_term_warns_at_half_at_eighty_percent_and_two_working_days_before(
    vandaag, waarschuwing, zin
):
    stand = termijnstand(BEGIN, EINDE, NEDERLAND, vandaag=vandaag)

    assert (stand.status, stand.waarschuwing, stand.zin) == (TermijnStatus.LOOPT, waarschuwing, zin)


@pytest.mark.parametrize(
    ("anders", "vandaag", "status", "waarschuwing", "zin"),
    [
        (
            {},
            date(2026, 12, 15),
            TermijnStatus.OVERSCHREDEN,
            Waarschuwing.TE_LAAT,
            "Uiterlijk maandag 14 december 2026 · 1 dag te laat",
        ),
        (
            {"gehaald_op": date(2026, 12, 14)},
            date(2026, 12, 20),
            TermijnStatus.GEHAALD,
            Waarschuwing.GEEN,
            "Klaar, uiterlijk maandag 14 december 2026",
        ),
        (
            {"gehaald_op": date(2026, 12, 17)},
            date(2026, 12, 20),
            TermijnStatus.OVERSCHREDEN,
            Waarschuwing.GEEN,
            "Klaar, 3 dagen te laat",
        ),
        (
            {"is_opgeschort": True},
            date(2026, 12, 10),
            TermijnStatus.OPGESCHORT,
            Waarschuwing.GEEN,
            "Staat stil, nu uiterlijk maandag 14 december 2026",
        ),
        (
            {"is_vervallen": True},
            date(2026, 12, 20),
            TermijnStatus.VERVALLEN,
            Waarschuwing.GEEN,
            "Hoeft niet meer",
        ),
    ],
)
def test_a_term_has_one_status(anders, vandaag, status, waarschuwing, zin):
    stand = termijnstand(BEGIN, EINDE, NEDERLAND, vandaag=vandaag, **anders)

    assert (stand.status, stand.waarschuwing, stand.zin) == (status, waarschuwing, zin)


def test_the_owner_hears_on_three_days():
    assert waarschuwdagen(BEGIN, EINDE, NEDERLAND) == Waarschuwdagen(
        date(2026, 11, 23), date(2026, 12, 6), date(2026, 12, 10)
    )


@given(st.dates(date(2020, 1, 1), date(2040, 6, 1)), st.integers(1, 180))
def test_the_days_of_warning_are_the_days_the_stand_changes(begin, lengte):
    einde = begin + timedelta(days=lengte)
    dagen = waarschuwdagen(begin, einde, NEDERLAND)
    procent_op = [
        termijnstand(begin, einde, NEDERLAND, vandaag=dag).procent for dag in (dagen.helft, dagen.bijna)
    ]
    procent_ervoor = [
        termijnstand(begin, einde, NEDERLAND, vandaag=dag - timedelta(days=1)).procent
        for dag in (dagen.helft, dagen.bijna)
    ]

    assert procent_op >= [50, 80]
    assert all(procent < grens for procent, grens in zip(procent_ervoor, (50, 80), strict=True))


def test_a_term_of_one_day_is_full_on_its_day():
    assert termijnstand(BEGIN, BEGIN, NEDERLAND, vandaag=BEGIN).procent == 100


def test_an_overrun_needs_a_cause():
    assert controleer_oorzaak(EINDE, EINDE, "") == ()
    assert controleer_oorzaak(EINDE, date(2026, 12, 15), "capaciteit") == ()
    assert [str(bevinding) for bevinding in controleer_oorzaak(EINDE, date(2026, 12, 15), "")] == [
        "De termijn was maandag 14 december 2026. Kies een reden en laat weten wanneer het wel klaar is."
    ]
