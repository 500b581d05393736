"""The chain that the database makes: gapless, in order, complete, and not to be written by anybody else."""

from __future__ import annotations

import threading
from importlib import import_module
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from keukentafel import audit
from keukentafel.audit.bewaking import schakel_wachtende
from keukentafel.audit.keten import controleer, wachtend
from keukentafel.audit.models import Logboekregel, Schakel
from keukentafel.tenancy import GemeenteRef, in_gemeente
from tests.stellage.databank import als_beheer
from tests.stellage.omgeving import DATABANK

pytestmark = pytest.mark.django_db(transaction=True)


def schrijf(hoeveel: int = 1, naam: str = "test.een") -> None:
    for nummer in range(hoeveel):
        audit.record(naam, at=timezone.now(), soort="E", detail={"nummer": nummer})


def nummers() -> list[int]:
    return list(Schakel.objects.order_by("volgnummer").values_list("volgnummer", flat=True))


def zonder_schakel() -> int:
    return Logboekregel.objects.filter(schakel=None).count()


def test_every_line_gets_the_next_number_when_its_transaction_ends(lindewaard: GemeenteRef) -> None:
    with in_gemeente(lindewaard):
        begin = Schakel.objects.count()
        with transaction.atomic():
            schrijf(3)
            assert Schakel.objects.count() == begin

        assert nummers() == list(range(1, begin + 4))
        assert zonder_schakel() == 0


def test_a_transaction_that_is_undone_leaves_no_hole(lindewaard: GemeenteRef) -> None:
    with in_gemeente(lindewaard):
        schrijf()
        with transaction.atomic():
            schrijf(2)
            transaction.set_rollback(True)
        schrijf()

        assert nummers() == list(range(1, len(nummers()) + 1))
        assert zonder_schakel() == 0


