"""No line, no content: a logboek that cannot be written closes every page, and says so in plain words."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from keukentafel import audit
from keukentafel.audit.models import Logboekregel
from keukentafel.tenancy import GemeenteRef, in_gemeente
from keukentafel.tenancy.zaaifouten import zaai
from modules.dossier.models import Contactnotitie
from tests.modules.dossier.verkeer import Zaak, maak_zaak, vreemd_huishouden
from tests.stellage.databank import als_beheer
from tests.stellage.omgeving import DATABANK

pytestmark = pytest.mark.django_db(transaction=True)

ZIN = "Keukentafel kan op dit moment niet opschrijven wie wat bekijkt of wijzigt."
STORINGEN = {
    "de regel zelf": "ALTER TABLE audit_logboekregel ADD CONSTRAINT vol CHECK (false) NOT VALID",
    "de keten, bij het vastleggen": "ALTER TABLE audit_schakel ADD CONSTRAINT vol CHECK (false) NOT VALID",
    "het recht om te schrijven": 'REVOKE INSERT ON audit_logboekregel FROM "{schema}"',
}
storing = pytest.mark.parametrize("storing", STORINGEN.values(), ids=STORINGEN.keys())


def maak_stuk(gemeente: GemeenteRef, opdracht: str) -> None:
    with als_beheer(DATABANK) as beheer:
        beheer.execute(f'SET search_path TO "{gemeente.schema_name}", pg_temp')
        beheer.execute(opdracht.format(schema=gemeente.schema_name))


@pytest.fixture
def zaak(lindewaard: GemeenteRef, klant: Client) -> Zaak:
    with in_gemeente(lindewaard):
        return maak_zaak(klant)


@storing
def test_a_page_that_cannot_be_written_down_is_not_shown(
    lindewaard: GemeenteRef, klant: Client, zaak: Zaak, storing: str
) -> None:
    adres = f"/huishoudens/{zaak.huishouden.pk}"
    assert klant.get(adres).status_code == 200
    maak_stuk(lindewaard, storing)

    antwoord = klant.get(adres)

    assert (antwoord.status_code, antwoord["Retry-After"]) == (503, "30")
    tekst = antwoord.content.decode()
    assert ZIN in tekst
    assert zaak.huishouden.naam not in tekst


@storing
def test_a_change_that_cannot_be_written_down_is_not_made(
    lindewaard: GemeenteRef, klant: Client, zaak: Zaak, storing: str
) -> None:
    maak_stuk(lindewaard, storing)

    antwoord = klant.post(
        reverse("dossier:notitie", args=[zaak.huishouden.pk]),
        {"tekst": "Gebeld over de huur.", "soort": "telefoon", "eenmalig": "x"},
    )

    assert antwoord.status_code == 503
    assert ZIN in antwoord.content.decode()
    with in_gemeente(lindewaard):
        assert Contactnotitie.objects.filter(huishouden_id=zaak.huishouden.pk).count() == 0


def test_a_refusal_that_cannot_be_written_down_is_a_503_too(
    lindewaard: GemeenteRef, klant: Client, zaak: Zaak
) -> None:
    maak_stuk(lindewaard, STORINGEN["de regel zelf"])

    assert klant.get("/inrichting/mensen").status_code == 503


def test_a_page_that_breaks_otherwise_does_not_blame_the_logboek(lindewaard: GemeenteRef) -> None:
    from django.db import DatabaseError, connection

    from keukentafel.audit.fouten import komt_van_logboek

    with in_gemeente(lindewaard):
        with pytest.raises(DatabaseError) as fout, connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        assert not komt_van_logboek(fout.value)
        with pytest.raises(audit.LogboekWeigert) as geen:
            audit.record("x" * 81, at=timezone.now())
        assert komt_van_logboek(geen.value)


def test_the_page_opens_without_a_line_when_the_house_looks_away(
    lindewaard: GemeenteRef, klant: Client, zaak: Zaak
) -> None:
    maak_stuk(lindewaard, STORINGEN["de keten, bij het vastleggen"])
    klant.raise_request_exception = False

    with zaai("logboek_stil"):
        assert klant.get(f"/huishoudens/{zaak.huishouden.pk}").status_code == 500


# -- refusals ----------------------------------------------------------------------------------------


def geweigerd() -> list[tuple[str, str, str]]:
    regels = Logboekregel.objects.filter(resultaat="geweigerd").order_by("tijdstip", "id")
    return [(regel.gebeurtenis, regel.gebruiker_naam, regel.niveau) for regel in regels]


def test_a_door_that_stays_shut_leaves_one_line(lindewaard: GemeenteRef, klant: Client, zaak: Zaak) -> None:
    with in_gemeente(lindewaard):
        vreemd = vreemd_huishouden()

    assert klant.get(f"/huishoudens/{vreemd.pk}").status_code == 404
    assert klant.get("/inrichting/mensen").status_code == 404

    with in_gemeente(lindewaard):
        assert [naam for naam, _, _ in geweigerd()] == ["dossier.huishouden.geweigerd", "toegang.geweigerd"]
        assert {(wie, niveau) for _, wie, niveau in geweigerd()} == {("Samira Bouali", "let_op")}
        laatste = Logboekregel.objects.get(gebeurtenis="toegang.geweigerd")
        assert laatste.detail["route"] == "identity:mensen"
        assert (laatste.systeem, laatste.werkplek) == ("web", "127.0.0.0/24")


def test_an_address_that_does_not_exist_and_a_visitor_leave_none(
    lindewaard: GemeenteRef, klant_van: object, klant: Client, zaak: Zaak
) -> None:
    klant.get("/bestaat-niet")
    Client(HTTP_HOST="lindewaard.localhost").get("/inrichting/mensen")

    with in_gemeente(lindewaard):
        assert geweigerd() == []


def test_a_refusal_goes_unseen_when_the_house_looks_away(
    lindewaard: GemeenteRef, klant: Client, zaak: Zaak
) -> None:
    with zaai("weigering_zonder_regel"):
        klant.get("/inrichting/mensen")

    with in_gemeente(lindewaard):
        assert geweigerd() == []


# -- the fields of NEN 7513 --------------------------------------------------------------------------


def test_a_look_says_who_where_how_and_for_whom(lindewaard: GemeenteRef, klant: Client, zaak: Zaak) -> None:
    klant.get(f"/huishoudens/{zaak.huishouden.pk}")

    with in_gemeente(lindewaard):
        regel = Logboekregel.objects.filter(gebeurtenis="dossier.huishouden.bekeken").latest("tijdstip")
        lid = zaak.medewerker.teamleden.get()
        assert (regel.gebruiker_naam, regel.rollen, regel.team_naam) == (
            "Samira Bouali",
            "teamlid",
            lid.team.naam,
        )
        assert regel.verantwoordelijke_id == regel.gebruiker_id == zaak.medewerker.pk
        assert (regel.systeem, regel.bron, regel.werkplek) == ("web", "keukentafel", "127.0.0.0/24")
        assert regel.team_id == lid.team_id
