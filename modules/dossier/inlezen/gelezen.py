"""What reading a cell gives: a value or none, and what there is to say about it.

Nothing in the readers raises: a cell that cannot be read is a finding for the person who reads the file
in, not an error of ours.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Ernst(StrEnum):
    """How heavy a finding is: `stop` keeps the household out, `let_op` asks for a look, `hersteld` was mended."""

    STOP = "stop"
    LET_OP = "let_op"
    HERSTELD = "hersteld"


ERNST_IN_WOORDEN = {Ernst.STOP: "Houdt tegen", Ernst.LET_OP: "Let op", Ernst.HERSTELD: "Hersteld"}


@dataclass(frozen=True, slots=True)
class Melding:
    """What is the matter with a cell, and what to do about it. Never repeats a BSN."""

    ernst: Ernst
    wat: str
    doe: str


@dataclass(frozen=True, slots=True)
class Gelezen(Generic[T]):
    """A value read from a cell, with the finding that goes with it."""

    waarde: T | None = None
    melding: Melding | None = None


_LEEG = {
    "",
    "-",
    "--",
    ".",
    "?",
    "onbekend",
    "onb",
    "nvt",
    "n.v.t.",
    "n.v.t",
    "geen",
    "null",
    "none",
    "leeg",
    "#n/b",
    "#n/a",
    "nb",
    "n.b.",
}
_FOUTWAARDEN = (
    "#n/a",
    "#n/b",
    "#ref!",
    "#verw!",
    "#value!",
    "#waarde!",
    "#name?",
    "#naam?",
    "#div/0!",
    "#deel/0!",
    "#null!",
    "#num!",
    "#getal!",
)


def schoon(cel: str) -> str:
    """Return a cell without surrounding, double and invisible white space."""
    return re.sub(r"[\s\u00a0\u200b\ufeff]+", " ", cel).strip()


def is_leeg(cel: str) -> bool:
    """Whether a cell says nothing, be it with a word such as ``onbekend`` or a spreadsheet error."""
    laag = schoon(cel).lower()
    return laag in _LEEG or laag in _FOUTWAARDEN


def stop(wat: str, doe: str) -> Gelezen[T]:
    """Return no value and a finding that keeps the household out."""
    return Gelezen(None, Melding(Ernst.STOP, wat, doe))


def let_op(wat: str, doe: str, waarde: T | None = None) -> Gelezen[T]:
    """Return a value, or none, with a finding that asks for a look."""
    return Gelezen(waarde, Melding(Ernst.LET_OP, wat, doe))


def hersteld(waarde: T, wat: str) -> Gelezen[T]:
    """Return a value that was mended, and how."""
    return Gelezen(waarde, Melding(Ernst.HERSTELD, wat, ""))
