"""A pytest plugin that comes before all others: it sets the environment that the settings read.

The process that the developer started owns the cluster; xdist workers find it through KT_TEST_MAP.
Starting it takes a quarter of a second, so it is always there; what stands in it is made only when
a test asks for the database (`tests/stellage/databank.py`).
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from keukentafel.launcher import StartFout
from keukentafel.launcher.postgres import Postgres

WACHTWOORD = "alleen-in-tests"  # the cluster holds invented people and listens on a socket only
WERKER = os.environ.get("PYTEST_XDIST_WORKER", "hoofd")
IS_EIGENAAR = "KT_TEST_MAP" not in os.environ

GEHEUGENSCHIJF = Path("/dev/shm")
RUIM = 8 * 1024**3  # a run takes 1.5 GB at most; the rest is for the browsers and the tests themselves


def _geheugen() -> Path | None:
    """Return the memory disk where it has room: a database is copied there five times as fast. Or None: the disk.

    What a run left behind that was killed is removed first: memory does not come free by itself.
    """
    try:
        for oud in GEHEUGENSCHIJF.glob("kt-test-*"):
            if not Path(f"/proc/{oud.name.split('-')[2]}").exists():
                shutil.rmtree(oud, ignore_errors=True)
        regels = Path("/proc/meminfo").read_text().splitlines()
        vrij = next(int(regel.split()[1]) * 1024 for regel in regels if regel.startswith("MemAvailable"))
        ruim = min(shutil.disk_usage(GEHEUGENSCHIJF).free, vrij) > RUIM
    except (OSError, ValueError, StopIteration):
        return None
    return GEHEUGENSCHIJF if ruim and os.access(GEHEUGENSCHIJF, os.W_OK) else None


if IS_EIGENAAR:
    os.environ["KT_TEST_MAP"] = tempfile.mkdtemp(prefix=f"kt-test-{os.getpid()}-", dir=_geheugen())
    Path(os.environ["KT_TEST_MAP"]).chmod(0o755)

MAP = Path(os.environ["KT_TEST_MAP"])
CLUSTER = Postgres(MAP / "servers", wachtwoord=WACHTWOORD, log=MAP / "postgres.log", vluchtig=True)
DATABANK = f"kt_{WERKER}"
SCHERVEN = "scherven"


def omgeving_voor(databank: str) -> dict[str, str]:
    """Return the KT_* variables of a process that works on `databank`, migrator and all."""
    return {
        "KT_MODUS": "test",
        "KT_DATA": str(MAP / databank),
        "KT_SECRET_KEY": "geheim-van-de-tests-dat-nergens-anders-wordt-gebruikt-dan-hier",
        "KT_SLEUTELBOS": str(MAP / "wortel.key"),
        "KT_SCHERVEN": str(MAP / SCHERVEN),
        "KT_DOMEIN": "localhost",
        "KT_PORT": "8000",
        "KT_DATABASE_URL": CLUSTER.url("kt_app", WACHTWOORD, databank),
        "KT_MIGRATOR_URL": CLUSTER.url("kt_migrator", WACHTWOORD, databank),
        "KT_BOOTSTRAP_URL": CLUSTER.beheer_url("postgres"),
        "KT_BROKER_URL": "redis://127.0.0.1:1/0",  # nobody: a test that needs a broker asks for one
    }


os.environ.update(omgeving_voor(DATABANK))
# Playwright's sync API keeps an event loop in the thread of the test; Django must not mind.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_sessionstart(session: pytest.Session) -> None:
    """Start the cluster, unless nothing will run."""
    if not IS_EIGENAAR or session.config.option.collectonly:
        return
    from tests.stellage import sjabloon  # needs the environment above

    (MAP / "wortel.key").write_text("74" * 32)
    sjabloon.haal_uit_voorraad(CLUSTER, MAP)
    try:
        CLUSTER.start()
    except StartFout as fout:
        pytest.exit(f"{fout}\n{CLUSTER.log.read_text()[-2000:]}", returncode=2)


def ruim_op() -> None:
    """Stop the cluster and leave nothing behind, also when pytest never came to its tests."""
    CLUSTER.stop()
    for plek in {CLUSTER.plek, CLUSTER.sockets.parent, MAP}:
        shutil.rmtree(plek, ignore_errors=True)


if IS_EIGENAAR:
    atexit.register(ruim_op)
