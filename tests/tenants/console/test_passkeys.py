"""Passkeys of the supplier's people: made, used, and refused when anything about them is not right."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from keukentafel.identity import vers
from keukentafel.tenancy import in_platform
from keukentafel.tenancy.zaaifouten import zaai
from tenants.console.models import Passkey
from tenants.models import LeverancierAccount, LeverancierSessie, Platformregel
from tests.tenants.conftest import HOST
from tests.tenants.console.sleutelhanger import Sleutelhanger

pytestmark = pytest.mark.django_db
INLOGGEN = "/inloggen/passkey"


def vraag_in(antwoord: Any) -> str:
    """Return what the page asks the browser."""
    gevonden = re.search(r'data-passkey="([^"]+)"', antwoord.content.decode())
    assert gevonden is not None, "there is no button for a passkey"
    return html.unescape(gevonden.group(1))


@pytest.fixture
def hanger() -> Sleutelhanger:
    return Sleutelhanger()


@pytest.fixture
def met_passkey(klant: Client, hanger: Sleutelhanger) -> Client:
    """Ilse, who added a passkey."""
    vraag = vraag_in(klant.get("/account/passkey"))
    gedaan = klant.post("/account/passkey", {"naam": "Laptop", "bewijs": hanger.maak(vraag)})
    assert (gedaan.status_code, gedaan["Location"]) == (303, "/account?gedaan=passkey")
    return klant


@pytest.fixture
def ander(klant_van: Callable[..., Client]) -> Client:
    """Another browser, in which nobody is signed in."""
    return klant_van(HOST)


def test_a_passkey_signs_in_without_a_password(
    met_passkey: Client, ander: Client, hanger: Sleutelhanger
) -> None:
    assert "Log in met een passkey" in ander.get("/inloggen").content.decode()
    binnen = ander.post(INLOGGEN, {"bewijs": hanger.gebruik(vraag_in(ander.get(INLOGGEN)))})

    assert (binnen.status_code, binnen["Location"]) == (302, "/")
    assert ander.get("/").status_code == 200
    with in_platform():
        rij = Passkey.objects.get()
        assert (rij.naam, rij.teller, rij.gebruikt_op is not None) == ("Laptop", 1, True)
        regel = Platformregel.objects.filter(gebeurtenis="identity.inloggen.gelukt").first()
        assert regel is not None
        assert regel.detail["middel"] == "passkey"


def test_an_answer_opens_once(met_passkey: Client, ander: Client, hanger: Sleutelhanger) -> None:
    antwoord = hanger.gebruik(vraag_in(ander.get(INLOGGEN)))
    ander.post(INLOGGEN, {"bewijs": antwoord})
    with in_platform():
        Passkey.objects.update(teller=0)  # a key that does not count: the question itself must be spent
        LeverancierSessie.objects.all().delete()

    assert ander.post(INLOGGEN, {"bewijs": antwoord}).status_code == 422
    with zaai("passkey_antwoord_twee_keer"):
        assert ander.post(INLOGGEN, {"bewijs": antwoord}).status_code == 302


def test_a_copy_of_a_passkey_is_seen(met_passkey: Client, ander: Client, hanger: Sleutelhanger) -> None:
    with in_platform():
        Passkey.objects.update(teller=7)

    assert ander.post(INLOGGEN, {"bewijs": hanger.gebruik(vraag_in(ander.get(INLOGGEN)))}).status_code == 422
    with in_platform():
        assert Platformregel.objects.filter(gebeurtenis="leverancier.passkey.dubbel").count() == 1


@pytest.mark.parametrize(
    "vals",
    [
        {"oorsprong": "https://leverancier.localhost.kwaad.example"},
        {"oorsprong": "http://lindewaard.localhost"},
        {"rp": "kwaad.example"},
        {"vinger": False},
    ],
)
def test_another_site_or_no_finger_does_not_get_in(
    met_passkey: Client, ander: Client, hanger: Sleutelhanger, vals: dict[str, Any]
) -> None:
    vreemd = Sleutelhanger(**vals)
    vreemd.sleutel, vreemd.id = hanger.sleutel, hanger.id

    assert ander.post(INLOGGEN, {"bewijs": vreemd.gebruik(vraag_in(ander.get(INLOGGEN)))}).status_code == 422
    assert ander.get("/").status_code == 302


def test_without_the_check_of_the_site_the_test_would_see_it(
    met_passkey: Client, ander: Client, hanger: Sleutelhanger
) -> None:
    vreemd = Sleutelhanger(oorsprong="https://kwaad.example")
    vreemd.sleutel, vreemd.id = hanger.sleutel, hanger.id

    with zaai("passkey_van_elders"):
        binnen = ander.post(INLOGGEN, {"bewijs": vreemd.gebruik(vraag_in(ander.get(INLOGGEN)))})
    assert binnen.status_code == 302


@pytest.mark.parametrize("onzin", ["", "geen json", "[]", '{"vraag": "x", "antwoord": {}}', '{"vraag": 1}'])
def test_nonsense_is_refused(met_passkey: Client, ander: Client, onzin: str) -> None:
    assert ander.post(INLOGGEN, {"bewijs": onzin}).status_code == 422


def test_a_question_for_something_else_is_not_answered_with(
    met_passkey: Client, ander: Client, hanger: Sleutelhanger
) -> None:
    """The note says what was asked: to add a key, or to confirm as one account, is not to sign in."""
    voor_maken = vraag_in(met_passkey.get("/account/passkey"))

    assert ander.post(INLOGGEN, {"bewijs": hanger.gebruik(voor_maken)}).status_code == 422


def test_who_is_blocked_does_not_get_in(met_passkey: Client, ander: Client, hanger: Sleutelhanger) -> None:
    with in_platform():
        LeverancierAccount.objects.update(is_actief=False)

    assert ander.post(INLOGGEN, {"bewijs": hanger.gebruik(vraag_in(ander.get(INLOGGEN)))}).status_code == 422


def test_a_passkey_is_a_fresh_factor(met_passkey: Client, hanger: Sleutelhanger, nu: datetime) -> None:
    with in_platform():
        rij = LeverancierSessie.objects.get()
        rij.gegevens["tweede_factor_op"] = (nu - timedelta(hours=1)).isoformat()
        rij.save(update_fields=["gegevens"])
    vraag = met_passkey.post("/account/herstelcodes")

    goed = met_passkey.post("/account/herstelcodes", {vers.BEWIJS: hanger.gebruik(vraag_in(vraag))})

    assert "Bevestig dat jij het bent" in vraag.content.decode()
    assert "Bewaar je herstelcodes" in goed.content.decode()


def test_a_passkey_that_was_removed_opens_nothing(
    met_passkey: Client, ander: Client, hanger: Sleutelhanger
) -> None:
    with in_platform():
        passkey = Passkey.objects.get()

    assert met_passkey.post(f"/account/passkey/{passkey.pk}/weg").status_code == 303
    assert ander.post(INLOGGEN, {"bewijs": hanger.gebruik(vraag_in(ander.get(INLOGGEN)))}).status_code == 422


def test_a_passkey_is_added_once(met_passkey: Client, hanger: Sleutelhanger) -> None:
    weer = met_passkey.post(
        "/account/passkey",
        {"naam": "Nog eens", "bewijs": hanger.maak(vraag_in(met_passkey.get("/account/passkey")))},
    )

    assert weer.status_code == 422
    with in_platform():
        assert Passkey.objects.count() == 1
