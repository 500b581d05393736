"""The laws that plugged in. The dossier owns this protocol and knows no law by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from keukentafel.components.care import Processtap
from modules.dossier.rules.normen import VENSTERS

if TYPE_CHECKING:
    from modules.dossier.models import Melding, Termijn


@dataclass(frozen=True, slots=True)
class Termijnsoort:
    """A term that starts with a melding of this law: the key of its norm and its title on screen.

    `is_venster`: time the resident has to do something. It passes; nobody is late.
    """

    norm: str
    titel: str
    is_venster: bool = False


class Wet(Protocol):
    """What a law adds to the shared process."""

    @property
    def code(self) -> str: ...

    @property
    def naam(self) -> str: ...

    @property
    def soort_melding(self) -> str:
        """`melding`, `hulpvraag` or `aanvraag`: what this law calls a request for help."""
        ...

    def termijnen_bij_melding(self, *, is_spoed: bool) -> tuple[Termijnsoort, ...]:
        """Return which terms begin when a melding comes in, in lawful order."""
        ...

    def processtappen(
        self, melding: Melding, termijnen: Sequence[Termijn], vandaag: date
    ) -> Sequence[Processtap]:
        """Return the steps of this law for a melding, each with its day or its rule."""
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

    @property
    def vensters(self) -> frozenset[str]:
        """The keys of terms that are time for the resident: they pass, and are in no list of work."""
        soorten = (soort for wet in self for soort in wet.termijnen_bij_melding(is_spoed=True))
        return VENSTERS | {soort.norm for soort in soorten if soort.is_venster}

    def get(self, code: str) -> Wet | None:
        """Return the law with this code, or None when it did not plug in."""
        return self._per_code.get(code)


wetten = Wetten()
