"""`Deel`: one part of the configuration file. Each floor hands in its own; the file knows none by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from keukentafel.errors import Refusal

Woorden = Mapping[str, str]
"""What a part says, line by line: label to value, both as on a screen."""


class Werking(StrEnum):
    """What became of a part that was taken in."""

    INGEGAAN = "ingegaan"
    CONCEPT = "concept"
    VOORSTEL = "voorstel"


@dataclass(frozen=True, slots=True)
class Gezet:
    """The outcome of one part: what it is now, in words, and the screen where it goes on (or nothing)."""

    werking: Werking
    zin: str
    adres: str = ""


class DeelOngeldig(Refusal):
    """What the file says of a part cannot be."""


class Deel(Protocol):
    """A part of the configuration. Its content is plain data: mappings, lists, texts, numbers."""

    @property
    def sleutel(self) -> str:
        """The name of the part in the file."""

    @property
    def naam(self) -> str:
        """The name of the part on a screen."""

    @property
    def uitleg(self) -> str:
        """What happens to it when a file is taken in, in one sentence."""

    @property
    def volgorde(self) -> int:
        """When its turn is: a choice may lean on a part before it."""

    def lees(self) -> Any:
        """Return what holds now in the gemeente of this scope."""

    def woorden(self, inhoud: Any) -> Woorden:
        """Return content in words, to compare two of them.

        :raises DeelOngeldig: the content is not of the right form.
        """

    def bezwaren(self, inhoud: Any) -> Sequence[str]:
        """Return why this content cannot be taken in here and now; nothing when it can."""

    def opmerkingen(self, inhoud: Any) -> Sequence[str]:
        """Return what somebody should know before it is taken in (a team that does not exist here)."""

    def zet(self, inhoud: Any, *, by: Any, at: datetime) -> Gezet:
        """Take the content in, inside the transaction of the caller.

        :raises Refusal: it cannot; `bezwaren` said so before.
        """

    def trek_in(self, inhoud: Any, *, by: Any, at: datetime) -> None:
        """Throw away the concept with this content that `zet` made, when it is still there as it was."""


@runtime_checkable
class Terugzetbaar(Protocol):
    """A part of which a file may say nothing: taken in that changes nothing, turned back it is nothing again."""

    def zet_terug(self, inhoud: Any, *, by: Any, at: datetime) -> Gezet:
        """Put back what stood there before something was taken in, also when that was nothing.

        :raises Refusal: it cannot.
        """


class Delen:
    """The registry of parts. A test makes its own."""

    def __init__(self) -> None:
        self._delen: dict[str, Deel] = {}

    def registreer(self, deel: Deel) -> None:
        """Hand in a part; a second one with the same key is a mistake."""
        if deel.sleutel in self._delen:
            raise ValueError(f"Het deel {deel.sleutel} is al aangemeld.")
        self._delen[deel.sleutel] = deel

    def alle(self) -> list[Deel]:
        """Return the parts in the order in which they are taken in."""
        return sorted(self._delen.values(), key=lambda deel: (deel.volgorde, deel.sleutel))

    def van(self, sleutel: str) -> Deel | None:
        """Return one part, or None when this release does not know it."""
        return self._delen.get(sleutel)


delen = Delen()


def mapping(inhoud: Any, wat: str) -> Mapping[str, Any]:
    """Return content that must be a mapping with texts as keys.

    :raises DeelOngeldig: it is something else.
    """
    if not isinstance(inhoud, Mapping) or not all(isinstance(sleutel, str) for sleutel in inhoud):
        raise DeelOngeldig(
            f"Het deel {wat} is niet te lezen: er hoort een lijst van namen met een waarde te staan."
        )
    return inhoud
