"""How sessions begin, rest, end, and stay in their own gemeente (hazards H21)."""

from datetime import timedelta

import pytest
from django.utils import timezone
from time_machine import travel

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.actions.opruimen import clear_verlopen
from keukentafel.identity.beurten import neem_beurt
from keukentafel.identity.models import Gebruiker, Inlogslot, Sessie
from keukentafel.identity.rollen import Rol
from keukentafel.identity.rules.wachttijd import PER_ACCOUNT
from keukentafel.identity.sessies import SessionStore
from keukentafel.tenancy import in_gemeente
from keukentafel.tenancy.zaaifouten import zaai
from modules.inrichting.actions.stand import renew_stand
from modules.inrichting.models import Instelling
from tests.factories.identity import WACHTWOORD, log_in, maak_gebruiker


@pytest.fixture
def daan(in_lindewaard):
    return maak_gebruiker(gebruikersnaam="daan", rollen=[Rol.BEHEERDER])


def is_ingelogd(klant):
    return klant.get("/sessie", headers={"X-KT-Achtergrond": "1"}).json()["ingelogd"]


def over(**duur):
    return travel(timezone.now() + timedelta(**duur), tick=False)


def test_half_an_hour_of_rest_ends_the_session(klant, daan):
    log_in(klant, daan)

    with over(minutes=29):
        assert is_ingelogd(klant) is True
    with over(minutes=30, seconds=1):
        assert is_ingelogd(klant) is False
    assert Sessie.objects.count() == 0


def test_working_on_keeps_the_session_for_ten_hours_and_not_longer(klant, daan):
    log_in(klant, daan)
    begin = timezone.now()

    standen = []
    for minuten in range(20, 641, 20):
        with travel(begin + timedelta(minutes=minuten), tick=False):
            standen.append(klant.get("/mijn-instellingen").status_code)

    assert standen == [200] * 29 + [302] * 3


def test_what_the_page_asks_by_itself_does_not_keep_the_session(klant, daan):
    log_in(klant, daan)

    with over(minutes=20):
        klant.get("/mijn-instellingen", headers={"X-KT-Achtergrond": "1"})
        klant.get("/sessie")
    with over(minutes=31):
        assert is_ingelogd(klant) is False


def test_ik_werk_verder_begins_the_rest_again(klant, daan):
    log_in(klant, daan)

    with over(minutes=26):
        antwoord = klant.post("/sessie/verlengen")
        assert antwoord.json()["ingelogd"] is True
    with over(minutes=50):
        assert is_ingelogd(klant) is True


def test_ik_werk_verder_after_the_end_is_told_so(klant, daan):
    log_in(klant, daan)

    with over(minutes=31):
        assert klant.post("/sessie/verlengen").status_code == 401


def test_an_ended_session_says_why_on_the_sign_in_page(klant, daan):
    log_in(klant, daan)

    with over(minutes=31):
        antwoord = klant.get("/inloggen?volgende=/mijn-instellingen")

    assert "omdat je een tijd niets deed" in antwoord.content.decode()


def test_the_session_is_written_at_most_once_a_minute(klant, daan, django_assert_num_queries):
    log_in(klant, daan)

    with over(seconds=30):
        klant.get("/mijn-instellingen")
        assert Sessie.objects.get().laatst_gezien < timezone.now() - timedelta(seconds=29)
    with over(seconds=90):
        klant.get("/mijn-instellingen")
        assert Sessie.objects.get().laatst_gezien == timezone.now()


def test_one_query_answers_who_is_asking_with_all_roles(klant, daan, django_assert_num_queries):
    maak_gebruiker(rollen=[Rol.TEAMLID])
    log_in(klant, daan)
    sleutel = klant.cookies["kt_sessie"].value

    with django_assert_num_queries(1):
        gebruiker = SessionStore(sleutel).gebruiker()
        assert gebruiker.rollen == {Rol.BEHEERDER}


def test_a_blocked_account_is_out_at_its_next_request(klant, daan):
    log_in(klant, daan)
    Gebruiker.objects.filter(pk=daan.pk).update(is_actief=False)

    assert is_ingelogd(klant) is False
    assert Sessie.objects.count() == 0


