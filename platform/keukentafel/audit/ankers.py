"""Anchors: the head of the chain of a gemeente, signed, and kept where its own role cannot reach.

Twice: in a table of the platform (`tenants`; add and read only) and in a file that only grows
(`KT_ANKERS`). The key is not in the database. Every anchor carries the signature of the one before,
so an anchor that was taken out is missed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from django.conf import settings

from keukentafel.audit.keten import Breuk
from keukentafel.tenancy.scope import huidige_gemeente, in_platform
from keukentafel.tenancy.sleutels import doelsleutel

_DOEL = "logboekanker"
_BEGIN = "0" * 64


@dataclass(frozen=True, slots=True)
class Anker:
    """The head of the chain at one moment. `nummer` counts the anchors of this gemeente."""

    nummer: int
    tijdstip: datetime
    volgnummer: int
    keten: str
    vorige: str
    handtekening: str

    def is_echt(self) -> bool:
        """Tell whether we signed this for the gemeente of this scope."""
        goed = teken(self.nummer, self.tijdstip, self.volgnummer, self.keten, self.vorige)
        return hmac.compare_digest(goed, self.handtekening)


class Ankerkast(Protocol):
    """Where anchors are kept inside the platform. Both are called in its scope."""

    def lees(self, gemeente_id: UUID) -> Sequence[Anker]:
        """Return the anchors of a gemeente, oldest first."""

    def leg_weg(self, gemeente_id: UUID, anker: Anker) -> None:
        """Add one."""


_kast: list[Ankerkast] = []


def registreer_kast(kast: Ankerkast) -> None:
    """Say where anchors are kept; the floor above does when it starts."""
    _kast[:] = [kast]


@dataclass(frozen=True, slots=True)
class Bekend:
    """The anchors that count, all that are real, and what is wrong with the rest."""

    ankers: Sequence[Anker]
    alle: Sequence[Anker]
    breuken: Sequence[Breuk]
    in_tabel: frozenset[int]
    in_bestand: frozenset[int]

    @property
    def laatste(self) -> Anker | None:
        """The newest anchor."""
        return self.ankers[-1] if self.ankers else None


def teken(nummer: int, tijdstip: datetime, volgnummer: int, keten: str, vorige: str) -> str:
    """Sign an anchor with the key of the gemeente of this scope."""
    gemeente = huidige_gemeente()
    delen = (gemeente.id.hex, nummer, tijdstip.astimezone(UTC).isoformat(), volgnummer, keten, vorige)
    tekst = "|".join(str(deel) for deel in delen)
    return hmac.new(doelsleutel(_DOEL, versie=1), tekst.encode(), hashlib.sha256).hexdigest()


def nieuw_anker(*, bekend: Bekend, vorige: Anker | None, volgnummer: int, keten: str, at: datetime) -> Anker:
    """Make and sign the next anchor, on top of `vorige`; it is kept by `bewaar`."""
    nummer = 1 + max(bekend.in_tabel | bekend.in_bestand, default=0)
    na = _BEGIN if vorige is None else vorige.handtekening
    return Anker(nummer, at, volgnummer, keten, na, teken(nummer, at, volgnummer, keten, na))


def bewaar(anker: Anker) -> None:
    """Write an anchor to the file first and then to the table: a crash in between is put right later."""
    gemeente = huidige_gemeente()
    _schrijf(bestand_van(gemeente.id), anker)
    with in_platform():
        _kast[0].leg_weg(gemeente.id, anker)


def bekende_ankers() -> Bekend:
    """Return the anchors of this gemeente from table and file together.

    A real anchor that only one of the two still has, counts: that is what the other is for.
    """
    gemeente = huidige_gemeente()
    with in_platform():
        tabel = list(_kast[0].lees(gemeente.id))
    bestand = _lees(bestand_van(gemeente.id))
    echt: dict[int, Anker] = {}
    breuken: list[Breuk] = []
    for anker in (*tabel, *bestand):
        if not anker.is_echt():
            breuken.append(_vals(anker))
        elif echt.setdefault(anker.nummer, anker) != anker:
            breuken.append(Breuk(None, anker.tijdstip, f"Anker {anker.nummer} bestaat in twee versies."))
    geordend = [echt[nummer] for nummer in sorted(echt)]
    breuken += _gaten(geordend)
    return Bekend(
        _geldige(geordend),
        geordend,
        breuken,
        frozenset(anker.nummer for anker in tabel),
        frozenset(anker.nummer for anker in bestand),
    )


def herstel(bekend: Bekend) -> None:
    """Put a real anchor that the table or the file lost back where it belongs."""
    gemeente = huidige_gemeente()
    for anker in bekend.alle:
        if anker.nummer not in bekend.in_bestand:
            _schrijf(bestand_van(gemeente.id), anker)
        if anker.nummer not in bekend.in_tabel:
            with in_platform():
                _kast[0].leg_weg(gemeente.id, anker)


def _vals(anker: Anker) -> Breuk:
    return Breuk(None, anker.tijdstip, f"De handtekening van anker {anker.nummer} klopt niet.")


def _gaten(ankers: Sequence[Anker]) -> list[Breuk]:
    """Find anchors that were taken out: every number is there once, and stands on one that is there."""
    bekend = {_BEGIN}
    breuken: list[Breuk] = []
    for nummer, anker in enumerate(ankers, start=1):
        if anker.vorige not in bekend or (anker.nummer != nummer and not breuken):
            breuken.append(Breuk(None, anker.tijdstip, f"Vóór anker {anker.nummer} ontbreekt er een."))
        bekend.add(anker.handtekening)
    return breuken


def _geldige(ankers: Sequence[Anker]) -> list[Anker]:
    """Return the newest anchor and those it stands on.

    After a backup was put back, an anchor stands on the last one that still fits; those in between are
    of a chain that is no more.
    """
    per_handtekening = {anker.handtekening: anker for anker in ankers}
    lijn: list[Anker] = []
    anker = ankers[-1] if ankers else None
    while anker is not None:
        lijn.append(anker)
        anker = per_handtekening.get(anker.vorige)
    return lijn[::-1]


# -- the file ----------------------------------------------------------------------------------------


def bestand_van(gemeente_id: UUID) -> Path:
    """Return the file with the anchors of a gemeente."""
    return Path(settings.KT_ANKERS) / f"{gemeente_id.hex}.jsonl"


def _schrijf(pad: Path, anker: Anker) -> None:
    pad.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    regel = json.dumps({**asdict(anker), "tijdstip": anker.tijdstip.astimezone(UTC).isoformat()}) + "\n"
    bestand = os.open(pad, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
    try:
        os.write(bestand, regel.encode())
        os.fsync(bestand)
    finally:
        os.close(bestand)


def _lees(pad: Path) -> list[Anker]:
    try:
        regels = pad.read_text().splitlines()
    except FileNotFoundError:
        return []
    return [_anker(regel) for regel in regels if regel.strip()]


def _anker(regel: str) -> Anker:
    try:
        velden = json.loads(regel)
        return Anker(**{**velden, "tijdstip": datetime.fromisoformat(velden["tijdstip"])})
    except (ValueError, TypeError, KeyError):
        return Anker(0, datetime.fromtimestamp(0, UTC), 0, "", "", "onleesbaar")
