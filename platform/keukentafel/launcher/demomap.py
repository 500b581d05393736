"""The folder of one demo: what stands in it, that it is ours, and that one demo runs in it."""

from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path

from keukentafel.launcher.fouten import StartFout
from keukentafel.launcher.plek import socketmap, uitwijkplek

_MERK = ".keukentafel-demo"
_MINIMAAL_VRIJ = 500 * 1024 * 1024


class DemoMap:
    """`KT_DATA`. Refuses a folder that already holds something else, so that a reset is safe."""

    def __init__(self, pad: Path) -> None:
        self.pad = pad.absolute()
        self._slot: int | None = None

    @property
    def log(self) -> Path:
        return self.pad / "log"

    @property
    def omgeving(self) -> Path:
        """How a command reaches the demo that runs here (`keukentafel.env` reads it)."""
        return self.pad / "omgeving.json"

    @property
    def servers(self) -> Path:
        return self.pad / "servers"

    @property
    def tweede(self) -> Path:
        """Where the second cluster stands, when there is one (`launcher.tweede`)."""
        return self.pad / "tweede"

    def open(self) -> None:
        """Make the folder when it is missing and take it for ourselves.

        :raises StartFout: not writable, not ours, no room on the disk, or a demo already runs in it.
        """
        try:
            self.pad.mkdir(parents=True, exist_ok=True)
            self._is_van_ons()
            self.log.mkdir(exist_ok=True, mode=0o700)
            self._neem_slot()
        except OSError as fout:
            raise StartFout(
                f"In {self.pad} kan niet worden geschreven ({fout.strerror}): kies een andere KT_DATA."
            ) from None
        vrij = shutil.disk_usage(self.pad).free
        if vrij < _MINIMAAL_VRIJ:
            raise StartFout(
                f"Op de schijf van {self.pad} is nog {vrij // 2**20} MB vrij en de demo vraagt 500 MB: "
                "maak ruimte of kies een andere KT_DATA."
            )

    def sluit(self) -> None:
        """Let go of the folder, for another demo or a reset."""
        if self._slot is not None:
            os.close(self._slot)
            self._slot = None

    def leeg(self) -> bool:
        """Remove the demo and all it made; false when there was nothing.

        :raises StartFout: the demo runs, or the folder is not one of a demo.
        """
        if not self.pad.exists():
            return False
        self._is_van_ons()
        self._neem_slot()
        weg = [
            deel
            for servers in (self.servers, self.tweede)
            for deel in (uitwijkplek(servers), socketmap(servers).parent)
        ]
        weg.append(self.pad)
        for plek in weg:
            shutil.rmtree(plek, ignore_errors=True)
        if self.pad.exists():
            raise StartFout(
                f"De map {self.pad} kon niet helemaal worden verwijderd: kijk van wie de bestanden zijn."
            )
        return True

    def _is_van_ons(self) -> None:
        inhoud = {kind.name for kind in self.pad.iterdir()}
        if inhoud and _MERK not in inhoud:
            raise StartFout(f"De map {self.pad} is niet leeg en niet van een demo: kies een andere KT_DATA.")
        (self.pad / _MERK).touch()

    def _neem_slot(self) -> None:
        slot = os.open(self.pad / _MERK, os.O_RDWR)
        try:
            fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(slot)
            raise StartFout(f"De demo in {self.pad} draait al: stop die eerst met Ctrl-C.") from None
        self._slot = slot
