"""Which request this is: its session and its address, for the questions before content."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

from modules.dossier.toegang.instellingen import ToegangInstellingen


@dataclass(frozen=True, slots=True)
class Bezoek:
    """Who asks in which session, the address to go on to, and what the gemeente chose."""

    gebruiker_id: UUID
    sessie_id: UUID
    adres: str
    instellingen: ToegangInstellingen


_bezoek: ContextVar[Bezoek | None] = ContextVar("keukentafel_toegang_bezoek", default=None)


def huidig_bezoek() -> Bezoek | None:
    """Return the request we are in; None in a task, a command or a bare test."""
    return _bezoek.get()


@contextmanager
def op_bezoek(bezoek: Bezoek | None) -> Iterator[None]:
    """Enter a request for the length of a block."""
    teken = _bezoek.set(bezoek)
    try:
        yield
    finally:
        _bezoek.reset(teken)
