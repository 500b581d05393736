"""Consent: asked of who decides, opened by the last yes, closed at once, ended by birthdays."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.tenancy import GemeenteRef
from modules.dossier.delen.actions.toestemming import (
    AlBeantwoord,
    NiemandMagBeslissen,
    NietAannemelijk,
    TeVroegOpnieuw,
    end_lapsed,
    record_antwoord,
    warn_bijna_af,
    withdraw_toestemming,
)
from modules.dossier.delen.dagen import na
from modules.dossier.delen.models import Toestemming
from modules.dossier.models import Inwoner, Tijdlijnregel, Toegangsgrond
from modules.dossier.toegang.models import Attendering
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_teamlid
from tests.keukentafel.tenancy.zaaien import wordt_rood
from tests.modules.dossier.delen.toneel import (
    Deeltoneel,
    aan_school,
    gegeven,
    iedereen_zegt,
    maak_deeltoneel,
    vraag,
)
from tests.modules.dossier.verkeer import logboek, vragen

pytestmark = pytest.mark.django_db
NU = timezone.now


def antwoord(rij: Toestemming, nummer: int, zegt: str) -> Toestemming:
    return record_antwoord(
        toestemming=rij, gever=rij.gevers.all()[nummer], antwoord=zegt, hoe="gesprek", op=localdate(),
        by=rij.gevraagd_door, at=NU(),
    )  # fmt: skip


def _bijna_twaalf(toneel: Deeltoneel) -> None:
    """Let the child become twelve in ten days."""
    dag = localdate() + timedelta(days=10)
    toneel.kind.geboortedatum = dag.replace(year=dag.year - 12)
    toneel.kind.save()


def test_a_consent_about_somebody_of_fourteen_waits_for_three_answers(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_deeltoneel()
    rij = vraag(toneel, categorieen=("E",), aan_functie="wmo_consulent")

    assert [(gever.naam, gever.hoedanigheid) for gever in rij.gevers.all()] == [
        ("Sem Kuiper", "zelf"),
        ("Marieke Kuiper", "gezag"),
        ("Ruud Kuiper", "gezag"),
    ]
    assert [antwoord(rij, nummer, "ja").stand for nummer in range(3)] == ["gevraagd", "gevraagd", "gegeven"]


def test_the_last_yes_lets_the_function_in_until_the_last_day(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_deeltoneel()

    rij = gegeven(toneel, categorieen=("E", "G"), aan_functie="wmo_consulent")

    grond = Toegangsgrond.objects.get(bron_id=rij.pk)
    assert (grond.soort, grond.functie, grond.categorieen) == ("toestemming", "wmo_consulent", ["E", "G"])
    assert grond.inwoner_id == toneel.kind.pk
    assert grond.tot == na(rij.tot_en_met)
    assert not grond.schrijft


def test_a_consent_ends_the_day_before_others_decide(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_deeltoneel()
    _bijna_twaalf(toneel)

    rij = gegeven(toneel, categorieen=("E",), aan_functie="wmo_consulent")

    assert rij.laatste_dag() == localdate() + timedelta(days=9)
    assert Toegangsgrond.objects.get(bron_id=rij.pk).tot == na(rij.laatste_dag())


def test_a_no_opens_nothing_and_is_not_asked_again_for_ninety_days(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_deeltoneel()
    rij = vraag(toneel, categorieen=("E",), aan_functie="wmo_consulent")

    antwoord(rij, 1, "nee")

    rij.refresh_from_db()
    assert rij.stand == "geweigerd"
    assert rij.niet_vragen_tot == localdate() + timedelta(days=90)
    assert Toegangsgrond.objects.count() == 0
    with pytest.raises(TeVroegOpnieuw):
        vraag(toneel, categorieen=("E",), aan_functie="wmo_consulent")
    vraag(toneel, categorieen=("E",), aan_functie="regisseur")  # another receiver is another question
    with pytest.raises(AlBeantwoord):
        antwoord(rij, 0, "ja")


def test_agreeing_with_help_opens_no_data(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_deeltoneel()

    rij = gegeven(toneel, soort="instemming_hulp", hulp="Elke week een gesprek met de jeugdhulp")

    assert rij.stand == "gegeven"
    assert Toegangsgrond.objects.count() == 0


def test_consent_as_ground_is_refused_in_words_without_a_question_for_help(
    in_lindewaard: GemeenteRef,
) -> None:
    toneel = maak_deeltoneel()

    with pytest.raises(NietAannemelijk, match="er ligt geen concrete vraag om hulp"):
        vraag(toneel, soort="grondslag", categorieen=("G",), is_eigen_belang=True, mag_nee_zeggen=True)

    assert Toestemming.objects.count() == 0


def test_an_exception_of_the_jeugdwet_needs_its_reason(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_deeltoneel()

    with pytest.raises(NietAannemelijk, match="waarom de ouders hier niet meebeslissen"):
        vraag(toneel, categorieen=("E",), aan_functie="regisseur", uitzondering="weloverwogen_wens")

    rij = vraag(
        toneel, categorieen=("E",), aan_functie="regisseur", uitzondering="weloverwogen_wens",
        uitzondering_omdat="Sem zegt het al een jaar.",
    )  # fmt: skip
    assert [gever.naam for gever in rij.gevers.all()] == ["Sem Kuiper"]


def test_nobody_is_asked_while_the_gezag_is_unknown(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_deeltoneel()
    toneel.kind.gezag_door.all().delete()

    with pytest.raises(NiemandMagBeslissen, match="Leg eerst vast wie gezag heeft"):
        vraag(toneel, categorieen=("E",), aan_functie="regisseur")


def test_a_question_that_is_sent_twice_is_one(in_lindewaard: GemeenteRef, client: Client) -> None:
    toneel = maak_deeltoneel(client)
    lichaam = {
        "eenmalig": "01900000-0000-7000-8000-000000000001", "aan": "functie", "functie": "wmo_consulent",
        "categorieen": ["E"], "waarvoor": "om te helpen", "van": "vandaag", "tot_en_met": localdate() + timedelta(30),
        "kaderwet": "jeugd", "kan_zelf": "ja",
    }  # fmt: skip
    adres = f"/huishoudens/{toneel.huishouden.pk}/delen/vragen/delen/{toneel.kind.pk}"
    lichaam |= {
        "van": localdate().strftime("%d-%m-%Y"),
        "tot_en_met": lichaam["tot_en_met"].strftime("%d-%m-%Y"),
    }

    antwoorden = [client.post(adres, lichaam) for _ in range(2)]

    assert [reactie.status_code for reactie in antwoorden] == [303, 303]
    assert Toestemming.objects.count() == 1


# -- withdrawing: the next request finds the door closed -----------------------------------------


def _klantmanager(team: Any) -> Client:
    """Somebody of Werk en Inkomen in the same team, who sees the plan with consent only."""
    mens = maak_gebruiker(naam="Carla Wouters", team=team, met_code_app=False)
    maak_teamlid(mens, team, protocolfunctie="klantmanager_wi", ambtelijke_status=True)
    klant = Client()
    log_in(klant, mens)
    return klant


def test_withdrawing_closes_access_at_the_next_request_and_history_stays(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_deeltoneel()
    klant = _klantmanager(toneel.huishouden.team)
    adres = f"/huishoudens/{toneel.huishouden.pk}/plan"
    assert klant.get(adres).status_code == 403
    rij = gegeven(toneel, categorieen=("J",), aan_functie="klantmanager_wi")
    assert klant.get(adres).status_code == 200

    withdraw_toestemming(toestemming=rij, wie="Sem", by=toneel.zaak.medewerker, at=NU())

    assert klant.get(adres).status_code == 403
    rij.refresh_from_db()
    assert (rij.stand, rij.ingetrokken_wie) == ("ingetrokken", "Sem")
    assert Toegangsgrond.objects.filter(bron_id=rij.pk).count() == 1
    assert logboek("delen.toestemming.ingetrokken") == ["delen.toestemming.ingetrokken"]


def test_a_withdrawn_consent_that_stays_open_is_found(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_deeltoneel()
    rij = gegeven(toneel, categorieen=("E",), aan_functie="wmo_consulent")

    def proef() -> None:
        withdraw_toestemming(toestemming=rij, wie="Sem", by=toneel.zaak.medewerker, at=NU())
        assert Toegangsgrond.objects.geldig(NU()).filter(bron_id=rij.pk).count() == 0

    wordt_rood("ingetrokken_blijft_open", proef)
    Toestemming.objects.filter(pk=rij.pk).update(stand="gegeven")
    proef()


# -- what ends by itself ---------------------------------------------------------------------------


def test_on_the_twelfth_birthday_the_consent_lapses_and_the_youth_is_asked_as_well(
    in_lindewaard: GemeenteRef,
) -> None:
    toneel = maak_deeltoneel()
    _bijna_twaalf(toneel)
    rij = gegeven(toneel, categorieen=("E",), aan_functie="wmo_consulent")
    verjaardag = rij.grond_tot

    assert end_lapsed(at=na(verjaardag)) == 1
    assert end_lapsed(at=na(verjaardag)) == 0

    rij.refresh_from_db()
    nieuw = Toestemming.objects.get(opnieuw_van=rij)
    assert (rij.stand, rij.verlopen_omdat) == ("verlopen", "Vanaf deze verjaardag beslist iemand anders")
    assert nieuw.stand == "gevraagd"
    assert [gever.naam for gever in nieuw.gevers.all()] == ["Sem Kuiper", "Marieke Kuiper", "Ruud Kuiper"]
    assert Toegangsgrond.objects.geldig(na(verjaardag)).count() == 0


def test_a_consent_that_ran_out_is_marked_and_not_asked_again(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_deeltoneel()
    rij = gegeven(toneel, categorieen=("E",), aan_functie="wmo_consulent")

    assert end_lapsed(at=na(rij.tot_en_met)) == 1

    rij.refresh_from_db()
    assert (rij.stand, Toestemming.objects.count()) == ("verlopen", 1)


def test_a_consent_says_thirty_days_before_its_end_that_it_ends(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_deeltoneel()
    rij = gegeven(toneel, categorieen=("E",), aan_functie="wmo_consulent")

    assert rij.loopt_af_op(rij.tot_en_met - timedelta(days=30))
    assert not rij.loopt_af_op(rij.tot_en_met - timedelta(days=31))


def test_the_timeline_says_that_it_happened_and_not_to_whom(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_deeltoneel()

    aan_school(toneel)

    titels = set(Tijdlijnregel.objects.filter(object_soort="toestemming").values_list("titel", "categorie"))
    assert titels == {
        ("Toestemming om iets te delen gevraagd", "J"),
        ("Toestemming om iets te delen gegeven", "J"),
    }


# -- pages -----------------------------------------------------------------------------------------


def test_the_page_takes_as_many_queries_for_one_consent_as_for_many(
    in_lindewaard: GemeenteRef, client: Client
) -> None:
    toneel = maak_deeltoneel(client)
    adres = f"/huishoudens/{toneel.huishouden.pk}/delen"
    aan_school(toneel)
    vraag(toneel, categorieen=("E",), aan_functie="regisseur")
    eerst = vragen(client, adres)

    for functie in ("wmo_consulent", "backoffice", "jeugdprofessional"):
        gegeven(toneel, categorieen=("D",), aan_functie=functie)
        iedereen_zegt(vraag(toneel, categorieen=("E",), aan_functie=functie), "nee", toneel)

    assert vragen(client, adres) == eerst == PAGINA


PAGINA = 21


def test_who_may_not_know_of_the_data_sees_that_there_is_a_consent_and_no_more(
    in_lindewaard: GemeenteRef, client: Client
) -> None:
    toneel = maak_deeltoneel(client)
    gegeven(toneel, categorieen=("F",), aan_functie="hulpverlener", waarvoor="de zaak bij de rechter")
    leider = maak_gebruiker(
        rollen=["teamleider"], naam="Petra", team=toneel.huishouden.team, met_code_app=False
    )
    maak_teamlid(leider, toneel.huishouden.team)
    log_in(client, leider)

    tekst = client.get(f"/huishoudens/{toneel.huishouden.pk}/delen").content.decode()

    assert "Gaat over gegevens die jij niet ziet" in tekst
    assert "justitie" not in tekst


def test_the_form_says_who_decides_and_why(in_lindewaard: GemeenteRef, client: Client) -> None:
    toneel = maak_deeltoneel(client)

    tekst = client.get(
        f"/huishoudens/{toneel.huishouden.pk}/delen/vragen/delen/{toneel.kind.pk}"
    ).content.decode()

    assert "Sem Kuiper is 14 jaar: Sem Kuiper en beide ouders met gezag beslissen samen." in tekst
    assert "Jeugdwet, artikel 7.3.4" in tekst


def test_a_yes_gets_a_check_page_before_it_opens_anything(in_lindewaard: GemeenteRef, client: Client) -> None:
    toneel = maak_deeltoneel(client)
    moeder: Inwoner = toneel.ouder
    rij = vraag(toneel, moeder, categorieen=("G",), aan_functie="wmo_consulent", kaderwet="wmo")
    adres = f"/huishoudens/{toneel.huishouden.pk}/delen/toestemming/{rij.pk}/antwoord/{rij.gevers.get().pk}"
    lichaam = {"antwoord": "ja", "hoe": "gesprek", "op": localdate().strftime("%d-%m-%Y")}

    controle = client.post(adres, lichaam)
    rij.refresh_from_db()
    assert (controle.status_code, rij.stand) == (200, "gevraagd")
    assert "Vanaf dan kan Wmo-consulent dit lezen: Inkomen en schulden." in controle.content.decode()

    assert client.post(adres, {**lichaam, "zeker": "1"}).status_code == 303
    rij.refresh_from_db()
    assert rij.stand == "gegeven"


def test_what_was_asked_of_one_household_is_not_found_under_another(
    in_lindewaard: GemeenteRef, client: Client
) -> None:
    toneel = maak_deeltoneel(client)
    rij = vraag(toneel, categorieen=("E",), aan_functie="regisseur")
    ander = maak_deeltoneel().huishouden

    assert client.get(f"/huishoudens/{ander.pk}/delen/toestemming/{rij.pk}").status_code == 404


def test_who_asked_hears_once_that_a_consent_ends_within_thirty_days(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_deeltoneel()
    rij = gegeven(toneel, categorieen=("E",), aan_functie="wmo_consulent")
    toen = na(rij.tot_en_met - timedelta(days=30))

    assert warn_bijna_af(at=NU()) == 0
    assert [warn_bijna_af(at=toen) for _ in range(2)] == [1, 0]

    bericht = Attendering.objects.get(soort="toestemming_bijna_af")
    assert (bericht.voor_id, bericht.url) == (toneel.zaak.medewerker.pk, rij.get_absolute_url())


def test_the_check_page_says_what_the_protocol_leaves_closed(
    in_lindewaard: GemeenteRef, client: Client
) -> None:
    toneel = maak_deeltoneel(client)
    rij = vraag(toneel, toneel.ouder, categorieen=("F", "G"), aan_functie="wmo_consulent", kaderwet="wmo")
    adres = f"/huishoudens/{toneel.huishouden.pk}/delen/toestemming/{rij.pk}/antwoord/{rij.gevers.get().pk}"

    controle = client.post(
        adres, {"antwoord": "ja", "hoe": "gesprek", "op": localdate().strftime("%d-%m-%Y")}
    )

    tekst = controle.content.decode()
    assert "Vanaf dan kan Wmo-consulent dit lezen: Inkomen en schulden." in tekst
    assert "Volgens het informatieprotocol verandert er niets voor: Politie en justitie." in tekst
