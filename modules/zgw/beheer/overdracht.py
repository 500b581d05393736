"""Taking a catalogue out and in. The API knows how a type is written; it registers here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from keukentafel.errors import Refusal
from modules.zgw.catalogus.models import Catalogus


class BestandKloptNiet(Refusal):
    """The file is no catalogue."""

    text = "Dit bestand is geen catalogus. Kies een zip van Keukentafel of Open Zaak."


class InlezenMislukt(Refusal):
    """Something in the file breaks a rule; nothing of it was kept. `fouten` says what, and where."""

    text = "De catalogus is niet ingelezen. Er is niets bewaard."

    def __init__(self, fouten: list[str]) -> None:
        super().__init__()
        self.fouten = fouten


@dataclass(slots=True)
class Verslag:
    """What an import made: numbers per kind, and what deserves a look."""

    catalogus: Catalogus
    gemaakt: dict[str, int] = field(default_factory=dict)
    zaaktypen: list[Any] = field(default_factory=list)
    opmerkingen: list[str] = field(default_factory=list)

    def tel(self, wat: str) -> None:
        """Count one that was made."""
        self.gemaakt[wat] = self.gemaakt.get(wat, 0) + 1


@dataclass(frozen=True, slots=True)
class Overdracht:
    """Both ways: a catalogus to the bytes of a zip, and bytes to a catalogus."""

    uit: Callable[[Catalogus], bytes]
    naar_binnen: Callable[[bytes], Verslag]


_overdracht: list[Overdracht] = []


def registreer_overdracht(overdracht: Overdracht) -> None:
    """Hand in how a catalogue is written and read."""
    _overdracht[:] = [overdracht]


def overdracht() -> Overdracht:
    """Return how a catalogue is written and read.

    :raises LookupError: nobody handed it in.
    """
    if not _overdracht:
        raise LookupError("Niemand meldde aan hoe een catalogus wordt geschreven.")
    return _overdracht[0]
