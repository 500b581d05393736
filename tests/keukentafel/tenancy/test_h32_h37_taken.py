"""Background work through a real broker: no gemeente, no work (H32–H37)."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import redis
from celery import chain, chord, group
from celery.contrib.testing.worker import start_worker
from django.db import transaction

from keukentafel.celery import app
from keukentafel.outbox import taken as outboxtaken
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.models import nieuwe_id
from keukentafel.tenancy.taken import GeweigerdeTaak
from tenants.models import Gemeente, Stand
from tests.keukentafel.tenancy import proeftaken
from tests.keukentafel.tenancy.proeftaken import GEDRAAID, kaal, noteer, op_platform, opnieuw
from tests.keukentafel.tenancy.zaaien import in_draden, wordt_rood

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.filterwarnings("ignore::UserWarning")]


@pytest.fixture
def werker(broker: str) -> Iterator[None]:
    """A worker in this process, so that a seeded bug is in it too."""
    GEDRAAID.clear()
    app.control.purge()
    with start_worker(app, pool="solo", perform_ping_check=False, shutdown_timeout=60):
        yield


def wacht_op(naam: str) -> None:
    einde = time.monotonic() + 60
    while naam not in [gedaan for gedaan, _ in GEDRAAID]:
        if time.monotonic() > einde:
            pytest.fail(f"De taak {naam} kwam niet aan de beurt: {GEDRAAID}")
        time.sleep(0.02)


def zonder_gemeente(gemeente: GemeenteRef) -> None:
    """Every way of starting a task, with nobody named: none of the bodies runs."""
    GEDRAAID.clear()
    with in_gemeente(gemeente):  # standing somewhere is not saying for whom
        noteer.delay("delay")
        noteer.apply_async(args=["apply_async"])
        noteer.apply_async(args=["later"], countdown=0.01)
        chain(noteer.si("keten een"), noteer.si("keten twee")).apply_async()
        group(noteer.si("groep een"), noteer.si("groep twee")).apply_async()
        app.send_task("proef.noteer", args=["send_task"])
        app.send_task("proef.noteer", args=["kop"], headers={"_schema_name": gemeente.schema_name})
        noteer.apply_async(args=["fout"], link_error=noteer.si("link_error"))
        opnieuw.delay("opnieuw")
        kaal.delay("kaal")
        noteer.voor(gemeente, "slot")
    wacht_op("slot")
    time.sleep(0.3)
    assert [("slot", gemeente.slug)] == GEDRAAID


def test_h32_a_task_without_a_gemeente_never_runs(werker: None, lindewaard: GemeenteRef) -> None:
    zonder_gemeente(lindewaard)


def test_h32_turns_red_when_a_task_without_a_gemeente_runs(werker: None, lindewaard: GemeenteRef) -> None:
    wordt_rood("taak_zonder_gemeente_mag", lambda: zonder_gemeente(lindewaard))


def test_h32_every_way_of_starting_a_task_runs_in_the_gemeente_it_names(
    werker: None, lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    een, ander = {"gemeente_id": str(lindewaard.id)}, {"gemeente_id": str(hoogmeren.id)}
    noteer.delay("delay", **een)
    chain(noteer.si("keten een", **een), noteer.si("keten twee", **ander)).apply_async()
    group(noteer.si("groep een", **ander), noteer.si("groep twee", **een)).apply_async()
    app.send_task("proef.noteer", args=["send_task"], kwargs=dict(ander))
    opnieuw.voor(hoogmeren, "opnieuw")
    op_platform.delay("platform")
    for naam in ("delay", "keten twee", "groep een", "groep twee", "send_task", "platform"):
        wacht_op(naam)
    noteer.voor(lindewaard, "slot")
    wacht_op("slot")

    assert Counter(GEDRAAID) == Counter(
        [
            ("delay", "lindewaard"), ("keten een", "lindewaard"), ("keten twee", "hoogmeren"),
            ("groep een", "hoogmeren"), ("groep twee", "lindewaard"), ("send_task", "hoogmeren"),
            ("opnieuw", "hoogmeren"), ("opnieuw", "hoogmeren"), ("platform", "nergens"), ("slot", "lindewaard"),
        ]
    )  # fmt: skip


def test_h32_a_chord_has_no_place_to_keep_results_and_does_not_start(broker: str) -> None:
    with pytest.raises(NotImplementedError):
        chord([noteer.si("een")])(noteer.si("twee"))


def onbekende_gemeente() -> None:
    GEDRAAID.clear()
    for gemeente_id in (str(nieuwe_id()), "", "t_000000000000", "public", None, 42):
        with pytest.raises(GeweigerdeTaak):
            noteer(naam="onbekend", gemeente_id=gemeente_id)
    assert GEDRAAID == []


def test_h33_a_task_for_an_unknown_gemeente_fails_and_its_body_does_not_run() -> None:
    onbekende_gemeente()


def test_h33_turns_red_when_a_task_without_a_gemeente_runs() -> None:
    wordt_rood("taak_zonder_gemeente_mag", onbekende_gemeente)


def test_h33_a_closed_gemeente_gets_no_background_work(lindewaard: GemeenteRef) -> None:
    with in_platform():
        Gemeente.objects.filter(pk=lindewaard.id).update(stand=Stand.OPGESCHORT)
    adresboek.vergeet()

    with pytest.raises(GeweigerdeTaak, match="gesloten"):
        noteer(naam="gesloten", gemeente_id=str(lindewaard.id))


def taak_in_draden(paar: tuple[GemeenteRef, GemeenteRef]) -> None:
    """The same task, in two threads of one process, for two gemeenten."""
    GEDRAAID.clear()
    in_draden(
        [
            lambda nummer=nummer: [  # type: ignore[misc]
                noteer(naam=f"{paar[nummer % 2].slug}", gemeente_id=str(paar[nummer % 2].id))
                for _ in range(60)
            ]
            for nummer in range(8)
        ]
    )
    assert (len(GEDRAAID), [naam for naam, waar in GEDRAAID if naam != waar]) == (480, [])


def test_h34_a_task_object_keeps_nothing_between_threads(
    lindewaard: GemeenteRef, hoogmeren: GemeenteRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    taak_in_draden((lindewaard, hoogmeren))


def test_h34_turns_red_when_threads_share_the_scope(
    lindewaard: GemeenteRef, hoogmeren: GemeenteRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    def langzaam(naam: str) -> None:
        threading.Event().wait(0.001)  # as work does, so that threads come between
        echt(naam)

    echt = proeftaken._noteer
    monkeypatch.setattr(proeftaken, "_noteer", langzaam)
    wordt_rood("scope_gedeeld", lambda: taak_in_draden((lindewaard, hoogmeren)))


@pytest.mark.parametrize("soort", ["threads"])
def test_h34_a_worker_with_threads_does_not_start(
    soort: str, broker: str, omgeving_van_kind: dict[str, str]
) -> None:
    kind = subprocess.run(
        [sys.executable, "-m", "celery", "--app", "keukentafel.celery:app", "worker", "--pool", soort, "--queues", "x"],
        env={**omgeving_van_kind, "KT_BROKER_URL": broker}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip

    assert kind.returncode == 2
    assert "--pool=prefork" in kind.stderr


def na_de_commit(paar: tuple[GemeenteRef, GemeenteRef]) -> None:
    """What waits for the commit runs in the gemeente of the moment it was asked."""
    een, ander = paar
    GEDRAAID.clear()
    with transaction.atomic():
        with in_gemeente(een):
            transaction.on_commit(lambda: proeftaken._noteer("van een"))
        with in_gemeente(ander):
            transaction.on_commit(lambda: proeftaken._noteer("van ander"))
    assert [("van een", een.slug), ("van ander", ander.slug)] == GEDRAAID


def test_h35_on_commit_remembers_the_gemeente(lindewaard: GemeenteRef, hoogmeren: GemeenteRef) -> None:
    na_de_commit((lindewaard, hoogmeren))


def test_h35_turns_red_when_it_takes_the_gemeente_of_the_commit(
    lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    wordt_rood("on_commit_zonder_scope", lambda: na_de_commit((lindewaard, hoogmeren)))


def wat_de_tik_inzet(broker: str) -> list[str]:
    """Let the clock tick once; return for which gemeenten the broker holds work."""
    app.control.purge()
    outboxtaken.bezorg_overal()
    return sorted(bericht["gemeente_id"] for bericht in berichten(broker, outboxtaken.bezorg_uitgaand.name))


def berichten(broker: str, taak: str) -> list[dict[str, Any]]:
    """Return the keyword arguments of every task of this name that waits; other queues keep their own."""
    gevonden = []
    with redis.Redis.from_url(broker) as verbinding:
        for sleutel in verbinding.scan_iter():
            if verbinding.type(sleutel) == b"list":
                for ruw in map(json.loads, verbinding.lrange(sleutel, 0, -1)):
                    if ruw["headers"].get("task") == taak:
                        gevonden.append(json.loads(base64.b64decode(ruw["body"]))[1])
    return gevonden


def elke_een_keer(broker: str, gemeenten: list[GemeenteRef]) -> None:
    assert wat_de_tik_inzet(broker) == sorted(str(gemeente.id) for gemeente in gemeenten)


def test_h36_a_tick_reaches_every_gemeente_once(
    broker: str, lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    elke_een_keer(broker, [lindewaard, hoogmeren])


def test_h36_turns_red_when_a_tick_forgets_which_gemeente(
    broker: str, lindewaard: GemeenteRef, hoogmeren: GemeenteRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    wordt_rood("taak_voor_de_vorige", lambda: elke_een_keer(broker, [lindewaard, hoogmeren]))


KANARIE = "Truus Kanarie-Vogelzang, Dorpsstraat 1"


def wat_in_de_broker_staat(broker: str, gemeente: GemeenteRef) -> None:
    """Ids may wait in the broker; names, sentences and schema names may not."""
    app.control.purge()
    noteer.voor(gemeente, str(nieuwe_id()))
    with pytest.raises(TypeError, match="alleen id's"):
        noteer.voor(gemeente, KANARIE)
    with pytest.raises(TypeError, match="alleen id's"):
        noteer.voor(gemeente, naam={"bsn": "123456782"})
    with redis.Redis.from_url(broker) as verbinding:
        alles = b"".join(
            verbinding.dump(sleutel) + b"".join(verbinding.lrange(sleutel, 0, -1))
            for sleutel in verbinding.scan_iter()
            if verbinding.type(sleutel) == b"list"
        )
    assert [
        geheim
        for geheim in (KANARIE, "Kanarie", gemeente.schema_name, gemeente.naam)
        if geheim.encode() in alles
    ] == []


def test_h37_the_broker_holds_ids_only(broker: str, lindewaard: GemeenteRef) -> None:
    wat_in_de_broker_staat(broker, lindewaard)


def test_h37_turns_red_when_content_may_travel(broker: str, lindewaard: GemeenteRef) -> None:
    wordt_rood("taak_met_inhoud", lambda: wat_in_de_broker_staat(broker, lindewaard))


def test_h37_results_are_not_kept() -> None:
    assert (app.conf.result_backend, noteer.ignore_result, outboxtaken.bezorg_uitgaand.ignore_result) == (
        None,
        True,
        True,
    )
