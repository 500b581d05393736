"""A storing reaches everybody: the status page, every page of every gemeente, and the tickets under it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from keukentafel.tenancy import in_platform
from keukentafel.tenancy.adresboek import adresboek
from support.models import Incident, Ticket
from tests.modules.ondersteuning.conftest import Toneel, bij_de_leverancier

pytestmark = pytest.mark.django_db
STORING = {
    "titel": "Berichten komen later",
    "onderdeel": "berichten",
    "is_storing": "0",
    "tekst": "We zoeken uit waarom. Er gaat niets verloren.",
}


def kaal(antwoord: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", antwoord.content.decode()))


def test_from_a_ticket_to_everybody_and_over(toneel: Toneel) -> None:
    console = bij_de_leverancier(toneel.ilse)
    gemeld = console.post("/incidenten/nieuw", STORING | {"ticket": str(toneel.ticket.pk)})
    assert gemeld.status_code == 303
    adresboek.vergeet()
    bezoeker, browser = Client(HTTP_HOST="localhost"), toneel.browser(toneel.vrager)

    status, pagina = bezoeker.get("/status"), browser.get("/ondersteuning")

    assert status.headers["Cache-Control"] == "public, max-age=60"
    assert "Set-Cookie" not in str(status.headers)
    assert "Berichten komen later" in kaal(status)
    assert "Vertraagd" in kaal(status)
    assert "Berichten komen later" in kaal(pagina)
    with in_platform():
        incident = Incident.objects.get()
        assert Ticket.objects.get(pk=toneel.ticket.pk).incident_id == incident.pk
    assert "Teammodel wordt niet bewaard" in kaal(console.get(f"/incidenten/{incident.pk}"))

    console.post(f"/incidenten/{incident.pk}/vertel", {"tekst": "Het is opgelost.", "is_voorbij": "on"})
    adresboek.vergeet()

    assert "Alles werkt." in kaal(bezoeker.get("/status"))
    assert "Het is opgelost." in kaal(bezoeker.get("/status"))
    assert "Berichten komen later" not in kaal(browser.get("/ondersteuning"))
    assert console.post(f"/incidenten/{incident.pk}/vertel", {"tekst": "Nog iets."}).status_code == 422


@pytest.mark.parametrize("tekst", ["Alleen Lindewaard heeft hier last van.", "Bel 06 12345678."])
def test_what_everybody_reads_names_nobody(toneel: Toneel, tekst: str) -> None:
    nee = bij_de_leverancier(toneel.ilse).post("/incidenten/nieuw", STORING | {"tekst": tekst})

    assert nee.status_code == 422
    with in_platform():
        assert not Incident.objects.exists()
