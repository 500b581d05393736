"""The screens: download, look, take over, turn back; the library, and the console beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import pyotp
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from keukentafel.identity.models import Gebruiker
from keukentafel.tenancy import GemeenteRef, in_platform
from modules.inrichting.bibliotheek.actions.sjabloon import (
    LijktEenBsn,
    check_bestand,
    forget_gemeente,
    offer_sjabloon,
)
from modules.inrichting.bibliotheek.models import Inrichtingsjabloon
from modules.inrichting.configuratie.actions.inname import lees_alles, write_configuratie
from modules.inrichting.configuratie.bestand import schrijf
from modules.inrichting.configuratie.models import Configuratieinname, Innamesoort
from modules.inrichting.models import Begrip
from tenants.actions.accounts import make_leverancier_account
from tenants.models import Platformregel

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
BEWONER = {"inwoner": {"enkelvoud": "bewoner", "meervoud": "bewoners", "lidwoord": "de"}}
C = "/inrichting/configuratie"


@pytest.fixture
def leverancier(in_lindewaard: GemeenteRef, klant_van: Callable[..., Client]) -> Client:
    """Somebody of the supplier, signed in with both factors."""
    account = make_leverancier_account(
        gebruikersnaam="ilse", naam="Ilse Koster", email="ilse@voorbeeld.invalid", at=timezone.now()
    )
    browser = klant_van("leverancier.localhost")
    browser.post("/inloggen", {"gebruikersnaam": "ilse", "wachtwoord": account.wachtwoord})
    browser.post("/inloggen/code", {"code": pyotp.TOTP(account.totp).now()})
    return browser


def bestand(**delen: object) -> str:
    return schrijf(gemeente="Hoogmeren", cbs_code="GM9002", delen=delen or {"begrippen": BEWONER}, at=NU)


def upload(tekst: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("inrichting-hoogmeren.yaml", tekst.encode(), "application/yaml")


def verborgen(pagina: str, naam: str) -> str:
    return pagina.split(f'name="{naam}" value="', 1)[1].split('"', 1)[0]


def test_a_file_is_downloaded_looked_at_taken_over_and_turned_back(scherm: Client):
    gedownload = scherm.post(f"{C}/bestand")
    assert gedownload["Content-Disposition"].startswith('attachment; filename="inrichting-lindewaard-')

    bekeken = scherm.post(f"{C}/bekijk", {"bestand": upload(bestand())})
    pagina = bekeken.content.decode()
    assert "de bewoner, bewoners" in pagina
    assert not Begrip.objects.exists()

    tekst = bekeken.context["form"].cleaned_data["tekst"]
    velden = {"tekst": tekst, "naam": "x.yaml", "stand": verborgen(pagina, "stand"), "deel": ["begrippen"]}
    klaar = scherm.post(f"{C}/bekijk", {**velden, "actie": "overnemen"})
    inname = Configuratieinname.objects.get()
    assert (klaar.status_code, klaar["Location"]) == (303, f"{C}/overgenomen/{inname.pk}")
    assert Begrip.objects.get().enkelvoud == "bewoner"
    assert "De woorden staan op elk scherm." in scherm.get(klaar["Location"]).content.decode()

    opnieuw = scherm.post(f"{C}/bekijk", {**velden, "actie": "overnemen"})
    assert (opnieuw.status_code, Configuratieinname.objects.count()) == (409, 1)

    terug = scherm.get(f"{C}/overgenomen/{inname.pk}/terug").content.decode()
    gedaan = scherm.post(f"{C}/overgenomen/{inname.pk}/terug", {"stand": verborgen(terug, "stand")})
    assert gedaan.status_code == 303
    assert not Begrip.objects.exists()
    assert "Teruggedraaid" in scherm.get(C).content.decode()


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({}, "Kies een bestand."),
        ({"bestand": SimpleUploadedFile("x.yaml", b"")}, "Kies een bestand."),
        (
            {"bestand": SimpleUploadedFile("x.yaml", b"hallo")},
            "Dit is geen configuratiebestand van Keukentafel.",
        ),
    ],
)
def test_what_is_no_file_gets_a_sentence_at_the_field(scherm: Client, velden: dict, zin: str):
    antwoord = scherm.post(f"{C}/bekijk", velden)

    assert (antwoord.status_code, zin in antwoord.content.decode()) == (422, True)


def test_the_page_does_not_call_the_file_optional(scherm: Client):
    for pagina in (scherm.get(C), scherm.post(f"{C}/bekijk", {"tekst": "hallo"})):
        tekst = pagina.content.decode()
        assert re.search(r'<input type="file"[^>]* required', tekst)
        assert "niet verplicht" not in tekst


def test_a_changed_file_is_compared_and_not_taken_over(scherm: Client):
    tekst = bestand().replace("bewoners", "burgers")
    pagina = scherm.post(f"{C}/bekijk", {"bestand": upload(tekst)}).content.decode()
    assert "de bewoner, burgers" in pagina
    assert "Neem over wat is aangevinkt" not in pagina

    velden = {"tekst": tekst, "deel": ["begrippen"], "actie": "overnemen", "stand": "x"}
    assert scherm.post(f"{C}/bekijk", velden).status_code == 422
    assert not Begrip.objects.exists()


def test_the_list_of_what_was_taken_over_asks_as_much_for_many(scherm: Client, beheerder: Gebruiker):
    def tel() -> int:
        with CaptureQueriesContext(connection) as vragen:
            assert scherm.get(C).status_code == 200
        return len(vragen)

    def maak(aantal: int) -> None:
        for _ in range(aantal):
            Configuratieinname.objects.create(
                soort=Innamesoort.BESTAND, bron="x", delen={"begrippen": {}}, door=beheerder, op=NU
            )

    maak(1)
    een = tel()
    maak(24)
    assert (een, tel()) == (5, 5)
    pagina = scherm.get(C).content.decode()
    assert pagina.count('scope="row"') == 20
    volgende = pagina.split("?na=", 1)[1].split('"', 1)[0]
    assert scherm.get(f"{C}?na={volgende}").content.decode().count('scope="row"') == 5


def test_a_gemeente_offers_the_supplier_publishes_another_takes_over_and_sees_where_it_departs(
    scherm: Client,
    leverancier: Client,
    hoogmeren: GemeenteRef,
    in_lindewaard: GemeenteRef,
):
    eigen = {"naam": "Team Oost", "omschrijving": "Voor een kleine gemeente."}
    Begrip.objects.create(sleutel="inwoner", **BEWONER["inwoner"])
    assert scherm.post("/inrichting/bibliotheek/aanbieden", eigen).status_code == 422
    klaar = scherm.post("/inrichting/bibliotheek/aanbieden", {**eigen, "delen": ["begrippen", "teammodel"]})
    assert (klaar.status_code, klaar["Location"]) == (303, "/inrichting/bibliotheek")
    wacht = scherm.get("/inrichting/bibliotheek").content.decode()
    assert "Wacht op de leverancier" in wacht
    assert "De bibliotheek is nog leeg." in wacht
    with in_platform():
        sjabloon = Inrichtingsjabloon.objects.get()

    console = f"/bibliotheek/{sjabloon.pk}"
    assert "de bewoner, bewoners" in leverancier.get(console).content.decode()
    assert leverancier.post(f"{console}/antwoord", {"actie": "opnemen"}).status_code == 422
    assert (
        leverancier.post(f"{console}/antwoord", {"actie": "opnemen", "antwoord": "Dank."}).status_code == 303
    )
    assert (
        leverancier.post(f"{console}/antwoord", {"actie": "opnemen", "antwoord": "Dank."}).status_code == 422
    )

    Begrip.objects.all().delete()
    adres = f"/inrichting/bibliotheek/{sjabloon.pk}"
    pagina = scherm.get(adres).content.decode()
    velden = {"stand": verborgen(pagina, "stand"), "versie": "1", "deel": ["begrippen"]}
    assert scherm.post(adres, velden).status_code == 303
    assert "Gelijk" in scherm.get("/inrichting/bibliotheek").content.decode()
    Begrip.objects.update(meervoud="burgers")
    assert "1 afwijkend" in scherm.get("/inrichting/bibliotheek").content.decode()
    assert "wijken jullie op 1 punt daarvan af" in scherm.get(adres).content.decode()

    tekst = bestand(begrippen={})
    nieuw = {"bestand": upload(tekst), "toelichting": "De gewone woorden."}
    assert leverancier.post(f"{console}/versie", nieuw).status_code == 303
    assert "Er is een nieuwere" in scherm.get("/inrichting/bibliotheek").content.decode()
    assert "De gewone woorden." in scherm.get(adres).content.decode()
    assert leverancier.get(f"{console}/versies/2/bestand").content.decode() == tekst

    assert leverancier.post(f"{console}/intrekken").status_code == 303
    assert leverancier.post(f"{console}/intrekken").status_code == 422
    assert scherm.get(adres).status_code == 404
    with in_platform():
        regels = list(Platformregel.objects.filter(gebeurtenis__startswith="bibliotheek.").order_by("id"))
    assert [regel.in_woorden for regel in regels] == [
        "Sjabloon in de bibliotheek gezet",
        "Nieuwe versie van een sjabloon",
        "Sjabloon uit de bibliotheek gehaald",
    ]
    assert [regel.door for regel in regels if not regel.door] == []


def test_of_a_gemeente_that_leaves_only_what_others_may_take_over_stays(
    in_lindewaard: GemeenteRef, beheerder: Gebruiker
):
    tekst = write_configuratie(by=beheerder, at=NU)
    for naam in ("Wacht nog", "Staat er"):
        offer_sjabloon(
            naam=naam,
            omschrijving="x",
            bestand=tekst,
            gemeente_id=in_lindewaard.id,
            gemeente="Lindewaard",
            at=NU,
        )
    with in_platform():
        Inrichtingsjabloon.objects.filter(naam="Staat er").update(stand="gepubliceerd")
        eerst = forget_gemeente(in_lindewaard.id, "", NU)
        daarna = forget_gemeente(in_lindewaard.id, "", NU)
        over = list(Inrichtingsjabloon.objects.values_list("naam", flat=True))

    assert (eerst, daarna, over) == ({"sjablonen": 1}, {"sjablonen": 0}, ["Staat er"])


def test_the_supplier_lays_two_files_side_by_side_and_adds_its_own(leverancier: Client):
    links, rechts = bestand(), bestand(begrippen={}, modules=["wmo"])
    pagina = leverancier.post("/bibliotheek/vergelijk", {"links": upload(links), "rechts": upload(rechts)})
    assert "de bewoner, bewoners" in pagina.content.decode()
    assert (
        leverancier.post(
            "/bibliotheek/vergelijk", {"links": upload("x"), "rechts": upload(rechts)}
        ).status_code
        == 422
    )

    velden = {"naam": "Netwerk", "omschrijving": "Voor wie zo begint."}
    assert leverancier.post("/bibliotheek/nieuw", {**velden, "bestand": upload("x")}).status_code == 422
    assert leverancier.post("/bibliotheek/nieuw", {**velden, "bestand": upload(links)}).status_code == 303
    assert leverancier.post("/bibliotheek/nieuw", {**velden, "bestand": upload(links)}).status_code == 422
    assert "Netwerk" in leverancier.get("/bibliotheek").content.decode()
    assert "Geen sjabloon gevonden." in leverancier.get("/bibliotheek?q=zzz").content.decode()


def test_nothing_that_may_be_a_bsn_comes_into_the_library(in_lindewaard: GemeenteRef, beheerder: Gebruiker):
    check_bestand(write_configuratie(by=beheerder, at=NU))
    brief = {"x": {"onderwerp": "a", "samenvatting": "", "tekst": "Bel over 111222333."}}

    with pytest.raises(LijktEenBsn):
        check_bestand(bestand(brieven=brief))


def test_an_unknown_inname_or_template_is_not_found(scherm: Client):
    assert [
        scherm.get(adres).status_code
        for adres in (
            f"{C}/overgenomen/{uuid4()}",
            f"{C}/overgenomen/{uuid4()}/terug",
            f"/inrichting/bibliotheek/{uuid4()}",
        )
    ] == [404, 404, 404]


def test_an_own_template_holds_no_own_choices_of_teams(in_lindewaard: GemeenteRef, beheerder: Gebruiker):
    from modules.inrichting.configuratie.actions.aanbod import write_aanbod
    from modules.inrichting.configuratie.bestand import lees

    delen = lees(write_aanbod(sleutels=frozenset({"teammodel"}), by=beheerder, at=NU)).delen

    assert delen == {"teammodel": {**json.loads(json.dumps(lees_alles()["teammodel"])), "teams": {}}}
