"""A storing reaches everybody: the status page, every page of every gemeente, and the tickets under it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any, Literal

import pytest
from django.test import Client
from django.utils.timezone import now

from keukentafel.tenancy import in_platform
from keukentafel.tenancy.adresboek import adresboek
from support.models import Incident, Ticket
from tenants.console.actions.meten import noteer_meting
from tenants.console.models import Gezondheidsstand
from tenants.console.onderdelen import Uitkomst
from tenants.console.rollen import LeverancierRol
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


def meet(**standen: Literal["goed", "vertraagd", "stuk"]) -> None:
    """Measure every part of the platform now: as said, and else good."""
    for deel in ("site", "databank", "berichten", "taken", "back_ups"):
        noteer_meting(onderdeel=deel, uitkomst=Uitkomst(standen.get(deel, "goed"), "geheim 12"), at=now())


def test_from_a_ticket_to_everybody_and_over(toneel: Toneel) -> None:
    meet()
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


def stand_van(antwoord: Any) -> dict[str, str]:
    """Return the word behind each part."""
    namen = ("Site en inloggen", "Berichten en koppelingen", "Achtergrondtaken", "Back-ups")
    return {
        naam: re.search(rf"{naam} +(Goed|Vertraagd|Storing|Niet gemeten|Nog niet gemeten)", kaal(antwoord))[1]  # type: ignore[index]
        for naam in namen
    }


def test_the_page_is_never_better_than_what_was_measured(db: None) -> None:
    bezoeker = Client(HTTP_HOST="localhost")
    niets = bezoeker.get("/status")
    meet(databank="stuk", taken="vertraagd")
    mis = bezoeker.get("/status")
    meet()
    goed = bezoeker.get("/status")

    assert set(stand_van(niets).values()) == {"Nog niet gemeten"}
    assert "Alles werkt." not in kaal(niets)
    assert stand_van(mis) == {
        "Site en inloggen": "Storing",
        "Berichten en koppelingen": "Goed",
        "Achtergrondtaken": "Vertraagd",
        "Back-ups": "Goed",
    }
    assert "Niet alles werkt goed." in kaal(mis)
    assert (set(stand_van(goed).values()), "Alles werkt." in kaal(goed)) == ({"Goed"}, True)
    assert [blad for blad in (niets, mis, goed) if "geheim" in kaal(blad)] == []
    assert mis.headers["Cache-Control"] == "public, max-age=60"


def test_what_was_never_measured_is_no_fault_and_what_was_not_measured_of_late_is_said(db: None) -> None:
    bezoeker = Client(HTTP_HOST="localhost")
    meet()
    with in_platform():
        Gezondheidsstand.objects.filter(onderdeel="back_ups").delete()  # a new installation: no drill yet
    nieuw = bezoeker.get("/status")
    with in_platform():
        Gezondheidsstand.objects.filter(onderdeel="taken").update(gemeten_op=now() - timedelta(hours=1))
    stil = bezoeker.get("/status")

    assert (stand_van(nieuw)["Back-ups"], stand_van(nieuw)["Site en inloggen"]) == (
        "Nog niet gemeten",
        "Goed",
    )
    assert "Er is geen storing bekend. Nog niet alles is gemeten." in kaal(nieuw)
    assert "Niet alles werkt goed." not in kaal(nieuw)
    assert stand_van(stil)["Achtergrondtaken"] == "Niet gemeten"
    assert "Niet alles is het afgelopen kwartier gemeten." in kaal(stil)


def test_what_we_tell_counts_also_when_it_was_measured_well(db: None) -> None:
    meet()
    with in_platform():
        Incident.objects.create(
            titel="Berichten komen later", onderdeel="berichten", is_storing=False, begonnen_op=now(),
            gemaakt_door="Ilse",
        )  # fmt: skip
    antwoord = Client(HTTP_HOST="localhost").get("/status")
    with in_platform():
        Gezondheidsstand.objects.filter(onderdeel="berichten").update(niveau="stuk")
    erger = Client(HTTP_HOST="localhost").get("/status")

    assert stand_van(antwoord)["Berichten en koppelingen"] == "Vertraagd"
    assert stand_van(erger)["Berichten en koppelingen"] == "Storing"
    assert "Er is nu iets mis." in kaal(erger)


@pytest.mark.parametrize(("rol", "mag"), [(LeverancierRol.FINANCIEEL, False), (LeverancierRol.SUPPORT, True)])
def test_a_storing_leads_nobody_to_a_closed_door(toneel: Toneel, rol: LeverancierRol, mag: bool) -> None:
    with in_platform():
        Incident.objects.create(
            titel="Berichten komen later", onderdeel="berichten", begonnen_op=now(), gemaakt_door="Ilse"
        )
        toneel.ilse.account.rol = rol.value
        toneel.ilse.account.save()
    console = bij_de_leverancier(toneel.ilse)

    pagina = console.get("/gemeenten")

    assert "Berichten komen later" in kaal(pagina)
    assert ('href="/incidenten">Bekijk' in pagina.content.decode()) is mag
    assert (console.get("/incidenten").status_code == 200) is mag
