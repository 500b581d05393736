"""The laws that plugged in. The dossier owns this protocol and knows no law by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Termijnsoort:
    """A term that starts with a melding of this law: the key of its norm and its title on screen."""

    norm: str
    titel: str


class Wet(Protocol):
    """What a law adds to the shared process."""

    code: str
    naam: str
    soort_melding: str
    """`melding`, `hulpvraag` or `aanvraag`: what this law calls a request for help."""

    def termijnen_bij_melding(self, *, is_spoed: bool) -> tuple[Termijnsoort, ...]:
        """Return which terms begin when a melding comes in, in lawful order."""
        ...


class Wetten:
    """The registry: refuses a second registration of the same code; a test makes its own."""

    def __init__(self) -> None:
        self._per_code: dict[str, Wet] = {}

    def registreer(self, wet: Wet) -> None:
        """Add a law.

        :raises ValueError: the code is taken.
        """
        if wet.code in self._per_code:
            raise ValueError(f"De wet {wet.code} is al aangemeld.")
        self._per_code[wet.code] = wet

    def __iter__(self) -> Iterator[Wet]:
        return iter(self._per_code.values())

    def get(self, code: str) -> Wet | None:
        """Return the law with this code, or None when it did not plug in."""
        return self._per_code.get(code)


wetten = Wetten()
