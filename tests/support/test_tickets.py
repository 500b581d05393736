"""A question travels: from a page of the gemeente to the queue, and the answer back."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform, zaaifouten
from modules.ondersteuning.models import Ticketplek
from support.actions import ticket as acties
from support.models import Stand, Ticket, Ticketbericht
from tenants.actions.accounts import NieuwAccount
from tenants.models import LeverancierAccount
from tests.factories.identity import maak_gebruiker
from tests.factories.support import maak_ticket
from tests.modules.ondersteuning.conftest import Toneel, bij_de_leverancier

pytestmark = pytest.mark.django_db
VRAAG = {
    "soort": "storing",
    "onderwerp": "Bewaren lukt niet",
    "tekst": "Ik druk op bewaren en zie een witte pagina.",
}


def kaal(antwoord: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", antwoord.content.decode()))


def test_the_page_travels_along_and_the_household_stays(toneel: Toneel) -> None:
    browser = toneel.browser(toneel.vrager)
    huishouden = "01900000-0000-7000-8000-00000000aaaa"
    vraag = browser.get(f"/ondersteuning/nieuw?van=/huishoudens/{huishouden}&code=7F3A")
    assert "dossier:huishouden" in kaal(vraag)
    verborgen = {"route": "dossier:huishouden", "huishouden": huishouden, "code": "7F3A"}

    gesteld = browser.post("/ondersteuning/nieuw", VRAAG | verborgen)

    assert gesteld.status_code == 303
    with in_platform():
        ticket = Ticket.objects.get(onderwerp="Bewaren lukt niet")
        rij = {veld.name: str(getattr(ticket, veld.attname)) for veld in Ticket._meta.concrete_fields}
    assert (ticket.route, ticket.foutcode, ticket.rollen, ticket.prioriteit) == (
        "dossier:huishouden", "7F3A", "Beheerder", "hoog",
    )  # fmt: skip
    assert not any(huishouden in waarde for waarde in rij.values())
    assert str(Ticketplek.objects.get(ticket_id=ticket.pk).huishouden_id) == huishouden


def test_data_of_a_resident_is_refused_and_not_repeated(toneel: Toneel) -> None:
    browser = toneel.browser(toneel.vrager)
    lek = VRAAG | {"tekst": "Bij mevrouw, BSN 999990019, bel 06 12345678."}

    nee = browser.post("/ondersteuning/nieuw", lek)

    assert nee.status_code == 422
    assert "een BSN en een telefoonnummer" in kaal(nee)
    with in_platform():
        assert Ticket.objects.count() == 1
    with zaaifouten.zaai("ticket_met_persoon"):
        assert browser.post("/ondersteuning/nieuw", lek).status_code == 303


def test_a_text_is_unreadable_in_the_database(toneel: Toneel) -> None:
    with in_platform(), connection.cursor() as cursor:
        cursor.execute("SELECT tekst FROM support_ticketbericht")
        ruw = [bytes(rij[0]) for rij in cursor.fetchall()]
        assert ruw
        assert not any(b"model" in een for een in ruw)
        assert "ander model" in Ticketbericht.objects.get().tekst


def test_question_answer_reaction_and_end(toneel: Toneel) -> None:
    console, browser = bij_de_leverancier(toneel.ilse), toneel.browser(toneel.vrager)
    hier, daar = f"/tickets/{toneel.ticket.pk}", f"/ondersteuning/vragen/{toneel.ticket.pk}"

    console.post(f"{hier}/antwoord", {"tekst": "Kun je het nu opnieuw proberen?"})
    console.post(f"{hier}/antwoord", {"tekst": "Alleen voor ons: het is de cache.", "intern": "on"})
    gelezen = kaal(browser.get(daar))

    assert "Kun je het nu opnieuw proberen?" in gelezen
    assert "Wacht op jullie" in gelezen
    assert "cache" not in gelezen
    browser.post(f"{daar}/reageer", {"tekst": "Nee, nog steeds niet."})
    assert "Nee, nog steeds niet." in kaal(console.get(hier))
    with in_platform():
        ticket = Ticket.objects.get(pk=toneel.ticket.pk)
        assert ticket.stand == Stand.BEZIG
        assert ticket.toegewezen_id == toneel.ilse.account.pk
        assert ticket.antwoord_voor is not None
    browser.post(f"{daar}/opgelost")
    assert "opgelost" in kaal(console.get("/tickets?toon=opgelost")).lower()
    assert browser.post(f"{daar}/reageer", {"tekst": "Toch niet."}).status_code == 422


def test_somebody_elses_ticket_is_not_there(toneel: Toneel, hoogmeren: GemeenteRef) -> None:
    helper = maak_gebruiker(rollen=[Rol.TEAMLID])
    with in_gemeente(hoogmeren):
        vreemd = maak_gebruiker(rollen=[Rol.BEHEERDER])
        elders = maak_ticket(vreemd)
    pad = "/ondersteuning/vragen/"

    assert toneel.browser(helper).get(f"{pad}{toneel.ticket.pk}").status_code == 404
    assert toneel.browser(helper).post(f"{pad}{toneel.ticket.pk}/reageer", {"tekst": "x"}).status_code == 404
    assert toneel.browser(toneel.beheerder).get(f"{pad}{elders.pk}").status_code == 404
    assert toneel.browser(toneel.beheerder).get(f"{pad}{toneel.ticket.pk}").status_code == 200


def test_two_who_arrange_at_once_both_see_it(toneel: Toneel) -> None:
    console = bij_de_leverancier(toneel.ilse)
    pad, keuze = f"/tickets/{toneel.ticket.pk}/indelen", {"prioriteit": "kritiek", "versie": "1"}

    eerst, daarna = console.post(pad, keuze), console.post(pad, keuze | {"prioriteit": "laag"})

    assert eerst.status_code == 303
    assert daarna.status_code == 409
    assert "Een collega heeft dit net gewijzigd" in kaal(daarna)


def test_the_queue_is_ordered_by_what_is_due(toneel: Toneel) -> None:
    with in_platform():
        later = Ticket.objects.get(pk=toneel.ticket.pk)
    eerder = maak_ticket(toneel.vrager, "Dit is eerder")
    with in_platform():
        Ticket.objects.filter(pk=eerder.pk).update(antwoord_voor=later.antwoord_voor - timedelta(hours=1))
        acties.reply_leverancier(
            ticket_id=maak_ticket_voor(toneel).pk,
            tekst="Beantwoord.",
            intern=False,
            by=toneel.ilse.account,
            at=toneel.nu,
        )

    gelezen = kaal(bij_de_leverancier(toneel.ilse).get("/tickets"))

    volgorde = [gelezen.index(onderwerp) for onderwerp in ("Dit is eerder", later.onderwerp, "Dit wacht")]
    assert volgorde == sorted(volgorde)


def maak_ticket_voor(toneel: Toneel) -> Ticket:
    with in_gemeente(toneel.gemeente):
        return maak_ticket(toneel.vrager, "Dit wacht")


@pytest.mark.parametrize("pad", ["/tickets", "/toegang"])
def test_a_list_asks_as_much_for_one_row_as_for_many(toneel: Toneel, pad: str) -> None:
    console = bij_de_leverancier(toneel.ilse)
    toneel.vraag()
    console.get(pad)
    with CaptureQueriesContext(connection) as een:
        console.get(pad)
    for nummer in range(4):
        with in_gemeente(toneel.gemeente):
            toneel.ticket = maak_ticket(toneel.vrager, f"Ticket {nummer}")
        toneel.vraag()
    with CaptureQueriesContext(connection) as meer:
        console.get(pad)

    assert len(meer) == len(een)


def test_an_error_page_leads_to_a_question_with_its_code(toneel: Toneel) -> None:
    weg = toneel.browser(toneel.vrager).get("/dit-bestaat-niet")

    (adres,) = re.findall(r'href="(/ondersteuning/nieuw[^"]+)"', weg.content.decode())
    vraag = kaal(toneel.browser(toneel.vrager).get(adres.replace("&amp;", "&")))
    code = weg.headers["X-Verzoek"][:4].upper()
    assert f"de foutcode {code}" in vraag


def test_the_number_of_tickets_of_a_gemeente_leads_to_those_only(
    toneel: Toneel, hoogmeren: GemeenteRef, joost: NieuwAccount
) -> None:
    console = bij_de_leverancier(toneel.ilse)
    eigen = toneel.ticket
    with in_gemeente(hoogmeren):
        maak_ticket(maak_gebruiker(), onderwerp="Van een ander")
    with in_platform():
        LeverancierAccount.objects.filter(pk=joost.account.pk).update(rol="financieel")
    tabel = console.get("/gemeenten").content.decode()
    verwijst = f'href="/tickets?gemeente={eigen.gemeente_id}"'
    lijst = kaal(console.get(f"/tickets?gemeente={eigen.gemeente_id}"))

    assert verwijst in tabel
    assert verwijst not in bij_de_leverancier(joost).get("/gemeenten").content.decode()
    assert (eigen.onderwerp in lijst, "Van een ander" in lijst) == (True, False)
    assert "Alleen tickets van Lindewaard." in lijst
    assert re.search(r"Open\D{1,12}1\D", lijst)
    assert "Van een ander" in kaal(console.get("/tickets?gemeente=onzin"))