def test_parallel_writers_make_one_chain_without_holes(lindewaard: GemeenteRef) -> None:
    fouten: list[BaseException] = []

    def schrijver(wie: int) -> None:
        try:
            with in_gemeente(lindewaard):
                for keer in range(10):
                    with transaction.atomic():
                        schrijf(1 + (wie + keer) % 3)
        except BaseException as fout:
            fouten.append(fout)
        finally:
            connections.close_all()

    draden = [threading.Thread(target=schrijver, args=(wie,)) for wie in range(8)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(60)

    with in_gemeente(lindewaard):
        assert fouten == []
        assert Logboekregel.objects.count() == len(nummers()) + wachtend()
        schakel_wachtende(at=timezone.now())
        assert wachtend() == 0
        assert nummers() == list(range(1, len(nummers()) + 1))
        assert Logboekregel.objects.count() == len(nummers())
        assert controleer().is_heel


def test_who_finds_the_lock_taken_leaves_a_note_and_gets_a_link_later(lindewaard: GemeenteRef) -> None:
    houdt, mag = threading.Event(), threading.Event()

    def houder() -> None:
        with in_gemeente(lindewaard), transaction.atomic():
            schrijf(1, "test.houder")
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            houdt.set()
            mag.wait(90)
        connections.close_all()

    draad = threading.Thread(target=houder)
    draad.start()
    houdt.wait(90)
    with in_gemeente(lindewaard):
        vooraf = len(nummers())
        schrijf(2, "test.wacht")
        assert (len(nummers()), wachtend()) == (vooraf, 2)
        assert controleer().is_heel
        mag.set()
        draad.join(30)
        schrijf(1, "test.volgende")

        assert wachtend() == 0
        namen = Logboekregel.objects.filter(schakel__volgnummer__gt=vooraf).order_by("schakel__volgnummer")
        assert list(namen.values_list("gebeurtenis", flat=True)) == [
            "test.houder",
            "test.wacht",
            "test.wacht",
            "test.volgende",
        ]
        assert controleer().is_heel


def test_a_waiting_line_that_is_changed_or_taken_away_is_found(lindewaard: GemeenteRef) -> None:
    with in_gemeente(lindewaard):
        schrijf(1)
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            schrijf(2, "test.wacht")
        assert (wachtend(), controleer().is_heel) == (2, True)
        for knoei in ("UPDATE audit_logboekregel SET reden = 'x'", "DELETE FROM audit_logboekregel"):
            with als_beheer(DATABANK) as beheer:
                beheer.execute(f'SET search_path TO "{lindewaard.schema_name}", pg_temp')
                beheer.execute("ALTER TABLE audit_logboekregel DISABLE TRIGGER USER")
                beheer.execute(
                    f"{knoei} WHERE id = (SELECT regel_id FROM audit_beurt ORDER BY regel_id LIMIT 1)"
                )
                beheer.execute("ALTER TABLE audit_logboekregel ENABLE TRIGGER USER")
            assert len(controleer().breuken) == 1


def test_every_gemeente_has_a_chain_of_its_own(lindewaard: GemeenteRef, hoogmeren: GemeenteRef) -> None:
    with in_gemeente(hoogmeren):
        vooraf = nummers()
    with in_gemeente(lindewaard):
        schrijf(2)
    with in_gemeente(hoogmeren):
        assert nummers() == vooraf


def test_a_line_waits_for_nobody_while_its_transaction_checks_a_row_of_somebody_else(
    lindewaard: GemeenteRef,
) -> None:
    """A look, a child row, and the household held by a colleague: that was a deadlock every time."""
    with als_beheer(DATABANK) as beheer:
        beheer.execute(f'SET search_path TO "{lindewaard.schema_name}", pg_temp')
        beheer.execute("CREATE TABLE ouder (id int PRIMARY KEY)")
        beheer.execute("CREATE TABLE kind (ouder int REFERENCES ouder DEFERRABLE INITIALLY DEFERRED)")
        beheer.execute("INSERT INTO ouder VALUES (1)")
        beheer.execute(f'GRANT ALL ON ouder, kind TO "{lindewaard.schema_name}"')
    houdt, mag = threading.Event(), threading.Event()
    fouten: list[BaseException] = []

    def collega() -> None:
        try:
            with in_gemeente(lindewaard), transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SELECT id FROM ouder WHERE id = 1 FOR UPDATE")
                houdt.set()
                mag.wait(90)
                schrijf()
        except BaseException as fout:
            fouten.append(fout)
        finally:
            connections.close_all()

    def ik() -> None:
        try:
            with in_gemeente(lindewaard), transaction.atomic():
                schrijf()
                with connection.cursor() as cursor:
                    cursor.execute("INSERT INTO kind VALUES (1)")
        except BaseException as fout:
            fouten.append(fout)
        finally:
            connections.close_all()

    een, twee = threading.Thread(target=collega), threading.Thread(target=ik)
    een.start()
    houdt.wait(90)
    twee.start()
    _wacht_op_slot(lindewaard)
    mag.set()
    een.join(30)
    twee.join(30)

    assert fouten == []
    with in_gemeente(lindewaard):
        assert nummers() == list(range(1, len(nummers()) + 1))


def _wacht_op_slot(gemeente: GemeenteRef) -> None:
    """Return when the second transaction stands still at its check."""
    with als_beheer(DATABANK) as beheer:
        for _ in range(3000):
            rij: Any = beheer.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = %s",
                [DATABANK],
            ).fetchone()
            if rij[0]:
                return
            beheer.execute("SELECT pg_sleep(0.01)")
    raise AssertionError("er wacht niemand")


WIJZIGINGEN = (
    "UPDATE audit_logboekregel SET reden = 'x'",
    "DELETE FROM audit_logboekregel",
    "TRUNCATE audit_logboekregel",
    "UPDATE audit_schakel SET volgnummer = volgnummer + 1",
    "DELETE FROM audit_schakel",
    "TRUNCATE audit_schakel",
)


