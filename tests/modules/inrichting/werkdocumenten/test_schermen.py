"""The screens of the working documents: everybody reads, the administrator writes."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import in_platform
from modules.inrichting.bibliotheek.models import Inrichtingsjabloon
from modules.inrichting.configuratie.bestand import lees
from modules.inrichting.werkdocumenten.actions import werkdocument as actie
from modules.inrichting.werkdocumenten.models import Werkdocument
from tests.factories.configuratie import maak_werkdocument
from tests.factories.dossier import eerste_team
from tests.factories.identity import log_in, maak_gebruiker

B = "/inrichting/werkdocumenten"
VELDEN = {
    "soort": "werkprotocol",
    "titel": "Warme overdracht",
    "tekst": "# Vooraf\r\n\r\n- Vertel het.",
    "versie": "0",
}


def tekst_van(scherm: Client, adres: str) -> str:
    antwoord = scherm.get(adres)
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def test_the_administrator_writes_changes_withdraws_and_takes_that_back(scherm: Client):
    assert "Er zijn nog geen werkdocumenten." in tekst_van(scherm, B)
    assert scherm.post(f"{B}/nieuw", {**VELDEN, "tekst": ""}).status_code == 422
    klaar = scherm.post(f"{B}/nieuw", VELDEN)
    document = Werkdocument.objects.get()
    eigen = f"{B}/{document.pk}"
    assert (klaar.status_code, klaar["Location"]) == (303, eigen)
    assert document.tekst == "# Vooraf\n\n- Vertel het."
    assert "<li>Vertel het.</li>" in tekst_van(scherm, eigen)

    nieuw = {**VELDEN, "tekst": "# Vooraf\n\n- Vraag het.", "versie": "1"}
    assert scherm.post(f"{eigen}/wijzigen", nieuw).status_code == 303
    ouder = scherm.post(f"{eigen}/wijzigen", {**VELDEN, "versie": "1"})
    assert (ouder.status_code, "- Vertel het." in ouder.content.decode()) == (409, True)
    verschil = tekst_van(scherm, f"{eigen}/versies/2")
    assert '<del class="kt-del">- Vertel het.</del>' in verschil
    assert '<ins class="kt-ins">- Vraag het.</ins>' in verschil
    assert "Anders dan de vorige versie" not in tekst_van(scherm, f"{eigen}/versies/1")

    assert scherm.post(f"{eigen}/intrekken").status_code == 303
    assert "Dit document is ingetrokken" in tekst_van(scherm, eigen)
    assert "Ingetrokken" in tekst_van(scherm, B)
    assert scherm.get(f"/werkdocumenten/{document.pk}").status_code == 404
    assert scherm.post(f"{eigen}/wijzigen", {**nieuw, "versie": "2", "titel": "X"}).status_code == 422
    assert scherm.post(f"{eigen}/terugzetten").status_code == 303
    assert "<li>Vraag het.</li>" in tekst_van(scherm, f"/werkdocumenten/{document.pk}")


def test_what_cannot_be_gets_a_sentence(scherm: Client, beheerder: Gebruiker):
    document = maak_werkdocument(beheerder, "Warme overdracht")
    dubbel = scherm.post(f"{B}/nieuw", VELDEN)
    assert (dubbel.status_code, actie.TitelBestaat.text in dubbel.content.decode()) == (422, True)
    bsn = scherm.post(f"{B}/nieuw", {**VELDEN, "titel": "Ander", "tekst": "Over 111222333"})
    assert (bsn.status_code, "een BSN kan zijn" in bsn.content.decode()) == (422, True)

    actie.withdraw_werkdocument(document=document, by=beheerder, at=document.bijgewerkt_op)
    maak_werkdocument(beheerder, "Warme overdracht")
    terug = scherm.post(f"{B}/{document.pk}/terugzetten")
    assert (terug.status_code, actie.TitelBestaat.text in terug.content.decode()) == (422, True)


def test_who_writes_reads_that_it_is_never_about_a_resident(scherm: Client):
    assert "Schrijf nooit over een inwoner" in tekst_van(scherm, f"{B}/nieuw")


@pytest.mark.parametrize(
    "rol", [Rol.TEAMLID, Rol.TEAMLEIDER, Rol.INLOOPPUNT, Rol.BACKOFFICE, Rol.BELEID, Rol.FG]
)
def test_every_employee_reads_finds_and_prints_and_writes_nothing(
    klant: Client, beheerder: Gebruiker, rol: Rol
):
    document = maak_werkdocument(beheerder, "Quickscan geld")
    maak_werkdocument(beheerder, "Over wonen", "Vraag naar de huur.")
    log_in(klant, maak_gebruiker(rollen=[rol], team=eerste_team()))

    alles = tekst_van(klant, "/werkdocumenten")
    assert ("Quickscan geld" in alles, "Over wonen" in alles) == (True, True)
    gezocht = tekst_van(klant, "/werkdocumenten?q=HUUR&soort=quickscan")
    assert ("Quickscan geld" in gezocht, "Over wonen" in gezocht) == (False, True)
    assert "Geen document gevonden." in tekst_van(klant, "/werkdocumenten?soort=handreiking")
    pagina = tekst_van(klant, f"/werkdocumenten/{document.pk}")
    assert ("data-print" in pagina, "<li>Vraag door.</li>" in pagina) == (True, True)
    assert [klant.get(B).status_code, klant.post(f"{B}/{document.pk}/intrekken").status_code] == [404, 404]


def test_who_is_no_employee_reads_nothing(klant: Client, beheerder: Gebruiker):
    document = maak_werkdocument(beheerder)
    log_in(klant, maak_gebruiker(rollen=[Rol.PARTNER]))

    assert [klant.get(pad).status_code for pad in ("/werkdocumenten", f"/werkdocumenten/{document.pk}")] == [
        404,
        404,
    ]


def test_who_cannot_write_hears_who_can(klant: Client, beheerder: Gebruiker):
    log_in(klant, maak_gebruiker(rollen=[Rol.TEAMLID], team=eerste_team()))

    assert "De beheerder van je gemeente zet ze hier neer." in tekst_van(klant, "/werkdocumenten")


def test_what_somebody_typed_is_text(scherm: Client, beheerder: Gebruiker):
    document = maak_werkdocument(beheerder, "<b>Scan</b>", "# <script>x</script>\n\n- <i>y</i>")
    for adres in (f"/werkdocumenten/{document.pk}", f"{B}/{document.pk}", f"{B}/{document.pk}/versies/2"):
        pagina = tekst_van(scherm, adres)
        assert ("<script>x" in pagina, "<i>y" in pagina, "<b>Scan" in pagina) == (False, False, False)


def test_an_unknown_document_is_not_found(scherm: Client):
    wie = uuid4()
    assert [
        scherm.get(adres).status_code
        for adres in (f"/werkdocumenten/{wie}", f"{B}/{wie}", f"{B}/{wie}/wijzigen", f"{B}/{wie}/versies/1")
    ] == [404, 404, 404, 404]


def test_the_lists_ask_as_much_for_many(scherm: Client, beheerder: Gebruiker):
    def tel(adres: str) -> int:
        with CaptureQueriesContext(connection) as vragen:
            tekst_van(scherm, adres)
        return len(vragen)

    eerste = maak_werkdocument(beheerder)
    adressen = ("/werkdocumenten", B, f"{B}/{eerste.pk}")
    een = [tel(adres) for adres in adressen]
    for _ in range(12):
        maak_werkdocument(beheerder)
    for nummer in range(2, 9):
        eerste = actie.change_werkdocument(
            document=eerste, versie=nummer, soort="quickscan", titel=eerste.titel, tekst=f"{nummer}", by=beheerder,
            at=eerste.bijgewerkt_op,
        )  # fmt: skip

    assert (een, [tel(adres) for adres in adressen]) == ([6, 6, 7], [6, 6, 7])


def test_one_document_is_offered_from_its_own_page(scherm: Client, beheerder: Gebruiker):
    document = maak_werkdocument(beheerder, "Quickscan geld")
    maak_werkdocument(beheerder, "Over wonen")
    adres = f"/inrichting/bibliotheek/aanbieden?stuk=werkdocumenten:{document.sleutel}"
    assert adres in tekst_van(scherm, f"{B}/{document.pk}")
    form = scherm.get(adres).context["form"]
    assert form.initial == {
        "naam": "Quickscan geld", "delen": ["werkdocumenten"], "stukken": ["werkdocumenten:quickscan-geld"],
    }  # fmt: skip

    zonder = {"naam": "Scan", "omschrijving": "Voor elk team.", "delen": ["werkdocumenten"]}
    geen = scherm.post(adres, zonder)
    assert (geen.status_code, "Kies minstens één document" in geen.content.decode()) == (422, True)
    assert scherm.post(adres, {**zonder, "stukken": form.initial["stukken"]}).status_code == 303
    with in_platform():
        aanbod = Inrichtingsjabloon.objects.get()
        bestand = aanbod.versies.get().bestand
    assert list(lees(bestand).delen["werkdocumenten"]) == ["quickscan-geld"]
