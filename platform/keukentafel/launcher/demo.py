"""`make demo`: one process that starts everything, watches it, and takes it all down again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from keukentafel.launcher import geheimen, nepstripe, proces, tweede
from keukentafel.launcher.demomap import DemoMap
from keukentafel.launcher.fouten import StartFout
from keukentafel.launcher.onder_make import Make
from keukentafel.launcher.postgres import Postgres
from keukentafel.launcher.valkey import Valkey

MET_MIGRATOR = ("klaarzetten", "kopieen")
"""The only processes with the credentials of the migrator; the web can only put work in their queues."""
WORKERS = {
    "klaarzetten": ["--queues", "klaarzetten", "--concurrency", "1"],
    "kopieen": ["--queues", "kopieen", "--concurrency", "1"],
    "worker": ["--queues", "celery", "--concurrency", "1", "--beat"],
}


class Gestopt(BaseException):
    """Somebody asked us to stop (SIGINT, SIGTERM); not an error."""


@dataclass
class Demo:
    """Everything that runs for one demo, in the order in which it was started."""

    map: DemoMap
    poort: int
    kinderen: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    postgres: Postgres | None = None
    tweede: Postgres | None = None
    broker: Valkey | None = None
    make: Make = field(default_factory=Make)

    def draai(self) -> None:
        """Start all, say where it runs, and stay until somebody asks to stop or a part falls over.

        :raises StartFout: something cannot start, or stopped by itself.
        """
        self.map.open()
        poort_is_vrij(self.poort)
        try:
            env = self._start_servers()
            self._richt_in(env)
            self._start_diensten(env)
            geheimen.bewaar_omgeving(self.map.omgeving, env)
            print(f"Keukentafel draait op http://localhost:{self.poort}", flush=True)
            self._waak()
        except (Gestopt, KeyboardInterrupt):
            print("\nKeukentafel stopt.", flush=True)
        finally:
            self.stop()

    def stop(self) -> None:
        """Stop every child, the web first and the database last. Another signal does not interrupt it."""
        for sein in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sein, signal.SIG_IGN)
        (self.map.omgeving).unlink(missing_ok=True)
        for kind in self.kinderen.values():
            if kind.poll() is None:
                kind.terminate()
        for kind in reversed(self.kinderen.values()):
            proces.stop(kind, geduld=10)
        for server in (self.broker, self.tweede, self.postgres):
            if server is not None:
                server.stop()

    # -- the parts -------------------------------------------------------------------------------

    def _start_servers(self) -> dict[str, str]:
        eigen = geheimen.lees_of_maak(self.map.pad / "geheimen.json")
        geheimen.maak_wortelsleutel(self.map.pad / "sleutels" / "wortel.key")
        met_tweede = tweede.is_gevraagd(self.map)
        with stap("De databank start"):
            self.postgres = Postgres(
                self.map.servers,
                wachtwoord=eigen.beheer,
                log=self.map.log / "postgres.log",
                instellingen=tweede.INSTELLINGEN if met_tweede else None,
            )
            self.postgres.start()
        if met_tweede:
            with stap("De tweede databank start"):
                self.tweede = tweede.maak(self.map, eigen)
                self.tweede.start()
        with stap("De broker start"):
            self.broker = Valkey(self.map.servers, wachtwoord=eigen.broker, log=self.map.log / "broker.log")
            self.broker.start()
        return {
            **schone_omgeving(),
            "KT_MODUS": os.environ.get("KT_MODUS", "demo"),
            "KT_DATA": str(self.map.pad),
            "KT_PORT": str(self.poort),
            "KT_DOMEIN": "localhost",
            "KT_SECRET_KEY": eigen.secret_key,
            "KT_SLEUTELBOS": str(self.map.pad / "sleutels" / "wortel.key"),
            "KT_BROKER_URL": self.broker.url(),
            "KT_DATABASE_URL": self.postgres.url("kt_app", eigen.app),
            "KT_MIGRATOR_URL": self.postgres.url("kt_migrator", eigen.migrator),
            "KT_BOOTSTRAP_URL": self.postgres.beheer_url("postgres"),
            **tweede.omgeving(self.tweede, eigen),
            **nepstripe.omgeving(self.map.pad, eigen.secret_key),
        }

    def _richt_in(self, env: dict[str, str]) -> None:
        with stap("De databank wordt ingericht"):
            self._opdracht(env, "databank-inrichten")
        migrator = zonder(env, "KT_BOOTSTRAP_URL")
        with stap("De gemeenten worden bijgewerkt"):
            self._opdracht(migrator, "gemeenten-bijwerken")
        print("De voorbeeldgemeenten worden gevuld.", flush=True)
        self._opdracht(migrator, "demo-vullen", toon_uitvoer=True)

    def _start_diensten(self, env: dict[str, str]) -> None:
        migrator = zonder(env, "KT_BOOTSTRAP_URL")
        kaal = zonder(migrator, "KT_MIGRATOR_URL")
        with stap("De werkers en de webserver starten"):
            for naam, opties in WORKERS.items():
                self.kinderen[naam] = self._celery(naam, opties, migrator if naam in MET_MIGRATOR else kaal)
            self.kinderen["nep-stripe"] = self._nep_stripe(kaal)
            self.kinderen["web"] = self._web(kaal)
            self._wacht_op_web()

    def _celery(self, naam: str, opties: list[str], env: dict[str, str]) -> subprocess.Popen[bytes]:
        opdracht = [
            *(sys.executable, "-m", "celery", "--app", "keukentafel.celery:app", "--quiet", "worker"),
            *("--hostname", f"{naam}@keukentafel", "--loglevel", "WARNING", "--pool", "prefork"),
            *("--without-gossip", "--without-mingle", *opties),
            *(("--schedule", str(self.map.pad / "beat")) if "--beat" in opties else ()),
        ]
        return proces.start(opdracht, log=self.map.log / f"{naam}.log", env=env)

    def _nep_stripe(self, env: dict[str, str]) -> subprocess.Popen[bytes]:
        opdracht = [sys.executable, "-m", "keukentafel", *nepstripe.opdracht(env, self.map.pad)]
        return proces.start(opdracht, log=self.map.log / "nep-stripe.log", env=env)

    def _web(self, env: dict[str, str]) -> subprocess.Popen[bytes]:
        opdracht = [
            *(sys.executable, "-m", "gunicorn", "keukentafel.wsgi:application", "--worker-class", "gthread"),
            *("--workers", "2", "--threads", "4", "--graceful-timeout", "5", "--no-control-socket"),
            *("--logger-class", "keukentafel.weblog.Weblog"),
            *(deel for adres in loopback() for deel in ("--bind", f"{adres}:{self.poort}")),
        ]
        return proces.start(opdracht, log=self.map.log / "web.log", env=env)

    def _opdracht(self, env: dict[str, str], naam: str, *, toon_uitvoer: bool = False) -> None:
        """Run one command of ours to its end; its errors go to the log, its words where asked."""
        log = self.map.log / f"{naam}.log"
        opdracht = [sys.executable, "-m", "keukentafel", naam]
        self.kinderen[naam] = kind = proces.start(opdracht, log=log, env=env, toon_uitvoer=toon_uitvoer)
        if kind.wait() != 0:
            raise StartFout(f"De opdracht {naam} lukte niet; de reden staat onderaan {log}.")
        del self.kinderen[naam]

    # -- watching --------------------------------------------------------------------------------

    def _wacht_op_web(self) -> None:
        einde = time.monotonic() + 60
        while time.monotonic() < einde:
            self._alles_leeft()
            if antwoordt(f"http://127.0.0.1:{self.poort}/-/live"):
                return
            time.sleep(0.1)
        raise StartFout(f"De webserver antwoordt niet; de reden staat onderaan {self.map.log / 'web.log'}.")

    def _waak(self) -> None:
        while not self.make.wil_stoppen():
            time.sleep(0.5)
            self._alles_leeft()
        raise Gestopt

    def _alles_leeft(self) -> None:
        for naam, kind in self.kinderen.items():
            if kind.poll() is not None:
                raise StartFout(
                    f"Het onderdeel {naam} is gestopt; de reden staat onderaan {self.map.log / naam}.log."
                )
        if self.postgres is not None and not self.postgres.loopt():
            raise StartFout(f"De databank is gestopt; de reden staat onderaan {self.postgres.log}.")
        if self.tweede is not None and not self.tweede.loopt():
            raise StartFout(f"De tweede databank is gestopt; de reden staat onderaan {self.tweede.log}.")
        if self.broker is not None and not self.broker.loopt():
            raise StartFout(f"De broker is gestopt; de reden staat onderaan {self.broker.log}.")


def schone_omgeving() -> dict[str, str]:
    """Return our environment without any KT_* or PG* variable: children get only what we give them."""
    return {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith(("KT_", "PG"))}


def zonder(env: dict[str, str], *namen: str) -> dict[str, str]:
    """Return `env` without these variables, nor those of another cluster (`KT_MIGRATOR_URL_TWEEDE`)."""
    ook = tuple(f"{naam}_" for naam in namen)
    return {naam: waarde for naam, waarde in env.items() if naam not in namen and not naam.startswith(ook)}


@contextmanager
def stap(tekst: str) -> Iterator[None]:
    """Show one line per step, with how long it took."""
    print(f"{tekst} …", end="", flush=True)
    begin = time.monotonic()
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f" {time.monotonic() - begin:.1f} s".replace(".", ","), flush=True)


def loopback() -> list[str]:
    """Return the loopback addresses of this machine in the way gunicorn writes them."""
    with socket.socket(socket.AF_INET6) as proef:
        try:
            proef.bind(("::1", 0))
        except OSError:
            return ["127.0.0.1"]
    return ["127.0.0.1", "[::1]"]


def poort_is_vrij(poort: int) -> None:
    """Refuse a port on which something already listens.

    :raises StartFout: taken, or not allowed for this user.
    """
    for adres in loopback():
        soort = socket.AF_INET6 if ":" in adres else socket.AF_INET
        with socket.socket(soort) as proef:
            proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                proef.bind((adres.strip("[]"), poort))
            except OSError as fout:
                reden = "mag hier niet" if isinstance(fout, PermissionError) else "is bezet"
                raise StartFout(
                    f"Poort {poort} {reden}: kies een andere, zoals KT_PORT={poort % 50000 + 8080}."
                ) from None


def antwoordt(adres: str) -> bool:
    """Tell whether a web server answers there, with whatever status below 500."""
    try:
        with urllib.request.urlopen(adres, timeout=2):  # noqa: S310 -- our own loopback address
            return True
    except urllib.error.HTTPError as antwoord:
        return antwoord.code < 500
    except OSError:
        return False


def lees_poort(tekst: str) -> int:
    """Read KT_PORT.

    :raises StartFout: not a number from 1 to 65535.
    """
    if not tekst.isdigit() or not 1 <= int(tekst) <= 65535:
        raise StartFout(f"KT_PORT moet een getal van 1 tot en met 65535 zijn, maar is '{tekst}'.")
    return int(tekst)


def _stop_bij_sein(_nummer: int, _frame: FrameType | None) -> None:
    raise Gestopt


def demo() -> None:
    """Run the demo of `KT_DATA` on `KT_PORT` until a signal."""
    for sein in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sein, _stop_bij_sein)
    map_ = DemoMap(Path(os.environ.get("KT_DATA", "var/demo")))
    try:
        Demo(map_, lees_poort(os.environ.get("KT_PORT", "8000"))).draai()
    except Gestopt:
        return  # before anything was started


def demo_reset() -> None:
    """Throw away the data of the demo in `KT_DATA`."""
    map_ = DemoMap(Path(os.environ.get("KT_DATA", "var/demo")))
    if map_.leeg():
        print(f"De gegevens van de demo in {map_.pad} zijn weg.")
    else:
        print(f"In {map_.pad} stond geen demo.")
