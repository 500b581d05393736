"""A term in hours is late by the minute; nights, weekends and feestdagen count (Atw art. 4)."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from keukentafel.values.datum_tekst import afstand_in_uren, moment_voluit
from keukentafel.values.kalender import NEDERLAND
from modules.dossier.rules.normen import norm_op
from modules.dossier.rules.termijnen import moment_van_einde
from modules.dossier.rules.termijnpost import nieuw_in_uren
from modules.dossier.rules.termijnstand import (
    Uren,
    Waarschuwing,
    controleer_oorzaak,
    is_te_laat,
    urenstand,
)
from modules.inrichting.codelijsten import TermijnStatus

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
BEGIN = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)  # Friday 16.30 here
UREN = Uren(BEGIN, BEGIN + timedelta(hours=48))
MINUUT = timedelta(minutes=1)


def stand(nu, **anders):
    return urenstand(UREN, NEDERLAND, nu=nu, zone=AMSTERDAM, **anders)


@pytest.mark.parametrize(
    ("na", "status", "waarschuwing", "procent", "rest"),
    [
        (timedelta(), TermijnStatus.LOOPT, Waarschuwing.GEEN, 0, "nog 48 uur"),
        (timedelta(hours=24) - MINUUT, TermijnStatus.LOOPT, Waarschuwing.GEEN, 49, "nog 24 uur"),
        (timedelta(hours=24), TermijnStatus.LOOPT, Waarschuwing.HELFT, 50, "nog 24 uur"),
        (timedelta(hours=38, minutes=24), TermijnStatus.LOOPT, Waarschuwing.BIJNA, 80, "nog 9 uur"),
        (timedelta(hours=47, minutes=35), TermijnStatus.LOOPT, Waarschuwing.BIJNA, 99, "nog 25 minuten"),
        (timedelta(hours=48), TermijnStatus.LOOPT, Waarschuwing.BIJNA, 100, "nog 0 minuten"),
        (
            timedelta(hours=48) + MINUUT,
            TermijnStatus.OVERSCHREDEN,
            Waarschuwing.TE_LAAT,
            100,
            "1 minuut te laat",
        ),
        (timedelta(hours=51), TermijnStatus.OVERSCHREDEN, Waarschuwing.TE_LAAT, 100, "3 uur te laat"),
        (timedelta(days=7), TermijnStatus.OVERSCHREDEN, Waarschuwing.TE_LAAT, 100, "5 dagen te laat"),
    ],
)
def test_wmo_2_3_3_a_term_of_48_hours_warns_and_ends_by_the_minute(na, status, waarschuwing, procent, rest):
    nu = stand(BEGIN + na)

    assert (nu.status, nu.waarschuwing, nu.procent) == (status, waarschuwing, procent)
    assert nu.zin == f"Uiterlijk zondag 22 november 2026, 16.30 uur · {rest}"


def test_it_was_met_in_time_or_late_by_the_hour_it_was_met():
    zondag = date(2026, 11, 22)
    op_tijd = stand(BEGIN + timedelta(days=9), gehaald_op=zondag, gehaald_tijd=BEGIN + timedelta(hours=48))
    te_laat = stand(BEGIN + timedelta(days=9), gehaald_op=zondag, gehaald_tijd=BEGIN + timedelta(hours=50))
    zonder_uur = stand(BEGIN + timedelta(days=9), gehaald_op=zondag)

    assert (op_tijd.status, op_tijd.zin) == (
        TermijnStatus.GEHAALD,
        "Klaar, uiterlijk zondag 22 november 2026, 16.30 uur",
    )
    assert (te_laat.status, te_laat.waarschuwing, te_laat.zin) == (
        TermijnStatus.OVERSCHREDEN,
        Waarschuwing.GEEN,
        "Klaar, 2 uur te laat",
    )
    assert zonder_uur.status == TermijnStatus.GEHAALD  # the day itself is in time
    assert stand(BEGIN + timedelta(days=9), is_vervallen=True).zin == "Hoeft niet meer"


def test_where_the_hour_is_not_known_the_day_decides():
    dag, moment = date(2026, 11, 22), datetime(2026, 11, 22, 15, 30, tzinfo=UTC)

    assert not is_te_laat(dag, dag, moment)
    assert is_te_laat(dag, dag + timedelta(days=1), moment)
    assert is_te_laat(dag, dag, moment, moment + MINUUT)
    assert not is_te_laat(dag, dag, moment, moment)


def test_an_overrun_of_an_hour_asks_its_cause_too():
    eind = datetime(2026, 11, 22, 16, 30, tzinfo=AMSTERDAM)
    tijden = {"einde_tijd": eind, "gehaald_tijd": eind + timedelta(hours=1)}

    assert [str(b) for b in controleer_oorzaak(eind.date(), eind.date(), "", **tijden)] == [
        "De termijn was zondag 22 november 2026, 16.30 uur. "
        "Kies een reden en laat weten wanneer het wel klaar is."
    ]
    assert controleer_oorzaak(eind.date(), eind.date(), "capaciteit", **tijden) == ()
    assert controleer_oorzaak(eind.date(), eind.date(), "", einde_tijd=eind, gehaald_tijd=eind) == ()


def test_only_a_norm_in_hours_ends_on_a_moment_and_an_agreed_day_takes_its_place():
    spoed, onderzoek = (norm_op(sleutel, date(2026, 11, 20)) for sleutel in ("wmo_spoed", "wmo_onderzoek"))

    assert moment_van_einde(BEGIN, spoed, is_verlengd=False) == UREN.einde
    assert moment_van_einde(BEGIN, spoed, is_verlengd=True) is None
    assert moment_van_einde(None, spoed, is_verlengd=False) is None
    assert moment_van_einde(BEGIN, onderzoek, is_verlengd=False) is None


def test_48_hours_over_the_change_of_the_clock_are_48_hours():
    begin = datetime(2026, 3, 27, 23, 30, tzinfo=AMSTERDAM)  # the clock goes forward on 29 March

    einde = moment_van_einde(begin.astimezone(UTC), norm_op("wmo_spoed", begin.date()), is_verlengd=False)

    assert einde.astimezone(AMSTERDAM).replace(tzinfo=None) == datetime(2026, 3, 30, 0, 30)


@pytest.mark.parametrize(
    ("na", "nu", "soort"),
    [
        (timedelta(0), timedelta(hours=23), Waarschuwing.GEEN),
        (timedelta(0), timedelta(hours=24), Waarschuwing.HELFT),
        (timedelta(hours=24), timedelta(hours=38), Waarschuwing.GEEN),
        (timedelta(hours=24), timedelta(hours=39), Waarschuwing.BIJNA),
        (timedelta(hours=39), timedelta(hours=48), Waarschuwing.GEEN),
        (timedelta(hours=39), timedelta(hours=49), Waarschuwing.TE_LAAT),
        (timedelta(hours=49), timedelta(hours=73), Waarschuwing.GEEN),
    ],
)
def test_the_mail_tells_the_heaviest_mark_reached_since_the_last_one(na, nu, soort):
    assert nieuw_in_uren(UREN, na=BEGIN + na, nu=BEGIN + nu) == soort


def test_a_moment_in_words():
    moment = datetime(2026, 11, 24, 9, 5)

    assert moment_voluit(moment) == "dinsdag 24 november 2026, 9.05 uur"
    assert afstand_in_uren(moment, nu=moment - timedelta(hours=72)) == "nog 3 dagen"
    assert afstand_in_uren(moment, nu=moment - timedelta(hours=71, minutes=59)) == "nog 71 uur"
