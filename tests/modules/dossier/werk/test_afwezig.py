"""Being away: the stand-in sees the work with a sign, gets no rights, and it ends by itself."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate, make_aware

from keukentafel.identity.rollen import Rol
from modules.dossier.models import Actie, Casus
from modules.dossier.toegang.models import Attendering
from modules.dossier.werk.actions.afwezig import (
    AlAfwezig,
    DagenKloppenNiet,
    VervangerKanNiet,
    end_absence,
    forget_old,
    report_absence,
    tell_begin_and_end,
)
from modules.dossier.werk.models import Afwezigheid
from modules.dossier.werk.queries.waarnemen import stand_van
from tests.factories.dossier import eerste_team, maak_afspraak, maak_casus, maak_huishouden, maak_termijn
from tests.factories.identity import log_in
from tests.factories.inrichting import maak_team, maak_teammodel
from tests.modules.dossier.verkeer import vragen
from tests.modules.dossier.werk.toneel import maak_leider, maak_mens, maak_werk, rijen, tekst

pytestmark = pytest.mark.usefixtures("in_lindewaard")
AFWEZIG = 10


def meld(wie, vervanger, *, van=0, tot=5, by=None, at=None):
    nu = at or timezone.now()
    dag = localdate(nu)
    return report_absence(
        gebruiker=wie, vervanger=vervanger, van=dag + timedelta(days=van), tot_en_met=dag + timedelta(days=tot),
        by=by or wie, at=nu,
    )  # fmt: skip


def ziet(mens, over=0):
    """Return for whom somebody stands in, so many days from today."""
    return [rij.naam for rij in stand_van(mens, localdate() + timedelta(days=over)).waarnemingen]


def test_the_stand_in_sees_the_work_with_a_sign_for_whom(klant):
    noor, daan = maak_mens(), maak_mens("Daan Visser")
    casus = maak_werk("Kuiper", noor, over=1)
    Actie.objects.create(
        huishouden=casus.huishouden, wat="School bellen", wie="professional", gebruiker=noor, wanneer=localdate(),
        gemaakt_op=timezone.now(),
    )  # fmt: skip
    log_in(klant, daan)
    voor = rijen(klant.get("/werk?van=mij"))
    meld(noor, daan)

    dag, lijst = tekst(klant.get("/mijn-dag")), klant.get("/werk?van=mij")

    assert (voor, rijen(lijst)) == ([], ["Kuiper"])
    assert ("Je neemt waar voor Noor de Wit" in dag, "voor Noor de Wit" in tekst(lijst)) == (True, True)
    assert ("Bellen met Kuiper" in dag, "School bellen" in dag) == (True, True)
    assert dag.count("voor Noor de Wit") >= 3
    assert Casus.objects.get(pk=casus.pk).behandelaar == noor


def test_the_stand_in_sees_appointments_with_households_and_not_the_rest_of_a_day(klant):
    noor, daan = maak_mens(), maak_mens("Daan Visser")
    casus = maak_werk("Kuiper", noor)
    om = make_aware(datetime.combine(localdate(), time(23, 50)))
    maak_afspraak(noor, casus.huishouden, begin=om, titel="Gesprek thuis")
    maak_afspraak(noor, begin=om, titel="Tandarts")
    meld(noor, daan)
    log_in(klant, daan)

    dag = klant.get("/mijn-dag")

    assert ("Gesprek thuis" in tekst(dag), "Tandarts" in tekst(dag), "Voor Noor de Wit" in tekst(dag)) == (
        True,
        False,
        True,
    )
    assert "Gaat niet door" not in tekst(dag)


def test_it_begins_and_ends_by_itself(klant):
    noor, daan = maak_mens(), maak_mens("Daan Visser")
    meld(noor, daan, van=2, tot=4)

    assert [ziet(daan, over) for over in (0, 1, 2, 4, 5)] == [
        [],
        [],
        ["Noor de Wit"],
        ["Noor de Wit"],
        [],
    ]


def test_standing_in_opens_nothing_that_was_closed(klant):
    """In the variant netwerk only who is involved sees a household: standing in does not make one involved."""
    team = eerste_team()
    noor, daan = maak_mens(team=team), maak_mens("Daan Visser", team=team)
    casus = maak_casus(
        maak_huishouden("Kuiper", team=team), behandelaar=noor, teammodel=maak_teammodel("netwerk")
    )
    maak_termijn(casus, titel="Bellen")
    log_in(klant, daan)
    voor = klant.get(f"/huishoudens/{casus.huishouden_id}").status_code
    meld(noor, daan)

    assert klant.get(f"/huishoudens/{casus.huishouden_id}").status_code == voor == 404
    assert rijen(klant.get("/werk?van=mij")) == []
    assert "Bellen" not in tekst(klant.get("/mijn-dag"))


def test_both_are_told_when_it_is_said_when_it_begins_and_when_it_ends(klant):
    noor, daan = maak_mens(), maak_mens("Daan Visser")
    nu = timezone.now()
    meld(noor, daan, van=1, tot=2, at=nu)
    gezegd = sorted(Attendering.objects.values_list("voor__naam", "soort"))
    later = [tell_begin_and_end(at=nu + timedelta(days=over)) for over in (0, 1, 1, 2, 3, 3)]

    assert gezegd == [("Daan Visser", "waarnemen"), ("Noor de Wit", "afwezig")]
    assert later == [0, 1, 0, 0, 1, 0]
    assert Attendering.objects.count() == 6
    assert "Noor de Wit is er weer." in Attendering.objects.filter(voor=daan).latest("op").tekst


def test_a_chain_goes_to_who_is_there(klant):
    noor, daan, piet = maak_mens(), maak_mens("Daan Visser"), maak_mens("Piet Bos")
    meld(noor, daan, tot=9)
    meld(daan, piet, van=2, tot=4)

    assert [ziet(daan, over) for over in (1, 3, 5)] == [["Noor de Wit"], [], ["Noor de Wit"]]
    assert sorted(ziet(piet, 3)) == ["Daan Visser", "Noor de Wit"]
    via = {rij.naam: rij.via for rij in stand_van(piet, localdate() + timedelta(days=3)).waarnemingen}
    assert via == {"Noor de Wit": "Daan Visser", "Daan Visser": ""}


def test_two_who_point_at_each_other_are_refused(klant):
    noor, daan, piet = maak_mens(), maak_mens("Daan Visser"), maak_mens("Piet Bos")
    meld(noor, daan)

    with pytest.raises(VervangerKanNiet, match="is er dan niemand"):
        meld(daan, noor, van=2, tot=8)
    meld(daan, piet, van=2, tot=3)
    with pytest.raises(VervangerKanNiet):
        meld(piet, noor, van=3, tot=3)


def test_overlapping_days_of_one_person_are_refused(klant):
    noor, daan = maak_mens(), maak_mens("Daan Visser")
    meld(noor, daan, van=2, tot=4)

    with pytest.raises(AlAfwezig, match="staat al als afwezig"):
        meld(noor, daan, van=4, tot=6)
    meld(noor, daan, van=5, tot=6)
    assert Afwezigheid.objects.count() == 2


@pytest.mark.parametrize(("van", "tot"), [(3, 2), (-5, -1), (0, 366)])
def test_days_that_cannot_be_are_refused(klant, van, tot):
    with pytest.raises(DagenKloppenNiet):
        meld(maak_mens(), maak_mens("Daan Visser"), van=van, tot=tot)


def test_a_stand_in_is_of_the_same_team_and_may_do_the_work(klant):
    team = eerste_team()
    noor = maak_mens(team=team)
    vreemd = maak_mens("Ver Weg", team=maak_team("Elders"))
    minder = maak_mens("Ina Loop", team=team, rollen=[Rol.INLOOPPUNT])

    with pytest.raises(VervangerKanNiet, match="niet in hetzelfde team"):
        meld(noor, vreemd)
    with pytest.raises(VervangerKanNiet, match="Waarnemen geeft geen extra rechten"):
        meld(noor, minder)
    with pytest.raises(VervangerKanNiet, match="voor jezelf"):
        meld(noor, noor)


def test_coming_back_early_gives_everything_back(klant):
    noor, daan = maak_mens(), maak_mens("Daan Visser")
    nu = timezone.now()
    loopt = meld(noor, daan, at=nu - timedelta(days=2))
    straks = meld(daan, noor, van=8, tot=9, at=nu)

    end_absence(afwezigheid=loopt, by=noor, at=nu)
    end_absence(afwezigheid=straks, by=daan, at=nu)

    assert (ziet(daan), ziet(noor, 8)) == ([], [])
    assert list(Afwezigheid.objects.values_list("gebruiker__naam", flat=True)) == ["Noor de Wit"]


def test_somebody_reports_oneself_and_the_leader_reports_a_member(klant):
    leider, noor, daan = maak_leider(), maak_mens(), maak_mens("Daan Visser")
    vandaag = localdate()
    gegevens = {
        "gebruiker": str(noor.pk), "vervanger": str(daan.pk), "van": f"{vandaag:%d-%m-%Y}",
        "tot_en_met": f"{vandaag + timedelta(days=3):%d-%m-%Y}",
    }  # fmt: skip
    log_in(klant, daan)
    van_een_ander = klant.post("/afwezigheid", gegevens)
    log_in(klant, leider)
    door_de_leider = klant.post("/afwezigheid", gegevens)
    rij = Afwezigheid.objects.get()

    assert (van_een_ander.status_code, door_de_leider.status_code) == (422, 303)
    log_in(klant, daan)
    assert klant.post(f"/afwezigheid/{rij.pk}/stop").status_code == 404
    log_in(klant, noor)
    assert "Je staat als afwezig" in tekst(klant.get("/mijn-dag"))
    klant.post(f"/afwezigheid/{rij.pk}/stop")
    assert Afwezigheid.objects.count() == 0


def test_a_refusal_stands_on_the_page_with_what_was_typed(klant):
    noor = maak_mens()
    log_in(klant, noor)
    gegevens = {
        "gebruiker": str(noor.pk),
        "vervanger": str(noor.pk),
        "van": "vandaag",
        "tot_en_met": "morgen",
    }

    antwoord = klant.post("/afwezigheid", gegevens)

    assert (antwoord.status_code, "voor jezelf waarnemen" in tekst(antwoord)) == (422, True)
    assert 'value="morgen"' in antwoord.content.decode()


def test_who_was_away_is_forgotten_after_a_year(klant):
    noor, daan = maak_mens(), maak_mens("Daan Visser")
    nu = timezone.now()
    meld(noor, daan, tot=0, at=nu)

    assert [forget_old(at=nu + timedelta(days=over)) for over in (366, 367)] == [0, 1]


def test_the_page_takes_the_same_queries_for_1_and_for_many(klant):
    leider = maak_leider(klant)
    daan = maak_mens("Daan Visser")

    def erbij(naam):
        meld(maak_mens(naam), daan)

    erbij("Eén")
    klant.get("/afwezigheid")
    bij_een = vragen(klant, "/afwezigheid")
    for naam in ("Twee", "Drie", "Vier"):
        erbij(naam)

    assert (bij_een, vragen(klant, "/afwezigheid")) == (AFWEZIG, AFWEZIG)
    assert leider.naam