@pytest.mark.parametrize("opdracht", WIJZIGINGEN)
def test_not_even_the_owner_changes_or_wipes_it(lindewaard: GemeenteRef, opdracht: str) -> None:
    with in_gemeente(lindewaard):
        schrijf()
    with als_beheer(DATABANK) as beheer:
        beheer.execute(f'SET search_path TO "{lindewaard.schema_name}", pg_temp; SET ROLE kt_migrator')
        with pytest.raises(Exception, match="Het logboek wordt niet gewijzigd en niet gewist"):
            beheer.execute(opdracht)


@pytest.mark.parametrize(
    "opdracht",
    [
        "INSERT INTO audit_schakel (volgnummer, regel_id, inhoud, keten) "
        "VALUES (99, gen_random_uuid(), '', '')",
        "INSERT INTO audit_beurt (regel_id, inhoud) VALUES (gen_random_uuid(), '')",
        "DELETE FROM audit_beurt",
        "SET session_replication_role = replica",
        "ALTER TABLE audit_logboekregel DISABLE TRIGGER logboek_zegelt",
    ],
)
def test_the_role_of_a_gemeente_cannot_touch_the_chain(lindewaard: GemeenteRef, opdracht: str) -> None:
    with (
        in_gemeente(lindewaard),
        pytest.raises(DatabaseError, match=r"permission denied|must be owner"),
        connection.cursor() as cursor,
    ):
        cursor.execute(opdracht)


def test_a_long_transaction_leaves_nothing_waiting(lindewaard: GemeenteRef) -> None:
    with in_gemeente(lindewaard), transaction.atomic():
        schrijf(300)
    with in_gemeente(lindewaard):
        assert wachtend() == 0
        assert nummers() == list(range(1, len(nummers()) + 1))


WACHT_OP_HET_SLOT = """
    DO $$ DECLARE bron text; BEGIN
      SELECT pg_get_functiondef('logboek_zegelt'::regproc) INTO bron;
      bron := replace(bron, 'OR NOT pg_try_advisory_xact_lock(', 'OR (SELECT false FROM pg_advisory_xact_lock(');
      bron := replace(bron, 'TG_RELID::bigint) THEN', 'TG_RELID::bigint)) THEN');
      EXECUTE bron;
    END $$
"""


def test_waiting_for_the_lock_would_lock_both_for_ever(lindewaard: GemeenteRef) -> None:
    with als_beheer(DATABANK) as beheer:
        beheer.execute(f'SET search_path TO "{lindewaard.schema_name}", pg_temp; SET ROLE kt_migrator')
        beheer.execute(WACHT_OP_HET_SLOT)

    with pytest.raises(AssertionError, match="deadlock detected"):
        test_a_line_waits_for_nobody_while_its_transaction_checks_a_row_of_somebody_else(lindewaard)


def test_the_lines_of_before_get_their_chain_in_the_migration(lindewaard: GemeenteRef) -> None:
    migratie = import_module("keukentafel.audit.migrations.0002_keten")
    with in_gemeente(lindewaard):
        schrijf(30)
        hoeveel = Logboekregel.objects.count()
    with als_beheer(DATABANK) as beheer:
        beheer.execute(f'SET search_path TO "{lindewaard.schema_name}", pg_temp; SET ROLE kt_migrator')
        beheer.execute("ALTER TABLE audit_schakel DISABLE TRIGGER USER")
        beheer.execute("DELETE FROM audit_schakel")
        beheer.execute("ALTER TABLE audit_schakel ENABLE TRIGGER USER")
        beheer.execute(migratie.BESTAANDE_REGELS)

    with in_gemeente(lindewaard):
        assert nummers() == list(range(1, hoeveel + 1))
        schrijf()
        assert controleer().is_heel


def test_the_clock_links_anchors_and_checks_every_gemeente() -> None:
    from keukentafel.celery import app

    app.loader.import_default_modules()
    planning = {
        naam: rij["task"] for naam, rij in app.conf.beat_schedule.items() if naam.startswith("audit.")
    }
    assert planning == {
        "audit.schakel": "audit.schakel_overal",
        "audit.veranker": "audit.veranker_overal",
        "audit.controleer": "audit.controleer_overal",
    }
    assert set(planning.values()) <= set(app.tasks)
