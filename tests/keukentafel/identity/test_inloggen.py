"""Sign in with name, password and code; what is refused, and that a refusal tells nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone
from time_machine import travel

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.actions.aanmelden import NietHerkend
from keukentafel.identity.models import Gebruiker, Herstelcode, Sessie
from keukentafel.identity.rollen import Rol
from keukentafel.identity.tweede_factor import controleer_tweede_factor, maak_herstelcodes
from keukentafel.tenancy import in_gemeente
from tests.factories.identity import WACHTWOORD, code_nu, log_in, maak_gebruiker


def stap_1(klant, gebruikersnaam, wachtwoord=WACHTWOORD, **extra):
    return klant.post("/inloggen", {"gebruikersnaam": gebruikersnaam, "wachtwoord": wachtwoord, **extra})


def gebeurtenissen():
    regels = Logboekregel.objects.filter(gebeurtenis__startswith="identity.").order_by("tijdstip", "id")
    return list(regels.values_list("gebeurtenis", flat=True))


def test_name_password_and_code_lead_to_a_session(klant, in_lindewaard):
    daan = maak_gebruiker(gebruikersnaam="daan", rollen=[Rol.BEHEERDER])

    eerste = stap_1(klant, "Daan ")
    tweede = klant.post("/inloggen/code", {"code": code_nu()})

    assert (eerste.status_code, eerste.url) == (302, "/inloggen/code")
    assert tweede.status_code == 302
    sessie = Sessie.objects.get()
    assert sessie.gebruiker_id == daan.pk
    assert klant.get("/mijn-instellingen").status_code == 200
    assert gebeurtenissen()[-1] == "identity.inloggen.gelukt"


def test_the_cookie_is_for_this_host_only_and_out_of_reach_of_scripts(klant, in_lindewaard):
    maak_gebruiker(gebruikersnaam="daan")

    koek = stap_1(klant, "daan").cookies["kt_sessie"]

    assert koek["httponly"] is True
    assert (koek["domain"], koek["path"], koek["samesite"], koek["max-age"]) == ("", "/", "Lax", "")


def test_over_https_the_cookie_has_the_host_prefix(klant, in_lindewaard):
    maak_gebruiker(gebruikersnaam="daan")

    antwoord = klant.post("/inloggen", {"gebruikersnaam": "daan", "wachtwoord": WACHTWOORD}, secure=True)

    assert antwoord.cookies["__Host-kt_sessie"]["secure"] is True


def test_the_first_step_ends_whatever_session_this_browser_held(klant, in_lindewaard):
    log_in(klant, maak_gebruiker())
    maak_gebruiker(gebruikersnaam="daan")
    vorige = klant.cookies["kt_sessie"].value

    stap_1(klant, "daan")

    assert Sessie.objects.exclude(gebruiker=None).count() == 0
    assert klant.cookies["kt_sessie"].value != vorige


def test_the_key_in_the_cookie_is_new_after_each_step(klant, in_lindewaard):
    maak_gebruiker(gebruikersnaam="daan")
    stap_1(klant, "daan")
    halverwege = klant.cookies["kt_sessie"].value

    klant.post("/inloggen/code", {"code": code_nu()})

    assert klant.cookies["kt_sessie"].value != halverwege
    assert Sessie.objects.count() == 1
    assert halverwege not in str(Sessie.objects.values_list("sleutel_hash", "gegevens"))


@pytest.mark.parametrize(
    "geval", ["onbekend", "verkeerd", "geblokkeerd", "zonder wachtwoord", "leeg wachtwoord"]
)
def test_whatever_is_wrong_the_answer_is_the_same(klant, in_lindewaard, geval):
    daan = maak_gebruiker(gebruikersnaam="daan")
    if geval == "geblokkeerd":
        Gebruiker.objects.filter(pk=daan.pk).update(is_actief=False)
    if geval == "zonder wachtwoord":
        daan.set_unusable_password()
        daan.save()
    if geval == "leeg wachtwoord":
        Gebruiker.objects.filter(pk=daan.pk).update(password="")

    antwoord = stap_1(
        klant,
        "niemand" if geval == "onbekend" else "daan",
        "iets heel anders" if geval == "verkeerd" else WACHTWOORD,
    )

    assert antwoord.status_code == 422
    assert antwoord.context["form"].non_field_errors() == [NietHerkend.text]
    assert Sessie.objects.exclude(gebruiker=None).count() == 0


def test_an_empty_form_says_what_to_fill_in_and_keeps_the_name(klant, in_lindewaard):
    antwoord = klant.post("/inloggen", {"gebruikersnaam": "daan", "wachtwoord": ""})

    assert antwoord.status_code == 422
    assert antwoord.context["form"].errors == {"wachtwoord": ["Vul je wachtwoord in."]}
    assert 'value="daan"' in antwoord.content.decode()


def test_the_password_alone_opens_nothing(klant, in_lindewaard):
    maak_gebruiker(gebruikersnaam="daan")
    stap_1(klant, "daan")

    assert klant.get("/mijn-instellingen").url == "/inloggen?volgende=%2Fmijn-instellingen"


def test_an_account_without_code_app_is_sent_to_its_invitation(klant, in_lindewaard):
    maak_gebruiker(gebruikersnaam="daan", met_code_app=False)

    antwoord = stap_1(klant, "daan")

    assert antwoord.status_code == 422
    assert "Open de link in je uitnodiging" in antwoord.content.decode()


def test_the_second_step_cannot_be_asked_for_without_the_first(klant, in_lindewaard):
    assert klant.get("/inloggen/code").url == "/inloggen"


def test_the_second_step_waits_ten_minutes(klant, in_lindewaard):
    maak_gebruiker(gebruikersnaam="daan")
    stap_1(klant, "daan")

    with travel(timezone.now() + timedelta(minutes=11), tick=False):
        antwoord = klant.post("/inloggen/code", {"code": code_nu()})

    assert antwoord.url == "/inloggen?reden=opnieuw"


def test_a_code_of_the_app_works_once(klant_van, lindewaard, in_lindewaard):
    maak_gebruiker(gebruikersnaam="daan")
    nu = timezone.now()
    with travel(nu, tick=False):
        uitkomsten = []
        for _ in range(2):
            klant = klant_van(lindewaard)
            stap_1(klant, "daan")
            uitkomsten.append(klant.post("/inloggen/code", {"code": code_nu(nu)}).status_code)

    assert uitkomsten == [302, 422]


@pytest.mark.parametrize(("verschil", "mag"), [(-61, False), (-30, True), (0, True), (30, True), (61, False)])
def test_a_clock_that_is_half_a_minute_off_is_forgiven_and_more_is_not(in_lindewaard, verschil, mag):
    daan = maak_gebruiker()
    nu = timezone.now().replace(second=15)

    middel = controleer_tweede_factor(daan, code_nu(nu + timedelta(seconds=verschil)), nu)

    assert middel == ("code-app" if mag else None)


def test_an_older_code_is_worthless_after_a_newer_one(in_lindewaard):
    daan = maak_gebruiker()
    nu = timezone.now()
    controleer_tweede_factor(daan, code_nu(nu), nu)

    assert controleer_tweede_factor(daan, code_nu(nu - timedelta(seconds=30)), nu) is None


def test_a_code_on_paper_works_once_and_however_it_is_typed(in_lindewaard):
    daan = maak_gebruiker()
    nu = timezone.now()
    eerste, tweede, *rest = maak_herstelcodes(daan, nu)

    middelen = [
        controleer_tweede_factor(daan, code, nu) for code in (eerste, eerste, f" {tweede.lower()} ", tweede)
    ]

    assert middelen == ["herstelcode", None, "herstelcode", None]
    assert len(rest) == 8


def test_new_codes_on_paper_make_the_old_ones_worthless(in_lindewaard):
    daan = maak_gebruiker()
    nu = timezone.now()
    oud = maak_herstelcodes(daan, nu)[0]
    maak_herstelcodes(daan, nu)

    assert controleer_tweede_factor(daan, oud, nu) is None
    assert Herstelcode.objects.count() == 10


def test_codes_on_paper_are_not_in_the_database(in_lindewaard):
    codes = maak_herstelcodes(maak_gebruiker(), timezone.now())
    bewaard = " ".join(Herstelcode.objects.values_list("code_hash", flat=True))

    assert [code for code in codes if code.replace("-", "") in bewaard] == []


def test_the_secret_of_the_code_app_is_unreadable_in_the_database(in_lindewaard):
    from django.db import connection

    from tests.factories.identity import TOTP

    maak_gebruiker()
    with connection.cursor() as cursor:
        cursor.execute("SELECT geheim FROM identity_totpapparaat")
        (ruw,) = cursor.fetchone()

    assert TOTP.encode() not in bytes(ruw)


@pytest.mark.parametrize(
    ("volgende", "doel"),
    [
        ("/mijn-instellingen", "/mijn-instellingen"),
        ("//kwaad.nl/", None),
        ("https://kwaad.nl/", None),
        ("/\\kwaad.nl", None),
        ("/uitloggen", None),
    ],
)
def test_after_signing_in_one_is_back_on_the_page_but_never_on_another_site(
    klant, in_lindewaard, volgende, doel
):
    maak_gebruiker(gebruikersnaam="daan", rollen=[Rol.BEHEERDER])
    stap_1(klant, "daan", volgende=volgende)

    waarheen = klant.post("/inloggen/code", {"code": code_nu()}).url

    assert (waarheen[:1], waarheen[:2] == "//") == ("/", False)
    assert doel is None or waarheen == doel


def test_signing_out_ends_the_session_and_clears_the_browser(klant, in_lindewaard):
    daan = maak_gebruiker()
    log_in(klant, daan)
    sleutel = klant.cookies["kt_sessie"].value

    antwoord = klant.post("/uitloggen")

    assert antwoord.url == "/inloggen?reden=uitgelogd"
    assert antwoord["Clear-Site-Data"] == '"cache", "storage"'
    assert Sessie.objects.count() == 0
    klant.cookies["kt_sessie"] = sleutel
    assert klant.get("/mijn-instellingen").status_code == 302
    assert gebeurtenissen()[-1] == "identity.uitloggen"


def test_signing_out_takes_a_post(klant, in_lindewaard):
    log_in(klant, maak_gebruiker())

    assert klant.get("/uitloggen").status_code == 405


def test_every_page_for_people_who_are_signed_in_may_not_be_kept(klant, in_lindewaard):
    log_in(klant, maak_gebruiker(rollen=[Rol.BEHEERDER]))

    koppen = {
        pad: klant.get(pad)["Cache-Control"]
        for pad in ("/mijn-instellingen", "/inrichting/mensen", "/sessie")
    }

    assert set(koppen.values()) == {"no-store"}


def test_the_log_knows_each_failure_and_holds_no_name_that_was_typed(klant, in_lindewaard):
    stap_1(klant, "mijn geheime wachtwoord in het verkeerde veld")

    regel = Logboekregel.objects.get(gebeurtenis__startswith="identity.inloggen")
    assert (regel.gebeurtenis, regel.resultaat, regel.object_id) == (
        "identity.inloggen.mislukt",
        "mislukt",
        None,
    )
    assert "geheime" not in str(regel.detail)


def test_a_session_of_one_gemeente_is_nothing_in_another(klant_van, lindewaard, hoogmeren, db):
    with in_gemeente(lindewaard):
        daan = maak_gebruiker(rollen=[Rol.BEHEERDER])
        klant = klant_van(lindewaard)
        log_in(klant, daan)
    elders = klant_van(hoogmeren)
    elders.cookies["kt_sessie"] = klant.cookies["kt_sessie"].value

    assert elders.get("/mijn-instellingen").status_code == 302
