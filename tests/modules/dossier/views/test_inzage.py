"""Wie keek mee: on screen for colleagues, on paper for the household, and nobody left out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from keukentafel import audit
from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from modules.dossier.toegang.models import Noodtoegang
from tests.factories.identity import maak_gebruiker
from tests.modules.dossier.verkeer import maak_zaak

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_lindewaard")]


def tekst(antwoord: Any) -> str:
    import re

    return " ".join(re.sub(r"<[^>]+>", " ", antwoord.content.decode()).split())


def kijk(wie: Any, huishouden: Any, **velden: Any) -> None:
    velden = {"at": timezone.now(), "doel": "hulp", **velden}
    audit.record_inzage(target=huishouden, by=wie, **velden)


@pytest.fixture
def zaak(klant: Any) -> Any:
    return maak_zaak(klant)


def pagina(zaak: Any, deel: str = "") -> str:
    return f"/huishoudens/{zaak.huishouden.pk}/wie-keek-mee{deel}"


def test_it_says_for_whom_what_on_which_ground_and_in_an_emergency(klant: Any, zaak: Any) -> None:
    daan = maak_gebruiker(naam="Daan Visser", met_code_app=False)
    kijk(daan, zaak.huishouden, categorie="E", grond="Wmo 2015, artikel 5.1.1", is_nood=True)

    gezien = tekst(klant.get(pagina(zaak)))

    assert "Daan Visser Teamlid Gemeente Lindewaard" in gezien
    assert "Noodtoegang" in gezien
    assert "gezondheid" in gezien
    assert "Wmo 2015, artikel 5.1.1" in gezien


def test_a_list_and_a_refusal_count_too(klant: Any, zaak: Any) -> None:
    daan = maak_gebruiker(naam="Daan Visser", met_code_app=False)
    audit.record_lijst(
        "dossier.lijst.bekeken", by=daan, doel="hulp", huishoudens=[zaak.huishouden.pk, uuid4()]
    )
    audit.record(
        "dossier.huishouden.geweigerd", by=daan, at=timezone.now(), soort="R", resultaat="geweigerd",
        huishouden_id=zaak.huishouden.pk,
    )  # fmt: skip

    gezien = tekst(klant.get(pagina(zaak)))

    assert "zag de naam in een lijst" in gezien
    assert "wilde dit openen, maar dat mocht niet Geweigerd" in gezien


def test_older_visits_stand_on_the_next_page(klant: Any, zaak: Any) -> None:
    for nummer in range(205):
        kijk(maak_gebruiker(naam=f"Kijker {nummer:03}", met_code_app=False), zaak.huishouden)

    eerste = klant.get(pagina(zaak))

    assert "Kijker 204" in tekst(eerste)
    assert "Kijker 000" not in tekst(eerste)
    verder = eerste.context["ouder_url"]
    tweede = tekst(klant.get(verder))
    assert "Kijker 000" in tweede
    assert "Naar de nieuwste" in tweede


def test_the_print_for_the_household_lists_everybody_and_speaks_to_them(klant: Any, zaak: Any) -> None:
    rollen = [Rol.TEAMLID, Rol.TEAMLEIDER, Rol.REGISSEUR, Rol.BACKOFFICE, Rol.FG, Rol.BEHEERDER, Rol.PARTNER]
    for nummer in range(230):
        kijk(
            maak_gebruiker(naam=f"Kijker {nummer:03}", rollen={rollen[nummer % 7]}, met_code_app=False),
            zaak.huishouden,
        )

    gezien = tekst(klant.get(pagina(zaak, "/afdruk")))

    assert [nummer for nummer in range(230) if f"Kijker {nummer:03}" not in gezien] == []
    assert "Wie keek mee in uw gegevens" in gezien
    assert "drukte deze lijst af" in gezien
    assert " je " not in gezien


def test_printing_is_written_down(klant: Any, zaak: Any) -> None:
    klant.get(pagina(zaak, "/afdruk"))

    regel = Logboekregel.objects.get(gebeurtenis="dossier.inzage.afgedrukt")
    assert (regel.huishouden_id, regel.doel, regel.niveau) == (zaak.huishouden.pk, "inzage_inwoner", "let_op")


def gezocht() -> list[int]:
    regels = Logboekregel.objects.filter(gebeurtenis="dossier.huishouden.gezocht")
    return [regel.detail["aantal"] for regel in regels.order_by("tijdstip", "id")]


def test_a_search_that_finds_nobody_is_written_down_too(klant: Any, zaak: Any) -> None:
    klant.get("/zoeken", {"q": "Niemandvandienaam"})
    klant.get("/huishoudens", {"q": "Niemandvandienaam"})
    klant.get(reverse("dossier:adres_team"), {"postcode": "1234AB", "huisnummer": "99"})
    klant.get(reverse("dossier:adres_team"), {"postcode": "1234AB"})

    assert gezocht() == [0, 0, 0]


def test_the_own_words_of_a_colleague_are_not_shown(klant: Any, zaak: Any) -> None:
    daan = maak_gebruiker(naam="Daan Visser", met_code_app=False)
    for wie, woorden in ((daan, "De vader dronk weer."), (zaak.medewerker, "Ik neem waar voor Daan.")):
        Noodtoegang.objects.create(
            huishouden=zaak.huishouden, gebruiker=wie, reden="acuut_gevaar", toelichting=woorden,
            van=timezone.now(), tot=timezone.now() + timedelta(hours=4), beoordelen_voor=timezone.localdate(),
        )  # fmt: skip

    gezien = tekst(klant.get(pagina(zaak)))

    assert "Ik neem waar voor Daan." in gezien
    assert "De vader dronk weer." not in gezien