def test_another_password_ends_every_session(klant, daan):
    log_in(klant, daan)
    daan.set_password("een heel ander wachtwoord")
    daan.save()

    assert is_ingelogd(klant) is False


@pytest.mark.parametrize("sleutel", ["", "x", "a.b", "." * 40, "kt" * 500, "é.ü", "0" * 12 + "." + "A" * 43])
def test_a_made_up_cookie_is_a_visitor(klant, in_lindewaard, sleutel):
    klant.cookies["kt_sessie"] = sleutel

    assert is_ingelogd(klant) is False


def _dezelfde_in_beide(lindewaard, hoogmeren, klant_van):
    """Make the same account (id, name, password) in both, signed in at Lindewaard, and put the very
    row of that session in Hoogmeren too: as if both shared one session store."""
    with in_gemeente(lindewaard):
        daan = maak_gebruiker(rollen=[Rol.BEHEERDER])
        klant = klant_van(lindewaard)
        log_in(klant, daan)
        rij = Sessie.objects.values().get()
    with in_gemeente(hoogmeren):
        maak_gebruiker(pk=daan.pk, gebruikersnaam=daan.gebruikersnaam, naam="Anders", rollen=[Rol.BEHEERDER])
        Gebruiker.objects.filter(pk=daan.pk).update(password=daan.password)
        Sessie.objects.create(**rij)
    elders = klant_van(hoogmeren)
    elders.cookies["kt_sessie"] = klant.cookies["kt_sessie"].value
    return elders


def test_a_session_of_a_replayed_on_b_is_a_visitor_and_an_event(klant_van, lindewaard, hoogmeren, db):
    elders = _dezelfde_in_beide(lindewaard, hoogmeren, klant_van)

    assert is_ingelogd(elders) is False
    with in_gemeente(hoogmeren):
        regels = Logboekregel.objects.filter(gebeurtenis__startswith="identity.sessie")
        assert list(regels.values_list("gebeurtenis", "resultaat")) == [
            ("identity.sessie.vreemd", "geweigerd")
        ]


def test_the_event_of_a_foreign_session_cannot_flood_the_log(klant_van, lindewaard, hoogmeren, db):
    elders = _dezelfde_in_beide(lindewaard, hoogmeren, klant_van)
    koek = elders.cookies["kt_sessie"].value

    for _ in range(20):
        elders.cookies["kt_sessie"] = koek
        is_ingelogd(elders)

    with in_gemeente(hoogmeren):
        assert Logboekregel.objects.filter(gebeurtenis="identity.sessie.vreemd").count() == 1


def test_the_seeded_bug_of_a_session_without_gemeente_is_seen(klant_van, lindewaard, hoogmeren, db):
    with zaai("sessie_zonder_gemeente"), zaai("sleutels_zonder_gemeente"):
        elders = _dezelfde_in_beide(lindewaard, hoogmeren, klant_van)

        assert is_ingelogd(elders) is True


def test_an_account_without_password_has_another_print_in_another_gemeente(lindewaard, hoogmeren, db):
    with in_gemeente(lindewaard):
        hier = maak_gebruiker()
        afdruk = Gebruiker(id=hier.pk, password="").get_session_auth_hash()
    with in_gemeente(hoogmeren):
        daar = Gebruiker(id=hier.pk, password="").get_session_auth_hash()

    assert afdruk != daar


def test_own_sessions_can_be_seen_and_ended_one_by_one(klant_van, lindewaard, daan):
    hier, daar = klant_van(lindewaard), klant_van(lindewaard)
    log_in(hier, daan)
    log_in(daar, daan)
    ander = Sessie.objects.order_by("-gemaakt_op").first()

    pagina = hier.get("/mijn-instellingen").content.decode()
    hier.post(f"/mijn-instellingen/sessies/{ander.pk}")

    assert pagina.count('kt-strong">Firefox op Linux</p>') == 2
    assert (is_ingelogd(hier), is_ingelogd(daar)) == (True, False)


def test_nobody_ends_the_session_of_somebody_else(klant, daan):
    vreemde = maak_gebruiker()
    log_in(klant, vreemde)
    zijn = Sessie.objects.get()
    log_in(klant, daan)

    assert klant.post(f"/mijn-instellingen/sessies/{zijn.pk}").status_code == 404
    assert Sessie.objects.filter(pk=zijn.pk).exists()


