"""The link that opens an account: once, for some days, in one gemeente (hazards H23)."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.utils import timezone
from time_machine import travel

from keukentafel.identity.actions.eigen_account import LinkWerktNiet, find_uitnodiging
from keukentafel.identity.actions.mensen import (
    AlInGebruik,
    block_gebruiker,
    invite_gebruiker,
    renew_uitnodiging,
    unblock_gebruiker,
)
from keukentafel.identity.models import (
    Gebruiker,
    Herstelcode,
    Sessie,
    TotpApparaat,
    Uitnodiging,
    UitnodigingSoort,
)
from keukentafel.identity.rollen import Rol
from keukentafel.outbox.models import Uitgaand
from keukentafel.tenancy import in_gemeente
from keukentafel.tenancy.zaaifouten import zaai
from tests.factories.identity import code_nu, log_in, maak_gebruiker

NIEUW = "paarse fiets in de gracht"


def nodig_uit(**extra):
    velden = {"naam": "Carla Wouters", "gebruikersnaam": "carla", "email": "carla@voorbeeld.nl"}
    rollen = {(Rol.TEAMLID, None)}
    return invite_gebruiker(**{**velden, **extra}, toekenningen=rollen, by=None, at=timezone.now())


def doorloop(klant, token):
    """Follow the link to the end; return the page with the codes on paper."""
    klant.get(f"/uitnodiging/{token}")
    klant.post("/welkom", {"nieuw": NIEUW})
    klant.get("/welkom/code-app")
    geheim = TotpApparaat.objects.get(bevestigd_op=None).geheim
    return klant.post("/welkom/code-app", {"code": code_nu(geheim=geheim)})


def test_the_link_leads_to_a_password_a_code_app_ten_codes_and_a_session(klant, in_lindewaard):
    uitgenodigd = nodig_uit()

    pagina = doorloop(klant, uitgenodigd.token)

    carla = Gebruiker.objects.get(gebruikersnaam="carla")
    assert pagina.status_code == 200
    assert len(pagina.context["codes"]) == 10
    assert check_password(NIEUW, carla.password)
    assert Herstelcode.objects.count() == 10
    assert Sessie.objects.get().gebruiker_id == carla.pk
    assert klant.get("/mijn-instellingen").status_code == 200


def test_the_link_is_out_of_the_address_at_once_and_opening_it_uses_nothing_up(
    klant, klant_van, lindewaard, in_lindewaard
):
    token = nodig_uit().token

    scanner = klant_van(lindewaard).get(f"/uitnodiging/{token}")

    assert (scanner.status_code, scanner.url) == (302, "/welkom")
    assert doorloop(klant, token).status_code == 200


def test_the_link_works_once(klant, klant_van, lindewaard, in_lindewaard):
    token = nodig_uit().token
    doorloop(klant, token)

    assert klant_van(lindewaard).get(f"/uitnodiging/{token}").status_code == 404


def test_the_link_works_seven_days(in_lindewaard):
    token = nodig_uit().token
    nu = timezone.now()

    find_uitnodiging(token=token, at=nu + timedelta(days=6, hours=23))
    with pytest.raises(LinkWerktNiet):
        find_uitnodiging(token=token, at=nu + timedelta(days=7))


def test_a_new_link_ends_the_old_one(in_lindewaard):
    eerste = nodig_uit()
    tweede = renew_uitnodiging(gebruiker=eerste.gebruiker, by=None, at=timezone.now())

    find_uitnodiging(token=tweede.token, at=timezone.now())
    with pytest.raises(LinkWerktNiet):
        find_uitnodiging(token=eerste.token, at=timezone.now())


def test_blocking_ends_the_link_and_a_blocked_account_gets_no_new_one(in_lindewaard):
    petra = maak_gebruiker(rollen=[Rol.BEHEERDER])
    uitgenodigd = nodig_uit()
    block_gebruiker(gebruiker=uitgenodigd.gebruiker, by=petra, at=timezone.now())

    with pytest.raises(LinkWerktNiet):
        find_uitnodiging(token=uitgenodigd.token, at=timezone.now())
    with pytest.raises(AlInGebruik):
        renew_uitnodiging(gebruiker=uitgenodigd.gebruiker, by=petra, at=timezone.now())


def test_a_link_from_before_the_block_stays_dead_after_it(in_lindewaard):
    petra = maak_gebruiker(rollen=[Rol.BEHEERDER])
    uitgenodigd = nodig_uit()
    block_gebruiker(gebruiker=uitgenodigd.gebruiker, by=petra, at=timezone.now())
    unblock_gebruiker(gebruiker=uitgenodigd.gebruiker, by=petra, at=timezone.now())

    with pytest.raises(LinkWerktNiet):
        find_uitnodiging(token=uitgenodigd.token, at=timezone.now())


def test_half_way_nothing_has_changed(klant, in_lindewaard):
    token = nodig_uit().token
    klant.get(f"/uitnodiging/{token}")
    klant.post("/welkom", {"nieuw": NIEUW})
    klant.get("/welkom/code-app")
    verkeerd = klant.post("/welkom/code-app", {"code": "000000"})

    assert verkeerd.status_code == 422
    assert Gebruiker.objects.get().has_usable_password() is False
    assert Uitnodiging.objects.get().gebruikt_op is None
    assert TotpApparaat.objects.filter(bevestigd_op__isnull=False).count() == 0


def test_the_steps_cannot_be_skipped(klant, in_lindewaard):
    assert klant.get("/welkom").status_code == 404
    assert klant.get("/welkom/code-app").status_code == 404
    klant.get(f"/uitnodiging/{nodig_uit().token}")

    assert klant.get("/welkom/code-app").url == "/welkom"


@pytest.mark.parametrize("wachtwoord", ["", "kort", "welkomwelkom", "carlawouters1"])
def test_a_poor_password_is_refused_with_the_reason(klant, in_lindewaard, wachtwoord):
    klant.get(f"/uitnodiging/{nodig_uit().token}")

    antwoord = klant.post("/welkom", {"nieuw": wachtwoord})

    assert antwoord.status_code == 422
    assert list(antwoord.context["form"].errors) == ["nieuw"]


def test_the_secret_of_the_link_is_not_in_the_database(in_lindewaard):
    token = nodig_uit().token

    assert token not in str(Uitnodiging.objects.values().get())


@pytest.mark.parametrize("soort", list(UitnodigingSoort))
def test_a_link_of_one_gemeente_opens_nothing_in_another(klant_van, lindewaard, hoogmeren, db, soort):
    """The same account and the very row of the link stand in both, so only the gemeente differs."""
    token = _link_in_beide(lindewaard, hoogmeren, soort)

    assert klant_van(lindewaard).get(f"/uitnodiging/{token}").status_code == 302
    assert klant_van(hoogmeren).get(f"/uitnodiging/{token}").status_code == 404


def test_the_seeded_bug_of_a_link_without_gemeente_is_seen(klant_van, lindewaard, hoogmeren, db):
    with zaai("sessie_zonder_gemeente"), zaai("sleutels_zonder_gemeente"):
        token = _link_in_beide(lindewaard, hoogmeren, UitnodigingSoort.ACCOUNT)

        assert klant_van(hoogmeren).get(f"/uitnodiging/{token}").status_code == 302


def _link_in_beide(lindewaard, hoogmeren, soort):
    with in_gemeente(lindewaard):
        daan = maak_gebruiker(gebruikersnaam="daan")
        token = renew_uitnodiging(gebruiker=daan, by=None, at=timezone.now(), soort=soort).token
        rij = Uitnodiging.objects.values().get()
    with in_gemeente(hoogmeren):
        maak_gebruiker(pk=daan.pk, gebruikersnaam="daan")
        Uitnodiging.objects.create(**rij)
    return token


def test_a_new_invitation_replaces_password_and_code_app_and_ends_sessions(
    klant, klant_van, lindewaard, in_lindewaard
):
    daan = maak_gebruiker(gebruikersnaam="daan")
    ander = klant_van(lindewaard)
    log_in(ander, daan)
    oud = daan.password
    token = renew_uitnodiging(gebruiker=daan, by=None, at=timezone.now()).token

    doorloop(klant, token)

    assert ander.get("/sessie").json()["ingelogd"] is False
    assert Gebruiker.objects.get(pk=daan.pk).password != oud
    assert TotpApparaat.objects.filter(gebruiker=daan).count() == 1


def test_a_forgotten_password_is_chosen_again_by_mail_and_the_code_app_stays(klant, in_lindewaard):
    daan = maak_gebruiker(gebruikersnaam="daan", email="daan@voorbeeld.nl")
    app = TotpApparaat.objects.get()
    log_in(klant, daan)

    klant.post("/wachtwoord-vergeten", {"gebruikersnaam": "Daan"})
    link = renew_uitnodiging(gebruiker=daan, by=None, at=timezone.now(), soort=UitnodigingSoort.WACHTWOORD)
    klant.get(f"/uitnodiging/{link.token}")
    antwoord = klant.post("/welkom", {"nieuw": NIEUW})

    assert antwoord.url == "/inloggen?reden=wachtwoord"
    assert Uitgaand.objects.count() == 1
    assert check_password(NIEUW, Gebruiker.objects.get().password)
    assert TotpApparaat.objects.get().pk == app.pk
    assert klant.get("/sessie").json()["ingelogd"] is False


def test_a_link_for_a_password_works_an_hour(in_lindewaard):
    daan = maak_gebruiker()
    nu = timezone.now()
    token = renew_uitnodiging(gebruiker=daan, by=None, at=nu, soort=UitnodigingSoort.WACHTWOORD).token

    with pytest.raises(LinkWerktNiet):
        find_uitnodiging(token=token, at=nu + timedelta(minutes=60))


@pytest.mark.parametrize("naam", ["daan", "niemand", "uitgenodigd"])
def test_asking_for_a_link_tells_nobody_who_has_an_account(klant, in_lindewaard, naam):
    maak_gebruiker(gebruikersnaam="daan")
    nodig_uit(gebruikersnaam="uitgenodigd")

    antwoord = klant.post("/wachtwoord-vergeten", {"gebruikersnaam": naam})

    assert (antwoord.status_code, antwoord.url) == (302, "/wachtwoord-vergeten/gestuurd")
    assert Uitgaand.objects.count() == (1 if naam == "daan" else 0)


def test_nobody_fills_a_box_with_links(klant, in_lindewaard):
    maak_gebruiker(gebruikersnaam="daan")

    codes = [klant.post("/wachtwoord-vergeten", {"gebruikersnaam": "daan"}).status_code for _ in range(5)]

    assert codes == [302, 302, 302, 422, 422]


def test_the_code_app_can_be_replaced_with_password_and_the_code_of_the_new_one(klant, in_lindewaard):
    from tests.factories.identity import WACHTWOORD

    daan = maak_gebruiker()
    log_in(klant, daan)
    klant.get("/mijn-instellingen/code-app")
    nieuw = TotpApparaat.objects.get(bevestigd_op=None)
    met_oude = klant.post("/mijn-instellingen/code-app", {"huidig": WACHTWOORD, "code": code_nu()})

    met_nieuwe = klant.post(
        "/mijn-instellingen/code-app", {"huidig": WACHTWOORD, "code": code_nu(geheim=nieuw.geheim)}
    )

    assert (met_oude.status_code, met_nieuwe.status_code) == (422, 303)
    assert TotpApparaat.objects.get().pk == nieuw.pk


def test_the_setup_page_shows_a_picture_and_the_key_as_text(klant, in_lindewaard):
    klant.get(f"/uitnodiging/{nodig_uit().token}")
    klant.post("/welkom", {"nieuw": NIEUW})

    pagina = klant.get("/welkom/code-app").content.decode()

    geheim = TotpApparaat.objects.get().geheim
    assert 'class="kt-qr__beeld"' in pagina
    assert " ".join(geheim[i : i + 4] for i in range(0, 32, 4)) in pagina


def test_an_invitation_while_signed_in_as_somebody_else_ends_that_session_first(klant, in_lindewaard):
    daan = maak_gebruiker(gebruikersnaam="daan")
    log_in(klant, daan)

    klant.get(f"/uitnodiging/{nodig_uit().token}")

    assert klant.get("/sessie").json()["ingelogd"] is False
    with travel(timezone.now(), tick=False):
        assert klant.get("/welkom").status_code == 200
