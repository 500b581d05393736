"""Questions before content: who is asked what, once a session, and the cost of one query."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from keukentafel.audit.models import Logboekregel
from keukentafel.tenancy import GemeenteRef
from modules.dossier.models import Huishoudlid
from modules.dossier.toegang.models import Afscherming, EigenAdres, Onderbreking
from modules.dossier.toegang.rules.herkennen import achternamen_van
from tests.factories.dossier import maak_inwoner
from tests.factories.identity import log_in, maak_gebruiker
from tests.modules.dossier.toegang.toneel import NUMMER, POSTCODE, Spel, speel

pytestmark = pytest.mark.django_db
REDEN = "Ik ben hier behandelaar en bel haar zo."


@pytest.fixture
def spel(in_lindewaard: GemeenteRef) -> Spel:
    return speel()


def hier(spel: Spel, route: str = "toegang:rechten") -> str:
    return reverse(route, args=[spel.huishouden.pk])


def lid_erbij(spel: Spel, **velden: Any) -> None:
    Huishoudlid.objects.create(
        huishouden=spel.huishouden, inwoner=maak_inwoner(**velden), van="2026-01-05", rol="kind"
    )


def gevraagd(spel: Spel, wie: str = "werker") -> str:
    """Open the household; return where that leads, empty when it opens."""
    antwoord = spel[wie].get(hier(spel))
    return "" if antwoord.status_code == 200 else antwoord.headers["Location"]


def zinnen(spel: Spel, wie: str = "werker") -> list[str]:
    adres = gevraagd(spel, wie)
    pagina = spel[wie].get(adres).content.decode()
    alle = (
        "lijkt een collega te zijn",
        "dezelfde achternaam als jij",
        "woont op jouw adres",
        "extra afgeschermd",
        "is geheim",
    )
    return [zin for zin in alle if zin in pagina]


def test_an_ordinary_household_asks_nothing(spel: Spel) -> None:
    assert gevraagd(spel) == ""


def test_the_family_of_a_colleague_by_full_name(spel: Spel) -> None:
    lid_erbij(spel, voornamen="Carla Maria", geslachtsnaam="Wouters")

    assert zinnen(spel) == ["lijkt een collega te zijn"]


def test_a_colleague_by_mail_address(spel: Spel) -> None:
    lid_erbij(spel, voornamen="C.", geslachtsnaam="Anders", email=spel.mensen["buiten"].email.upper())

    assert zinnen(spel) == ["lijkt een collega te zijn"]


def test_a_blocked_account_is_no_colleague(spel: Spel) -> None:
    spel.mensen["buiten"].is_actief = False
    spel.mensen["buiten"].save()
    lid_erbij(spel, voornamen="Carla", geslachtsnaam="Wouters")

    assert gevraagd(spel) == ""


@pytest.mark.parametrize(
    ("lezer", "geslachtsnaam", "is_gevraagd"),
    [
        ("Piet Zonneveld", "Bakker", True),
        ("Sanne de Zonneveld-Smit", "Bakker", True),
        ("Sanne van den Bakker", "Bakker-Jansen", True),
        ("Zonneveld Bakkers", "Jansen", False),
    ],
)
def test_the_own_surname(spel: Spel, lezer: str, geslachtsnaam: str, is_gevraagd: bool) -> None:
    lid_erbij(spel, geslachtsnaam=geslachtsnaam)
    spel.mensen["werker"].naam = lezer
    spel.mensen["werker"].save()

    assert bool(gevraagd(spel)) is is_gevraagd


def test_surnames_leave_the_first_name_and_what_stands_before_out() -> None:
    namen = ("Daan de Vries", "Samira Bouali", "Els van den Berg-Smit", "Prins", "")

    assert [achternamen_van(naam) for naam in namen] == [["vries"], ["bouali"], ["berg", "smit"], [], []]


def test_the_own_address_that_nobody_can_read(spel: Spel) -> None:
    spel["werker"].post("/mijn-instellingen/eigen-adres", {"postcode": "1234 ab", "huisnummer": NUMMER})
    eigen = EigenAdres.objects.get()
    pagina = spel["werker"].get("/mijn-instellingen/eigen-adres").content.decode()

    assert zinnen(spel) == ["woont op jouw adres"]
    assert gevraagd(spel, "regisseur") == ""
    assert POSTCODE.encode() not in bytes(eigen.adres_index)
    assert [tekst for tekst in (POSTCODE, "1234 AB", f'value="{NUMMER}"') if tekst in pagina] == []
    spel["werker"].post("/mijn-instellingen/eigen-adres", {"weg": "1"})
    assert EigenAdres.objects.count() == 0


def test_a_secret_address(spel: Spel) -> None:
    spel.huishouden.is_geheim_adres = True
    spel.huishouden.save()

    assert zinnen(spel) == ["is geheim"]


def test_a_shielded_household_and_who_may_shield_it(spel: Spel) -> None:
    doe = {"soort": "bekend", "reden": "Bekend van televisie in de regio."}
    niet = [spel[wie].post(hier(spel, "toegang:afschermen"), doe).status_code for wie in ("werker", "buiten")]
    wel = spel["leider"].post(hier(spel, "toegang:afschermen"), doe).status_code

    assert (niet, wel) == ([404, 404], 303)
    assert zinnen(spel) == ["extra afgeschermd"]
    spel["leider"].post(gevraagd(spel, "leider"), {"reden": "Ik haal de afscherming weg."})
    weg = spel["leider"].post(hier(spel, "toegang:afschermen"), {"reden": "Niet meer bekend."}).status_code
    assert (weg, Afscherming.objects.get().opgeheven_op is not None) == (303, True)
    assert gevraagd(spel) == ""


def test_it_keeps_the_address_takes_a_reason_and_asks_once_a_session(spel: Spel) -> None:
    spel.huishouden.is_geheim_adres = True
    spel.huishouden.save()
    vol = f"{hier(spel)}?van=zoeken"
    tussen = spel["werker"].get(vol).headers["Location"]
    kort = spel["werker"].post(tussen, {"reden": "Zomaar."})
    goed = spel["werker"].post(tussen, {"reden": REDEN})

    assert tussen == f"{hier(spel, 'toegang:onderbreking')}?volgende={quote(vol, safe='')}"
    assert (kort.status_code, goed.status_code, goed.headers["Location"]) == (422, 303, vol)
    assert gevraagd(spel) == ""
    anders = Client()
    log_in(anders, spel.mensen["werker"])
    assert anders.get(hier(spel)).status_code == 303  # another session asks again
    regel = Logboekregel.objects.get(gebeurtenis="toegang.onderbreking.gepasseerd")
    assert (regel.reden, regel.huishouden_id) == (REDEN, spel.huishouden.pk)
    assert REDEN in spel["leider"].get(
        reverse("dossier:wie_keek_mee", args=[spel.huishouden.pk])
    ).content.decode() or (gevraagd(spel, "leider") != "")


def test_a_new_reason_in_the_same_session_asks_again(spel: Spel) -> None:
    spel.huishouden.is_geheim_adres = True
    spel.huishouden.save()
    spel["werker"].post(gevraagd(spel), {"reden": REDEN})
    open_ = gevraagd(spel)
    lid_erbij(spel, voornamen="Carla", geslachtsnaam="Wouters")

    assert (open_, bool(gevraagd(spel))) == ("", True)


def test_going_back_opens_nothing_and_is_written(spel: Spel) -> None:
    spel.huishouden.is_geheim_adres = True
    spel.huishouden.save()
    terug = spel["werker"].post(gevraagd(spel), {"terug": "1"})

    assert terug.headers["Location"] == "/huishoudens"
    assert Onderbreking.objects.count() == 0
    regel = Logboekregel.objects.get(gebeurtenis="toegang.onderbreking.teruggegaan")
    assert (regel.huishouden_id, regel.resultaat) == (spel.huishouden.pk, "geweigerd")


def test_the_page_between_shows_no_content(spel: Spel) -> None:
    spel.huishouden.is_geheim_adres = True
    spel.huishouden.save()
    pagina = spel["werker"].get(gevraagd(spel)).content.decode()

    assert [woord for woord in ("Zonneveld", "Truus", "Lijsterhof") if woord in pagina] == []


def test_where_it_leads_is_always_one_of_our_own_addresses(spel: Spel) -> None:
    spel.huishouden.is_geheim_adres = True
    spel.huishouden.save()
    tussen = f"{hier(spel, 'toegang:onderbreking')}?volgende=//elders.example/x"

    assert spel["werker"].post(tussen, {"reden": REDEN}).headers["Location"] == hier(
        spel, "dossier:huishouden"
    )


def test_htmx_is_led_there_too(spel: Spel) -> None:
    spel.huishouden.is_geheim_adres = True
    spel.huishouden.save()
    antwoord = spel["werker"].get(hier(spel), HTTP_HX_REQUEST="true")

    assert (antwoord.status_code, "HX-Redirect" in antwoord.headers) == (204, True)


def test_the_guard_costs_one_query_whoever_lives_there(spel: Spel) -> None:
    def kosten() -> int:
        with CaptureQueriesContext(connection) as gevangen:
            assert spel["werker"].get(hier(spel)).status_code == 200
        return sum("toegang_kijkraam" in vraag["sql"] for vraag in gevangen)

    eerst = kosten()
    for nummer in range(4):
        lid_erbij(spel, voornamen=f"Kind {nummer}", geslachtsnaam="Bakker")
        maak_gebruiker(naam=f"Nog Iemand{nummer}", met_code_app=False)

    assert (eerst, kosten()) == (1, 1)