def test_signing_out_everywhere_else_leaves_this_device_in(klant_van, lindewaard, daan):
    klanten = [klant_van(lindewaard) for _ in range(3)]
    for klant in klanten:
        log_in(klant, daan)

    klanten[0].post("/mijn-instellingen/sessies")

    assert [is_ingelogd(klant) for klant in klanten] == [True, False, False]


def test_a_new_password_keeps_this_device_and_ends_the_others(klant_van, lindewaard, daan):
    hier, daar = klant_van(lindewaard), klant_van(lindewaard)
    log_in(hier, daan)
    log_in(daar, daan)

    antwoord = hier.post(
        "/mijn-instellingen/wachtwoord", {"huidig": WACHTWOORD, "nieuw": "paarse fiets in de gracht"}
    )

    assert (antwoord.status_code, antwoord["Location"]) == (303, "/mijn-instellingen?gewijzigd=wachtwoord")
    assert (is_ingelogd(hier), is_ingelogd(daar)) == (True, False)


@pytest.mark.parametrize(
    ("huidig", "nieuw", "veld"),
    [
        ("fout fout fout", "paarse fiets in de gracht", "huidig"),
        (WACHTWOORD, "kort", "nieuw"),
        (WACHTWOORD, "welkomwelkom1", "nieuw"),
    ],
)
def test_a_new_password_asks_for_the_old_one_and_for_a_good_one(klant, daan, huidig, nieuw, veld):
    log_in(klant, daan)

    antwoord = klant.post("/mijn-instellingen/wachtwoord", {"huidig": huidig, "nieuw": nieuw})

    assert antwoord.status_code == 422
    assert list(antwoord.context["form"].errors) == [veld]
    assert is_ingelogd(klant) is True


def test_at_night_ended_sessions_and_old_tries_are_cleared_away_and_nothing_else(
    klant, klant_van, lindewaard, daan
):
    log_in(klant, daan)
    neem_beurt("wachtwoord", "daan", at=timezone.now(), regel=PER_ACCOUNT)
    morgen = timezone.now() + timedelta(hours=25)
    with travel(morgen, tick=False):
        vers = klant_van(lindewaard)
        log_in(vers, daan)
        neem_beurt("wachtwoord", "carla", at=morgen, regel=PER_ACCOUNT)

        weg = clear_verlopen(at=morgen)

        assert (weg, Sessie.objects.count(), Inlogslot.objects.count()) == (2, 1, 1)
        assert is_ingelogd(vers) is True


def test_an_ended_session_leads_to_the_sign_in_page_with_the_reason_and_back(klant, daan):
    log_in(klant, daan)

    with over(minutes=31):
        antwoord = klant.get("/mijn-instellingen")

    assert antwoord.url == "/inloggen?volgende=%2Fmijn-instellingen&reden=verlopen"
    assert antwoord.cookies["kt_sessie"].value == ""


def test_a_form_of_an_ended_session_leads_back_to_its_page(klant, in_lindewaard):
    antwoord = klant.post(
        "/mijn-instellingen", headers={"Referer": "http://lindewaard.localhost/mijn-instellingen"}
    )
    van_elders = klant.post("/mijn-instellingen", headers={"Referer": "http://kwaad.nl/mijn-instellingen"})

    assert (antwoord.url, van_elders.url) == ("/inloggen?volgende=%2Fmijn-instellingen", "/inloggen")


def test_a_part_of_a_page_gets_a_bare_answer_so_that_typed_text_stays(klant, in_lindewaard):
    antwoord = klant.get("/mijn-instellingen", headers={"HX-Request": "true"})

    assert (antwoord.status_code, antwoord.has_header("HX-Redirect"), antwoord.content) == (401, False, b"")


def test_a_gemeente_may_choose_a_shorter_rest(klant, daan):
    Instelling.objects.create(sectie="sessie", waarden={"inactief_minuten": 10}, gewijzigd_op=timezone.now())
    renew_stand(at=timezone.now())
    log_in(klant, daan)

    with over(minutes=11):
        assert is_ingelogd(klant) is False
