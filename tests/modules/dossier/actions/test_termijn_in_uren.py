"""What happens to a term in hours: met late on the day itself, an agreed day, a changed norm, the mail."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta

import pytest

from keukentafel.outbox.models import Uitgaand
from modules.dossier.actions.termijn import (
    OorzaakOntbreekt,
    extend_termijn,
    finish_met_gebeurtenis,
    finish_termijn,
    reopen_termijn,
    start_termijnen,
)
from modules.dossier.actions.termijnnorm import change_norm, count_again
from modules.dossier.actions.termijnpost import mail_waarschuwingen
from modules.dossier.actions.termijnuitstel import undo_extension
from modules.dossier.models import Termijn
from modules.dossier.rules.normen import Duur, Eenheid
from modules.dossier.wetten import Termijnsoort
from modules.inrichting.codelijsten import TermijnStatus
from tests.factories.dossier import maak_casus, maak_huishouden
from tests.factories.identity import maak_gebruiker

pytestmark = pytest.mark.usefixtures("in_lindewaard")

MAANDAG = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)  # 10.30 here
EINDE = MAANDAG + timedelta(hours=48)
WOENSDAG = date(2026, 11, 25)


@pytest.fixture
def wie():
    return maak_gebruiker(met_code_app=False, email="noor@voorbeeld.invalid")


@pytest.fixture
def spoed(wie):
    casus = maak_casus(maak_huishouden("Bakker"), behandelaar=wie)
    [termijn] = start_termijnen(
        casus=casus,
        melding=None,
        soorten=[Termijnsoort("wmo_spoed", "Tijdelijke hulp")],
        begin=MAANDAG.date(),
        begin_tijd=MAANDAG,
    )
    return termijn


def nu(termijn):
    return Termijn.objects.get(pk=termijn.pk)


def test_wmo_2_3_3_help_an_hour_after_the_term_is_late_and_asks_its_cause(spoed, wie):
    laat = EINDE + timedelta(hours=1)

    with pytest.raises(OorzaakOntbreekt, match=r"woensdag 25 november 2026, 10\.30 uur"):
        finish_termijn(termijn=spoed, gehaald_op=WOENSDAG, oorzaak="", by=wie, at=laat)
    finish_termijn(termijn=spoed, gehaald_op=WOENSDAG, oorzaak="capaciteit", by=wie, at=laat)

    rij = nu(spoed)
    assert (rij.status, rij.oorzaak, rij.gehaald_tijd) == (TermijnStatus.OVERSCHREDEN, "capaciteit", laat)
    assert rij.is_te_laat_klaar


@pytest.mark.parametrize(
    ("om", "status"), [(time(10, 30), TermijnStatus.GEHAALD), (time(10, 31), TermijnStatus.OVERSCHREDEN)]
)
def test_the_time_that_is_filled_in_decides_not_when_it_was_written_down(spoed, wie, om, status):
    finish_termijn(
        termijn=spoed,
        gehaald_op=WOENSDAG,
        gehaald_om=om,
        oorzaak="capaciteit",
        by=wie,
        at=EINDE + timedelta(days=3),
    )

    rij = nu(spoed)
    assert (rij.status, rij.oorzaak) == (status, "capaciteit" if status == "overschreden" else "")


@pytest.mark.parametrize(("uren", "status"), [(0, TermijnStatus.GEHAALD), (2, TermijnStatus.OVERSCHREDEN)])
def test_what_happens_by_itself_is_judged_by_the_hour_too_and_undo_forgets_the_hour(spoed, wie, uren, status):
    finish_met_gebeurtenis(
        casus=spoed.casus, sleutel="wmo_spoed", op=WOENSDAG, by=wie, at=EINDE + timedelta(hours=uren)
    )
    assert nu(spoed).status == status

    reopen_termijn(termijn=spoed, by=wie, at=EINDE)

    rij = nu(spoed)
    assert (rij.status, rij.gehaald_op, rij.gehaald_tijd) == (TermijnStatus.LOOPT, None, None)


def test_a_day_that_was_agreed_on_takes_the_place_of_the_hour_and_undo_brings_it_back(spoed, wie):
    meer = extend_termijn(
        termijn=spoed, tot=date(2026, 11, 27), reden="De familie blijft tot vrijdag.", by=wie, at=MAANDAG
    )
    verlengd = nu(spoed)

    undo_extension(termijn=spoed, verlenging=meer, by=wie, at=MAANDAG)

    assert (verlengd.einde, verlengd.einde_tijd) == (date(2026, 11, 27), None)
    terug = nu(spoed)
    assert (terug.einde, terug.einde_tijd, terug.begin_tijd) == (WOENSDAG, EINDE, MAANDAG)


def test_another_norm_moves_the_hour_of_what_runs(spoed, wie):
    _norm, werk = change_norm(
        sleutel="wmo_spoed",
        duur=Duur(24, Eenheid.UREN),
        geldig_van=MAANDAG.date(),
        ook_lopend=True,
        toelichting="",
        by=wie,
        at=MAANDAG,
    )

    klaar = count_again(herrekening=werk, at=MAANDAG)

    rij = nu(spoed)
    assert (klaar.gedaan, klaar.veranderd) == (1, 1)
    assert (rij.einde, rij.einde_tijd, rij.duur) == (
        date(2026, 11, 24),
        MAANDAG + timedelta(hours=24),
        "24 uren",
    )


@pytest.mark.parametrize(
    ("uren", "soort"),
    [
        (20, ""),  # Tuesday morning: not half yet
        (45, "bijna"),  # Wednesday morning
        (69, "te_laat"),  # Thursday morning: late since Wednesday 10.30
    ],
)
def test_the_daily_mail_tells_what_was_reached_by_the_hour(spoed, uren, soort):
    mail_waarschuwingen(at=MAANDAG + timedelta(hours=uren))

    post = [
        json.loads(rij.lading)["context"] for rij in Uitgaand.objects.filter(sleutel__startswith="termijnen-")
    ]
    assert [naam for naam in ("helft", "bijna", "twee_werkdagen", "te_laat") for p in post if p[naam]] == (
        [soort] if soort else []
    )
    assert spoed.eigenaar.naam not in json.dumps(post)
