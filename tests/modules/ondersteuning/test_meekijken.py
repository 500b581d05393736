"""From question to summary: the supplier asks, the gemeente decides, sees every page and ends it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone

from keukentafel.audit.models import Logboekregel
from keukentafel.identity import geheim
from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.outbox.models import Uitgaand
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform, zaaifouten
from keukentafel.tenancy.inkijk import GEMASKEERD, LEESBAAR, in_inkijk
from modules.ondersteuning.actions import inkijk as acties
from modules.ondersteuning.models import Inkijk, Stand
from modules.ondersteuning.rollen import LAAT_TOE
from modules.ondersteuning.taken import tik
from support.actions import toegang as bij_ons
from support.actions.ticket import solve_ticket
from support.models import Toegang, ToegangStand
from tests.factories.identity import code_nu, maak_gebruiker
from tests.modules.ondersteuning.conftest import Toneel, bij_de_leverancier

pytestmark = pytest.mark.django_db


def toegestaan(toneel: Toneel, omvang: str = "inrichting", **anders: Any) -> tuple[Inkijk, str]:
    """Let the gemeente say yes and the supplier take its code."""
    toegang = toneel.vraag(omvang)
    inkijk = acties.allow_inkijk(
        toegang_id=toegang.pk,
        ogen=toneel.vrager,
        by=anders.pop("by", toneel.beheerder),
        at=toneel.nu,
        **anders,
    )
    with in_platform():
        Toegang.objects.filter(pk=toegang.pk).update(klaar_op=toneel.nu)
        code = bij_ons.give_code(toegang_id=toegang.pk, by=toneel.ilse.account, at=timezone.now())
    return inkijk, code


def kijker(toneel: Toneel, code: str) -> Client:
    """Begin to look with a code."""
    klant = Client(HTTP_HOST=f"{toneel.gemeente.slug}.localhost")
    antwoord = klant.post("/meekijken/begin", {"code": code})
    assert antwoord.status_code == 302, antwoord.content[:300]
    return klant


def test_the_whole_story(
    toneel: Toneel, kijkrollen: GemeenteRef, taken: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    console = bij_de_leverancier(toneel.ilse)
    vraag = {"omvang": "inrichting", "reden": "Ik wil zien waarom het niet wordt bewaard.", "minuten": "30"}
    with django_capture_on_commit_callbacks(execute=True):
        gevraagd = console.post(f"/tickets/{toneel.ticket.pk}/toegang", vraag)
    toegang_id = gevraagd.headers["Location"].rpartition("/")[2]
    assert taken == [("ondersteuning.gevraagd", (toegang_id,))]
    assert "Wacht op gemeente" in console.get("/toegang").content.decode()

    beheerder = toneel.browser(toneel.beheerder)
    assert "Teammodel wordt niet bewaard" in beheerder.get("/ondersteuning/meekijken").content.decode()
    bladzij = f"/ondersteuning/meekijken/{toegang_id}"
    assert "Sta meekijken toe" in beheerder.get(bladzij).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        ja = beheerder.post(f"{bladzij}/toestaan", {"ogen": str(toneel.vrager.pk)})
        assert "Bevestig dat jij het bent" in ja.content.decode()
        ja = beheerder.post(
            f"{bladzij}/toestaan", {"ogen": str(toneel.vrager.pk), "kt_bevestigcode": code_nu()}
        )
    assert ja.status_code == 303, ja.content
    assert ("support.rol_open", (toegang_id,)) in taken
    with in_platform():
        Toegang.objects.update(klaar_op=toneel.nu)

    open_ = console.post(f"/toegang/{toegang_id}/openen")
    assert open_.headers["Refresh"].startswith("0; url=http://lindewaard.localhost")
    mee = kijker(toneel, open_.headers["Refresh"].partition("code=")[2])
    eerste = mee.get("/inrichting/teammodel").content.decode()

    assert "Ilse Koster van de leverancier kijkt mee" in eerste
    assert 'role="timer"' in eerste
    gezien = beheerder.get(bladzij).content.decode()
    assert ">Teammodel</td>" in gezien
    assert "inrichting:teammodel" not in gezien.partition('id="bekeken"')[2].partition("</table>")[0]
    assert "Ilse Koster" in gezien
    assert "Wordt elke 20 seconden bijgewerkt" in gezien

    beheerder.post(f"{bladzij}/intrekken")

    dicht = mee.get("/inrichting/teammodel")
    assert (dicht.status_code, dicht.headers["Location"]) == (302, "/meekijken/voorbij")
    assert 'href="http://leverancier.localhost' in mee.get("/meekijken/voorbij").content.decode()
    assert "Wordt elke 20 seconden bijgewerkt" not in beheerder.get(bladzij).content.decode()
    assert mee.get("/inrichting/teammodel").headers["Location"].startswith("/inloggen")
    assert "Ingetrokken door de gemeente" in console.get(f"/toegang/{toegang_id}").content.decode()


def test_every_page_is_a_line_with_both_names(toneel: Toneel, kijkrollen: GemeenteRef) -> None:
    inkijk, code = toegestaan(toneel)
    mee = kijker(toneel, code)
    mee.get("/inrichting/teammodel")
    mee.get("/inrichting/mensen")

    regels = Logboekregel.objects.filter(object_id=inkijk.pk, gebruiker_id=toneel.ilse.account.pk, soort="R")

    assert sorted(
        regels.values_list("detail__route", "resultaat", "gebruiker_naam", "verantwoordelijke_naam", "rollen")
    ) == [
        ("identity:mensen", "geweigerd", "Ilse Koster", "Ria Timmer", "support"),
        ("inrichting:teammodel", "gelukt", "Ilse Koster", "Ria Timmer", "support"),
    ]
    assert not Logboekregel.objects.filter(gebruiker_id=toneel.vrager.pk, soort="R").exists()


def test_without_a_line_there_is_no_page(toneel: Toneel, kijkrollen: GemeenteRef) -> None:
    _, code = toegestaan(toneel)
    mee = kijker(toneel, code)

    with zaaifouten.zaai("meekijken_zonder_regel"):
        mee.get("/inrichting/teammodel")

    assert Logboekregel.objects.filter(gebeurtenis="ondersteuning.meekijken.bekeken").count() == 0


@pytest.mark.parametrize(
    ("methode", "pad", "status"),
    [
        ("get", "/inrichting/teammodel", 200),
        ("get", "/inrichting/begrippen", 200),
        ("get", "/inrichting/mensen", 403),
        ("get", "/logboek", 403),
        ("get", "/huishoudens", 403),
        ("get", "/mijn-instellingen", 403),
        ("get", "/ondersteuning/meekijken", 403),
        ("post", "/inrichting/teammodel", 403),
        ("post", "/inrichting/begrippen/huishouden/herstellen", 403),
        ("post", "/uitloggen", 403),
        ("delete", "/inrichting/teammodel", 403),
    ],
)
def test_a_look_opens_its_scope_and_writes_nothing(
    toneel: Toneel, kijkrollen: GemeenteRef, methode: str, pad: str, status: int
) -> None:
    _, code = toegestaan(toneel)

    assert getattr(kijker(toneel, code), methode)(pad).status_code == status


def test_postgresql_itself_refuses_to_write_or_to_read_a_secret(
    toneel: Toneel, kijkrollen: GemeenteRef
) -> None:
    verboden = (
        "UPDATE inrichting_begrip SET enkelvoud = 'x'",
        "INSERT INTO inrichting_begrip SELECT * FROM inrichting_begrip",
        "DELETE FROM inrichting_begrip",
        "SELECT geslachtsnaam FROM dossier_inwoner",
        "SELECT * FROM dossier_inwoner",
        "SELECT password FROM identity_gebruiker",
        "SELECT 1 FROM audit_logboekregel",
        "SELECT 1 FROM ondersteuning_inkijk",
        "SELECT 1 FROM django_migrations",
        "CREATE TABLE x (a int)",
        "SELECT dossier_inwoner FROM dossier_inwoner",
    )
    for kijk, mag in ((GEMASKEERD, ""), (LEESBAAR, verboden[3])):
        for vraag in verboden:
            if vraag == mag:
                continue
            with (
                pytest.raises(ProgrammingError, match="permission denied"),
                transaction.atomic(),
                in_inkijk(toneel.gemeente, kijk=kijk),
                connection.cursor() as cursor,
            ):
                cursor.execute(vraag)


def test_a_code_works_once_and_only_in_its_own_gemeente(
    toneel: Toneel, kijkrollen: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    _, code = toegestaan(toneel)
    elders = Client(HTTP_HOST=f"{hoogmeren.slug}.localhost").post("/meekijken/begin", {"code": code})
    mee = kijker(toneel, code)
    weer = Client(HTTP_HOST="lindewaard.localhost").post("/meekijken/begin", {"code": code})
    anders = Client(HTTP_HOST=f"{hoogmeren.slug}.localhost")
    anders.cookies["kt_inkijk"] = mee.cookies["kt_inkijk"].value

    assert (elders.status_code, weer.status_code) == (403, 403)
    assert anders.get("/inrichting/teammodel").headers["Location"] == "/meekijken/voorbij"


def test_a_code_of_a_minute_ago_does_not_work(toneel: Toneel, kijkrollen: GemeenteRef) -> None:
    _, code = toegestaan(toneel)

    assert acties.begin_inkijk(code=code, at=timezone.now() + timedelta(seconds=61)) is None


@pytest.mark.parametrize("hoe", ["ingetrokken", "geen toegang", "tijd", "gestopt", "account", "zelf"])
def test_it_ends_at_the_next_request(toneel: Toneel, kijkrollen: GemeenteRef, hoe: str) -> None:
    inkijk, code = toegestaan(toneel)
    mee = kijker(toneel, code)
    assert mee.get("/inrichting/teammodel").status_code == 200

    if hoe == "ingetrokken":
        acties.withdraw_inkijk(inkijk_id=inkijk.pk, by=toneel.fg, at=timezone.now())
    elif hoe == "geen toegang":
        acties.choose_toegang(geen=True, reden="", versie=0, by=toneel.fg, at=timezone.now())
    elif hoe == "tijd":
        Inkijk.objects.update(tot=timezone.now())
    elif hoe == "gestopt":
        with in_platform():
            bij_ons.stop_toegang(toegang_id=inkijk.pk, by=toneel.ilse.account, at=timezone.now())
    elif hoe == "account":
        with in_platform():
            type(toneel.ilse.account).objects.filter(pk=toneel.ilse.account.pk).update(is_actief=False)
    else:
        mee.post("/meekijken/stoppen")

    assert mee.get("/inrichting/teammodel").status_code == 302


def test_it_turns_red_when_a_withdrawn_look_goes_on(toneel: Toneel, kijkrollen: GemeenteRef) -> None:
    inkijk, code = toegestaan(toneel)
    mee = kijker(toneel, code)
    sleutel = Inkijk.objects.get().sleutel_afdruk
    acties.withdraw_inkijk(inkijk_id=inkijk.pk, by=toneel.fg, at=timezone.now())
    Inkijk.objects.update(sleutel_afdruk=sleutel)

    assert mee.get("/inrichting/teammodel").status_code == 302
    with zaaifouten.zaai("ingetrokken_kijkt_door"):
        mee = kijker_met(toneel, mee)
        assert mee.get("/inrichting/teammodel").status_code == 200


def kijker_met(toneel: Toneel, mee: Client) -> Client:
    """Return a browser that kept its cookie, whatever it was told."""
    klant = Client(HTTP_HOST=f"{toneel.gemeente.slug}.localhost")
    sleutel = geheim.nieuw_geheim()
    Inkijk.objects.update(sleutel_afdruk=geheim.afdruk("inkijk", sleutel))
    klant.cookies["kt_inkijk"] = sleutel
    return klant


def test_nobody_at_the_supplier_gets_past_geen_toegang(toneel: Toneel, joost: Any) -> None:
    acties.choose_toegang(geen=True, reden="Audit", versie=0, by=toneel.beheerder, at=toneel.nu)
    toegang = toneel.vraag(nood=True)
    with in_platform():
        bij_ons.confirm_nood(toegang_id=toegang.pk, by=joost.account, at=toneel.nu)

    assert acties.allow_nood(toegang_id=toegang.pk, at=toneel.nu) is None
    with in_platform():
        assert Toegang.objects.get(pk=toegang.pk).stand == ToegangStand.GEWEIGERD
    with zaaifouten.zaai("keuze_geen_toegang_telt_niet"), in_gemeente(toneel.gemeente):
        Inkijk.objects.all().delete()
        with in_platform():
            Toegang.objects.update(stand=ToegangStand.GEVRAAGD)
        assert acties.allow_nood(toegang_id=toegang.pk, at=toneel.nu) is not None


def test_an_emergency_asks_two_people_and_is_masked(toneel: Toneel, joost: Any) -> None:
    toegang = toneel.vraag(nood=True)
    with in_platform():
        with pytest.raises(bij_ons.EigenVraag):
            bij_ons.confirm_nood(toegang_id=toegang.pk, by=toneel.ilse.account, at=toneel.nu)
        bij_ons.confirm_nood(toegang_id=toegang.pk, by=joost.account, at=toneel.nu)

    inkijk = acties.allow_nood(toegang_id=toegang.pk, at=toneel.nu)

    assert inkijk is not None
    assert (inkijk.is_gemaskeerd, inkijk.tweede, inkijk.beslist_door) == (True, "Joost Koster", None)
    assert (
        Logboekregel.objects.filter(gebeurtenis="ondersteuning.meekijken.nood", niveau="alarm").count() == 1
    )


def test_who_may_say_yes(toneel: Toneel) -> None:
    toegang = toneel.vraag()
    helper = maak_gebruiker(rollen=[Rol.TEAMLID])

    with pytest.raises(acties.MagNietToelaten):
        acties.allow_inkijk(toegang_id=toegang.pk, ogen=toneel.vrager, by=helper, at=toneel.nu)
    with pytest.raises(acties.MaskerBlijft):
        acties.allow_inkijk(
            toegang_id=toegang.pk, ogen=toneel.vrager, by=toneel.beheerder, at=toneel.nu, is_gemaskeerd=False
        )
    inkijk = acties.allow_inkijk(
        toegang_id=toegang.pk, ogen=toneel.vrager, by=toneel.fg, at=toneel.nu, is_gemaskeerd=False
    )
    assert inkijk.stand == Stand.TOEGESTAAN
    with pytest.raises(acties.NietMeerGevraagd):
        acties.refuse_inkijk(toegang_id=toegang.pk, antwoord="", by=toneel.fg, at=toneel.nu)


def test_a_closed_ticket_opens_nothing(toneel: Toneel) -> None:
    with in_platform():
        solve_ticket(ticket_id=toneel.ticket.pk, by=toneel.ilse.account, at=toneel.nu)

    with pytest.raises(bij_ons.TicketDicht):
        toneel.vraag()


def test_what_is_over_time_closes_and_is_told(toneel: Toneel, kijkrollen: GemeenteRef) -> None:
    inkijk, code = toegestaan(toneel)
    kijker(toneel, code)
    Uitgaand.objects.all().delete()

    gesloten = acties.close_over_tijd(at=timezone.now() + timedelta(minutes=31))

    assert [een.pk for een in gesloten] == [inkijk.pk]
    with in_platform():
        assert Toegang.objects.get(pk=inkijk.pk).stand == ToegangStand.VOORBIJ
    post = [rij.lading for rij in Uitgaand.objects.all()]
    assert len(post) == Gebruiker.objects.actief().met_rol(*LAAT_TOE).count() > 2
    assert all("ondersteuning/mail/voorbij" in een and str(inkijk.pk) in een for een in post)


def test_the_clock_does_again_what_a_lost_message_left(
    toneel: Toneel, taken: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    toegang = toneel.vraag()
    wacht = ("ondersteuning.gevraagd", (str(toegang.pk),))
    for stand, velden, verwacht in (
        (ToegangStand.GEVRAAGD, {}, wacht),
        (ToegangStand.GEVRAAGD, {"is_nood": True}, ("ondersteuning.nood", wacht[1])),
        (ToegangStand.TOEGESTAAN, {"tot": toneel.nu + timedelta(hours=1)}, ("support.rol_open", wacht[1])),
        (ToegangStand.LOOPT, {"tot": toneel.nu, "klaar_op": toneel.nu}, ("ondersteuning.sluit", ())),
        (
            ToegangStand.GESTOPT,
            {"begonnen_op": toneel.nu},
            ("ondersteuning.gestopt", wacht[1]),
        ),
        (ToegangStand.GESTOPT, {"geeindigd_op": toneel.nu}, None),
        (ToegangStand.VOORBIJ, {}, None),
    ):
        taken.clear()
        with in_platform():
            Toegang.objects.update(stand=stand, **{"is_nood": False, "klaar_op": None} | velden)
            with django_capture_on_commit_callbacks(execute=True):
                tik()
        assert taken == ([verwacht] if verwacht else []), stand
