"""Many households in a short time: when a reason is asked, and when it stops (hazards §5, row 7)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Uitspraak(StrEnum):
    """What happens with this opening."""

    DOOR = "door"
    REDEN = "reden"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Grens:
    """The two limits of a gemeente; the second is never below the first."""

    veel: int
    stop: int

    @property
    def harde(self) -> int:
        """Return the limit at which it stops."""
        return max(self.stop, self.veel, 1)


def beoordeel(grens: Grens, *, aantal: int, is_nieuw: bool, gaf_reden: bool, is_gestopt: bool) -> Uitspraak:
    """Say what happens when somebody opens one more household.

    `aantal` counts the different households in the window, this one included; `is_nieuw` tells that
    this one was not among them; `gaf_reden` that a reason was given within the window. Going on with
    what is open already asks nothing, so that nobody is cut off in the middle of a sentence; only who
    was stopped, is stopped everywhere.
    """
    if is_gestopt:
        return Uitspraak.STOP
    if not is_nieuw:
        return Uitspraak.DOOR
    if aantal >= grens.harde:
        return Uitspraak.STOP
    if aantal >= max(grens.veel, 1) and not gaf_reden:
        return Uitspraak.REDEN
    return Uitspraak.DOOR
