"""The database starts from its wheel, keeps its data and leaves nothing running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from keukentafel.launcher import StartFout, plek, proces
from keukentafel.launcher.postgres import Postgres
from tests.stellage.omgeving import CLUSTER


def maak(pad, **extra):
    return Postgres(pad / "servers", wachtwoord="geheim", log=pad / "postgres.log", vluchtig=True, **extra)


def test_a_cluster_keeps_its_data_over_a_restart(map_):
    for ronde in (1, 2):
        cluster = maak(map_)
        cluster.start()
        with psycopg.connect(cluster.beheer_url(), autocommit=True) as verbinding:
            if ronde == 1:
                verbinding.execute("CREATE TABLE proef AS SELECT 42 AS getal")
            (getal,) = verbinding.execute("SELECT getal FROM proef").fetchone()
        cluster.stop()

    assert getal == 42


def test_a_cluster_answers_on_its_socket_only_and_only_with_its_password(map_):
    cluster = maak(map_)
    cluster.start()
    try:
        with psycopg.connect(cluster.beheer_url()) as verbinding:
            luistert = verbinding.execute("SHOW listen_addresses").fetchone()[0]
            taal = verbinding.execute(
                "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = 'postgres'"
            ).fetchone()
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(cluster.url("kt_beheer", "fout", "postgres"))
    finally:
        cluster.stop()

    assert luistert == ""
    assert taal == ("b", "C.UTF-8")


def test_a_cluster_never_runs_as_root():
    pid = (CLUSTER.data / "postmaster.pid").read_text().split()[0]

    assert Path(f"/proc/{pid}").stat().st_uid != 0


def test_a_cluster_of_a_killed_launcher_is_found_and_replaced(map_):
    eerste = maak(map_)
    eerste.start()
    (map_ / "log").touch()

    tweede = maak(map_)
    tweede.start()
    try:
        with psycopg.connect(tweede.beheer_url()) as verbinding:
            antwoord = verbinding.execute("SELECT 1").fetchone()
        assert antwoord == (1,)
        assert eerste.loopt() is False
    finally:
        tweede.stop()


def test_a_pid_file_that_points_at_a_stranger_is_ignored_and_the_stranger_lives(map_):
    cluster = maak(map_)
    cluster.start()
    cluster.stop()
    vreemd = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    pidbestand = cluster.data / "postmaster.pid"
    pidbestand.write_text(f"{vreemd.pid}\n{cluster.data}\n")
    pidbestand.chmod(0o600)
    if cluster.wie.wisselt:
        os.chown(pidbestand, cluster.wie.uid, cluster.wie.gid)

    opnieuw = maak(map_)
    try:
        assert opnieuw._pid_in_data() is None
        assert vreemd.poll() is None
    finally:
        vreemd.kill()
        vreemd.wait()


def test_a_wrong_setting_gives_one_sentence_that_names_the_log(map_):
    cluster = maak(map_, instellingen={"shared_buffers": "onzin"})

    with pytest.raises(StartFout) as weigering:
        cluster.start()

    assert str(weigering.value) == f"PostgreSQL start niet; de reden staat onderaan {map_ / 'postgres.log'}."


def test_a_child_ends_when_its_launcher_is_killed(tmp_path):
    code = (
        "import sys, time; from pathlib import Path; from keukentafel.launcher import proces\n"
        "kind = proces.start([sys.executable, '-c', 'import time; time.sleep(60)'], log=Path(sys.argv[1]))\n"
        "print(kind.pid, flush=True); time.sleep(60)"
    )
    launcher = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "log")], stdout=subprocess.PIPE, text=True
    )
    kind = int(launcher.stdout.readline())

    launcher.send_signal(signal.SIGKILL)
    launcher.wait()
    launcher.stdout.close()

    assert _wacht_tot_weg(kind) is True


def _wacht_tot_weg(pid):
    einde = time.monotonic() + 60
    while proces.leeft(pid) and time.monotonic() < einde:
        os.sched_yield()
    return not proces.leeft(pid)


def test_a_place_out_of_reach_moves_to_var_tmp(tmp_path, monkeypatch):
    dicht = tmp_path / "dicht"
    dicht.mkdir(mode=0o700)
    vreemde = plek.Draaier(uid=65534, gid=65534, wisselt=True)

    gekozen = plek.kies_plek(dicht / "demo", vreemde)
    gekozen.rmdir()

    assert gekozen == plek.uitwijkplek(dicht / "demo")
    assert gekozen.parent == Path("/var/tmp")


def test_a_place_of_somebody_else_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(plek.os, "geteuid", lambda: 4242)

    with pytest.raises(StartFout) as weigering:
        plek.kies_plek(tmp_path, plek.Draaier(uid=4242, gid=4242, wisselt=False))

    assert str(weigering.value) == f"De map {tmp_path} is van een andere gebruiker: kies een andere KT_DATA."


def test_a_socket_path_stays_short_however_deep_the_checkout(tmp_path):
    diep = tmp_path / ("a" * 60) / ("b" * 60)

    kort = plek.socketmap(diep)
    kort.parent.rmdir()

    assert len(os.fsencode(kort)) < plek.LANGSTE_SOCKETPAD
