"""Burning low: contact in a rhythm, an end by itself, and back to helping with everything known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from modules.dossier.actions import waakvlam as actions
from modules.dossier.models import Contactnotitie, Plan, Termijn, Tijdlijnregel
from tests.factories.dossier import maak_plan, maak_regisseur
from tests.modules.dossier.verkeer import logboek, maak_zaak

pytestmark = pytest.mark.usefixtures("in_lindewaard")
NU = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@pytest.fixture
def zaak():
    return maak_zaak(status="evaluatie")


@pytest.fixture
def waakvlam(zaak):
    maak_plan(zaak.casus)
    return actions.start_waakvlam(
        casus=zaak.casus,
        maanden=3,
        ritme_weken=6,
        tekenen="",
        wie=zaak.medewerker,
        by=zaak.medewerker,
        at=NU,
    )


def test_a_second_waakvlam_is_refused(zaak, waakvlam):
    with pytest.raises(actions.WaakvlamLooptAl):
        actions.start_waakvlam(
            casus=zaak.casus, maanden=3, ritme_weken=2, tekenen="", wie=None, by=zaak.medewerker, at=NU
        )


def test_the_plan_stays_in_force_with_its_last_look_at_the_end(waakvlam):
    plan = Plan.objects.get()

    assert (plan.status, plan.evaluatie_op) == ("actief", date(2027, 2, 24))


def test_a_contact_moves_the_next_one_a_rhythm_further(zaak, waakvlam):
    actions.note_contact(
        waakvlam=waakvlam, tekst="Gaat goed.", soort="telefoon", by=zaak.medewerker, at=NU + timedelta(days=7)
    )

    waakvlam.refresh_from_db()
    assert waakvlam.volgend_contact_op == date(2027, 1, 12)
    assert Contactnotitie.objects.get().tekst == "Gaat goed."


def test_the_next_contact_never_lies_after_the_end(zaak, waakvlam):
    laat = datetime(2027, 2, 10, 10, 0, tzinfo=UTC)

    actions.note_contact(waakvlam=waakvlam, tekst="Goed.", soort="telefoon", by=zaak.medewerker, at=laat)

    waakvlam.refresh_from_db()
    assert waakvlam.volgend_contact_op == waakvlam.tot


def test_going_worse_takes_up_the_help_with_the_same_plan_and_regisseur(zaak, waakvlam):
    maak_regisseur(zaak.huishouden)

    actions.resume_help(waakvlam=waakvlam, waarom="De post blijft dicht.", by=zaak.medewerker, at=NU)

    waakvlam.refresh_from_db()
    zaak.casus.refresh_from_db()
    assert (waakvlam.gestopt_op, waakvlam.heropend_op) == (date(2026, 11, 24), date(2026, 11, 24))
    assert (zaak.casus.status, Plan.objects.get().status) == ("ondersteuning", "actief")
    assert Termijn.objects.get(status="loopt").einde == date(2027, 2, 24)
    assert zaak.huishouden.regisseurs.get().tot is None


def test_what_stopped_stays_stopped(zaak, waakvlam):
    actions.stop_waakvlam(waakvlam=waakvlam, by=zaak.medewerker, at=NU)

    for doe in (
        lambda: actions.stop_waakvlam(waakvlam=waakvlam, by=zaak.medewerker, at=NU),
        lambda: actions.resume_help(waakvlam=waakvlam, waarom="x", by=zaak.medewerker, at=NU),
        lambda: actions.note_contact(
            waakvlam=waakvlam, tekst="x", soort="telefoon", by=zaak.medewerker, at=NU
        ),
    ):
        with pytest.raises(actions.WaakvlamGestopt):
            doe()
    assert logboek("dossier.waakvlam.gestopt") == ["dossier.waakvlam.gestopt"]


def test_the_clock_ends_a_waakvlam_once_and_asks_to_close(waakvlam):
    laatste_dag = datetime(2027, 2, 24, 20, 0, tzinfo=UTC)

    assert actions.end_expired_waakvlammen(at=laatste_dag) == 0
    assert actions.end_expired_waakvlammen(at=laatste_dag + timedelta(days=1)) == 1
    assert actions.end_expired_waakvlammen(at=laatste_dag + timedelta(days=1)) == 0
    termijn = Termijn.objects.get()
    assert (termijn.titel, termijn.einde) == ("Hulp afsluiten", date(2027, 3, 11))
    assert Tijdlijnregel.objects.filter(titel="Waakvlam is afgelopen").count() == 1
