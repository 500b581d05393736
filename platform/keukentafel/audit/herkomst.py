"""Where a line comes from: the request, the place it was made from, and what was refused in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Herkomst:
    """The request (`verzoek_id`), the network (`werkplek`, masked) and the door (`systeem`).

    Outside a request it is the background: a task or a command.
    """

    verzoek_id: str = ""
    werkplek: str = ""
    systeem: str = "achtergrond"


@dataclass(frozen=True, slots=True)
class Weigering:
    """What somebody asked for and did not get. Written after the answer, outside the undone transaction."""

    reden: str
    categorie: str = ""
    huishouden_id: UUID | None = None
    target: Any = None
    protocolversie: int | None = None


_herkomst: ContextVar[Herkomst] = ContextVar("keukentafel_herkomst", default=Herkomst())  # noqa: B039 -- frozen
_weigering: ContextVar[Weigering | None] = ContextVar("keukentafel_weigering", default=None)
_is_genoteerd: ContextVar[bool] = ContextVar("keukentafel_weigering_genoteerd", default=False)


def huidige_herkomst() -> Herkomst:
    """Return where the lines of this moment come from."""
    return _herkomst.get()


@contextmanager
def herkomst_van_verzoek(herkomst: Herkomst) -> Iterator[None]:
    """Give every line written in this block the same origin."""
    teken, vorige, genoteerd = _herkomst.set(herkomst), _weigering.set(None), _is_genoteerd.set(False)
    try:
        yield
    finally:
        _is_genoteerd.reset(genoteerd)
        _herkomst.reset(teken)
        _weigering.reset(vorige)


def geweigerd(
    reden: str,
    *,
    categorie: str = "",
    huishouden_id: UUID | None = None,
    target: Any = None,
    protocolversie: int | None = None,
) -> None:
    """Say why a door stays shut, just before raising. The middleware writes it when all is undone.

    A line written inside the transaction of a refused request would be undone with it.
    """
    _weigering.set(Weigering(reden, categorie, huishouden_id, target, protocolversie))


def laatste_weigering() -> Weigering | None:
    """Return what was said with `geweigerd` in this request."""
    return _weigering.get()


def noteer_weigering() -> None:
    """Remember that this request wrote its refusal itself, so that it is not written twice."""
    _is_genoteerd.set(True)


def is_weigering_genoteerd() -> bool:
    """Tell whether this request wrote its refusal itself."""
    return _is_genoteerd.get()
