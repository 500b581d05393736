"""The pages of decisions: what one does, what one reads, and how many queries it takes."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef
from modules.dossier.besluiten.actions.bekendmaken import announce_beschikking
from modules.dossier.besluiten.actions.beschikking import decide_beschikking
from modules.dossier.besluiten.actions.bezwaar import receive_bezwaar
from modules.dossier.besluiten.models import Beschikking, Bezwaar, Klacht, Mandaat
from modules.dossier.besluiten.queries.lijsten import werk_van
from modules.dossier.toegang.models import Attendering
from tests.factories.dossier import eerste_team
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_teamlid
from tests.keukentafel.tenancy.zaaien import wordt_rood
from tests.modules.dossier.besluiten.toneel import PROEF, begin, maak_besluittoneel, mandaat, volledig
from tests.modules.dossier.muur import maak_mens
from tests.modules.dossier.verkeer import vragen

pytestmark = pytest.mark.django_db
VANDAAG = localdate


def dag(d: object) -> str:
    return f"{d:%d-%m-%Y}"


def test_from_beginning_to_sent_on_screen(in_lindewaard: GemeenteRef, client: Client) -> None:
    toneel = maak_besluittoneel(client)
    mandaat()
    hier = f"/huishoudens/{toneel.zaak.huishouden.pk}/besluiten"
    assert "Besluit maken" in client.get(hier).content.decode()

    antwoord = client.post(
        f"{hier}/nieuw",
        {
            "inwoner": toneel.zaak.inwoner.pk,
            "soort": PROEF.code,
            "aanvraag_op": dag(localdate()),
            "gevraagd": "Hulp",
        },
    )
    rij = Beschikking.objects.get()
    assert (antwoord.status_code, antwoord.url) == (303, f"/besluiten/{rij.pk}")
    client.post(
        f"/besluiten/{rij.pk}/hulp",
        {
            "product": "anders", "versie": 1, "titel": "Hulp bij het huishouden", "vorm": "zin", "omvang": "2,5",
            "eenheid": "uur", "frequentie": "week", "bedrag_per_jaar": "4.000", "hulp_begin": dag(localdate()),
        },
    )  # fmt: skip
    antwoord = client.post(
        f"/besluiten/{rij.pk}",
        {
            "doe": "bewaar", "verder": "1", "versie": 2, "uitkomst": "toegekend", "wat": "U krijgt hulp.",
            "grond": PROEF.artikel, "o_behoefte": "Nodig.", "begin": dag(localdate()),
        },
    )  # fmt: skip
    assert antwoord.url == f"/besluiten/{rij.pk}/controleer"
    pagina = client.get(antwoord.url).content.decode()
    assert "Jij mag besluiten" in pagina
    assert "Dan kunt u bezwaar maken" in pagina

    client.post(antwoord.url, {"versie": 3})
    client.post(f"/besluiten/{rij.pk}", {"doe": "bekend", "bekend_op": dag(localdate()), "hoe": "post"})

    rij.refresh_from_db()
    assert (rij.stand, rij.bedrag_per_jaar, rij.bekend_op) == ("bekend", 400_000, localdate())
    assert "Bezwaar kan tot en met" in client.get(f"/besluiten/{rij.pk}").content.decode()


def test_without_mandate_the_page_names_who_may_and_the_decision_goes_there(
    in_lindewaard: GemeenteRef, client: Client
) -> None:
    toneel = maak_besluittoneel(client)
    mandaat(bedrag_tot=100_000)
    mandaat(rol=Rol.TEAMLEIDER.value, bedrag_tot=1_000_000, artikel="Mandaatbesluit 2026, artikel 4")
    rij = volledig(toneel)

    pagina = (
        client.get(f"/besluiten/{rij.pk}/controleer")
        .content.decode()
        .replace("\xa0", " ")
        .replace("&nbsp;", " ")
    )
    assert "Jij mag besluiten tot € 1.000 (Wmo)" in pagina
    assert "Carla Wouters, teamleider, tot € 10.000 per jaar (Mandaatbesluit 2026, artikel 4)" in pagina
    assert "Leg voor aan…" in pagina
    assert client.post(f"/besluiten/{rij.pk}/controleer", {"versie": rij.versie}).status_code == 422
    client.post(
        f"/besluiten/{rij.pk}/stap",
        {"doe": "voorleggen", "aan": toneel.leider.pk, "omdat": "Boven mijn bedrag", "versie": rij.versie},
    )
    rij.refresh_from_db()
    assert (rij.stand, rij.voorgelegd_aan) == ("ter_beoordeling", toneel.leider)
    assert Attendering.objects.get(voor=toneel.leider).tekst == "Samira Bouali legt je een besluit voor."

    log_in(client, toneel.leider)
    assert "Aan jou voorgelegd" in client.get("/besluiten").content.decode()
    assert client.post(f"/besluiten/{rij.pk}/controleer", {"versie": rij.versie}).status_code == 303
    rij.refresh_from_db()
    assert rij.beslist_door == toneel.leider


def test_a_team_that_hands_over_asks_and_reads_along(in_lindewaard: GemeenteRef, client: Client) -> None:
    toneel = maak_besluittoneel(client, variant="netwerk", functie="hulpverlener")
    backoffice = maak_gebruiker(naam="Pieter Post", rollen=[Rol.BACKOFFICE], met_code_app=False)
    maak_teamlid(backoffice, eerste_team())
    mandaat(rol=Rol.BACKOFFICE.value)
    hier = f"/huishoudens/{toneel.zaak.huishouden.pk}/besluiten"
    assert "Besluit vragen" in client.get(hier).content.decode()

    client.post(
        f"{hier}/nieuw",
        {
            "inwoner": toneel.zaak.inwoner.pk, "soort": PROEF.code, "aanvraag_op": dag(localdate()),
            "behandelaar": backoffice.pk,
        },
    )  # fmt: skip
    rij = Beschikking.objects.get()
    pagina = client.get(f"/besluiten/{rij.pk}").content.decode()

    assert (rij.plaats, rij.behandelaar) == ("ander", backoffice)
    assert "Pieter Post (bij een ander team)" in pagina
    assert 'id="f-besluit"' not in pagina
    log_in(client, backoffice)
    assert 'id="f-besluit"' in client.get(f"/besluiten/{rij.pk}").content.decode()


def test_what_a_colleague_saved_first_stands_beside_what_was_typed(
    in_lindewaard: GemeenteRef, client: Client
) -> None:
    toneel = maak_besluittoneel(client)
    rij = volledig(toneel)

    antwoord = client.post(f"/besluiten/{rij.pk}", {"doe": "bewaar", "versie": 1, "wat": "Mijn tekst"})

    assert antwoord.status_code == 409
    assert "Mijn tekst" in antwoord.content.decode()


def test_the_register_begins_with_what_fits_and_rows_only_end(
    in_lindewaard: GemeenteRef, client: Client
) -> None:
    log_in(client, maak_gebruiker(rollen=[Rol.BEHEERDER], met_code_app=False))
    assert (
        "Zolang hier niets staat, mag niemand besluiten" in client.get("/inrichting/mandaat").content.decode()
    )

    client.post("/inrichting/mandaat/voorstel")
    assert Mandaat.objects.filter(rol="teamlid").count() == 2
    fout = client.post(
        "/inrichting/mandaat",
        {"betreft": "besluit", "artikel": "Mandaatbesluit", "geldig_van": dag(localdate())},
    )
    assert fout.status_code == 422
    assert "Kies een rol of een collega" in fout.content.decode()
    rij = Mandaat.objects.filter(rol="teamlid").first()
    client.post(f"/inrichting/mandaat/{rij.pk}/einde", {"tot": dag(localdate())})
    client.post("/inrichting/mandaat/keuzes", {"vier_ogen": "altijd", "vier_ogen_vanaf": "5000"})

    rij.refresh_from_db()
    assert rij.geldig_tot == localdate()
    assert Mandaat.objects.geldig_op(localdate()).filter(rol="teamlid").count() == 1
    assert "Voorbij" in client.get("/inrichting/mandaat").content.decode()


def test_an_objection_and_a_complaint_go_their_way_on_screen(
    in_lindewaard: GemeenteRef, client: Client
) -> None:
    toneel = maak_besluittoneel(client)
    mandaat()
    mandaat(rol=Rol.TEAMLEIDER.value, betreft="bezwaar", artikel="Awb, artikel 10:3")
    rij = decide_beschikking(beschikking=volledig(toneel), gezien_versie=None, by=toneel.maker, at=now())
    announce_beschikking(beschikking=rij, bekend_op=localdate(), by=toneel.maker, at=now())

    client.post(
        f"/besluiten/{rij.pk}/bezwaar",
        {"indiener": "M. Kuiper", "ontvangen_op": dag(localdate()), "gronden": "Te weinig uren."},
    )
    bezwaar = Bezwaar.objects.get()
    pagina = client.get(f"/bezwaren/{bezwaar.pk}").content.decode()
    assert "Op het bezwaar beslist iemand anders" in pagina
    assert "Carla Wouters" in pagina
    client.post(
        f"/bezwaren/{bezwaar.pk}",
        {"doe": "horen", "gehoord_op": dag(localdate()), "verslag": "Zij vertelde."},
    )
    log_in(client, toneel.leider)
    client.post(
        f"/bezwaren/{bezwaar.pk}", {"doe": "beslis", "uitkomst": "gegrond", "motivering": "Er is meer nodig."}
    )
    client.post(f"/bezwaren/{bezwaar.pk}", {"doe": "bekend", "bekend-op": dag(localdate())})
    bezwaar.refresh_from_db()
    assert (bezwaar.stand, bezwaar.uitkomst, bezwaar.beslist_door) == ("bekend", "gegrond", toneel.leider)

    log_in(client, toneel.maker)
    client.post(
        f"/huishoudens/{toneel.zaak.huishouden.pk}/klachten/nieuw",
        {
            "indiener": "M. Kuiper", "ontvangen_op": dag(localdate()), "over": "team", "tekst": "Niemand belde terug.",
            "behandelaar": toneel.maker.pk,
        },
    )  # fmt: skip
    klacht = Klacht.objects.get()
    client.post(f"/klachten/{klacht.pk}", {"doe": "bevestig", "bevestig-op": dag(localdate())})
    client.post(f"/klachten/{klacht.pk}", {"doe": "uitstel", "omdat": "De collega is ziek."})
    client.post(f"/klachten/{klacht.pk}", {"doe": "horen", "omdat": "Zij wil geen gesprek."})
    client.post(
        f"/klachten/{klacht.pk}",
        {"doe": "antwoord", "hoe": "antwoord", "oordeel": "gegrond", "antwoord": "U heeft gelijk.",
         "op": dag(localdate())},
    )  # fmt: skip
    klacht.refresh_from_db()
    assert (klacht.stand, klacht.oordeel, klacht.verdaagd_op) == ("beantwoord", "gegrond", localdate())
    assert "ombudsman" in client.get(f"/klachten/{klacht.pk}").content.decode()


def test_who_sees_one_law_finds_no_work_of_another(in_lindewaard: GemeenteRef, client: Client) -> None:
    toneel = maak_besluittoneel()
    mandaat()
    rij = decide_beschikking(beschikking=volledig(toneel), gezien_versie=None, by=toneel.maker, at=now())
    rij = announce_beschikking(beschikking=rij, bekend_op=localdate(), by=toneel.maker, at=now())
    receive_bezwaar(
        beschikking=rij, indiener="M. Kuiper", ontvangen_op=localdate(), gronden="Te weinig uren",
        met_commissie=False, by=toneel.maker, at=now(),
    )  # fmt: skip
    Beschikking.objects.filter(pk=begin(toneel).pk).update(behandelaar=None)
    klantmanager = maak_mens("klantmanager_wi")

    def proef() -> None:
        assert [kop for kop, _, regels in werk_van(klantmanager) if regels] == []

    assert [kop for kop, _, regels in werk_van(toneel.collega) if regels] == ["Nog van niemand", "Bezwaar"]
    proef()
    wordt_rood("besluiten_van_elke_wet", proef)
    Beschikking.objects.update(wet="participatie")
    koppen = [kop for kop, _, regels in werk_van(klantmanager) if regels]
    assert koppen == ["Nog van niemand", "Bezwaar"]


def test_the_pages_take_as_many_queries_with_one_as_with_many(
    in_lindewaard: GemeenteRef, client: Client
) -> None:
    toneel = maak_besluittoneel(client)
    hier = f"/huishoudens/{toneel.zaak.huishouden.pk}/besluiten"
    volledig(toneel)
    een = (vragen(client, hier), vragen(client, "/besluiten"))
    for _ in range(3):
        begin(toneel)

    assert (vragen(client, hier), vragen(client, "/besluiten")) == een
