"""The screens of keys: one's own tokens, programs, webhooks; and what a webhook hears."""

from __future__ import annotations

import json
import re

import pytest
from django.core.cache import cache
from django.utils import timezone

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import zaaifouten
from keukentafel.uitgaand import bezorgen
from keukentafel.uitgaand.models import Bezorging, Bezorgstand
from keukentafel.uitgaand.toestaan import sta_toe
from modules.toegangsleutels.actions.haak import make_haak, tell_all
from modules.toegangsleutels.models import Haak, Programma, Toegangsleutel
from modules.toegangsleutels.postbode import adres_van
from tests.api.v1.beller import Beller, vraag_token
from tests.factories.dossier import eerste_team, maak_casus, maak_huishouden
from tests.factories.identity import WACHTWOORD, log_in, maak_gebruiker
from tests.factories.inrichting import maak_team
from tests.factories.toegangsleutels import maak_programma_rij
from tests.keukentafel.uitgaand.luisteraar import luister

pytestmark = pytest.mark.usefixtures("in_lindewaard")


@pytest.fixture
def beheerder(klant):
    log_in(klant, maak_gebruiker(rollen=[Rol.BEHEERDER]))
    return klant


def geheim_op(pagina, id):
    return re.search(rf'id="{id}">([^<]+)<', pagina.content.decode())[1]


def test_somebody_makes_a_token_sees_it_once_and_takes_it_back(klant):
    mens = maak_gebruiker(team=eerste_team())
    log_in(klant, mens)
    gestuurd = {"naam": "Rekenblad", "scopes": ["huishoudens.lezen"], "dagen": "30"}
    fout = klant.post("/mijn-instellingen/tokens", {**gestuurd, "huidig": "verkeerd"})
    goed = klant.post("/mijn-instellingen/tokens", {**gestuurd, "huidig": WACHTWOORD})
    token = geheim_op(goed, "het-token")
    overzicht = klant.get("/mijn-instellingen/tokens").content.decode()

    assert fout.status_code == 422
    assert Beller(klant, token).get("huishoudens").status_code == 200
    assert "Rekenblad" in overzicht
    assert token not in overzicht
    rij = Toegangsleutel.objects.get()
    assert klant.post(f"/mijn-instellingen/tokens/{rij.pk}/intrekken").status_code == 303
    assert Beller(klant, token).get("huishoudens").status_code == 401


def test_nobody_takes_back_the_token_of_somebody_else(klant):
    ander = maak_gebruiker()
    log_in(klant, maak_gebruiker())
    rij = Toegangsleutel.objects.create(
        gebruiker=ander,
        naam="x",
        afdruk="a" * 64,
        scopes=[],
        geldig_van=timezone.now(),
        geldig_tot=timezone.now(),
    )

    assert klant.post(f"/mijn-instellingen/tokens/{rij.pk}/intrekken").status_code == 404


def test_an_administrator_lets_a_program_in_changes_it_and_keeps_it_out(beheerder):
    team = eerste_team()
    gestuurd = {
        "naam": "Rooster", "client_id": "rooster", "rollen": ["teamlid"], "teams": [str(team.pk)],
        "scopes": ["huishoudens.lezen"],
    }  # fmt: skip
    zonder = beheerder.post("/koppelingen/eigen-api/nieuw", {**gestuurd, "teams": []})
    goed = beheerder.post("/koppelingen/eigen-api/nieuw", gestuurd)
    geheim = geheim_op(goed, "het-geheim")
    programma = Programma.objects.get()
    pad = f"/koppelingen/eigen-api/{programma.pk}"
    assert "Zonder team ziet deze rol niets" in zonder.content.decode()
    assert vraag_token(beheerder, geheim=geheim).status_code == 200
    assert geheim not in beheerder.get(pad).content.decode()

    nieuw = {**gestuurd, "naam": "Rooster 2", "versie": "1"}
    assert beheerder.post(f"{pad}/wijzigen", nieuw).status_code == 303
    tweede = beheerder.post(f"{pad}/wijzigen", {**nieuw, "naam": "Rooster 3"})
    assert tweede.status_code == 409
    assert "Rooster 2" in tweede.content.decode()
    assert "Rooster 3" in tweede.content.decode()
    assert geheim_op(beheerder.post(f"{pad}/geheim", {"overlap": "0"}), "het-geheim") != geheim
    assert vraag_token(beheerder, geheim=geheim).status_code == 401
    beheerder.post(f"{pad}/blokkeren", {"dicht": "1"})
    assert "geblokkeerd" in beheerder.get(pad).content.decode()
    assert "Rooster 2" in beheerder.get("/koppelingen/eigen-api").content.decode()


