"""Documents of a household: who sees which, how they come in, how they leave, what is written down."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from keukentafel import opslag
from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from keukentafel.opslag.poort import MAX_BYTES, keur
from keukentafel.tenancy import GemeenteRef, in_gemeente
from keukentafel.tenancy.sleutels import opslag_pad
from modules.dossier.documenten.actions.document import (
    DocumentIngetrokken,
    DocumentVervangen,
    TeLaatTerug,
    add_document,
    replace_document,
    restore_document,
    withdraw_document,
)
from modules.dossier.documenten.models import OPSLAG, Document
from modules.dossier.documenten.weg import ruim_wezen
from modules.dossier.models import Huishouden, Tijdlijnregel
from modules.inrichting.rules.protocol import Categorie
from tests.factories.dossier import eerste_team, maak_betrokkene, maak_casus, maak_huishouden
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid
from tests.keukentafel.opslag import bestanden as b
from tests.keukentafel.tenancy.zaaien import wordt_rood

pytestmark = pytest.mark.usefixtures("in_lindewaard")
NU = timezone.now()


@pytest.fixture(autouse=True)
def eigen_map(settings: Any, tmp_path: Path) -> None:
    settings.KT_OPSLAG = tmp_path


def gezin(naam: str = "Kuiper") -> Huishouden:
    huishouden = maak_huishouden(naam)
    maak_casus(huishouden, status="ondersteuning")
    return huishouden


def collega(klant: Client, functie: str = "", *, rollen: Any = (Rol.TEAMLID,), **velden: Any) -> Any:
    """Sign a member of the first team in."""
    wie = maak_gebruiker(rollen=rollen, naam="Karim Haddad", met_code_app=False)
    maak_teamlid(wie, eerste_team(), protocolfunctie=functie, **velden)
    log_in(klant, wie)
    return wie


def hulpverlener(klant: Client, huishouden: Huishouden) -> Any:
    """Sign a helper in who works with this household and must keep silent."""
    wie = collega(klant, "hulpverlener", geheimhouding=True)
    maak_betrokkene(huishouden, gebruiker=wie)
    return wie


def maak_document(huishouden: Huishouden, *, by: Any = None, categorie: str = "B", **anders: Any) -> Document:
    gegevens = {"titel": "Brief van de corporatie", "soort": "brief", "at": NU} | anders
    bestand = gegevens.pop("bestand", None) or keur("brief.pdf", b.PDF)
    return add_document(
        huishouden=huishouden, bestand=bestand, categorie=Categorie(categorie), by=by, **gegevens
    )


def lijst(huishouden: Huishouden, **vraag: str) -> str:
    vragen = "&".join(f"{naam}={waarde}" for naam, waarde in vraag.items())
    return f"/huishoudens/{huishouden.pk}/documenten?{vragen}"


def upload(
    klant: Client, huishouden: Huishouden, inhoud: bytes, naam: str = "brief.pdf", **anders: Any
) -> Any:
    velden = {"titel": "Brief over de huur", "soort": "brief", "categorie": "B", "inwoner": ""} | anders
    bestand = SimpleUploadedFile(naam, inhoud, content_type="application/pdf")
    return klant.post(f"/huishoudens/{huishouden.pk}/documenten/nieuw", {**velden, "bestand": bestand})


# -- in ---------------------------------------------------------------------------------------------------


def test_a_document_is_added_encrypted_and_stands_in_the_list(klant: Client) -> None:
    huishouden = gezin()
    wie = hulpverlener(klant, huishouden)

    antwoord = upload(klant, huishouden, b.PDF)

    document = Document.objects.get()
    assert (antwoord.status_code, antwoord["Location"]) == (303, lijst(huishouden)[:-1])
    assert (document.titel, document.bestandsnaam, document.grootte, document.door_id) == (
        "Brief over de huur", "brief.pdf", len(b.PDF), wie.pk,
    )  # fmt: skip
    assert b.PDF[:20] not in opslag_pad(OPSLAG, document.pk).read_bytes()
    pagina = klant.get(lijst(huishouden)).content.decode()
    assert "Brief over de huur" in pagina
    assert "Karim Haddad" in pagina
    regel = Logboekregel.objects.get(gebeurtenis="documenten.document.toegevoegd")
    assert (regel.huishouden_id, regel.object_id, regel.categorie) == (huishouden.pk, document.pk, "B")


def test_a_photo_of_the_camera_comes_in_without_its_place(klant: Client) -> None:
    huishouden = gezin()
    hulpverlener(klant, huishouden)
    foto = SimpleUploadedFile("image.jpg", b.foto("JPEG"), content_type="image/jpeg")

    klant.post(
        f"/huishoudens/{huishouden.pk}/documenten/nieuw",
        {"titel": "Schimmel in de badkamer", "soort": "foto", "categorie": "D", "foto": foto},
    )

    document = Document.objects.get()
    assert document.bestandssoort == "jpeg"
    assert b"Geheime Camera" not in opslag.haal(OPSLAG, document.pk)


@pytest.mark.parametrize(
    ("naam", "inhoud", "zin"),
    [
        ("brief.docx", b.docx(**{"word__vbaProject.bin": b"x"}), "macro"),
        ("brief.pdf", b"", "leeg"),
        ("brief.pdf", b.EICAR, "virus"),
        ("brief.zip", b.pakket({"a.txt": b"x"}), "zipbestand"),
    ],
)
def test_a_refused_file_says_why_at_its_field_and_keeps_what_was_typed(
    klant: Client, naam: str, inhoud: bytes, zin: str
) -> None:
    huishouden = gezin()
    hulpverlener(klant, huishouden)

    antwoord = upload(
        klant, huishouden, inhoud, naam, titel="Mijn lange titel", soort="verslag", categorie="D"
    )

    pagina = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert zin in pagina
    assert 'value="Mijn lange titel"' in pagina
    assert '<option value="verslag" selected>' in pagina
    assert '<option value="D" selected>' in pagina
    assert (Document.objects.count(), Tijdlijnregel.objects.filter(icoon="paperclip").count()) == (0, 0)


def test_a_file_that_is_too_large_is_refused_with_its_size(klant: Client) -> None:
    huishouden = gezin()
    hulpverlener(klant, huishouden)

    antwoord = upload(klant, huishouden, b"%PDF-1.4" + b"0" * (MAX_BYTES + 10))

    assert antwoord.status_code == 422
    assert "Dit bestand is te groot: 20 MB. Een bestand mag hooguit 20 MB zijn." in antwoord.content.decode()
    assert 'value="Brief over de huur"' in antwoord.content.decode()


def test_a_form_that_is_sent_twice_makes_one_document(klant: Client) -> None:
    huishouden = gezin()
    hulpverlener(klant, huishouden)
    sleutel = str(uuid4())

    codes = [upload(klant, huishouden, b.PDF, eenmalig=sleutel).status_code for _ in range(2)]

    assert (codes, Document.objects.count()) == ([303, 303], 1)


def test_without_a_token_nothing_comes_in(lindewaard: GemeenteRef) -> None:
    streng = Client(HTTP_HOST="lindewaard.localhost", enforce_csrf_checks=True)
    huishouden = gezin()
    hulpverlener(streng, huishouden)

    assert upload(streng, huishouden, b.PDF).status_code == 403
    assert Document.objects.count() == 0


def test_when_the_line_in_the_logboek_fails_neither_row_nor_file_stays(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    huishouden = gezin()
    from keukentafel import audit

    def stuk(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("geen logboek")

    monkeypatch.setattr(audit, "record", stuk)
    with pytest.raises(RuntimeError):
        maak_document(huishouden)

    assert (Document.objects.count(), list(tmp_path.rglob("*.bin"))) == (0, [])


# -- who sees what ----------------------------------------------------------------------------------------


def muur(klant: Client) -> None:
    """A klantmanager of the same team sees no document about health, nor what it is called."""
    huishouden = gezin()
    geheim = maak_document(huishouden, categorie="E", titel="Verslag van de psychiater")
    maak_document(huishouden, categorie="B", titel="Brief over de afspraak")
    collega(klant, "klantmanager_wi")
    antwoord = klant.get(lijst(huishouden))
    pagina = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "psychiater" not in pagina
    bestand = klant.get(geheim.get_absolute_url())
    assert bestand.status_code in (403, 404)
    assert b.PDF not in bestand.content
    assert "psychiater" not in klant.get(f"/huishoudens/{huishouden.pk}").content.decode()


def test_a_document_is_seen_by_whom_the_protocol_lets(klant: Client) -> None:
    muur(klant)


def test_turns_red_when_the_category_is_forgotten(klant: Client) -> None:
    wordt_rood("documenten_zonder_categorie", lambda: muur(klant))


def test_who_may_know_that_more_exists_is_told_so_and_why(klant: Client) -> None:
    huishouden = gezin()
    wie = maak_gebruiker(rollen=[Rol.INLOOPPUNT], team=eerste_team(), met_code_app=False)
    log_in(klant, wie)
    maak_betrokkene(huishouden, gebruiker=wie)
    from modules.dossier.access import huishouden_for
    from modules.inrichting.rules.protocol import Mate

    zicht = huishouden_for(wie, huishouden.pk, doel="hulp", categorie="A").zicht
    half = [o.categorie for o in zicht if Mate.NIETS < o.mate < Mate.ALLES]
    niets = [o.categorie for o in zicht if o.mate == Mate.NIETS]
    assert half
    assert niets
    bekend = maak_document(huishouden, categorie=half[0].value, titel="Iets wat er is")
    onbekend = maak_document(huishouden, categorie=niets[0].value, titel="Iets wat er niet is")

    pagina = klant.get(lijst(huishouden)).content.decode()

    assert f"1 document over: {half[0].label}. {zicht.oordeel(half[0]).reden}" in pagina
    assert str(niets[0].label) not in pagina.split('id="p-documenten"')[1]
    assert "Iets wat er" not in pagina
    assert klant.get(bekend.get_absolute_url()).status_code == 403
    assert klant.get(onbekend.get_absolute_url()).status_code == 404


def test_a_work_note_is_read_by_its_writer_only(klant: Client) -> None:
    huishouden = gezin()
    schrijver = hulpverlener(klant, huishouden)
    document = maak_document(huishouden, categorie="L", titel="Mijn kladje", by=schrijver)

    van_mij = (
        klant.get(document.get_absolute_url()).status_code,
        "Mijn kladje" in klant.get(lijst(huishouden)).content.decode(),
    )
    hulpverlener(klant, huishouden)
    van_een_ander = klant.get(document.get_absolute_url()).status_code in (403, 404), "Mijn kladje" in klant.get(lijst(huishouden)).content.decode()  # fmt: skip

    assert (van_mij, van_een_ander) == ((200, True), (True, False))


def test_another_team_and_another_gemeente_get_404(klant: Client, hoogmeren: GemeenteRef) -> None:
    huishouden = gezin()
    document = maak_document(huishouden)
    vreemd = maak_gebruiker(met_code_app=False)
    maak_teamlid(vreemd, maak_team("Ander team"))
    log_in(klant, vreemd)
    van_ander_team = [
        klant.get(adres).status_code for adres in (document.get_absolute_url(), lijst(huishouden))
    ]
    with in_gemeente(hoogmeren):
        elders = Client(HTTP_HOST="hoogmeren.localhost")
        wie = maak_gebruiker(met_code_app=False)
        maak_teamlid(wie, eerste_team())
        log_in(elders, wie)
        van_ander = elders.get(document.get_absolute_url()).status_code
    niemand = Client(HTTP_HOST="lindewaard.localhost").get(document.get_absolute_url())

    assert (van_ander_team, van_ander) == ([404, 404], 404)
    assert niemand.status_code in (302, 303)


def test_a_document_of_another_household_is_not_found_under_this_one(klant: Client) -> None:
    een, ander = gezin("Kuiper"), gezin("Bos")
    hulpverlener(klant, een)
    document = maak_document(ander)

    assert klant.get(f"/huishoudens/{een.pk}/documenten/{document.pk}/bestand").status_code == 404


def test_nobody_adds_in_a_category_that_is_not_theirs(klant: Client) -> None:
    huishouden = gezin()
    collega(klant, "klantmanager_wi")

    antwoord = upload(klant, huishouden, b.PDF, categorie="E")

    assert antwoord.status_code in (403, 422)
    assert Document.objects.count() == 0


# -- out --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("naam", "inhoud", "hoe", "mime"),
    [
        ("brief.pdf", b.PDF, "inline", "application/pdf"),
        ("foto.png", b.foto("PNG"), "inline", "image/png"),
        ("foto.webp", b.foto("WEBP"), "attachment", "image/webp"),
        ("brief.docx", b.docx(), "attachment", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("tekening.svg", b.SVG, "attachment", "application/octet-stream"),
        ("pagina.html", b.HTML, "attachment", "application/octet-stream"),
        ("tekst.txt", b"Dag", "attachment", "text/plain; charset=utf-8"),
    ],
)  # fmt: skip
def test_a_download_is_locked_in_and_written_down(
    klant: Client, naam: str, inhoud: bytes, hoe: str, mime: str
) -> None:
    huishouden = gezin()
    wie = hulpverlener(klant, huishouden)
    document = maak_document(huishouden, bestand=keur(naam, inhoud))

    antwoord = klant.get(document.get_absolute_url())

    assert (antwoord.status_code, antwoord["Content-Type"]) == (200, mime)
    assert antwoord["Content-Disposition"].startswith(f'{hoe}; filename="{naam}"')
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert antwoord["Cache-Control"] == "no-store"
    assert "default-src 'none'" in antwoord["Content-Security-Policy"]
    assert ("sandbox" in antwoord["Content-Security-Policy"]) == (naam != "brief.pdf")
    assert "unsafe" not in antwoord["Content-Security-Policy"]
    regel = Logboekregel.objects.get(gebeurtenis="documenten.document.gedownload")
    assert (regel.soort, regel.object_id, regel.gebruiker_id, regel.categorie) == (
        "R",
        document.pk,
        wie.pk,
        "B",
    )


def test_a_name_with_tricks_stays_within_its_header(klant: Client) -> None:
    huishouden = gezin()
    hulpverlener(klant, huishouden)
    document = maak_document(huishouden, bestand=keur('één"; x=\r\nSet-Cookie: a.pdf', b.PDF))

    kop = klant.get(document.get_absolute_url())["Content-Disposition"]

    assert kop.count('"') == 2
    assert "\r" not in kop
    assert "filename*=UTF-8''%C3%A9%C3%A9n" in kop


def test_a_file_that_was_put_in_the_place_of_another_is_not_given(klant: Client) -> None:
    huishouden = gezin()
    hulpverlener(klant, huishouden)
    een, ander = maak_document(huishouden), maak_document(huishouden)
    opslag_pad(OPSLAG, een.pk).write_bytes(opslag_pad(OPSLAG, ander.pk).read_bytes())
    klant.raise_request_exception = False

    assert klant.get(een.get_absolute_url()).status_code == 500


def test_a_file_that_is_gone_is_not_found(klant: Client) -> None:
    huishouden = gezin()
    hulpverlener(klant, huishouden)
    document = maak_document(huishouden)
    opslag.verwijder(OPSLAG, document.pk, meteen=True)

    assert klant.get(document.get_absolute_url()).status_code == 404


# -- versions, withdrawing, destroying --------------------------------------------------------------------


def test_a_new_version_stands_in_front_and_the_old_one_stays(klant: Client) -> None:
    huishouden = gezin()
    hulpverlener(klant, huishouden)
    oud = maak_document(huishouden)
    adres = f"/huishoudens/{huishouden.pk}/documenten/{oud.pk}/versies"

    antwoord = klant.post(adres, {"bestand": SimpleUploadedFile("nieuw.pdf", b.PDF + b"%")})

    nieuw = Document.objects.get(vervangen_op=None)
    assert (antwoord.status_code, nieuw.versie, nieuw.reeks, nieuw.titel) == (303, 2, oud.pk, oud.titel)
    pagina = klant.get(lijst(huishouden)).content.decode()
    assert (pagina.count("Brief van de corporatie</a>"), "versie 2" in pagina) == (1, True)
    versies = klant.get(f"/huishoudens/{huishouden.pk}/documenten/{nieuw.pk}/versies").content.decode()
    assert oud.get_absolute_url() in versies
    assert klant.get(oud.get_absolute_url()).status_code == 200


def test_two_who_replace_the_same_version_do_not_lose_one(klant: Client) -> None:
    huishouden = gezin()
    document = maak_document(huishouden)
    replace_document(document=document, bestand=keur("b.pdf", b.PDF), by=None, at=NU)

    with pytest.raises(DocumentVervangen):
        replace_document(document=document, bestand=keur("c.pdf", b.PDF), by=None, at=NU)


def test_a_withdrawn_document_leaves_the_list_and_can_be_put_back(klant: Client) -> None:
    huishouden = gezin()
    wie = hulpverlener(klant, huishouden)
    document = maak_document(huishouden, by=wie)
    basis = f"/huishoudens/{huishouden.pk}/documenten/{document.pk}"

    weg = klant.post(f"{basis}/intrekken")
    na_weg = klant.get(weg["Location"]).content.decode()
    op_tijdlijn = Tijdlijnregel.objects.filter(object_id=document.pk).count()
    terug = klant.post(f"{basis}/terugzetten")

    assert (weg.status_code, terug.status_code) == (303, 303)
    assert "Het document is ingetrokken" in na_weg
    assert document.get_absolute_url() not in na_weg
    assert (op_tijdlijn, Tijdlijnregel.objects.filter(object_id=document.pk).count()) == (0, 1)
    assert document.get_absolute_url() in klant.get(lijst(huishouden)).content.decode()


def test_what_is_withdrawn_is_not_given_to_a_colleague(klant: Client) -> None:
    huishouden = gezin()
    document = maak_document(huishouden)
    withdraw_document(document=document, by=maak_gebruiker(), at=NU)
    hulpverlener(klant, huishouden)

    assert klant.get(document.get_absolute_url()).status_code == 404
    with pytest.raises(DocumentIngetrokken):
        replace_document(document=document, bestand=keur("b.pdf", b.PDF), by=None, at=NU)


def test_after_a_month_a_withdrawn_document_does_not_come_back() -> None:
    document = maak_document(gezin())
    withdraw_document(document=document, by=None, at=NU)

    with pytest.raises(TeLaatTerug):
        restore_document(document=document, by=None, at=NU + timedelta(days=31))


def test_a_document_that_is_destroyed_takes_its_file_along(
    tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    een, ander = gezin("Kuiper"), gezin("Bos")
    maak_document(een)
    blijft = maak_document(ander)

    with django_capture_on_commit_callbacks(execute=True):
        Document.objects.filter(huishouden=een).delete()

    assert [pad.stem for pad in tmp_path.rglob("*.bin")] == [blijft.pk.hex]
    assert ruim_wezen() == 0


# -- timeline and list ------------------------------------------------------------------------------------


def test_the_timeline_names_a_letter_and_not_a_report_on_health() -> None:
    huishouden = gezin()
    maak_document(huishouden, categorie="B", titel="Brief over de huur")
    maak_document(huishouden, categorie="E", titel="Verslag van de psychiater")

    regels = Tijdlijnregel.objects.filter(huishouden=huishouden, icoon="paperclip")

    assert {(regel.categorie, regel.titel) for regel in regels} == {
        ("B", "Document toegevoegd: Brief over de huur"),
        ("E", "Document toegevoegd"),
    }


def test_the_list_filters_sorts_and_goes_on_by_key(klant: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from modules.dossier.documenten import queries

    monkeypatch.setattr(queries, "PER_PAGINA", 2)
    huishouden = gezin()
    hulpverlener(klant, huishouden)
    for dag, (titel, soort) in enumerate([("Bb", "brief"), ("Aa", "verslag"), ("Cc", "brief")]):
        maak_document(huishouden, titel=titel, soort=soort, at=NU - timedelta(days=dag))

    def titels(adres: str) -> list[str]:
        rijen = klant.get(adres).context["lijst"].documenten
        return [document.titel for document in rijen]

    assert titels(lijst(huishouden)) == ["Bb", "Aa"]
    verder = klant.get(lijst(huishouden)).context["lijst"].volgende
    assert titels(f"/huishoudens/{huishouden.pk}/documenten{verder}") == ["Cc"]
    assert titels(lijst(huishouden, sorteer="titel")) == ["Aa", "Bb"]
    assert titels(lijst(huishouden, sorteer="-titel")) == ["Cc", "Bb"]
    assert titels(lijst(huishouden, sorteer="datum")) == ["Cc", "Aa"]
    assert titels(lijst(huishouden, soort="verslag")) == ["Aa"]
    assert titels(lijst(huishouden, soort="onzin", sorteer="x", na="y")) == ["Bb", "Aa"]


def test_the_page_asks_the_same_of_the_database_for_one_as_for_many(klant: Client) -> None:
    huishouden = gezin()
    wie = hulpverlener(klant, huishouden)
    maak_document(huishouden, by=wie)
    klant.get(lijst(huishouden))
    aantallen = []
    for erbij in (0, 5):
        for nummer in range(erbij):
            maak_document(
                huishouden, by=wie, titel=f"Brief {nummer}", soort="verslag", categorie="BD"[nummer % 2]
            )
        with CaptureQueriesContext(connection) as vragen:
            klant.get(lijst(huishouden))
        aantallen.append(len(vragen))

    assert aantallen[0] == aantallen[1]
