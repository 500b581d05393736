"""What is said to another system and what it says back, whatever carries it.

An address `proef://brp` is a practice system of our own; every other address leaves by the one door of
the house (`keukentafel.uitgaand`), which knows what this gemeente allows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from keukentafel.exchange import proef


class Onbereikbaar(OSError):
    """The other side is away, too slow, or answers nonsense. It may be there again in a minute."""

    def __init__(self, zin: str) -> None:
        super().__init__(zin)
        self.zin = zin


class Afgewezen(Exception):
    """The other side heard us and said no: trying again does not help before somebody changes something."""

    def __init__(self, zin: str, *, status: int = 0) -> None:
        super().__init__(zin)
        self.zin = zin
        self.status = status


@dataclass(frozen=True, slots=True)
class Vraag:
    """One request. `koppen` are its headers; `lading` the body, ready to send."""

    methode: str
    adres: str
    koppen: Mapping[str, str] = field(default_factory=dict)
    lading: bytes = b""

    def kop(self, naam: str) -> str:
        """Return a header, whatever its capitals; empty when it is not there."""
        return next((w for n, w in self.koppen.items() if n.lower() == naam.lower()), "")

    def json(self) -> Any:
        """Return the body as JSON.

        :raises ValueError: it is none.
        """
        return json.loads(self.lading)


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What came back."""

    status: int
    koppen: Mapping[str, str] = field(default_factory=dict)
    inhoud: bytes = b""

    def json(self) -> Any:
        """Return the body as JSON.

        :raises Onbereikbaar: it is none: this is not the system we think it is.
        """
        try:
            return json.loads(self.inhoud)
        except (ValueError, RecursionError) as fout:  # also what is nested too deep to read
            raise Onbereikbaar("Het andere systeem gaf een antwoord dat we niet konden lezen.") from fout


Zender = Callable[[Vraag], Antwoord]
ONLEESBAAR = (KeyError, TypeError, ValueError, AttributeError, RecursionError)
"""What reading raises when another system sends something of another form than was agreed."""


def zend(vraag: Vraag) -> Antwoord:
    """Send one request and return the answer, also when it is a refusal.

    :raises Onbereikbaar: there is no answer, or this gemeente does not allow the address.
    """
    if proef.is_proef(vraag.adres):
        return proef.antwoord_op(vraag)
    from keukentafel.exchange.buiten import zend_naar_buiten  # only here: a practice system needs no network

    return zend_naar_buiten(vraag)


def json_vraag(
    methode: str, adres: str, koppen: Mapping[str, str] | None = None, lading: Any = None
) -> Vraag:
    """Make a request that speaks JSON both ways."""
    alle = {"Accept": "application/json", **(koppen or {})}
    if lading is None:
        return Vraag(methode, adres, alle)
    alle.setdefault("Content-Type", "application/json")
    return Vraag(methode, adres, alle, json.dumps(lading, ensure_ascii=False).encode())


def json_antwoord(status: int, inhoud: Any, *, probleem: bool = False) -> Antwoord:
    """Make an answer in JSON; `probleem` for the form of RFC 9457."""
    soort = "application/problem+json" if probleem else "application/json"
    return Antwoord(status, {"Content-Type": soort}, json.dumps(inhoud, ensure_ascii=False).encode())
