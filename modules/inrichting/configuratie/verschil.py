"""What differs between two configurations, part by part, in the words of the screens. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from modules.inrichting.configuratie.deel import Woorden


@dataclass(frozen=True, slots=True)
class Regel:
    """One line that differs. An empty `was` is new, an empty `wordt` goes."""

    label: str
    was: str
    wordt: str

    @property
    def is_lang(self) -> bool:
        """Whether this is a text of more than a line, which a page shows folded."""
        return len(self.was) + len(self.wordt) > 160 or "\n" in self.was + self.wordt


def verschil(was: Woorden, wordt: Woorden) -> tuple[Regel, ...]:
    """Return every line that differs: first in the order of what becomes, then what goes."""
    labels = [*wordt, *(label for label in was if label not in wordt)]
    return tuple(
        Regel(label, was.get(label, ""), wordt.get(label, ""))
        for label in labels
        if was.get(label, "") != wordt.get(label, "")
    )


def tel(verschillen: Mapping[str, tuple[Regel, ...]]) -> int:
    """Return how many lines differ in all parts together."""
    return sum(len(regels) for regels in verschillen.values())
