"""The practice systems: what the demo and the tests talk with in place of somebody else's system.

Each `fake.py` registers itself here. In production nothing answers at `proef://`: an address that
only looks like a system must never be taken for one.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from keukentafel.exchange.verkeer import Antwoord, Vraag

SCHEMA = "proef://"
WEG = "proef://weg"
"""The address where a practice system is always away."""

_MODULES = {
    "brp": "keukentafel.exchange.brp.fake",
    "zgw": "keukentafel.exchange.zgw.fake",
    "objecten": "keukentafel.exchange.objecten.fake",
    "klantinteracties": "keukentafel.exchange.klantinteracties.fake",
}


def is_proef(adres: str) -> bool:
    """Whether this address is one of a practice system."""
    return adres.startswith(SCHEMA)


def mag_proef() -> bool:
    """Whether this installation has practice systems: the demo, a developer's machine and the tests."""
    return bool(settings.IS_DEMO) or settings.KT_MODUS == "test"


def antwoord_op(vraag: Vraag) -> Antwoord:
    """Let the practice system at this address answer.

    :raises Onbereikbaar: there is none, or this installation has none.
    """
    from keukentafel.exchange.verkeer import Onbereikbaar  # verkeer knows this room; here it is a name only

    naam = vraag.adres.removeprefix(SCHEMA).partition("/")[0]
    if not mag_proef() or naam not in _MODULES:
        raise Onbereikbaar("Het systeem op dit adres antwoordt niet.")
    antwoorder: Callable[[Vraag], Antwoord] = import_module(_MODULES[naam]).antwoord
    return antwoorder(vraag)


class Bewaarplaats:
    """What one practice system keeps: JSON by key, in one small file that all processes share."""

    def __init__(self, naam: str) -> None:
        self.naam = naam

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        pad = Path(settings.KT_PROEFSYSTEMEN)
        pad.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(pad, timeout=5)) as lijn, lijn:
            lijn.execute(
                "CREATE TABLE IF NOT EXISTS rij (systeem TEXT, sleutel TEXT, inhoud TEXT,"
                " PRIMARY KEY (systeem, sleutel))"
            )
            yield lijn

    def bewaar(self, sleutel: str, inhoud: Any) -> None:
        """Keep one thing; what stood under this key goes."""
        with self._open() as lijn:
            lijn.execute(
                "INSERT OR REPLACE INTO rij VALUES (?, ?, ?)", (self.naam, sleutel, json.dumps(inhoud))
            )

    def bewaar_alle(self, rijen: dict[str, Any]) -> None:
        """Keep many things at once."""
        with self._open() as lijn:
            lijn.executemany(
                "INSERT OR REPLACE INTO rij VALUES (?, ?, ?)",
                [(self.naam, sleutel, json.dumps(inhoud)) for sleutel, inhoud in rijen.items()],
            )

    def lees(self, sleutel: str) -> Any:
        """Return what is kept under this key, or None."""
        with self._open() as lijn:
            rij = lijn.execute(
                "SELECT inhoud FROM rij WHERE systeem = ? AND sleutel = ?", (self.naam, sleutel)
            ).fetchone()
        return json.loads(rij[0]) if rij else None

    def weg(self, sleutel: str) -> None:
        """Forget one thing."""
        with self._open() as lijn:
            lijn.execute("DELETE FROM rij WHERE systeem = ? AND sleutel = ?", (self.naam, sleutel))

    def alle(self, begin: str = "") -> list[tuple[str, Any]]:
        """Return everything whose key begins so, in the order of the keys."""
        with self._open() as lijn:
            rijen = lijn.execute(
                "SELECT sleutel, inhoud FROM rij WHERE systeem = ? AND substr(sleutel, 1, ?) = ? ORDER BY sleutel",
                (self.naam, len(begin), begin),
            ).fetchall()
        return [(sleutel, json.loads(inhoud)) for sleutel, inhoud in rijen]

    def leeg(self) -> None:
        """Forget everything of this system."""
        with self._open() as lijn:
            lijn.execute("DELETE FROM rij WHERE systeem = ?", (self.naam,))
