"""The release before and the release after both work on every state that an upgrade goes through (G16)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from bench import proefmigraties
from keukentafel.tenancy import GemeenteRef, in_gemeente
from tests.factories.identity import maak_gebruiker
from tests.tenants.golven.conftest import vraag

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "migrator"])

WORTEL = Path(__file__).parents[3]
NAAM = "rooktest"
Vraag = Callable[[str], Any]


@contextmanager
def release(map_: Path, env: dict[str, str], nummer: str, *bronnen: str) -> Iterator[Vraag]:
    """A release at work in a process of its own."""
    map_.mkdir()
    extra = proefmigraties.maak(map_, *bronnen, nummer=nummer)
    pad = os.pathsep.join([str(map_), str(WORTEL / "platform"), str(WORTEL)])
    gezegd = map_ / "stderr.txt"  # a file: a pipe that nobody reads is full after 64 kB, and then it waits
    with gezegd.open("w") as fouten:
        kind = subprocess.Popen(
            [sys.executable, "-m", "tests.tenants.golven.rook", NAAM],
            env={**env, **extra, "PYTHONPATH": pad}, cwd=WORTEL,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=fouten, text=True,
        )  # fmt: skip

    def zeg(wat: str) -> Any:
        assert kind.stdin is not None
        assert kind.stdout is not None
        kind.stdin.write(f"{wat}\n")
        kind.stdin.flush()
        regel = kind.stdout.readline()
        assert regel, gezegd.read_text()
        return json.loads(regel)

    try:
        yield zeg
    finally:
        kind.kill()
        kind.communicate()


@pytest.fixture
def breng_uit(
    tmp_path: Path, omgeving_van_kind: dict[str, str], lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> Iterator[Callable[..., tuple[Vraag, Vraag]]]:
    """Start the release before, and one with these migrations after it."""
    for gemeente in (lindewaard, hoogmeren):
        with in_gemeente(gemeente):
            maak_gebruiker(gebruikersnaam=NAAM)
    with ExitStack() as stapel:

        def start(*bronnen: str) -> tuple[Vraag, Vraag]:
            ervoor = release(tmp_path / "ervoor", omgeving_van_kind, "0.1.0")
            erna = release(tmp_path / "erna", omgeving_van_kind, "0.2.0", *bronnen)
            return stapel.enter_context(ervoor), stapel.enter_context(erna)

        yield start


GOED = [200, 200, 302, 1]
ALLES_GOED = {"hoogmeren": GOED, "lindewaard": GOED}


def test_both_releases_work_on_every_state_of_the_upgrade(
    breng_uit: Callable[..., tuple[Vraag, Vraag]],
) -> None:
    ervoor, erna = breng_uit(proefmigraties.VRIJE_KOLOM, proefmigraties.VRIJE_TABEL)

    standen = [(ervoor("rook"), erna("rook"))]
    erna("begin")
    while erna("stap") == "gedaan":
        standen.append((ervoor("rook"), erna("rook")))

    assert standen == [(ALLES_GOED, ALLES_GOED)] * 4
    assert len(vraag("SELECT 1 FROM information_schema.columns WHERE column_name = 'proef_9001'")) == 3


def test_a_release_that_does_not_say_it_is_safe_is_not_served_by_other_code(
    breng_uit: Callable[..., tuple[Vraag, Vraag]],
) -> None:
    ervoor, erna = breng_uit(proefmigraties.KOLOM)

    assert erna("rook") == {"hoogmeren": [503], "lindewaard": [503]}
    erna("begin")
    assert [erna("stap") for _ in range(2)] == ["gedaan", "gedaan"]

    assert erna("rook") == {"hoogmeren": GOED, "lindewaard": [503]}
    assert ervoor("rook") == {"hoogmeren": [503], "lindewaard": GOED}


def test_a_release_that_says_so_wrongly_turns_red(breng_uit: Callable[..., tuple[Vraag, Vraag]]) -> None:
    ervoor, erna = breng_uit(proefmigraties.TE_VROEG_WEG)
    erna("begin toch")
    assert [erna("stap") for _ in range(3)] == ["gedaan"] * 3

    assert "laatste_fout" in ervoor("rook")
