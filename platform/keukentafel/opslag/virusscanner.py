"""Ask ClamAV whether a file holds a virus, where `KT_CLAMD` says that there is one.

Spoken is the protocol of clamd(8): `zPING`, and `zINSTREAM` with pieces that say their own length. Nothing
of a file is written to a disk. When the scanner is on and does not answer, no file is taken (fail closed).
"""

from __future__ import annotations

import enum
import logging
import socket
import struct
from collections.abc import Iterable, Iterator
from typing import Final

from django.conf import settings

from keukentafel.opslag.soorten import Geweigerd

_log = logging.getLogger(__name__)
_STUK: Final = 128 * 1024
_HOOGSTENS: Final = 4096
_WACHT_VERBINDEN: Final = 3.0
_WACHT_ANTWOORD: Final = 60.0


class ScannerWeg(Geweigerd):
    text = (
        "We kunnen nu niet nakijken of er een virus in dit bestand zit. Het is niet bewaard. Probeer het over "
        "een paar minuten opnieuw. Lukt het dan nog niet, zeg het dan tegen je beheerder."
    )


class Virus(Geweigerd):
    text = "In dit bestand zit een virus. Het is niet bewaard. Meld het bij je beheerder."


class Scannerstand(enum.Enum):
    """How it is with the scanner."""

    UIT = "uit"
    AAN = "aan"
    WEG = "weg"


def keur_op_virussen(inhoud: bytes) -> None:
    """Let a file pass that the scanner finds clean; without a scanner everything passes.

    :raises Virus: it found something.
    :raises ScannerWeg: it does not answer, refuses the file, or says something else than clamd does.
    """
    keur_stukken_op_virussen((inhoud,))


def keur_stukken_op_virussen(stukken: Iterable[bytes]) -> None:
    """Do the same for a file that comes in pieces: a virus may lie across two of them.

    :raises Virus: it found something.
    :raises ScannerWeg: it does not answer, refuses the file, or says something else than clamd does.
    """
    if not _waar():
        return
    try:
        antwoord = _vraag(_stroom(stukken), wacht=_WACHT_ANTWOORD)
    except OSError as fout:
        _log.error("De virusscanner antwoordt niet (%s).", type(fout).__name__)
        raise ScannerWeg from fout
    if antwoord == "stream: OK":
        return
    if antwoord.startswith("stream: ") and antwoord.endswith(" FOUND"):
        _log.warning("De virusscanner vond iets in een bestand dat iemand wilde toevoegen.")
        raise Virus
    _log.error("De virusscanner keurde een bestand niet, en zei ook niet wat eraan mankeert.")
    raise ScannerWeg


def scannerstand() -> Scannerstand:
    """Return whether there is a scanner, and whether it answers."""
    if not _waar():
        return Scannerstand.UIT
    try:
        return Scannerstand.AAN if _vraag([b"zPING\0"], wacht=2.0) == "PONG" else Scannerstand.WEG
    except OSError:
        return Scannerstand.WEG


def _stroom(stukken: Iterable[bytes]) -> Iterator[bytes | memoryview]:
    """Yield a file as clamd takes it: each piece after its length, and a piece of nothing at the end."""
    yield b"zINSTREAM\0"
    for inhoud in stukken:
        zicht = memoryview(inhoud)
        for begin in range(0, len(inhoud), _STUK):
            stuk = zicht[begin : begin + _STUK]
            yield struct.pack("!L", len(stuk))
            yield stuk
    yield struct.pack("!L", 0)


def _vraag(delen: Iterable[bytes | memoryview], *, wacht: float) -> str:
    """Send one question and return the answer without its end.

    :raises OSError: nobody is there, or nothing comes back in time.
    """
    with _verbind(_waar()) as stekker:
        stekker.settimeout(wacht)
        try:
            for deel in delen:
                stekker.sendall(deel)
        except (BrokenPipeError, ConnectionResetError):
            pass  # too large for the scanner: it says so and hangs up; the answer may still be read
        antwoord = b""
        while b"\0" not in antwoord and len(antwoord) < _HOOGSTENS:
            stuk = stekker.recv(_HOOGSTENS)
            if not stuk:
                break
            antwoord += stuk
    return antwoord.partition(b"\0")[0].decode("utf-8", "replace").strip()


def _waar() -> str:
    return str(getattr(settings, "KT_CLAMD", ""))  # a command without settings of ours has no scanner


def _verbind(waar: str) -> socket.socket:
    if waar.startswith("/"):
        stekker = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        stekker.settimeout(_WACHT_VERBINDEN)
        try:
            stekker.connect(waar)
        except OSError:
            stekker.close()
            raise
        return stekker
    host, _, poort = waar.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(poort)), timeout=_WACHT_VERBINDEN)
