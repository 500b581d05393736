"""How the platform goes: what a measurement says, how days add up, and what the pages show of it."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any
from unittest.mock import patch

import pytest
from django.db import DatabaseError, connections
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.outbox.models import Uitgaand
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform, polsen
from keukentafel.tenancy.polsen import Archief, Pols
from tenants.actions.tellen import tel_gemeente
from tenants.console import onderdelen
from tenants.console.actions.meten import meet_alles, noteer_klop, noteer_meting
from tenants.console.gezondheid import lees_gezondheid
from tenants.console.models import Gemeentecijfer, Gezondheidsdag, Gezondheidsstand
from tenants.console.onderdelen import Herstelproef, Uitkomst
from tenants.console.rules.gezondheid import Dagtelling, gemiste_beurten, percentage, samen
from tests.tenants.test_paginas import tekst_van

AT = datetime(2026, 11, 24, 13, 10, tzinfo=UTC)


# -- the rules ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("telling", "niveau", "deel"),
    [
        (Dagtelling(), "geen", ""),
        (Dagtelling(288, 288), "goed", "100%"),
        (Dagtelling(288, 287, 1), "goed", "99,6%"),
        (Dagtelling(288, 280, 8), "vertraagd", "97,2%"),
        (Dagtelling(288, 286, 0, 2), "goed", "99,3%"),
        (Dagtelling(288, 285, 0, 3), "stuk", "98,9%"),
        (Dagtelling(100_000, 99_999, 1), "goed", "99,9%"),
        (Dagtelling(1, 0, 0, 1), "stuk", "0%"),
    ],
)
def test_a_day_is_as_good_as_its_measurements(telling: Dagtelling, niveau: str, deel: str) -> None:
    assert (telling.niveau, percentage(telling.promille)) == (niveau, deel)


@given(st.lists(st.tuples(*[st.integers(0, 300)] * 3), max_size=30))
def test_days_add_up_and_a_hundred_means_every_one(dagen: list[tuple[int, int, int]]) -> None:
    tellingen = [Dagtelling(sum(dag), *dag) for dag in dagen]
    totaal = samen(tellingen)

    assert totaal.metingen == sum(telling.metingen for telling in tellingen)
    assert (percentage(totaal.promille) == "100%") == (totaal.metingen > 0 and totaal.goed == totaal.metingen)


@pytest.mark.parametrize(("minuten", "gemist"), [(5, 0), (15, 0), (20, 3), (60, 11)])
def test_turns_in_which_nobody_measured_are_counted(minuten: int, gemist: int) -> None:
    assert gemiste_beurten(AT - timedelta(minutes=minuten), AT) == gemist
    assert gemiste_beurten(None, AT) == 0


@contextmanager
def leeg_adres() -> Iterator[dict[str, str]]:
    """Give the address of a machine that takes the line and never says anything."""
    with socket.create_server(("127.0.0.1", 0)) as stil:
        yield {"HOST": "127.0.0.1", "PORT": str(stil.getsockname()[1])}


# -- measuring ---------------------------------------------------------------------------------------


@pytest.fixture
def site() -> Iterator[Any]:
    """Answer in the place of the sign-in page."""
    with patch.object(onderdelen, "vraag_inlogpagina", return_value=200) as antwoord:
        yield antwoord


@pytest.fixture
def stand(db: None) -> Any:
    def van(sleutel: str) -> tuple[str, str]:
        with in_platform():
            rij = Gezondheidsstand.objects.get(onderdeel=sleutel)
            return rij.niveau, rij.tekst

    return van


def test_each_part_is_measured_and_kept_per_day(site: Any, stand: Any) -> None:
    for minuten in (0, 5, 10):
        assert meet_alles(at=AT + timedelta(minutes=minuten)) == 3

    assert stand("site")[0] == "goed"
    assert re.fullmatch(r"\d+ ms", stand("site")[1])
    with in_platform():
        dag = Gezondheidsdag.objects.get(onderdeel="site")
        assert (dag.metingen, dag.goed, dag.dag.isoformat()) == (3, 3, "2026-11-24")


@pytest.mark.parametrize(
    ("antwoord", "niveau", "tekst"),
    [
        ({"return_value": 503}, "stuk", "antwoord 503"),
        ({"side_effect": ConnectionRefusedError}, "stuk", "geen antwoord"),
        ({"side_effect": DatabaseError}, "stuk", "meten mislukt: DatabaseError"),
    ],
)
def test_a_site_that_does_not_answer_is_broken(
    site: Any, stand: Any, antwoord: dict[str, Any], niveau: str, tekst: str
) -> None:
    site.configure_mock(**antwoord)
    meet_alles(at=AT)

    assert stand("site") == (niveau, tekst)


def test_a_task_tells_how_long_it_waited_and_a_standstill_counts(stand: Any) -> None:
    noteer_klop(gestuurd=AT, at=AT + timedelta(seconds=2), wachtrij=3)
    assert stand("taken") == ("goed", "wachtrij 3")
    noteer_klop(gestuurd=AT + timedelta(minutes=5), at=AT + timedelta(minutes=8), wachtrij=40)
    assert stand("taken") == ("vertraagd", "wachtrij 40")
    noteer_klop(gestuurd=AT + timedelta(minutes=58), at=AT + timedelta(minutes=58), wachtrij=0)

    with in_platform():
        dag = Gezondheidsdag.objects.get(onderdeel="taken")
        assert (dag.metingen, dag.goed, dag.vertraagd, dag.stuk) == (12, 2, 1, 9)


def test_a_gemeente_counts_its_messages_and_only_the_number_leaves_it(
    site: Any, stand: Any, lindewaard: GemeenteRef, hoogmeren: GemeenteRef, klant: Client
) -> None:
    nu = timezone.now()
    tel_gemeente(ref=hoogmeren, at=nu)  # it was counted when the database of the tests was made: hours ago
    with in_gemeente(lindewaard):
        Uitgaand.objects.create(
            soort="proef", sleutel="1", volgende_poging_op=nu, aangemaakt_op=nu - timedelta(hours=2)
        )
    tel_gemeente(ref=lindewaard, at=nu)
    meet_alles(at=nu)

    assert stand("berichten") == ("vertraagd", "1 bericht wacht")
    tekst = tekst_van(klant.get("/"))
    assert "Bij 1 gemeente zijn berichten naar buiten vertraagd." in tekst
    assert re.search(r"Lindewaard Team Toegang .* Berichten vertraagd", tekst)
    with in_platform():
        assert set(Gemeentecijfer.objects.values_list("sleutel", flat=True)) >= {"berichten_wachten"}


@pytest.mark.parametrize(
    ("proef", "verwacht"),
    [
        (
            Herstelproef(AT, AT - timedelta(days=2), True),
            ("goed", "laatste kopie vandaag, 14.10 uur · getest op zo 22 nov"),
        ),
        (Herstelproef(None, AT - timedelta(days=9), True), ("vertraagd", "getest op zo 15 nov")),
        (Herstelproef(AT, AT - timedelta(days=2), False), ("stuk", "herstelproef van zo 22 nov mislukt")),
    ],
)
def test_a_copy_counts_when_it_was_put_back(proef: Herstelproef, verwacht: tuple[str, str]) -> None:
    with patch.object(onderdelen, "_herstelproeven", [lambda: proef]):
        uitkomst = onderdelen.meet_back_ups(AT)

    assert uitkomst is not None
    assert (uitkomst.niveau, uitkomst.tekst.replace("\xa0", " ")) == verwacht


def test_before_the_first_drill_nothing_is_said_of_copies_and_after_a_week_the_console_asks(
    site: Any, klant: Client
) -> None:
    nu = timezone.now()
    noteer_meting(onderdeel="back_ups", uitkomst=Uitkomst("vertraagd", "nog geen herstelproef"), at=nu)
    meet_alles(at=nu)

    def back_ups(at: datetime) -> tuple[tuple[str, str], str]:
        with in_platform():
            deel = next(deel for deel in lees_gezondheid(at=at) if deel.onderdeel.sleutel == "back_ups")
        return deel.badge, deel.tekst

    with in_platform():
        Gezondheidsdag.objects.filter(onderdeel="back_ups").delete()
        assert not Gezondheidsstand.objects.filter(onderdeel="back_ups").exists()
    assert back_ups(nu) == (("rustig", "Nog niet gemeten"), "nog geen herstelproef")
    assert back_ups(nu + timedelta(days=6))[0] == ("rustig", "Nog niet gemeten")
    assert back_ups(nu + timedelta(days=7)) == (("let_op", "Vertraagd"), "nog geen herstelproef")
    assert "Back-ups Nog niet gemeten" in tekst_van(klant.get("/gezondheid"))


@pytest.mark.parametrize(
    ("archief", "verwacht"),
    [
        (Archief(AT - timedelta(minutes=4), None, 60), ("goed", "laatste vandaag, 14.06 uur")),
        (
            Archief(AT - timedelta(minutes=4), AT - timedelta(hours=1), 60),
            ("goed", "laatste vandaag, 14.06 uur"),
        ),
        (Archief(AT - timedelta(minutes=40), None, 60), ("vertraagd", "laatste vandaag, 13.30 uur")),
        (Archief(AT - timedelta(minutes=40), None, 0), ("goed", "laatste vandaag, 13.30 uur")),
        (Archief(AT - timedelta(days=2), None, 0), ("vertraagd", "laatste zo 22 nov, 14.10 uur")),
        (Archief(None, None, 60), ("vertraagd", "nog niets gearchiveerd")),
        (Archief(None, AT, 60), ("stuk", "archiveren mislukt")),
        (
            Archief(AT - timedelta(minutes=9), AT, 60),
            ("stuk", "archiveren mislukt, laatste vandaag, 14.01 uur"),
        ),
    ],
)
def test_the_archive_of_changes_is_as_good_as_its_last_segment(
    archief: Archief, verwacht: tuple[str, str]
) -> None:
    with patch.object(polsen, "pols", return_value=Pols("hoofd", leeft=True, archief=archief)):
        uitkomst = onderdelen.meet_archief("")(AT)

    assert uitkomst is not None
    assert (uitkomst.niveau, uitkomst.tekst.replace("\xa0", " ")) == verwacht


def test_an_archive_is_shown_only_where_there_is_one(klant: Client, site: Any, stand: Any) -> None:
    nu = timezone.now()
    meet_alles(at=nu)
    zonder = tekst_van(klant.get("/gezondheid"))
    archief = Archief(nu, None, 60)
    with patch.object(polsen, "pols", return_value=Pols("hoofd", leeft=True, archief=archief)):
        assert meet_alles(at=nu) == 4
    met = tekst_van(klant.get("/gezondheid"))

    assert stand("databank")[0] in ("goed", "vertraagd")
    assert ("Databank" in zonder, "Archief van wijzigingen" in zonder) == (True, False)
    assert "Archief van wijzigingen" in met


def test_a_cluster_that_is_gone_is_named_and_asks_no_more_than_its_time(
    settings: Any, django_db_setup: None
) -> None:
    with leeg_adres() as weg:
        connections.settings["default@verweg"] = {
            **connections.settings["default"],
            **weg,
            "ATOMIC_REQUESTS": False,
        }
        settings.KT_CLUSTERS = ("verweg",)
        delen = {deel.sleutel: deel for deel in onderdelen.databanken()}
        polsen.vergeet()
        begin = perf_counter()
        klaar = Client(HTTP_HOST="localhost").get("/-/ready")
        duur = perf_counter() - begin
        mis = delen["databank_verweg"].meet(AT)  # type: ignore[misc]
        polsen.vergeet()
        del connections.settings["default@verweg"]

    assert {deel.naam for deel in delen.values()} >= {"Databank hoofd", "Databank verweg"}
    assert mis is not None
    assert (mis.niveau, mis.tekst) == ("stuk", "geen antwoord")
    assert (klaar.status_code, klaar.json()["stand"]) == (200, "deels")
    assert klaar.json()["onderdelen"] == {"databank hoofd": "klaar", "databank verweg": "weg"}
    assert duur < 2 * polsen.HOOGSTENS + 3


def test_without_the_database_of_the_supplier_nobody_is_sent_here(django_db_setup: None) -> None:
    """No fixture of a database here: whoever asks one for more than a pulse fails."""
    with patch.object(polsen, "pols", return_value=Pols("hoofd", leeft=False)):
        polsen.vergeet()
        weg = Client(HTTP_HOST="localhost").get("/-/startup")
        assert Client(HTTP_HOST="localhost").get("/-/live").status_code == 200
    polsen.vergeet()
    goed = Client(HTTP_HOST="localhost").get("/-/startup")

    assert (weg.status_code, weg.json()["stand"]) == (503, "databank weg")
    assert (goed.status_code, goed.json()["stand"]) == (200, "klaar")


def test_no_two_clusters_share_a_line_of_health(settings: Any) -> None:
    settings.KT_CLUSTERS = ("a" * 20, "a" * 19 + "b", "tweede")
    sleutels = [deel.sleutel for deel in onderdelen.databanken()]

    assert len(set(sleutels)) == 8
    assert max(len(sleutel) for sleutel in sleutels) <= 20


def test_an_old_measurement_says_nothing_of_now(db: None) -> None:
    noteer_meting(onderdeel="site", uitkomst=Uitkomst("goed", "180 ms", 180), at=AT)
    with in_platform():
        vers = lees_gezondheid(at=AT + timedelta(minutes=14))[0]
        oud = lees_gezondheid(at=AT + timedelta(minutes=16))[0]

    assert (vers.niveau, vers.samenvatting) == ("goed", "100% bereikbaar · 180 ms")
    assert (oud.niveau, oud.samenvatting) == ("geen", "100% bereikbaar")


# -- the pages ---------------------------------------------------------------------------------------


def test_the_overview_draws_thirty_bars_and_the_table_says_the_same(klant: Client) -> None:
    nu = timezone.now()
    noteer_meting(onderdeel="site", uitkomst=Uitkomst("goed", "180 ms", 180), at=nu)
    noteer_meting(onderdeel="site", uitkomst=Uitkomst("stuk", "geen antwoord"), at=nu - timedelta(days=3))

    pagina = klant.get("/").content.decode()
    eerste = pagina.split('<svg class="kt-spark"')[1]
    soorten = re.findall(r'class="kt-spark__(\w+)"', eerste.split("</svg>")[0])
    tabel = tekst_van(klant.get("/gezondheid"))

    assert len(soorten) == 30
    assert (soorten.count("ok"), soorten.count("danger"), soorten.count("none")) == (1, 1, 28)
    assert (soorten[-1], soorten[-4]) == ("ok", "danger")
    assert (tabel.count("Storing 0%"), tabel.count("Goed 100%")) == (1, 1)


def test_the_health_page_asks_a_fixed_number_of_questions(
    klant: Client, django_assert_num_queries: Any, alleen_eigen_delen: None
) -> None:
    klant.get("/gezondheid")
    for dagen in (1, 30):
        for dag in range(dagen):
            noteer_meting(
                onderdeel="site", uitkomst=Uitkomst("goed", "1 ms"), at=timezone.now() - timedelta(days=dag)
            )
        with in_platform(), django_assert_num_queries(5):
            klant.get("/gezondheid")
