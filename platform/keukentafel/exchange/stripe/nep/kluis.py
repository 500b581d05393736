"""What the server keeps: objects, idempotency keys, events and deliveries, in one sqlite file."""

from __future__ import annotations

import json
import sqlite3
import string
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from typing import Any

from keukentafel.exchange.stripe.nep.fouten import ontbreekt

_TABELLEN = """
CREATE TABLE IF NOT EXISTS object (
    nr INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE, soort TEXT, klant TEXT, inhoud TEXT);
CREATE INDEX IF NOT EXISTS object_soort ON object (soort, klant, nr);
CREATE TABLE IF NOT EXISTS idempotentie (
    sleutel TEXT PRIMARY KEY, vraag TEXT, status INTEGER, inhoud TEXT, op REAL);
CREATE TABLE IF NOT EXISTS bezorging (
    nr INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT, url TEXT, geheim TEXT, op REAL, poging INTEGER,
    stand TEXT, vals INTEGER);
CREATE INDEX IF NOT EXISTS bezorging_op ON bezorging (stand, op);
CREATE TABLE IF NOT EXISTS gepland (nr INTEGER PRIMARY KEY AUTOINCREMENT, wat TEXT, id TEXT, op REAL);
CREATE TABLE IF NOT EXISTS knop (naam TEXT PRIMARY KEY, waarde TEXT);
"""
BEGIN_VAN = {
    "customer": "cus", "product": "prod", "price": "price", "subscription": "sub", "subscription_item": "si",
    "invoice": "in", "invoiceitem": "ii", "line_item": "il", "credit_note": "cn", "payment_intent": "pi",
    "setup_intent": "seti", "payment_method": "pm", "charge": "ch", "refund": "re", "event": "evt",
    "checkout.session": "cs_test", "billing_portal.session": "bps", "webhook_endpoint": "we",
    "invoice_payment": "inpay", "billing_portal.configuration": "bpc", "dispute": "dp",
}  # fmt: skip
Object = dict[str, Any]


class Kluis:
    """One file. Every request is one transaction, so that a request that fails leaves nothing behind."""

    def __init__(self, pad: Path | str, *, klok: Callable[[], float], toeval: Random) -> None:
        self.pad, self.klok, self._toeval = str(pad), klok, toeval
        with closing(self._verbind()) as lijn:
            lijn.execute("PRAGMA journal_mode = WAL")
            lijn.executescript(_TABELLEN)

    def _verbind(self) -> sqlite3.Connection:
        lijn = sqlite3.connect(self.pad, timeout=20, isolation_level=None)
        lijn.execute("PRAGMA synchronous = OFF")
        return lijn

    @contextmanager
    def open(self) -> Iterator[Lade]:
        """Begin a transaction; what raises is undone."""
        with closing(self._verbind()) as lijn:
            lijn.execute("BEGIN IMMEDIATE")
            try:
                yield Lade(lijn, self.klok(), self._toeval)
            except BaseException:
                lijn.execute("ROLLBACK")
                raise
            lijn.execute("COMMIT")


class Lade:
    """The inside of one transaction."""

    def __init__(self, lijn: sqlite3.Connection, precies: float, toeval: Random) -> None:
        self.lijn, self.nu, self.precies, self.toeval = lijn, int(precies), precies, toeval

    def geheim(self, tekens: int) -> str:
        """Return letters and digits that nobody guesses."""
        return "".join(self.toeval.choices(string.ascii_letters + string.digits, k=tekens))

    def maak(self, soort: str, **velden: Any) -> Object:
        """Make an object with what all objects have, and keep it."""
        rij: Object = {
            "id": f"{BEGIN_VAN[soort]}_{self.geheim(18)}",
            "object": soort,
            "created": self.nu,
            "livemode": False,
            "metadata": {},
        }
        rij.update(velden)
        self.bewaar(rij)
        return rij

    def bewaar(self, rij: Object) -> None:
        """Keep an object as it is now."""
        klant = rij["id"] if rij["object"] == "customer" else rij.get("customer") or ""
        self.lijn.execute(
            "INSERT INTO object (id, soort, klant, inhoud) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET klant = excluded.klant, inhoud = excluded.inhoud",
            (rij["id"], rij["object"], klant, json.dumps(rij)),
        )

    def zoek(self, sleutel: str) -> Object | None:
        """Return an object of whatever kind, or None."""
        rij = self.lijn.execute("SELECT inhoud FROM object WHERE id = ?", (sleutel,)).fetchone()
        return json.loads(rij[0]) if rij else None

    def haal(self, soort: str, sleutel: Any) -> Object:
        """Return an object.

        :raises Nee: it is not there, or it is of another kind.
        """
        rij = self.zoek(str(sleutel))
        if rij is None or rij["object"] != soort or rij.get("deleted"):
            raise ontbreekt(soort, str(sleutel))
        return rij

    def weg(self, sleutel: str) -> None:
        """Forget an object."""
        self.lijn.execute("DELETE FROM object WHERE id = ?", (sleutel,))

    def alle(self, soort: str, klant: str = "") -> list[Object]:
        """Return all of one kind, newest first."""
        vraag = "SELECT inhoud FROM object WHERE soort = ? AND (? = '' OR klant = ?) ORDER BY nr DESC"
        return [json.loads(rij[0]) for rij in self.lijn.execute(vraag, (soort, klant, klant))]

    def volgnummer(self, naam: str) -> int:
        """Count up and return."""
        rij = self.lijn.execute(
            "INSERT INTO knop VALUES (?, '1') ON CONFLICT (naam) DO UPDATE SET waarde = waarde + 1"
            " RETURNING waarde",
            (f"teller:{naam}",),
        ).fetchone()
        return int(rij[0])

    def knop(self, naam: str, anders: str = "") -> str:
        """Return how a knob stands."""
        rij = self.lijn.execute("SELECT waarde FROM knop WHERE naam = ?", (naam,)).fetchone()
        return str(rij[0]) if rij else anders

    def draai(self, naam: str, waarde: str) -> None:
        """Set a knob."""
        self.lijn.execute("INSERT OR REPLACE INTO knop VALUES (?, ?)", (naam, waarde))

    def plan(self, wat: str, sleutel: str, over: float) -> None:
        """Let something happen later: a direct debit takes days, here seconds."""
        self.lijn.execute(
            "INSERT INTO gepland (wat, id, op) VALUES (?, ?, ?)", (wat, sleutel, self.precies + over)
        )
