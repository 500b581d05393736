"""Where a server may keep its files, and as whom it runs.

PostgreSQL refuses to run as root. Started as root (a container, CI) it therefore runs as `nobody`,
who must be able to reach the binaries and the data: a checkout under `/root` (mode 0700) is out of
reach, so then both move to a folder of our own under /var/tmp.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from keukentafel.launcher.fouten import StartFout

LANGSTE_SOCKETPAD = 80  # sun_path holds 107 bytes; the file name of the socket comes after it


@dataclass(frozen=True, slots=True)
class Draaier:
    """As whom a server runs. `wisselt` is true when that is somebody else than we are."""

    uid: int
    gid: int
    wisselt: bool


def draaier() -> Draaier:
    """Return who runs the servers: ourselves, or an unprivileged account when we are root.

    :raises StartFout: we are root and the machine has no unprivileged account.
    """
    if os.geteuid() != 0:
        return Draaier(os.geteuid(), os.getegid(), wisselt=False)
    for naam in ("nobody", "daemon"):
        try:
            account = pwd.getpwnam(naam)
        except KeyError:
            continue
        return Draaier(account.pw_uid, account.pw_gid, wisselt=True)
    raise StartFout("PostgreSQL draait niet als root: start Keukentafel als gewone gebruiker.")


def is_bereikbaar(pad: Path, wie: Draaier) -> bool:
    """Tell whether `wie` can get to `pad` through all folders above it."""
    if not wie.wisselt:
        return True
    return all(map_.stat().st_mode & stat.S_IXOTH for map_ in pad.absolute().parents if map_.exists())


def kies_plek(gewenst: Path, wie: Draaier) -> Path:
    """Return a folder, made when missing, in which `wie` can work: `gewenst`, or one under /var/tmp.

    :raises StartFout: neither can be made, or the one under /var/tmp belongs to somebody else.
    """
    gewenst = gewenst.absolute()
    if is_bereikbaar(gewenst, wie):
        return _maak(gewenst)
    return _maak(uitwijkplek(gewenst))


def uitwijkplek(gewenst: Path) -> Path:
    """Return the folder under /var/tmp that stands for `gewenst`, the same at every start."""
    kenmerk = hashlib.sha256(os.fsencode(gewenst.absolute())).hexdigest()[:12]
    return Path("/var/tmp") / f"keukentafel-{kenmerk}"  # noqa: S108 -- ownership is checked in _maak


def _maak(plek: Path) -> Path:
    try:
        plek.mkdir(parents=True, exist_ok=True, mode=0o755)
        eigen = plek.lstat()
    except OSError as fout:
        raise StartFout(
            f"De map {plek} kan niet worden gemaakt ({fout.strerror}): kies een andere KT_DATA."
        ) from None
    if stat.S_ISLNK(eigen.st_mode) or eigen.st_uid != os.geteuid():
        raise StartFout(f"De map {plek} is van een andere gebruiker: kies een andere KT_DATA.")
    return plek


def socketmap(plek: Path) -> Path:
    """Return a folder for sockets whose path is short enough for the kernel."""
    if len(os.fsencode(plek / "s")) > LANGSTE_SOCKETPAD:
        plek = _maak(uitwijkplek(plek))
    return plek / "s"


def geef(map_: Path, wie: Draaier, mode: int) -> None:
    """Make a folder for `wie` inside a place that is ours."""
    map_.mkdir(exist_ok=True, mode=0o700)
    if wie.wisselt:
        os.chown(map_, wie.uid, wie.gid)
        map_.chmod(mode)


def bereikbaar_pakket(pakket: Path, plek: Path, wie: Draaier) -> Path:
    """Return the folder of an installed package, or a copy of it beside the data when `wie` cannot get there.

    The libraries that came with the wheel stand in `<package>.libs` beside it and are found from there.
    """
    if is_bereikbaar(pakket / "bin", wie):
        return pakket
    kopie = plek / "programma" / pakket.name
    if not (kopie / ".klaar").exists():
        for bron in (pakket, pakket.with_name(f"{pakket.name}.libs")):
            doel = kopie.with_name(bron.name)
            shutil.rmtree(doel, ignore_errors=True)
            if bron.exists():
                shutil.copytree(bron, doel, symlinks=True)
        (kopie / ".klaar").touch()
    return kopie
