"""The pages of bewaren, asked as a browser asks them."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import huidige_gemeente
from modules.dossier.bewaren import taken
from modules.dossier.bewaren.actions import vernietiging
from modules.dossier.bewaren.models import (
    Bewaarvoorstel,
    Uitzondering,
    Vernietigingslijst,
    Verwerker,
    Verzoek,
)
from modules.inrichting.models import Teamlid
from tests.factories.dossier import eerste_team, maak_casus, maak_huishouden, maak_zrm
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid
from tests.modules.dossier.bewaren.opzet import maak_oud, maak_verzoek, notitie, toezicht
from tests.modules.dossier.verkeer import maak_zaak, vragen

pytestmark = pytest.mark.django_db


@pytest.fixture
def zaak(in_lindewaard, klant):
    zaak = maak_zaak(
        klant,
        personen=(
            {"voornamen": "Marieke", "geslachtsnaam": "Kuiper", "geboortedatum": localdate() - timedelta(days=365 * 40)},
            {"voornamen": "Ruud", "geslachtsnaam": "Zwaluw"},
        ),
    )  # fmt: skip
    Teamlid.objects.update(geheimhouding=True, protocolfunctie="hulpverlener")
    return zaak


def als(*rollen: Rol) -> Client:
    browser = Client()
    log_in(browser, maak_gebruiker(rollen=rollen, team=eerste_team(), met_code_app=False))
    return browser


def lees(antwoord) -> str:
    return antwoord.content.decode()


def test_a_request_goes_from_its_form_to_its_answer(zaak, klant):
    adres = reverse("bewaren:nieuw", args=[zaak.huishouden.pk])
    leeg = klant.post(adres, {})
    assert leeg.status_code == 422

    antwoord = klant.post(adres, {
        "inwoner": str(zaak.inwoner.pk), "soort": "inzage", "aanvrager": "zelf",
        "ontvangen_op": f"{localdate():%d-%m-%Y}", "ontvangst": "balie", "inhoud": "Alles",
    })  # fmt: skip
    assert antwoord.status_code == 303, lees(antwoord)
    verzoek = Verzoek.objects.get()
    for stap, lichaam in (
        ("identiteit", {"hoe": "bewijs"}),
        ("toewijzen", {"aan": str(zaak.medewerker.pk)}),
        ("verlengen", {"omdat": "Het is veel."}),
        ("besluit", {"besluit": "ja"}),
        ("antwoord", {"op": f"{localdate():%d-%m-%Y}", "hoe": "Aan de balie"}),
    ):
        antwoord = klant.post(reverse(f"bewaren:{stap}", args=[verzoek.pk]), lichaam)
        assert antwoord.status_code == 303, (stap, lees(antwoord))
        assert klant.get(verzoek.get_absolute_url()).status_code == 200
    verzoek.refresh_from_db()
    assert verzoek.stand == "beantwoord"


def test_the_review_asks_for_each_piece_and_the_copy_comes_as_one_package(zaak, klant):
    notitie(zaak, "Marieke belde over Ruud.")
    maak_zrm(zaak.casus, zaak.inwoner, {"financien": 2}, datum=localdate())
    verzoek = maak_verzoek(zaak)
    doornemen = reverse("bewaren:doornemen", args=[verzoek.pk])
    pagina = lees(klant.get(doornemen))
    assert "<u>Ruud</u>" in pagina
    maken = reverse("bewaren:afschrift", args=[verzoek.pk])
    assert klant.post(maken).status_code == 422

    velden = dict.fromkeys(_namen(pagina), "vervang")
    assert klant.post(doornemen, velden).status_code == 303
    antwoord = klant.post(maken)

    assert antwoord.status_code == 303, lees(antwoord)
    afschrift = verzoek.afschriften.get()
    onderweg = lees(klant.get(verzoek.get_absolute_url()))
    assert "Het afschrift wordt gemaakt" in onderweg
    voortgang = reverse("bewaren:afschrift_voortgang", args=[afschrift.pk])
    assert voortgang in onderweg
    assert klant.get(voortgang).status_code == 200
    assert klant.get(reverse("bewaren:afschrift_zip", args=[afschrift.pk])).status_code == 410
    taken.maak_afschrift(str(afschrift.pk), gemeente_id=str(huidige_gemeente().id))
    klaar = klant.get(voortgang, headers={"HX-Request": "true"})
    assert (klaar.status_code, klaar["HX-Redirect"]) == (204, verzoek.get_absolute_url())
    pakket = klant.get(reverse("bewaren:afschrift_zip", args=[afschrift.pk]))
    with zipfile.ZipFile(BytesIO(pakket.content)) as inhoud:
        assert inhoud.namelist() == ["LEES MIJ.txt", "afschrift.pdf", "afschrift.json"]
    bestand = klant.get(reverse("bewaren:afschrift_json", args=[afschrift.pk]))
    assert bestand["Content-Disposition"].startswith("attachment")
    assert bestand["Cache-Control"].find("no-store") >= 0
    assert "Ruud" not in json.dumps(json.loads(bestand.content), ensure_ascii=False)
    assert klant.get(reverse("bewaren:afschrift_pdf", args=[afschrift.pk])).content[:5] == b"%PDF-"


def _namen(pagina: str) -> list[str]:
    import re

    return sorted(set(re.findall(r'name="(stuk-[^"]+)"', pagina)))


def test_who_may_not_read_health_cannot_make_or_fetch_a_copy_that_holds_it(zaak, klant):
    notitie(zaak, "Marieke slikt medicijnen.", categorie="E")
    verzoek = maak_verzoek(zaak)
    Teamlid.objects.update(geheimhouding=False, protocolfunctie="klantmanager_wi")

    antwoord = klant.post(reverse("bewaren:afschrift", args=[verzoek.pk]))

    assert antwoord.status_code == 422
    assert "gezondheid" in lees(antwoord)
    assert "medicijnen" not in lees(klant.get(reverse("bewaren:doornemen", args=[verzoek.pk])))


def test_the_list_puts_late_ones_on_top_with_the_same_number_of_queries(zaak, klant):
    adres = reverse("bewaren:verzoeken")
    maak_verzoek(zaak)
    vragen(klant, adres)
    een = vragen(klant, adres)
    for _ in range(2):
        maak_verzoek(zaak, "correctie")
    laat = maak_verzoek(zaak, ontvangen_op=localdate() - timedelta(days=60))

    pagina = lees(klant.get(adres))

    assert vragen(klant, adres) == een
    assert pagina.index(str(laat.pk)) < pagina.index(str(Verzoek.objects.exclude(pk=laat.pk).first().pk))
    assert "waarvan 1 te laat" in pagina


def test_the_fg_follows_every_request_and_sees_no_name(zaak):
    verzoek = maak_verzoek(zaak, inhoud="Mijn geheime vraag")
    fg = als(Rol.FG)

    lijst, een = lees(fg.get(reverse("bewaren:verzoeken"))), lees(fg.get(verzoek.get_absolute_url()))

    assert str(verzoek.pk) in lijst
    for woord in ("Marieke", "Kuiper", "geheime vraag"):
        assert (woord in lijst, woord in een) == (False, False), woord
    assert fg.get(reverse("bewaren:doornemen", args=[verzoek.pk])).status_code == 404


def test_another_team_sees_no_request_and_the_seeded_bug_is_found(zaak):
    from keukentafel.tenancy.zaaifouten import zaai
    from tests.factories.inrichting import maak_team, maak_teamlid

    verzoek = maak_verzoek(zaak)
    team = maak_team("Ver weg")
    wie = maak_gebruiker(rollen=(Rol.TEAMLID,), team=team, met_code_app=False)
    maak_teamlid(wie, team)
    browser = Client()
    log_in(browser, wie)

    assert str(verzoek.pk) not in lees(browser.get(reverse("bewaren:verzoeken")))
    assert browser.get(verzoek.get_absolute_url()).status_code == 404
    with zaai("verzoeken_zonder_filter"):
        assert str(verzoek.pk) in lees(browser.get(reverse("bewaren:verzoeken")))


def test_a_household_tells_until_when_it_is_kept_and_is_kept_longer(zaak, klant):
    adres = reverse("bewaren:bewaartijd", args=[zaak.huishouden.pk])
    assert "Er loopt nog hulp." in lees(klant.get(adres))

    assert klant.post(adres, {}).status_code == 422
    assert klant.post(adres, {"reden": "Er loopt een klacht."}).status_code == 303
    assert "Er loopt een klacht." in lees(klant.get(adres))
    assert klant.post(reverse("bewaren:niet_langer", args=[zaak.huishouden.pk])).status_code == 303
    assert Uitzondering.objects.filter(opgeheven_op=None).count() == 0
    assert klant.get(reverse("bewaren:van_huishouden", args=[zaak.huishouden.pk])).status_code == 200


def test_a_list_goes_through_two_hands_to_its_certificate(in_lindewaard, settings, tmp_path):
    settings.KT_VERNIETIGINGSBOEK = tmp_path
    oud = maak_oud("Kwikstaart")
    maak_oud("Grutto")
    vernietiging.propose_due(at=timezone.now())
    lijst = Vernietigingslijst.objects.get()
    beheer, fg = als(Rol.BEHEERDER), als(Rol.FG)

    pagina = lees(beheer.get(reverse("bewaren:lijst", args=[1])))
    assert ("Kwikstaart" in pagina, vernietiging.nummer_van(oud.pk) in pagina) == (False, True)
    regel = lijst.regels.exclude(object_id=oud.pk).get()
    assert beheer.post(reverse("bewaren:uitzonderen", args=[1]), {"regel": str(regel.pk)}).status_code == 422
    assert (
        beheer.post(
            reverse("bewaren:uitzonderen", args=[1]), {"regel": str(regel.pk), "reden": "Klacht"}
        ).status_code
        == 303
    )
    assert beheer.post(reverse("bewaren:tweede", args=[1])).status_code == 404
    assert beheer.post(reverse("bewaren:eerste", args=[1])).status_code == 303
    assert fg.post(reverse("bewaren:terug", args=[1]), {"omdat": "Kijk nog eens."}).status_code == 303
    assert beheer.post(reverse("bewaren:eerste", args=[1])).status_code == 303
    assert fg.post(reverse("bewaren:tweede", args=[1])).status_code == 303
    lijst.refresh_from_db()
    vernietiging.run_lijst(lijst=lijst, at=timezone.now())

    verklaring = lees(beheer.get(reverse("bewaren:verklaring_van", args=[1])))
    assert "Wmo 2015, artikel 5.3.4" in verklaring
    assert fg.get(reverse("bewaren:verklaring_pdf", args=[1])).content[:5] == b"%PDF-"
    assert lees(fg.get(reverse("bewaren:lijsten"))).count("Lijst 1") == 1


def test_terms_are_proposed_by_the_beheerder_and_agreed_by_the_fg(in_lindewaard):
    beheer, fg = als(Rol.BEHEERDER), als(Rol.FG)
    adres = reverse("bewaren:termijnen")
    pagina = lees(beheer.get(adres))
    assert "Controleer de wetstekst" in pagina
    velden = {"toelichting": "Zorgvuldig"}
    for naam, (jaren, start) in {
        "wmo": (20, "laatste_stuk"), "jeugd": (20, "laatste_wijziging"), "participatie": (10, "einde"),
        "overig": (5, "einde"), "melding_zonder_hulp": (3, "einde"),
    }.items():  # fmt: skip
        velden |= {f"{naam}_jaren": jaren, f"{naam}_maanden": 0, f"{naam}_start": start}
    velden |= {"signaal_jaren": 0, "signaal_maanden": 6, "signaal_start": "einde"}

    kort = beheer.post(adres, velden | {"wmo_jaren": 2})
    assert (kort.status_code, "Korter mag niet" in lees(kort)) == (422, True)
    assert beheer.post(adres, velden).status_code == 303
    assert "20 jaar" in lees(fg.get(adres))
    assert fg.post(reverse("bewaren:termijnen_oordeel"), {"besluit": "terug"}).status_code == 422
    assert fg.post(reverse("bewaren:termijnen_oordeel"), {"besluit": "akkoord"}).status_code == 303
    assert Bewaarvoorstel.objects.get().stand == "goed"


def test_the_accounts_come_from_what_is_really_there(in_lindewaard):
    beheer, fg = als(Rol.BEHEERDER), als(Rol.FG)
    adres = reverse("bewaren:verantwoording")
    pagina = lees(fg.get(adres))
    assert "Hulp aan huishoudens" in pagina
    assert "Hulpverlener" in pagina
    assert (
        beheer.post(adres, {"naam": "Hosting BV", "dienst": "Servers", "land": "Nederland"}).status_code
        == 303
    )
    assert Verwerker.objects.get().naam == "Hosting BV"
    tekst = beheer.get(reverse("bewaren:register_csv")).content.decode("utf-8-sig")
    assert tekst.startswith("Verwerking;Doel;")

    dpia = reverse("bewaren:dpia", args=["dossier"])
    assert "Nog niet vastgesteld" in lees(fg.get(dpia))
    nieuw = {
        "omschrijving": "Eigen tekst", "risico_0": "Lek", "maatregel_0": "Muur", "restrisico": "laag",
        "herzien_op": f"{localdate() + timedelta(days=365):%d-%m-%Y}",
    }  # fmt: skip
    assert beheer.post(dpia, {}).status_code == 422
    assert beheer.post(dpia, nieuw).status_code == 303
    vast = reverse("bewaren:dpia_vaststellen", args=["dossier"])
    assert beheer.post(vast, {}).status_code == 422
    assert fg.post(vast, {"advies": "Goed"}).status_code == 303
    assert "Eigen tekst" in lees(beheer.get(dpia))
    assert toezicht()


def test_another_team_looks_at_its_own_part_and_lets_it_go_along(zaak, klant):
    hier, elders, daar = _twee_teams(zaak)
    verzoek = maak_verzoek(zaak)
    doornemen = reverse("bewaren:doornemen", args=[verzoek.pk])

    van_hen = lees(daar.get(doornemen))
    van_mij = lees(klant.get(doornemen))
    for eigen, van_ander, pagina in (
        ("Zwaluw", "Kees", van_mij),
        ("Kees", "Ruud", van_hen),
    ):
        assert (eigen in pagina, van_ander in pagina) == (True, False)
    assert daar.get(verzoek.get_absolute_url()).status_code == 404

    for browser, pagina in ((klant, van_mij), (daar, van_hen)):
        browser.post(doornemen, dict.fromkeys(_namen(pagina), "vervang"))
    assert "elk team heeft nagekeken" in lees(klant.get(doornemen))
    assert klant.post(reverse("bewaren:afschrift", args=[verzoek.pk])).status_code == 422
    klant.post(doornemen, {"vrijgeven": str(elders.pk)})
    assert klant.post(reverse("bewaren:afschrift", args=[verzoek.pk])).status_code == 422

    assert "Geef mee met het afschrift" in lees(daar.get(doornemen))
    daar.post(doornemen, {"vrijgeven": str(elders.pk)})

    assert klant.post(reverse("bewaren:afschrift", args=[verzoek.pk])).status_code == 303
    assert daar.post(reverse("bewaren:afschrift", args=[verzoek.pk])).status_code == 404
    assert hier != elders


def _twee_teams(zaak):
    """Put the person in an earlier household of another team, with a colleague there who reads all of it."""
    team = maak_team("Ver weg")
    elders = maak_huishouden("Merel", team=team, personen=({"voornamen": "Kees", "geslachtsnaam": "Merel"},))
    collega = maak_gebruiker(rollen=(Rol.TEAMLID,), met_code_app=False)
    maak_teamlid(collega, team, geheimhouding=True, protocolfunctie="hulpverlener")
    ander = replace(
        zaak, huishouden=elders, casus=maak_casus(elders, behandelaar=collega), medewerker=collega
    )
    elders.leden.create(
        inwoner=zaak.inwoner, rol="volwassene",
        van=localdate() - timedelta(days=900), tot=localdate() - timedelta(days=300),
    )  # fmt: skip
    notitie(ander, "Marieke en Kees kwamen samen.", op=timezone.now() - timedelta(days=500))
    notitie(zaak, "Marieke belde over Zwaluw.")
    browser = Client()
    log_in(browser, collega)
    return zaak.huishouden, elders, browser
