"""What a law shows with a household: a tab and a panel. The dossier asks for them by address only."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wetdeel:
    """One law's part of a household.

    `route` (with huishouden_id) is its page; `paneel` a fragment that the overview asks for when it is
    opened. Both are there only when the gemeente has the module on.
    """

    wet: str
    label: str
    route: str
    paneel: str = ""


class Wetdelen:
    """The registry: refuses a second part of the same law; a test makes its own."""

    def __init__(self) -> None:
        self._per_wet: dict[str, Wetdeel] = {}

    def registreer(self, deel: Wetdeel) -> None:
        """Add the part of a law.

        :raises ValueError: this law has one already.
        """
        if deel.wet in self._per_wet:
            raise ValueError(f"De wet {deel.wet} heeft al een onderdeel.")
        self._per_wet[deel.wet] = deel

    def aan(self, modules: Collection[str]) -> Iterator[Wetdeel]:
        """Return the parts of the laws that are switched on, in the order of their codes."""
        return (self._per_wet[wet] for wet in sorted(self._per_wet) if wet in modules)


wetdelen = Wetdelen()
