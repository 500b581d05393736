"""What a rule found, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Ernst(StrEnum):
    """How a finding weighs: `fout` stops the act, `let_op` only says so."""

    FOUT = "fout"
    LET_OP = "let_op"


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One finding of a rule: a Dutch sentence, the field it belongs to, and its weight."""

    text: str
    veld: str = ""
    ernst: Ernst = Ernst.FOUT

    def __str__(self) -> str:
        return self.text


def fouten(bevindingen: Iterable[Bevinding]) -> tuple[Bevinding, ...]:
    """Return only the findings that stop the act."""
    return tuple(gevonden for gevonden in bevindingen if gevonden.ernst is Ernst.FOUT)
