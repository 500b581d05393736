"""The demo says no in one sentence, keeps its secrets to itself and throws away only what is its own."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys

import pytest

from keukentafel.env import OmgevingsFout, lees
from keukentafel.launcher import StartFout, geheimen, tweede
from keukentafel.launcher.demo import lees_poort, poort_is_vrij, schone_omgeving, zonder
from keukentafel.launcher.demomap import DemoMap
from keukentafel.launcher.valkey import vrije_poort


def draai(opdracht, **env):
    return subprocess.run(
        [sys.executable, "-m", "keukentafel.launcher", opdracht],
        env={**os.environ, **env}, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def test_a_taken_port_gives_one_sentence_and_exit_code_2(tmp_path):
    with socket.socket() as bezet:
        bezet.bind(("127.0.0.1", 0))
        bezet.listen()
        poort = bezet.getsockname()[1]
        uitkomst = draai("demo", KT_PORT=str(poort), KT_DATA=str(tmp_path / "demo"))

    assert uitkomst.returncode == 2
    assert (
        uitkomst.stderr == f"Poort {poort} is bezet: kies een andere, zoals KT_PORT={poort % 50000 + 8080}.\n"
    )


@pytest.mark.parametrize("tekst", ["", "acht", "0", "65536", "-1", "80.0"])
def test_a_port_that_is_no_port_is_refused(tekst):
    with pytest.raises(StartFout) as weigering:
        lees_poort(tekst)

    assert str(weigering.value) == f"KT_PORT moet een getal van 1 tot en met 65535 zijn, maar is '{tekst}'."


def test_a_free_port_is_free():
    poort_is_vrij(vrije_poort())

    assert lees_poort("8000") == 8000


def test_a_folder_with_something_else_in_it_is_never_used_nor_thrown_away(tmp_path):
    (tmp_path / "scriptie.odt").write_text("drie jaar werk")
    zin = f"De map {tmp_path} is niet leeg en niet van een demo: kies een andere KT_DATA."

    for opdracht in ("demo", "demo-reset"):
        uitkomst = draai(opdracht, KT_PORT=str(vrije_poort()), KT_DATA=str(tmp_path))
        assert (uitkomst.returncode, uitkomst.stderr) == (2, f"{zin}\n")

    assert (tmp_path / "scriptie.odt").read_text() == "drie jaar werk"


def test_a_reset_removes_the_demo_and_says_so(tmp_path):
    pad = tmp_path / "demo"
    map_ = DemoMap(pad)
    map_.open()
    map_.sluit()

    uitkomst = draai("demo-reset", KT_DATA=str(pad))

    assert (uitkomst.returncode, uitkomst.stdout) == (0, f"De gegevens van de demo in {pad} zijn weg.\n")
    assert pad.exists() is False


def test_a_reset_of_nothing_says_so(tmp_path):
    uitkomst = draai("demo-reset", KT_DATA=str(tmp_path / "niets"))

    assert (uitkomst.returncode, uitkomst.stdout) == (0, f"In {tmp_path / 'niets'} stond geen demo.\n")


def test_two_demos_do_not_share_a_folder(tmp_path):
    eerste = DemoMap(tmp_path / "demo")
    eerste.open()

    for opdracht in ("demo", "demo-reset"):
        uitkomst = draai(opdracht, KT_PORT=str(vrije_poort()), KT_DATA=str(tmp_path / "demo"))
        zin = f"De demo in {tmp_path / 'demo'} draait al: stop die eerst met Ctrl-C.\n"
        assert (uitkomst.returncode, uitkomst.stderr) == (2, zin)


def test_a_folder_that_cannot_be_made_gives_one_sentence(tmp_path):
    (tmp_path / "bestand").touch()
    pad = tmp_path / "bestand" / "demo"

    uitkomst = draai("demo", KT_PORT=str(vrije_poort()), KT_DATA=str(pad))

    assert uitkomst.returncode == 2
    assert (
        uitkomst.stderr
        == f"In {pad} kan niet worden geschreven (Not a directory): kies een andere KT_DATA.\n"
    )


def test_a_full_disk_gives_one_sentence(tmp_path, monkeypatch):
    from keukentafel.launcher import demomap

    schijf = type("Schijf", (), {"free": 3 * 2**20})
    monkeypatch.setattr(demomap.shutil, "disk_usage", lambda _pad: schijf)

    with pytest.raises(StartFout) as weigering:
        DemoMap(tmp_path / "demo").open()

    assert str(weigering.value) == (
        f"Op de schijf van {tmp_path / 'demo'} is nog 3 MB vrij en de demo vraagt 500 MB: "
        "maak ruimte of kies een andere KT_DATA."
    )


def test_secrets_are_made_once_and_are_for_nobody_else(tmp_path):
    bestand = tmp_path / "geheimen.json"

    eerste, tweede = geheimen.lees_of_maak(bestand), geheimen.lees_of_maak(bestand)

    assert eerste == tweede
    assert stat.S_IMODE(bestand.stat().st_mode) == 0o600
    assert len({eerste.beheer, eerste.app, eerste.migrator, eerste.broker, eerste.secret_key}) == 5


def test_a_command_finds_the_demo_that_runs_and_what_is_said_wins(tmp_path):
    env = {
        "KT_DATABASE_URL": "postgresql://kt_app@/d",
        "KT_PORT": "8123",
        "KT_BOOTSTRAP_URL": "x",
        "PATH": "/bin",
    }
    bestand = DemoMap(tmp_path).omgeving
    geheimen.bewaar_omgeving(bestand, env)

    gevonden = lees({"KT_DATA": str(tmp_path)})
    anders = lees({"KT_DATA": str(tmp_path), "KT_PORT": "9000"})
    elders = lees({"KT_DATA": str(tmp_path), "KT_DATABASE_URL": "postgresql://elders@/e"})
    niets = lees({"KT_DATA": str(tmp_path / "leeg")})

    assert stat.S_IMODE(bestand.stat().st_mode) == 0o600
    assert (gevonden.database_url, gevonden.poort, gevonden.bootstrap_url) == (
        env["KT_DATABASE_URL"],
        8123,
        None,
    )
    assert (anders.poort, elders.database_url, elders.poort) == (9000, "postgresql://elders@/e", 8000)
    assert niets.database_url == "postgresql://kt_app@/keukentafel"


def test_the_root_key_is_never_overwritten(tmp_path):
    bestand = tmp_path / "sleutels" / "wortel.key"

    geheimen.maak_wortelsleutel(bestand)
    eerste = bestand.read_text()
    geheimen.maak_wortelsleutel(bestand)

    assert bestand.read_text() == eerste
    assert len(bytes.fromhex(eerste)) == 32
    assert stat.S_IMODE(bestand.stat().st_mode) == 0o600


def test_a_child_gets_no_secret_of_the_shell_and_the_web_no_migrator(monkeypatch):
    monkeypatch.setenv("KT_MIGRATOR_URL", "postgresql://uit-de-shell")
    monkeypatch.setenv("PGPASSWORD", "uit-de-shell")

    omgeving = schone_omgeving()

    assert [naam for naam in omgeving if naam.startswith(("KT_", "PG"))] == []
    assert zonder({"KT_MIGRATOR_URL": "x", "A": "b"}, "KT_MIGRATOR_URL") == {"A": "b"}
    assert zonder({"KT_MIGRATOR_URL_TWEEDE": "x", "A": "b"}, "KT_MIGRATOR_URL") == {"A": "b"}


def test_a_second_cluster_is_there_when_asked_once_and_then_always(tmp_path, monkeypatch):
    map_ = DemoMap(tmp_path / "demo")
    map_.open()
    eigen = geheimen.lees_of_maak(map_.pad / "geheimen.json")
    monkeypatch.delenv("KT_TWEEDE_CLUSTER", raising=False)
    assert not tweede.is_gevraagd(map_)
    assert tweede.omgeving(None, eigen) == {}

    monkeypatch.setenv("KT_TWEEDE_CLUSTER", "ja")
    assert tweede.is_gevraagd(map_)
    env = tweede.omgeving(tweede.maak(map_, eigen), eigen)
    monkeypatch.delenv("KT_TWEEDE_CLUSTER")

    assert tweede.is_gevraagd(map_)
    gelezen = lees({**env, "KT_DATABASE_URL": "postgresql://kt_app@/d", "KT_NIEUW_OP": "tweede"})
    assert [cluster.naam for cluster in gelezen.clusters] == ["tweede"]
    assert gelezen.nieuw_op == "tweede"
    map_.sluit()


@pytest.mark.parametrize(
    "fout",
    [
        {"KT_CLUSTERS": "tweede"},
        {"KT_CLUSTERS": "hoofd", "KT_DATABASE_URL_HOOFD": "postgresql://x@/y"},
        {"KT_CLUSTERS": "a,a", "KT_DATABASE_URL_A": "postgresql://x@/y"},
        {"KT_CLUSTERS": "Tweede", "KT_DATABASE_URL_TWEEDE": "postgresql://x@/y"},
        {"KT_NIEUW_OP": "tweede"},
    ],
)
def test_a_cluster_that_cannot_be_is_refused_with_a_sentence(fout):
    with pytest.raises(OmgevingsFout, match="KT_"):
        lees({"KT_DATABASE_URL": "postgresql://kt_app@/d", **fout})


def test_an_unknown_command_is_refused():
    uitkomst = draai("dans")

    assert (uitkomst.returncode, uitkomst.stderr) == (2, "Kies een opdracht: demo of demo-reset.\n")
