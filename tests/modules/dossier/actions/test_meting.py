"""Measuring: what a photo of now may hold, and undoing it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from modules.dossier.actions import meting as actions
from modules.dossier.actions.casus import CasusAfgesloten
from modules.dossier.models import LadderMeting, Tijdlijnregel, ZrmMeting
from tests.factories.dossier import maak_termijn
from tests.factories.identity import maak_gebruiker
from tests.modules.dossier.verkeer import logboek, maak_zaak

pytestmark = pytest.mark.usefixtures("in_lindewaard")
NU = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
VANDAAG = date(2026, 11, 24)


@pytest.fixture
def zaak():
    return maak_zaak()


def meet(zaak, scores=None, at=NU, **anders):
    velden = {"instrument": "zrm_2013", "datum": VANDAAG, "moment": "start", "met_wie": "", "toelichting": ""}
    return actions.save_zrm(
        huishouden=zaak.huishouden,
        casus=zaak.casus,
        inwoner=zaak.inwoner,
        scores=scores or {("zrm", "financien"): actions.Score(2), ("zrm", "justitie"): actions.Score(None)},
        by=zaak.medewerker,
        at=at,
        vandaag=VANDAAG,
        **(velden | anders),
    )


def test_a_domain_without_a_score_keeps_its_reason(zaak):
    scores = meet(zaak).scores.order_by("leefgebied")

    assert list(scores.values_list("leefgebied", "niveau", "niet_beoordeeld")) == [
        ("financien", 2, ""),
        ("justitie", None, "niet_besproken"),
    ]
    assert logboek("dossier.zrm.gemeten") == ["dossier.zrm.gemeten"]


def test_nothing_scored_a_day_to_come_and_an_unknown_domain_are_refused(zaak):
    with pytest.raises(actions.NietsBeoordeeld):
        meet(zaak, {("zrm", "financien"): actions.Score(None)})
    with pytest.raises(actions.DatumInDeToekomst):
        meet(zaak, datum=VANDAAG + timedelta(days=1))
    with pytest.raises(KeyError):
        meet(zaak, {("zrm", "tijdsbesteding"): actions.Score(3)})

    assert ZrmMeting.objects.count() == 0


def test_a_measurement_ends_its_term(zaak):
    termijn = maak_termijn(zaak.casus, sleutel="zrm_start", einde=date(2026, 12, 1))

    meet(zaak)

    termijn.refresh_from_db()
    assert termijn.status == "gehaald"


def test_after_closing_nothing_is_measured(zaak):
    type(zaak.casus).objects.update(status="afgesloten")

    with pytest.raises(CasusAfgesloten):
        meet(zaak)


def test_the_maker_undoes_it_on_the_same_dutch_day(zaak):
    vlak_na_middernacht = datetime(2026, 11, 23, 23, 10, tzinfo=UTC)  # the 24th in Lindewaard
    rij = meet(zaak, at=vlak_na_middernacht)

    actions.remove_zrm(meting=rij, by=zaak.medewerker, at=NU)

    assert (ZrmMeting.objects.count(), Tijdlijnregel.objects.count()) == (0, 0)


def test_somebody_else_or_a_day_later_is_too_late(zaak):
    rij = meet(zaak)

    for wie, wanneer in ((zaak.medewerker, NU + timedelta(days=1)), (maak_gebruiker(met_code_app=False), NU)):
        with pytest.raises(actions.MetingLigtVast):
            actions.remove_zrm(meting=rij, by=wie, at=wanneer)


def test_a_step_of_the_ladder_may_be_left_undiscussed(zaak):
    actions.save_ladder(
        huishouden=zaak.huishouden,
        casus=zaak.casus,
        inwoner=zaak.inwoner,
        datum=VANDAAG,
        huidig=None,
        gewenst=4,
        toelichting="",
        by=zaak.medewerker,
        at=NU,
    )

    assert LadderMeting.objects.get().is_niet_besproken is True
