"""One regisseur at a time; the regie with the household, unless, and never for ever."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from modules.dossier.actions import regie
from modules.dossier.models import RegieOvername, Regisseurschap, Tijdlijnregel
from modules.dossier.queries.regie import regiebeeld
from modules.dossier.rules.regisseur import controleer_regisseur
from tests.modules.dossier.verkeer import logboek, maak_zaak

pytestmark = pytest.mark.usefixtures("in_lindewaard")
NU = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
VANDAAG = date(2026, 11, 24)


@pytest.fixture
def zaak():
    return maak_zaak()


def benoem(zaak, naam="Daan Visser", **meer):
    velden = {"gebruiker": None, "organisatie": None, "bevindingen": (), "by": zaak.medewerker, "at": NU}
    return regie.appoint_regisseur(huishouden=zaak.huishouden, naam=naam, **(velden | meer))


def neem_over(zaak, *, at=NU, **meer):
    velden = {
        "grond": "gevaar",
        "toelichting": "Er is geweld in huis.",
        "leefgebieden": ["huiselijke_relaties"],
        "eindigt_op": date(2026, 12, 24),
    }
    return regie.take_over_regie(huishouden=zaak.huishouden, **(velden | meer), by=zaak.medewerker, at=at)


def test_a_household_gets_a_regisseur_on_record(zaak):
    rij = benoem(zaak)

    assert (rij.van, rij.tot) == (VANDAAG, None)
    assert logboek("dossier.regisseur.gekozen") == ["dossier.regisseur.gekozen"]
    assert Tijdlijnregel.objects.get().titel == "Regisseur: Daan Visser"


def test_a_second_regisseur_is_refused_by_name(zaak):
    benoem(zaak)

    with pytest.raises(regie.ErIsAlEenRegisseur) as nee:
        benoem(zaak, "Carla Wouters")

    assert str(nee.value) == (
        "Huishouden Kuiper heeft al een regisseur: Daan Visser. Draag de regie eerst over."
    )


def test_handing_over_ends_the_one_and_begins_the_other_on_one_day(zaak):
    eerste = benoem(zaak)

    benoem(zaak, "Carla Wouters", in_plaats_van=eerste)

    rijen = Regisseurschap.objects.order_by("id").values_list("naam", "van", "tot")
    assert list(rijen) == [("Daan Visser", VANDAAG, VANDAAG), ("Carla Wouters", VANDAAG, None)]


def test_handing_over_from_somebody_who_left_meanwhile_is_refused(zaak):
    oud = benoem(zaak)
    benoem(zaak, "Carla Wouters", in_plaats_van=oud)

    with pytest.raises(regie.ErIsAlEenRegisseur):
        benoem(zaak, "Iemand anders", in_plaats_van=oud)


def test_the_database_keeps_one_regisseur_whatever_the_code_does(zaak):
    benoem(zaak)

    with pytest.raises(IntegrityError) as nee, transaction.atomic():
        Regisseurschap.objects.create(huishouden=zaak.huishouden, naam="Twee", van=VANDAAG)

    assert nee.value.__cause__.diag.constraint_name == "een_huishouden_heeft_een_regisseur"


def test_a_regisseur_of_an_aanbieder_in_a_complex_situation_is_refused(zaak):
    bevindingen = controleer_regisseur(
        naam="Daan Visser",
        organisatie=1,
        organisatie_naam="De Brug",
        aanbieders={1},
        is_complex=True,
    )

    with pytest.raises(regie.RegieNietRond) as nee:
        benoem(zaak, bevindingen=bevindingen)

    assert str(nee.value) == (
        "Daan Visser werkt bij De Brug, die ook hulp geeft aan dit huishouden. "
        "In een ingewikkelde situatie is de regisseur onafhankelijk. Kies iemand anders."
    )
    assert Regisseurschap.objects.count() == 0


def test_a_regisseur_stops_and_stopping_twice_changes_nothing(zaak):
    rij = benoem(zaak)

    regie.end_regisseur(regisseurschap=rij, by=zaak.medewerker, at=NU)
    regie.end_regisseur(regisseurschap=rij, by=zaak.medewerker, at=NU)

    assert Regisseurschap.objects.get().tot == VANDAAG
    assert logboek("dossier.regisseur.gestopt") == ["dossier.regisseur.gestopt"]


def test_taking_over_needs_ground_reason_scope_and_end(zaak):
    with pytest.raises(regie.RegieNietRond) as nee:
        neem_over(zaak, grond="", toelichting=" ", leefgebieden=[], eindigt_op=None)

    assert [bevinding.veld for bevinding in nee.value.bevindingen] == [
        "grond",
        "toelichting",
        "leefgebieden",
        "eindigt_op",
    ]


def test_a_second_take_over_is_refused_while_the_first_counts(zaak):
    neem_over(zaak)

    with pytest.raises(regie.RegieIsAlOvergenomen):
        neem_over(zaak)


def test_a_take_over_after_one_that_ran_out_ends_that_one_first(zaak):
    neem_over(zaak, eindigt_op=date(2026, 11, 30))

    neem_over(zaak, at=NU + timedelta(days=20))

    rijen = RegieOvername.objects.order_by("id").values_list("van", "teruggegeven_op")
    assert list(rijen) == [(VANDAAG, date(2026, 12, 1)), (date(2026, 12, 14), None)]


def test_the_regie_is_given_back_once(zaak):
    rij = neem_over(zaak)

    terug = regie.give_back_regie(overname=rij, by=zaak.medewerker, at=NU)

    assert terug.teruggegeven_op == VANDAAG
    with pytest.raises(regie.RegieLigtBijHuishouden):
        regie.give_back_regie(overname=rij, by=zaak.medewerker, at=NU)


def test_renewing_keeps_both_reasons(zaak):
    rij = neem_over(zaak)

    nieuw = regie.renew_regie(
        overname=rij,
        toelichting="Het gevaar is nog niet weg.",
        eindigt_op=date(2027, 1, 24),
        by=zaak.medewerker,
        at=NU,
    )

    assert (nieuw.verlenging_van_id, nieuw.grond, nieuw.leefgebieden) == (
        rij.pk,
        "gevaar",
        ["huiselijke_relaties"],
    )
    redenen = RegieOvername.objects.order_by("id").values_list("toelichting", flat=True)
    assert list(redenen) == ["Er is geweld in huis.", "Het gevaar is nog niet weg."]


def test_renewing_without_a_reason_changes_nothing(zaak):
    rij = neem_over(zaak)

    with pytest.raises(regie.RegieNietRond):
        regie.renew_regie(
            overname=rij, toelichting=" ", eindigt_op=date(2027, 1, 24), by=zaak.medewerker, at=NU
        )

    assert RegieOvername.objects.get().teruggegeven_op is None


def test_the_clock_ends_only_what_ran_out_and_only_once(zaak):
    neem_over(zaak, eindigt_op=date(2026, 11, 30))
    laatste_dag = datetime(2026, 11, 30, 22, 0, tzinfo=UTC)

    assert regie.end_expired_regie(at=laatste_dag) == 0
    assert regie.end_expired_regie(at=laatste_dag + timedelta(hours=2)) == 1
    assert regie.end_expired_regie(at=laatste_dag + timedelta(hours=2)) == 0
    assert RegieOvername.objects.get().teruggegeven_op == date(2026, 12, 1)
    assert logboek("dossier.regie.afgelopen") == ["dossier.regie.afgelopen"]


def test_an_expired_take_over_counts_as_ended_before_the_clock_ran(zaak):
    neem_over(zaak, eindigt_op=date(2026, 11, 30))

    beeld = regiebeeld(zaak.huishouden, date(2026, 12, 1))

    assert beeld.is_overgenomen is False
    assert beeld.overname.stand.zin == "De overname van de regie liep af op 30 november 2026."
