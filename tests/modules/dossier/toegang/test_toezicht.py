"""Toezicht and the notices: who sees what, at a fixed number of queries."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from keukentafel.identity.rollen import Rol
from keukentafel.instellingen import huidige_instellingen
from keukentafel.tenancy import GemeenteRef
from modules.dossier.toegang import toezichtdelen
from modules.dossier.toegang.actions.nood import open_noodtoegang
from modules.dossier.toegang.actions.toezicht import forget_gelezen
from modules.dossier.toegang.attenderen import attendeer, lees_attenderingen
from modules.dossier.toegang.instellingen import ToegangInstellingen
from modules.dossier.toegang.models import Attendering
from modules.dossier.toegang.toezichtdelen import Deel, Regel, delen, registreer_deel
from tests.factories.dossier import maak_casus, maak_huishouden
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_teamlid
from tests.modules.dossier.toegang.toneel import Spel, speel
from tests.modules.dossier.verkeer import logboek, vragen

pytestmark = pytest.mark.django_db
TOELICHTING = "De wijkagent belt: er is nu ruzie op straat."


@pytest.fixture
def spel(in_lindewaard: GemeenteRef) -> Spel:
    return speel()


def noden(spel: Spel, aantal: int) -> None:
    for nummer in range(aantal):
        wie = maak_gebruiker(naam=f"Nood {nummer}", met_code_app=False)
        maak_teamlid(wie, spel.huishouden.team)
        huishouden = maak_huishouden(f"Geheimnaam{nummer}", team=spel.huishouden.team)
        maak_casus(huishouden)
        open_noodtoegang(
            huishouden=huishouden, reden="kind", toelichting=TOELICHTING,
            instellingen=ToegangInstellingen(), by=wie, at=timezone.now(),
        )  # fmt: skip


@pytest.mark.parametrize("aantal", [1, 5])
def test_the_page_costs_the_same_at_one_and_at_many(spel: Spel, aantal: int) -> None:
    noden(spel, aantal)
    spel["fg"].get("/toezicht")

    assert vragen(spel["fg"], "/toezicht") == TOEZICHT + len(toezichtdelen._makers)


TOEZICHT = 10


@pytest.mark.parametrize("aantal", [1, 5])
def test_requests_cost_the_same_at_one_and_at_many(spel: Spel, aantal: int) -> None:
    from modules.dossier.toegang.actions.verzoek import request_toegang

    for nummer in range(aantal):
        request_toegang(
            huishoudens=[maak_huishouden(f"Vraag{nummer}", team=spel.huishouden.team)],
            reden="Ik help hier mee.", gezocht="", mocht_bekend=False, by=spel.mensen["buiten"],
            at=timezone.now(),
        )  # fmt: skip
    spel["buiten"].get("/toegang/mijn")
    spel["leider"].get("/toegang/mijn")

    assert (vragen(spel["buiten"], "/toegang/mijn"), vragen(spel["leider"], "/toegang/mijn")) == (8, 10)


def test_an_administrator_sees_numbers_and_no_reasons(spel: Spel) -> None:
    noden(spel, 1)
    fg, beheer = (spel[wie].get("/toezicht").content.decode() for wie in ("fg", "beheerder"))

    assert ("Nood 0" in fg, "Nood 0" in beheer) == (True, True)
    assert ("Een kind is nu niet veilig" in fg, "Een kind is nu niet veilig" in beheer) == (True, False)
    assert ("Beoordeel" in fg, ">Beoordeel<" in beheer) == (True, False)
    assert [tekst for tekst in (fg, beheer) if "Geheimnaam" in tekst or TOELICHTING in tekst] == []


def test_overseeing_is_no_look_at_a_household(spel: Spel) -> None:
    noden(spel, 2)
    spel["fg"].get("/toezicht")
    spel["fg"].get("/toezicht/steekproef")
    spel["buiten"].get("/toegang/mijn")

    assert logboek("dossier.lijst.bekeken") == []


@pytest.mark.parametrize("wie", ["werker", "leider", "regisseur", "buiten"])
def test_who_does_not_oversee_has_no_such_page(spel: Spel, wie: str) -> None:
    assert spel[wie].get("/toezicht").status_code == 404


def test_the_fg_begins_at_toezicht_and_the_others_where_they_did(spel: Spel) -> None:
    naar = {wie: spel[wie].get("/thuis").headers["Location"] for wie in ("fg", "werker", "beheerder")}

    assert naar["fg"] == "/toezicht"
    assert naar["werker"] == "/mijn-dag"
    assert naar["beheerder"] != "/toezicht"


def test_a_notice_is_told_once_to_each_and_read_by_its_own_reader(spel: Spel) -> None:
    wie = spel.mensen["werker"]
    attendeer(
        voor=[wie.pk, wie.pk], rol=Rol.FG, soort="proef", tekst="Kijk hier.", url="/toegang/mijn",
        at=timezone.now(),
    )  # fmt: skip
    rij = Attendering.objects.get(voor=wie)
    ander = spel["fg"].post("/attenderingen/gelezen", {"id": str(rij.pk)}).status_code
    dag = spel["werker"].get("/mijn-dag").content.decode()
    open_ = spel["werker"].post("/attenderingen/gelezen", {"id": str(rij.pk), "open": "1"})
    rij.refresh_from_db()

    assert Attendering.objects.count() == 2
    assert ander == 404
    assert "Kijk hier." in dag
    assert open_.headers["Location"] == "/toegang/mijn"
    assert rij.gelezen_op is not None
    assert "Kijk hier." not in spel["werker"].get("/mijn-dag").content.decode()
    assert "Kijk hier." in spel["werker"].get("/attenderingen").content.decode()


def test_all_read_is_all_of_ones_own(spel: Spel) -> None:
    for nummer in range(7):
        attendeer(
            voor=[spel.mensen["werker"].pk, spel.mensen["fg"].pk], soort="proef", tekst=f"Bericht {nummer}.",
            url="", at=timezone.now(),
        )  # fmt: skip
    spel["werker"].post("/attenderingen/gelezen", {"volgende": "/mijn-dag"})

    assert Attendering.objects.ongelezen().filter(voor=spel.mensen["werker"]).count() == 0
    assert Attendering.objects.ongelezen().filter(voor=spel.mensen["fg"]).count() == 7


def test_other_rooms_put_a_panel_on_the_page(spel: Spel) -> None:
    def paneel(gebruiker: Any) -> Deel | None:
        return (
            Deel("Proefpaneel", "p-proef", [Regel("Een regel", "erbij", "/mijn-dag")]) if gebruiker else None
        )

    registreer_deel(paneel)
    registreer_deel(paneel)

    assert [deel.kop for deel in delen(spel.mensen["fg"])].count("Proefpaneel") == 1
    assert "Een regel" in spel["fg"].get("/toezicht").content.decode()
    toezichtdelen._makers.pop(f"{paneel.__module__}.{paneel.__qualname__}")


def test_the_rights_of_a_household_show_reasons_to_who_decides_only(spel: Spel) -> None:
    nu = timezone.now()
    open_noodtoegang(
        huishouden=spel.huishouden, reden="kind", toelichting=TOELICHTING, instellingen=ToegangInstellingen(),
        by=spel.mensen["buiten"], at=nu,
    )  # fmt: skip
    adres = reverse("toegang:rechten", args=[spel.huishouden.pk])
    leider, werker = (spel[wie].get(adres).content.decode() for wie in ("leider", "werker"))

    assert ("Carla Wouters" in leider, "Carla Wouters" in werker) == (True, True)
    assert (TOELICHTING in leider, TOELICHTING in werker) == (True, False)


GETALLEN = {
    "noodtoegang_uren": 2, "beoordelen_werkdagen": 3, "verzoek_dagen": 14, "verzoek_dagen_hoogstens": 60,
    "venster_minuten": 5, "drempel_veel": 20, "drempel_stop": 40, "steekproef_omvang": 4,
}  # fmt: skip


def test_the_administrator_chooses_the_limits_and_they_hold_at_once(spel: Spel) -> None:
    niet = [spel[wie].get("/toezicht/grenzen").status_code for wie in ("fg", "leider", "werker")]
    bewaard = spel["beheerder"].post("/toezicht/grenzen", GETALLEN)

    assert niet == [404, 404, 404]
    assert bewaard.status_code == 303
    assert huidige_instellingen().section(ToegangInstellingen) == ToegangInstellingen(**GETALLEN)
    assert logboek("toegang.instellingen.gewijzigd") == ["toegang.instellingen.gewijzigd"]


def test_two_administrators_at_once_see_the_numbers_of_each_other(spel: Spel) -> None:
    beheer = spel["beheerder"]
    eerst = beheer.post("/toezicht/grenzen", GETALLEN | {"versie": "0"})
    later = beheer.post("/toezicht/grenzen", GETALLEN | {"versie": "0", "steekproef_omvang": 7})
    tekst = later.content.decode()

    assert (eerst.status_code, later.status_code) == (303, 409)
    assert ("Hoeveel keer kijken trekken we per maand" in tekst, 'name="versie" value="1"' in tekst) == (
        True,
        True,
    )
    assert huidige_instellingen().section(ToegangInstellingen).steekproef_omvang == 4


@pytest.mark.parametrize(
    "anders",
    [{"drempel_stop": 20}, {"verzoek_dagen": 61}, {"noodtoegang_uren": 25}, {"venster_minuten": "veel"}],
    ids=str,
)
def test_numbers_that_make_no_sense_are_refused_in_words(spel: Spel, anders: dict[str, Any]) -> None:
    antwoord = spel["beheerder"].post("/toezicht/grenzen", GETALLEN | anders)

    assert antwoord.status_code == 422
    assert huidige_instellingen().section(ToegangInstellingen) == ToegangInstellingen()


def test_what_other_rooms_keep_stands_on_the_page_of_the_fg(spel: Spel) -> None:
    fg, beheer = (spel[wie].get("/toezicht").content.decode() for wie in ("fg", "beheerder"))

    assert ("Niets gedeeld zonder toestemming." in fg, "Informatieprotocol" in fg) == (True, True)
    assert "Niets gedeeld zonder toestemming." not in beheer


def test_what_was_read_long_ago_is_forgotten(spel: Spel) -> None:
    nu = timezone.now()
    for dagen in (10, 100):
        attendeer(
            voor=[spel.mensen["werker"].pk],
            soort="proef",
            tekst=f"{dagen}",
            url="",
            at=nu - timedelta(days=dagen),
        )
    lees_attenderingen(by=spel.mensen["werker"], at=nu - timedelta(days=95))
    Attendering.objects.filter(tekst="10").update(gelezen_op=None)

    assert (forget_gelezen(at=nu), [rij.tekst for rij in Attendering.objects.all()]) == (1, ["10"])


def test_a_teamleider_finds_what_waits_for_a_verdict(spel: Spel) -> None:
    noden(spel, 1)
    leider, buiten = (spel[wie].get("/toegang/mijn").content.decode() for wie in ("leider", "leider buiten"))

    assert ("Noodtoegang te beoordelen" in leider, "Noodtoegang te beoordelen" in buiten) == (True, False)
    assert "Geheimnaam" not in leider
