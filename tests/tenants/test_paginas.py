"""The supplier's pages: who gets in, what they show, and how a gemeente is added."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pyotp
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

import keukentafel
from keukentafel.tenancy import GemeenteRef, in_platform
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.models import nieuwe_id
from tenants.actions import onboarding
from tenants.actions.tellen import tel_gemeente
from tenants.models import Gemeente, Klaarzetting, Platformregel, Stand

pytestmark = pytest.mark.django_db

GEGEVENS = {
    "gemeente": "Zwijndrecht (GM0642)",
    "variant": "team",
    "beheerder_naam": "Petra Hoekstra",
    "beheerder_email": "p.hoekstra@voorbeeld.invalid",
}


OOK_BIJ_EEN_GEMEENTE = {"/", "/zoeken"}
"""Addresses that a gemeente has too, with pages of its own behind them."""


def tekst_van(antwoord: Any) -> str:
    """Return what a reader sees: no tags, one space between words."""
    kaal = re.sub(r"<[^>]+>", " ", antwoord.content.decode())
    return html.unescape(re.sub(r"\s+", " ", kaal))


def adressen() -> list[str]:
    """Every address of the supplier, with an id where one is asked."""
    vast = "0198c0de-0000-7000-8000-000000000000"
    return [
        reverse(
            f"tenants:{route.name}",
            urlconf="keukentafel.operator_urls",
            kwargs=dict.fromkeys(route.pattern.converters, vast),
        )
        for route in get_resolver("tenants.urls_leverancier").url_patterns
    ]


@pytest.mark.parametrize("pad", adressen())
def test_a_visitor_is_sent_to_sign_in(bezoeker: Client, pad: str) -> None:
    for antwoord in (bezoeker.get(pad), bezoeker.post(pad)):
        if antwoord.status_code == 405:
            continue
        assert (antwoord.status_code, antwoord["Location"].split("?")[0]) == (302, "/inloggen")


@pytest.mark.parametrize("pad", adressen())
def test_the_pages_do_not_exist_at_a_gemeente(
    klant_van: Callable[..., Client], lindewaard: GemeenteRef, pad: str
) -> None:
    antwoord = klant_van(lindewaard).get(pad)

    assert antwoord.status_code == (302 if pad in OOK_BIJ_EEN_GEMEENTE else 404)


def test_signing_in_with_two_factors_leads_to_the_overview(klant: Client) -> None:
    antwoord = klant.get("/")

    assert antwoord.status_code == 200
    assert "2 gemeenten werken zonder storing." in tekst_van(antwoord)
    with in_platform():
        assert Platformregel.objects.filter(gebeurtenis="identity.inloggen.gelukt").count() == 1


def test_the_overview_shows_counts_and_no_tenant_table_is_read(
    klant: Client, lindewaard: GemeenteRef, nu: datetime
) -> None:
    tel_gemeente(ref=lindewaard, at=nu)
    with in_platform():
        rij = Gemeente.objects.get(pk=lindewaard.id)

    tekst = tekst_van(klant.get("/gemeenten"))

    assert (rij.actieve_medewerkers > 0, rij.geteld_op) == (True, nu)
    assert re.search(rf"Lindewaard Team Toegang .* {re.escape(keukentafel.__version__)} Goed", tekst)


def test_pages_ask_a_fixed_number_of_questions(
    klant: Client, django_assert_num_queries: Any, alleen_eigen_delen: None
) -> None:
    adresboek.vergeet()
    klant.get("/gemeenten")
    for aantal in (1, 12):
        with in_platform():
            for _ in range(aantal):
                _klaarzetting()
        for pad, vragen in (("/", 11), ("/gemeenten", 7)):
            with in_platform(), django_assert_num_queries(vragen):
                klant.get(pad)


def _klaarzetting(stand: str = "bezig", **velden: Any) -> Klaarzetting:
    stappen = [{"stap": "ruimte", "label": "Ruimte en sleutels maken", "stand": stand}]
    vast = {
        "cbs_code": "GM0642", "naam": "Zwijndrecht", "slug": "zwijndrecht", "variant": "team", "stappen": stappen,
        "beheerder_naam": "Petra", "beheerder_email": "p@voorbeeld.invalid", "begonnen_op": timezone.now(), "stand": stand,
    }  # fmt: skip
    return Klaarzetting.objects.create(**{**vast, **velden})


def test_the_list_can_be_searched_and_filtered(klant: Client) -> None:
    with in_platform():
        _klaarzetting(naam="Zandhorst")

    assert "Geen gemeente gevonden." in tekst_van(klant.get("/gemeenten?q=xyz"))
    assert "Hoogmeren" not in tekst_van(klant.get("/gemeenten?q=linde"))
    assert "Klaarzetten, 0 van 7" in tekst_van(klant.get("/gemeenten?toon=klaarzetten"))
    assert "Lindewaard" not in tekst_van(klant.get("/gemeenten?toon=klaarzetten"))


# -- adding ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("getypt", ["Zwijndrecht (GM0642)", "zwijndrecht", "GM0642", "642"])
def test_a_gemeente_is_found_by_name_and_by_code(klant: Client, getypt: str) -> None:
    antwoord = klant.post("/gemeenten/toevoegen", {**GEGEVENS, "gemeente": getypt, "stap": "controle"})

    assert antwoord.status_code == 200
    assert "Klopt dit? " in tekst_van(antwoord)
    assert "http://zwijndrecht.localhost:8000" in tekst_van(antwoord)


@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        (
            "gemeente",
            "Xanadu",
            "Deze gemeente staat niet in de lijst van het CBS. Kies een naam uit de lijst.",
        ),
        ("gemeente", "", "Kies een gemeente."),
        ("variant", "", "Kies een teammodel."),
        ("beheerder_naam", "", "Vul de naam van de eerste beheerder in."),
        ("beheerder_email", "petra", "Dit is geen e-mailadres. Een goed voorbeeld is naam@gemeente.nl."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    klant: Client, veld: str, waarde: str, zin: str
) -> None:
    antwoord = klant.post("/gemeenten/toevoegen", {**GEGEVENS, veld: waarde, "stap": "controle"})

    assert antwoord.status_code == 422
    assert zin in tekst_van(antwoord)
    for naam, getypt in GEGEVENS.items():
        if naam not in (veld, "variant"):
            assert f'value="{getypt}"' in antwoord.content.decode()


def test_another_address_can_be_chosen(klant: Client) -> None:
    vraag = {**GEGEVENS, "stap": "controle"}

    assert "http://zwijndrecht-2.localhost:8000" in tekst_van(
        klant.post("/gemeenten/toevoegen", {**vraag, "adres": "Zwijndrecht-2"})
    )
    fout = klant.post("/gemeenten/toevoegen", {**vraag, "adres": "leverancier"})
    assert (fout.status_code, "Kies een ander adres." in tekst_van(fout)) == (422, True)


def test_a_gemeente_that_is_there_is_refused(klant: Client, zonder_broker: list[str]) -> None:
    antwoord = klant.post("/gemeenten/toevoegen", {**GEGEVENS, "gemeente": "GM9001", "stap": "maken"})

    assert (antwoord.status_code, zonder_broker) == (422, [])
    assert "Deze gemeente is er al." in tekst_van(antwoord)


@pytest.mark.django_db(transaction=True, databases=["default", "migrator"])
def test_adding_a_gemeente_shows_its_steps_and_the_invitation_once(
    klant: Client, zonder_broker: list[str], geen_rollen_over: None, klant_van: Callable[..., Client]
) -> None:
    begonnen = klant.post("/gemeenten/toevoegen", {**GEGEVENS, "stap": "maken"})
    volg = begonnen["Location"]
    wacht = klant.get(volg)

    assert (begonnen.status_code, wacht.status_code) == (303, 200)
    assert 'hx-trigger="every 1s"' in wacht.content.decode()
    assert '<meta http-equiv="refresh" content="2">' in wacht.content.decode()
    (klaarzetting_id,) = zonder_broker
    onboarding.voer_klaarzetting_uit(klaarzetting_id, at=timezone.now(), klok=timezone.now)  # type: ignore[arg-type]
    klaar = klant.get(volg)
    assert "De gemeente staat open" in tekst_van(klaar)
    assert "7 van 7 klaar" in tekst_van(klaar)
    assert "hx-trigger" not in klaar.content.decode().split('id="voortgang"')[1].split(">")[0]

    eerste, tweede = (klant.post(f"{volg}/uitnodiging") for _ in range(2))
    gevonden = re.search(
        r"http://zwijndrecht\.localhost:8000(/\S+)", tekst_van(eerste).replace("8000 ", "8000|")
    )
    link = re.search(r'id="uitnodiging">http://zwijndrecht\.localhost:8000(/[^<]+)<', eerste.content.decode())
    assert link is not None, gevonden
    assert "De link is al een keer getoond." in tekst_van(tweede)
    adresboek.vergeet()
    assert (
        klant_van("zwijndrecht.localhost").get(html.unescape(link.group(1)), follow=True).status_code == 200
    )


def test_a_failed_gemeente_can_be_tried_again(klant: Client, zonder_broker: list[str]) -> None:
    with in_platform():
        werk = _klaarzetting(
            "mislukt", fout="Stap 'Ruimte en sleutels maken' is mislukt (Iets). Er is niets blijven staan."
        )

    antwoord = klant.get(f"/gemeenten/klaarzetten/{werk.pk}")
    opnieuw = klant.post(f"/gemeenten/klaarzetten/{werk.pk}/opnieuw")

    assert "Stap 'Ruimte en sleutels maken' is mislukt (Iets). Er is niets blijven staan." in tekst_van(
        antwoord
    )
    assert "Probeer opnieuw" in tekst_van(antwoord)
    assert opnieuw.status_code == 303
    assert opnieuw["Location"] != f"/gemeenten/klaarzetten/{werk.pk}"


def test_a_killed_klaarzetting_is_offered_again(klant: Client) -> None:
    with in_platform():
        werk = _klaarzetting("bezig", begonnen_op=timezone.now() - timedelta(minutes=10))

    tekst = tekst_van(klant.get(f"/gemeenten/klaarzetten/{werk.pk}"))

    assert "Er gebeurt al even niets" in tekst
    assert "Probeer opnieuw" in tekst


# -- suspending -----------------------------------------------------------------------------------------------


def test_suspending_asks_a_reason(klant: Client, hoogmeren: GemeenteRef) -> None:
    antwoord = klant.post(f"/gemeenten/{hoogmeren.id}/opschorten", {"reden": ""})

    assert antwoord.status_code == 422
    assert "Zeg waarom de gemeente gesloten wordt." in tekst_van(antwoord)


def test_suspending_closes_a_gemeente_and_resuming_opens_it(
    klant: Client, hoogmeren: GemeenteRef, klant_van: Callable[..., Client]
) -> None:
    bij_gemeente = klant_van(hoogmeren)

    klant.post(f"/gemeenten/{hoogmeren.id}/opschorten", {"reden": "Contract loopt af"})
    gesloten = bij_gemeente.get("/inloggen")
    pagina = tekst_van(klant.get(f"/gemeenten/{hoogmeren.id}"))
    klant.post(f"/gemeenten/{hoogmeren.id}/hervatten")
    adresboek.vergeet()

    assert gesloten.status_code == 503
    assert "Contract loopt af" in pagina
    assert bij_gemeente.get("/inloggen").status_code == 200
    with in_platform():
        assert Gemeente.objects.get(pk=hoogmeren.id).stand == Stand.ACTIEF
        regels = Platformregel.objects.filter(gemeente_code="GM9002", door="Ilse Koster")
        assert list(regels.order_by("tijdstip").values_list("gebeurtenis", flat=True)) == [
            "gemeente.opgeschort",
            "gemeente.actief",
        ]


def test_a_gemeente_that_is_not_there_is_404(klant: Client) -> None:
    assert klant.get(f"/gemeenten/{nieuwe_id()}").status_code == 404


# -- the front door --------------------------------------------------------------------------------------------


def test_the_front_door_leads_to_the_sign_in_of_a_gemeente_and_remembers_it(
    klant_van: Callable[..., Client], lindewaard: GemeenteRef
) -> None:
    voordeur = klant_van("localhost")

    antwoord = voordeur.get("/?gemeente=lindewaard")

    assert (antwoord.status_code, antwoord["Location"]) == (302, "http://lindewaard.localhost:8000/inloggen")
    assert antwoord.cookies["kt_gemeente"].value == "lindewaard"
    assert "Vorige keer koos je Lindewaard" in tekst_van(voordeur.get("/"))


def test_the_front_door_says_when_there_is_no_such_gemeente(
    klant_van: Callable[..., Client], db: None
) -> None:
    tekst = tekst_van(klant_van("localhost").get("/?gemeente=xanadu"))

    assert "Deze gemeente werkt niet met Keukentafel, of is nu gesloten." in tekst


def test_the_command_makes_an_account_that_can_sign_in(bezoeker: Client, capsys: Any) -> None:
    call_command("leverancier-account-maken", "Anna", naam="Anna de Wit", json=True)
    nieuw = json.loads(capsys.readouterr().out)

    bezoeker.post("/inloggen", {"gebruikersnaam": "anna", "wachtwoord": nieuw["wachtwoord"]})
    antwoord = bezoeker.post("/inloggen/code", {"code": pyotp.TOTP(nieuw["totp"]).now()})

    assert (antwoord.status_code, antwoord["Location"]) == (302, "/")
    assert nieuw["otpauth"].startswith("otpauth://totp/Keukentafel%20localhost:anna?secret=")
    with pytest.raises(CommandError, match="al in gebruik"):
        call_command("leverancier-account-maken", "anna", naam="Anna")
