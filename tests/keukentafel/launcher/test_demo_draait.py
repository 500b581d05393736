"""The whole demo, as a newcomer starts and stops it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest

from keukentafel.launcher import proces
from keukentafel.launcher.demo import schone_omgeving
from keukentafel.launcher.onder_make import Make
from keukentafel.launcher.valkey import vrije_poort


@pytest.fixture
def demo(map_):
    """Return a starter: it gives the running launcher, once it says where it runs."""
    env = {
        **schone_omgeving(),
        "KT_DATA": str(map_ / "demo"),
        "KT_PORT": str(vrije_poort()),
        "PYTHONUNBUFFERED": "1",
    }
    env.pop("DJANGO_SETTINGS_MODULE", None)
    lopend = []

    def start():
        proces_ = subprocess.Popen(
            [sys.executable, "-m", "keukentafel.launcher", "demo"],
            env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        lopend.append(proces_)
        wekker = threading.Timer(600, proces_.kill)
        wekker.start()
        proces_.regels = []
        for regel in proces_.stdout:
            proces_.regels.append(regel.rstrip("\n"))
            if "draait op" in regel:
                break
        wekker.cancel()
        proces_.env = env
        return proces_

    yield start
    for proces_ in lopend:
        proces_.terminate()
        proces_.wait(90)
        proces_.stdout.close()


def kinderen(pid):
    uit = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(nummer) for nummer in uit.stdout.split()]


def opdracht(pid):
    return Path(f"/proc/{pid}/cmdline").read_bytes().decode()


def haal(env, host, pad="/inloggen"):
    vraag = urllib.request.Request(
        f"http://127.0.0.1:{env['KT_PORT']}{pad}", headers={"Host": f"{host}:{env['KT_PORT']}"}
    )
    with urllib.request.urlopen(vraag, timeout=30) as antwoord:
        return antwoord.status


def test_the_demo_starts_serves_three_gemeenten_keeps_its_data_and_stops_whole(demo):
    eerste = demo()
    env = eerste.env
    gezin = kinderen(eerste.pid)
    omgevingen = {opdracht(pid): Path(f"/proc/{pid}/environ").read_bytes() for pid in gezin}
    accounts = Path(env["KT_DATA"], "accounts.json")

    assert eerste.regels[-1] == f"Keukentafel draait op http://localhost:{env['KT_PORT']}"
    assert [haal(env, f"{naam}.localhost") for naam in ("lindewaard", "hoogmeren", "rietdam")] == [
        200,
        200,
        200,
    ]
    assert [g["slug"] for g in json.loads(accounts.read_text())["gemeenten"]] == [
        "lindewaard",
        "hoogmeren",
        "rietdam",
    ]
    assert [naam.split("\0")[-2] for naam, omg in omgevingen.items() if b"KT_BOOTSTRAP_URL" in omg] == []
    met_migrator = [naam for naam, omg in omgevingen.items() if b"KT_MIGRATOR_URL" in omg]
    assert sorted(
        wie for naam in met_migrator for wie in ("klaarzetten", "kopieen") if f"{wie}@keukentafel" in naam
    ) == ["klaarzetten", "kopieen"]
    assert len(met_migrator) == 2

    eerste.send_signal(signal.SIGTERM)

    assert eerste.wait(120) == 0
    assert [pid for pid in gezin if proces.leeft(pid)] == []

    geschreven = accounts.stat().st_mtime_ns
    tweede = demo()

    assert "De voorbeeldgemeenten zijn er al." in tweede.regels
    assert accounts.stat().st_mtime_ns == geschreven

    tweede.send_signal(signal.SIGINT)

    assert tweede.wait(120) == 0


def test_a_make_that_got_a_sigint_is_seen(tmp_path):
    (tmp_path / "Makefile").write_text(
        "demo:\n\t@exec $(PY) -c 'import time; from keukentafel.launcher.onder_make import Make; m = Make(); "
        'print("klaar", flush=True); [time.sleep(0.05) for _ in iter(m.wil_stoppen, True)]; print("gezien")\'\n'
    )
    make = subprocess.Popen(
        ["make", f"PY={sys.executable}"], cwd=tmp_path, env={**os.environ}, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    wekker = threading.Timer(120, make.kill)  # its child goes along: it asked for that
    wekker.start()

    assert make.stdout.readline() == "klaar\n"
    make.send_signal(signal.SIGINT)
    assert make.stdout.readline() == "gezien\n"
    make.wait(60)
    wekker.cancel()
    make.stdout.close()


def test_whoever_else_starts_us_is_not_taken_for_make():
    assert Make().wil_stoppen() is False
