"""The informatieprotocol on screen: the matrix, a cell, handing in, judging, versions (F078)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef
from modules.inrichting.models import Informatieprotocol
from modules.inrichting.queries import protocol_nu
from modules.inrichting.rules.protocol import Categorie, Functie, Mate, Voorwaarde
from tests.factories.identity import WACHTWOORD, log_in, maak_gebruiker

MATRIX = "/inrichting/informatieprotocol"
WMO_JUSTITIE = f"{MATRIX}/cel/wmo_consulent/F"
HTMX = {"HX-Request": "true"}
WAAROM = "Alleen na overleg met de hulpverlener, met vastgelegde grond."


@pytest.fixture
def fg(in_lindewaard: GemeenteRef) -> Client:
    """A browser in which the privacyfunctionaris is signed in."""
    klant = Client()
    log_in(klant, maak_gebruiker(rollen=[Rol.FG], naam="Farida Groen"))
    return klant


def cel(**velden: Any) -> dict[str, Any]:
    """What the form of one cell posts."""
    return {
        "versie": 0,
        "delen": 1,
        "d0-mate": "3",
        "d0-voorwaarde": "grond",
        "d0-grondsoort": "gevaar",
        "d0-grond": "Wmo 2015, artikel 5.2.6",
        "d0-momenten": ["signaal", "intake", "plan", "hulp", "regie", "gesloten"],
        **velden,
    }


def voorleggen(**velden: Any) -> dict[str, Any]:
    """What the check page posts."""
    concept = Informatieprotocol.objects.concept().get()
    return {
        "versie": concept.versie,
        "antwoord-0": WAAROM,
        "toelichting": "Wmo-consulenten zien justitie bij gevaar.",
        "ingaat_op": timezone.localdate().strftime("%d-%m-%Y"),
        "gevallen_bekeken": "on",
        **velden,
    }


def oordeel(**velden: Any) -> dict[str, Any]:
    """What the privacyfunctionaris posts."""
    wacht = Informatieprotocol.objects.get(status="ter_goedkeuring")
    return {
        "versie": wacht.versie,
        "oordeel": "goedkeuren",
        "toelichting": "",
        "wachtwoord": WACHTWOORD,
        **velden,
    }


def leg_voor(scherm: Client) -> Informatieprotocol:
    scherm.post(WMO_JUSTITIE, cel())
    antwoord = scherm.post(f"{MATRIX}/controleer", voorleggen())
    assert antwoord.status_code == 303, antwoord.content.decode()
    return Informatieprotocol.objects.get(status="ter_goedkeuring")


def gebeurtenissen() -> list[str]:
    """The lines of the logboek about the protocol, without those of the day the gemeente began."""
    rijen = Logboekregel.objects.filter(gebeurtenis__startswith="inrichting.protocol").order_by("volgnummer")
    return [
        naam.removeprefix("inrichting.protocol.") for naam in rijen.values_list("gebeurtenis", flat=True)
    ][1:]


def test_every_page_opens_for_who_may(scherm: Client, fg: Client) -> None:
    leg_voor(scherm)
    for pad in (
        "",
        "?versie=geldig",
        "?groep=alles",
        "?groep=rondom&functie=partner",
        "/cel/hulpverlener/E",
        "/versies",
        "/wat-ziet",
        "/begin",
        "/contact",
    ):
        assert scherm.get(f"{MATRIX}{pad}").status_code == 200, pad
    for pad in ("", "/cel/hulpverlener/E", "/versies", "/wat-ziet", "/beoordelen"):
        assert fg.get(f"{MATRIX}{pad}").status_code == 200, pad
    assert (
        scherm.get(
            "/inrichting/informatieprotocol/wat-ziet?wie=functie:hulpverlener&moment=hulp&betrokken=on&geheim=on&toestemming=F"
        ).status_code
        == 200
    )
    assert Client(HTTP_HOST="lindewaard.localhost").get("/informatieprotocol").status_code == 200
