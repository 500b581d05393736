"""Guessing does not pay, and one gemeente never waits for another (hazards H24, G18)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from time_machine import travel

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.actions.aanmelden import NietHerkend, check_code, check_wachtwoord
from keukentafel.identity.beurten import TeVaakGeprobeerd, neem_beurt
from keukentafel.identity.models import Gebruiker, Inlogslot
from keukentafel.identity.rollen import Rol
from keukentafel.identity.rules.wachttijd import PER_ACCOUNT, PER_ADRES
from keukentafel.tenancy import in_gemeente
from tests.factories.identity import code_nu, log_in, maak_gebruiker

NEGEN_UUR = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _snelle_hash(settings):
    """A thousand tries are about counting, not about argon2."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def probeer(naam, wachtwoord, at, adres="10.0.0.1"):
    try:
        check_wachtwoord(gebruikersnaam=naam, wachtwoord=wachtwoord, adres=adres, at=at)
    except TeVaakGeprobeerd:
        return "dicht"
    except NietHerkend:
        return "fout"
    return "goed"


@pytest.mark.parametrize("naam", ["daan", "iemand die niet bestaat"])
def test_a_thousand_guesses_from_fifty_addresses_are_ten_in_a_quarter(in_lindewaard, naam):
    maak_gebruiker(gebruikersnaam="daan", wachtwoord="iets van daan zelf")

    uitkomsten = [
        probeer(naam, f"gok {nummer}", NEGEN_UUR + timedelta(seconds=nummer * 0.9), f"10.0.{nummer % 50}.1")
        for nummer in range(1000)
    ]

    assert uitkomsten.count("fout") <= 10
    assert set(uitkomsten) == {"fout", "dicht"}


def test_the_right_password_does_not_open_a_door_that_is_shut(in_lindewaard):
    maak_gebruiker(gebruikersnaam="daan", wachtwoord="iets van daan zelf")
    at = NEGEN_UUR
    while probeer("daan", "gok", at) == "fout":
        pass

    assert probeer("daan", "iets van daan zelf", at) == "dicht"


def test_after_the_wait_the_right_password_works_and_counting_begins_again(in_lindewaard):
    maak_gebruiker(gebruikersnaam="daan", wachtwoord="iets van daan zelf")
    for _ in range(4):
        probeer("daan", "gok", NEGEN_UUR)

    assert probeer("daan", "iets van daan zelf", NEGEN_UUR + timedelta(seconds=5)) == "goed"
    assert [probeer("daan", "gok", NEGEN_UUR + timedelta(minutes=1)) for _ in range(4)] == ["fout"] * 4


def test_guessing_at_one_gemeente_never_slows_another(lindewaard, hoogmeren, db):
    for gemeente in (lindewaard, hoogmeren):
        with in_gemeente(gemeente):
            maak_gebruiker(gebruikersnaam="daan", wachtwoord="iets van daan zelf")
    with in_gemeente(lindewaard):
        for _ in range(1000):
            probeer("daan", "gok", NEGEN_UUR)

    with in_gemeente(hoogmeren):
        assert Inlogslot.objects.count() == 0
        assert probeer("daan", "iets van daan zelf", NEGEN_UUR) == "goed"


def test_an_office_that_signs_in_from_one_address_is_never_shut_out(in_lindewaard):
    maak_gebruiker(gebruikersnaam="daan", wachtwoord="iets van daan zelf")

    uitkomsten = {probeer("daan", "iets van daan zelf", NEGEN_UUR) for _ in range(PER_ADRES.grens + 50)}

    assert uitkomsten == {"goed"}


def test_somebody_who_tries_many_names_from_one_address_is_stopped(in_lindewaard):
    uitkomsten = [probeer(f"naam{nummer}", "Welkom2026!", NEGEN_UUR) for nummer in range(PER_ADRES.grens + 1)]

    assert uitkomsten[-1] == "dicht"


def test_guessing_codes_is_counted_too(in_lindewaard):
    daan = maak_gebruiker()

    uitkomsten = [_beurt(daan, NEGEN_UUR + timedelta(seconds=6 * nummer)) for nummer in range(150)]

    assert uitkomsten.count("mag") <= 10
    with pytest.raises(TeVaakGeprobeerd):
        check_code(account=daan, code=code_nu(NEGEN_UUR), at=NEGEN_UUR)


def _beurt(account, at):
    try:
        neem_beurt("code", str(account.pk), at=at, regel=PER_ACCOUNT)
    except TeVaakGeprobeerd:
        return "dicht"
    return "mag"


def test_the_lock_out_is_written_once(in_lindewaard):
    maak_gebruiker(gebruikersnaam="daan", wachtwoord="iets van daan zelf")
    at = NEGEN_UUR
    for _ in range(2000):
        probeer("daan", "gok", at)
        at += timedelta(seconds=0.4)

    regels = list(Logboekregel.objects.values_list("gebeurtenis", flat=True))
    assert regels.count("identity.inloggen.dicht") == 1
    assert regels.count("identity.inloggen.mislukt") == 10


def test_the_administrator_opens_the_door(klant, in_lindewaard):
    daan = maak_gebruiker(gebruikersnaam="daan", wachtwoord="iets van daan zelf")
    petra = maak_gebruiker(rollen=[Rol.BEHEERDER], wachtwoord="iets van petra zelf")
    with travel(NEGEN_UUR, tick=False):
        for _ in range(20):
            probeer("daan", "gok", NEGEN_UUR)
        log_in(klant, petra)

        klant.post(f"/inrichting/mensen/{daan.pk}/ontgrendelen")

        assert probeer("daan", "iets van daan zelf", NEGEN_UUR) == "goed"


def test_what_is_counted_holds_no_name(in_lindewaard):
    probeer("een wachtwoord in het verkeerde veld", "gok", NEGEN_UUR)

    assert {len(slot.sleutel) for slot in Inlogslot.objects.all()} == {64}


def test_an_open_screen_is_no_place_to_guess_the_password(klant, in_lindewaard):
    log_in(klant, maak_gebruiker(wachtwoord="iets van daan zelf"))

    for _ in range(5):
        antwoord = klant.post("/mijn-instellingen/herstelcodes", {"huidig": "gok"})

    assert antwoord.status_code == 422
    assert "Er is te vaak geprobeerd" in antwoord.content.decode()


class TellendeHasher(MD5PasswordHasher):
    """Counts how often it works: that is where the time of an answer goes."""

    keren = 0

    def encode(self, password, salt):
        type(self).keren += 1
        return super().encode(password, salt)


@pytest.mark.parametrize(
    "geval", ["verkeerd", "onbekend", "geblokkeerd", "zonder wachtwoord", "leeg wachtwoord"]
)
def test_every_wrong_answer_takes_the_time_of_one_hash(in_lindewaard, settings, geval):
    settings.PASSWORD_HASHERS = [f"{__name__}.TellendeHasher"]
    daan = maak_gebruiker(gebruikersnaam="daan", wachtwoord="iets van daan zelf")
    Gebruiker.objects.filter(pk=daan.pk).update(
        is_actief=geval != "geblokkeerd",
        password={"zonder wachtwoord": "!onbruikbaar", "leeg wachtwoord": ""}.get(geval, daan.password),
    )
    TellendeHasher.keren = 0

    probeer("niemand" if geval == "onbekend" else "daan", "gok", NEGEN_UUR)

    assert TellendeHasher.keren == 1