def test_a_webhook_goes_only_to_an_address_of_the_list(beheerder):
    programma = maak_programma_rij("rooster", eerste_team())
    gestuurd = {
        "naam": "Rooster", "url": "https://rooster.voorbeeld.nl/haak", "programma": str(programma.pk),
        "bronnen": ["huishoudens"],
    }  # fmt: skip
    geweigerd = beheerder.post("/koppelingen/webhooks/nieuw", gestuurd)
    sta_toe(url="https://rooster.voorbeeld.nl/", at=timezone.now())
    gemaakt = beheerder.post("/koppelingen/webhooks/nieuw", gestuurd)
    haak = Haak.objects.get()
    pad = f"/koppelingen/webhooks/{haak.pk}"

    assert "staat niet op de lijst" in geweigerd.content.decode()
    assert geheim_op(gemaakt, "het-geheim").startswith("whsec_")
    assert beheerder.post(f"{pad}/proef").status_code == 303
    assert Bezorging.objects.filter(bestemming=haak.pk).count() == 1
    Bezorging.objects.update(
        stand=Bezorgstand.OPGEGEVEN, laatste_fout="Het andere systeem antwoordde met 500."
    )
    assert "antwoordde met 500" in beheerder.get(pad).content.decode()
    beheerder.post(f"{pad}/opnieuw")
    assert Bezorging.objects.get().stand == Bezorgstand.WACHT
    beheerder.post(f"{pad}/stop")
    assert "Gestopt" in beheerder.get("/koppelingen/webhooks").content.decode()
    beheerder.post(f"{pad}/start")
    beheerder.post(f"{pad}/weg")
    assert not Haak.objects.exists()
    assert not Bezorging.objects.exists()


def _keten() -> None:
    """The chain is made at commit; a test that is rolled back asks for it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _verteld() -> list[str]:
    tell_all(at=timezone.now())
    uit = [json.loads(str(rij.bericht.lading)) for rij in Bezorging.objects.select_related("bericht")]
    return sorted(f"{een['type']} {een['resourceId']}" for een in uit)


def test_a_webhook_hears_of_what_its_program_may_see_once_and_without_content(klant):
    from modules.dossier.actions.huishouden import change_huishouden

    team, mens = eerste_team(), maak_gebruiker(team=eerste_team())
    programma = maak_programma_rij("rooster", team)
    sta_toe(url="https://rooster.voorbeeld.nl/", at=timezone.now())
    _keten()
    haak, _ = make_haak(
        programma=programma, naam="Rooster", url="https://rooster.voorbeeld.nl/haak", bronnen=["huishoudens"],
        by=mens, at=timezone.now(),
    )  # fmt: skip
    eigen, ander = maak_huishouden("Geheimenaam", team=team), maak_huishouden(team=maak_team("Ander"))
    for een in (eigen, ander):
        maak_casus(een, team=een.team)
        een.refresh_from_db()
        change_huishouden(
            huishouden=een, gegevens={"plaats": "Hier"}, team=een.team, versie=1, by=mens, at=timezone.now()
        )
    _keten()
    verwacht = [f"huishoudens.gewijzigd {eigen.pk}"]

    assert _verteld() == verwacht
    assert _verteld() == verwacht
    lading = str(Bezorging.objects.get().bericht.lading)
    assert "Geheimenaam" not in lading
    Haak.objects.update(verteld_tot=0)
    Bezorging.objects.all().delete()
    with zaaifouten.zaai("haak_hoort_alles"):
        assert f"huishoudens.gewijzigd {ander.pk}" in _verteld()
    assert adres_van(haak.pk).url == "https://rooster.voorbeeld.nl/haak"


def test_a_message_arrives_signed(klant):
    cache.clear()
    programma = maak_programma_rij("rooster", eerste_team())
    with luister() as wie:
        sta_toe(url=wie.url, at=timezone.now())
        haak, geheim = make_haak(
            programma=programma, naam="Rooster", url=f"{wie.url}/haak", bronnen=["huishoudens"],
            by=programma.gebruiker, at=timezone.now(),
        )  # fmt: skip
        zending = adres_van(haak.pk)
        koppen = zending.koppen(haak.pk, b"{}")
        bezorgen.zet_klaar(bestemmingen=[haak.pk], stroom="x", lading="{}", at=timezone.now())
        bezorgen.bezorg(klok=timezone.now)

        assert koppen["webhook-signature"].startswith("v1,")
        verzoek = wie.verzoeken[0]
        assert verzoek.koppen["webhook-signature"].startswith("v1,")
        assert Bezorging.objects.get().stand == Bezorgstand.BEZORGD
        assert geheim.startswith("whsec_")
