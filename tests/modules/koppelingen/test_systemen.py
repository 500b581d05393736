"""The page of the other systems: set up, test, see how it goes, and never show a secret."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from keukentafel.exchange import proef
from keukentafel.exchange.brp import fake
from keukentafel.identity.rollen import Rol
from modules.koppelingen.keuzes import WETTEN
from modules.koppelingen.models import Koppeling
from tests.factories.identity import log_in, maak_gebruiker
from tests.modules.dossier.verkeer import logboek, vragen
from tests.modules.koppelingen.conftest import zet_brp

pytestmark = pytest.mark.usefixtures("in_lindewaard")
BRP = {
    "is_aan": "on", "adres": fake.ADRES, "geheim": fake.SLEUTEL, "versie": "0", "doelbinding_wmo": "BRP-Wmo",
    "verwerking": "Sociaal domein@Keukentafel", "sleutelkop": "X-API-KEY", "bewaar_uren": "24", "bewaar_dagen": "30",
    "velden_teamlid": ["identiteit", "adres"],
}  # fmt: skip


@pytest.fixture
def beheerder() -> Any:
    return maak_gebruiker(rollen=(Rol.BEHEERDER,), met_code_app=False)


@pytest.fixture
def klant(beheerder: Any) -> Client:
    klant = Client()
    log_in(klant, beheerder)
    return klant


def bewaar(klant: Client, **anders: Any) -> Any:
    return klant.post(reverse("koppelingen:systeem", args=["brp"]), {**BRP, **anders}, follow=True)


def test_the_administrator_connects_the_brp_and_tests_it(klant: Client):
    assert b"Nog niet ingericht" in klant.get(reverse("koppelingen:systeem", args=["brp"])).content

    pagina = bewaar(klant)

    assert b"De koppeling is bewaard" in pagina.content
    rij = Koppeling.objects.get()
    assert (rij.is_aan, rij.adres, str(rij.geheim), rij.versie) == (True, fake.ADRES, fake.SLEUTEL, 1)
    assert rij.keuzes["doelbinding"] == {"wmo": "BRP-Wmo"}
    assert rij.keuzes["velden"]["teamlid"] == ["identiteit", "adres"]
    getest = klant.post(reverse("koppelingen:test", args=["brp"]))
    assert b"De test lukte" in getest.content
    assert Koppeling.objects.get().laatst_gelukt_op is not None
    assert logboek("koppelingen.koppeling.gewijzigd", "koppelingen.koppeling.getest") == [
        "koppelingen.koppeling.gewijzigd", "koppelingen.koppeling.getest",
    ]  # fmt: skip


def test_a_secret_is_never_shown_and_stays_when_the_box_is_empty(klant: Client):
    bewaar(klant)

    pagina = bewaar(klant, geheim="", versie="1", adres=f"{fake.ADRES}/")

    assert str(Koppeling.objects.get().geheim) == fake.SLEUTEL
    zonder_uitleg = pagina.content.replace(b"en de sleutel <code>oefensleutel</code>", b"")
    assert fake.SLEUTEL.encode() not in zonder_uitleg


def test_a_test_that_fails_says_why_and_what_stops(klant: Client):
    bewaar(klant, adres=proef.WEG)

    pagina = klant.post(reverse("koppelingen:test", args=["brp"]))

    assert b"De test lukte niet" in pagina.content
    assert b"werkt gewoon door" in pagina.content
    lijst = klant.get(reverse("koppelingen:lijst"))
    assert b"Werkt niet" in lijst.content
    assert b"Oefensysteem" in lijst.content


def test_an_address_outside_the_list_is_refused_by_the_door(klant: Client):
    bewaar(klant, adres="https://brp.example.nl/api")

    pagina = klant.post(reverse("koppelingen:test", args=["brp"]))

    assert b"staat niet op de lijst van adressen" in pagina.content


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"adres": ""}, "Vul het adres in"),
        ({"geheim": ""}, "Vul de sleutel in"),
        ({"adres": "ftp://brp"}, "Begin het adres met https"),
        ({"sleutelkop": "X KEY"}, "Gebruik alleen letters"),
        ({"bewaar_uren": "0"}, ""),
    ],
)
def test_what_cannot_be_is_refused_with_what_was_typed(klant: Client, anders: dict[str, str], zin: str):
    pagina = bewaar(klant, **anders)

    assert pagina.status_code == 422
    assert zin in pagina.content.decode()
    assert Koppeling.objects.count() == 0


def test_what_a_colleague_saved_meanwhile_is_shown_beside_it(klant: Client, beheerder: Any):
    zet_brp(beheerder)

    pagina = bewaar(klant, verwerking="Anders")

    assert pagina.status_code == 409
    assert "jij vulde in “Anders”, je collega “Sociaal domein@Keukentafel”" in pagina.content.decode()
    assert Koppeling.objects.get().versie == 1


def test_a_practice_address_is_refused_in_production(klant: Client, settings: Any):
    settings.KT_MODUS = "productie"

    assert bewaar(klant).status_code == 422


def test_the_list_and_the_page_ask_the_same_whatever_there_is(klant: Client, beheerder: Any):
    leeg = vragen(klant, reverse("koppelingen:lijst"))
    zet_brp(beheerder)

    assert vragen(klant, reverse("koppelingen:lijst")) == leeg


def test_an_unknown_system_is_not_there(klant: Client):
    assert klant.get(reverse("koppelingen:systeem", args=["fax"])).status_code == 404
    assert klant.post(reverse("koppelingen:test", args=["brp"])).status_code == 404
    assert set(WETTEN) == {"wmo", "jeugd", "participatie"}
