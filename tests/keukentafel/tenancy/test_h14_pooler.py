"""Behind a real PgBouncer: transaction mode is refused, session mode is fine (H14). And other bad starts."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from keukentafel.tenancy import zelfproef
from keukentafel.tenancy.zelfproef import StartGeweigerd
from tests.keukentafel.tenancy.zaaien import wordt_rood
from tests.stellage.databank import als_beheer
from tests.stellage.omgeving import CLUSTER, DATABANK, WACHTWOORD

pytestmark = pytest.mark.django_db
TRANSACTIEMODUS = (
    "De databank staat achter een pooler in transactiemodus. Zet pool_mode op session, "
    "of laat Keukentafel rechtstreeks verbinden."
)
Bouncer = Callable[[str], str]


@pytest.fixture
def pgbouncer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bouncer]:
    """Start PgBouncer in a mode; return the URL of the app's login through it."""
    programma = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    if programma is None:
        pytest.fail("PgBouncer ontbreekt op deze machine: apt-get install pgbouncer.")
    kinderen: list[subprocess.Popen[bytes]] = []

    def start(modus: str) -> str:
        map_ = Path(tmp_path_factory.mktemp("pgbouncer", numbered=True))
        for plek in (map_, *map_.parents):  # another uid must come in, however deep pytest puts us
            if plek == Path(tempfile.gettempdir()):
                break
            plek.chmod(0o755)
        with socket.socket() as vrij:
            vrij.bind(("127.0.0.1", 0))
            poort = vrij.getsockname()[1]
        (map_ / "wie.txt").write_text(f'"kt_app" "{WACHTWOORD}"\n')
        (map_ / "pgbouncer.ini").write_text(
            f"[databases]\n{DATABANK} = host={CLUSTER.sockets} dbname={DATABANK}\n"
            f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {poort}\nunix_socket_dir =\n"
            f"auth_type = plain\nauth_file = {map_}/wie.txt\npool_mode = {modus}\ndefault_pool_size = 2\n"
            "ignore_startup_parameters = extra_float_digits,options\n"
        )
        wie = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid} if os.geteuid() == 0 else {}
        kinderen.append(
            subprocess.Popen(
                [programma, "-q", str(map_ / "pgbouncer.ini")],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd="/",
                **wie,  # type: ignore[call-overload]
            )
        )
        url = f"postgresql://kt_app:{WACHTWOORD}@127.0.0.1:{poort}/{DATABANK}"
        _wacht_op(url)
        return url

    yield start
    for kind in kinderen:
        kind.terminate()
        kind.wait(60)


def _wacht_op(url: str) -> None:
    for _ in range(100):
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("PgBouncer antwoordt niet.")


def test_h14_a_pooler_in_session_mode_is_accepted(pgbouncer: Bouncer) -> None:
    url = pgbouncer("session")
    with psycopg.connect(url, autocommit=True) as een, psycopg.connect(url, autocommit=True) as twee:
        zelfproef.controleer_pooler(een, twee)
        zelfproef.controleer_login(een)

        assert een.execute("SELECT 1").fetchone() == (1,)


def geweigerd(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as een, psycopg.connect(url, autocommit=True) as twee:
        with pytest.raises(StartGeweigerd) as weigering:
            zelfproef.controleer_pooler(een, twee)
        assert str(weigering.value) == TRANSACTIEMODUS


def test_h14_a_pooler_in_transaction_mode_is_refused(pgbouncer: Bouncer) -> None:
    geweigerd(pgbouncer("transaction"))


def test_h14_turns_red_when_nobody_looks(pgbouncer: Bouncer) -> None:
    url = pgbouncer("transaction")

    wordt_rood("pooler_ongezien", lambda: geweigerd(url))


# -- the start of web and worker -----------------------------------------------------------------------------

WEB = [sys.executable, "-c", "import keukentafel.wsgi"]
WERKER = [
    sys.executable, "-m", "celery", "--app", "keukentafel.celery:app", "worker", "--pool", "solo",
    "--queues", "niemand", "--loglevel", "ERROR",
]  # fmt: skip


def start(opdracht: list[str], env: dict[str, str]) -> tuple[int, str]:
    kind = subprocess.run(
        opdracht, env={**env, "KT_MODUS": "demo"}, capture_output=True, text=True, timeout=60, check=False
    )
    return kind.returncode, kind.stderr.strip().splitlines()[-1] if kind.stderr.strip() else ""


def test_the_web_starts_on_a_good_database(omgeving_van_kind: dict[str, str]) -> None:
    code, zin = start(WEB, omgeving_van_kind)

    assert (code, zin) == (0, "")


@pytest.mark.parametrize("opdracht", [WEB, WERKER], ids=["web", "worker"])
def test_web_and_worker_stop_behind_a_transaction_pooler(
    opdracht: list[str], omgeving_van_kind: dict[str, str], pgbouncer: Bouncer
) -> None:
    code, zin = start(opdracht, {**omgeving_van_kind, "KT_DATABASE_URL": pgbouncer("transaction")})

    assert (code, zin) == (2, f"Keukentafel start niet: {TRANSACTIEMODUS}")


@pytest.mark.parametrize("opdracht", [WEB, WERKER], ids=["web", "worker"])
def test_web_and_worker_stop_with_a_login_that_may_too_much(
    opdracht: list[str], omgeving_van_kind: dict[str, str]
) -> None:
    code, zin = start(opdracht, {**omgeving_van_kind, "KT_DATABASE_URL": CLUSTER.beheer_url(DATABANK)})

    assert code == 2
    assert zin.startswith("Keukentafel start niet: De databanklogin van Keukentafel is superuser;")


def test_web_stops_when_the_database_does_not_answer(omgeving_van_kind: dict[str, str]) -> None:
    code, zin = start(WEB, {**omgeving_van_kind, "KT_DATABASE_URL": "postgresql://kt_app@127.0.0.1:1/x"})

    assert (code, zin) == (
        2,
        "Keukentafel start niet: de databank antwoordt niet. Kijk naar KT_DATABASE_URL.",
    )


@pytest.mark.parametrize(
    ("kwaal", "herstel", "zin"),
    [
        ("GRANT CREATE ON SCHEMA public TO kt_app", "REVOKE CREATE ON SCHEMA public FROM kt_app",
         "De databanklogin van Keukentafel mag tabellen maken in public."),
        ("CREATE TABLE public.van_app (); ALTER TABLE public.van_app OWNER TO kt_app", "DROP TABLE public.van_app",
         "De databanklogin van Keukentafel bezit tabellen."),
        ("GRANT EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) TO PUBLIC",
         "REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM PUBLIC",
         "De databanklogin van Keukentafel kan set_config gebruiken als gemeente (draai databank-inrichten)."),
    ],
    ids=["create", "owner", "set_config"],
)  # fmt: skip
def test_each_right_too_many_is_named(kwaal: str, herstel: str, zin: str) -> None:
    with als_beheer(DATABANK) as beheer:
        beheer.execute(kwaal)
        try:
            with (
                psycopg.connect(CLUSTER.url("kt_app", WACHTWOORD, DATABANK), autocommit=True) as app,
                pytest.raises(StartGeweigerd) as weigering,
            ):
                zelfproef.controleer_login(app)
        finally:
            beheer.execute(herstel)

    assert str(weigering.value) == zin
