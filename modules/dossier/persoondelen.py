"""What another room shows with a person: a link. The dossier asks for it by address only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Persoondeel:
    """A page (route with huishouden_id and inwoner_id) that goes with a person.

    `toon` tells from the instellingen whether this gemeente has it; who may open it says the rights table.
    """

    route: str
    id: str
    kop: str
    label: str
    uitleg: str
    toon: Callable[[Any], bool]


_delen: list[Persoondeel] = []


def registreer_persoondeel(deel: Persoondeel) -> None:
    """Add a part.

    :raises ValueError: its page is there already.
    """
    if any(ander.route == deel.route for ander in _delen):
        raise ValueError(f"De pagina {deel.route} hoort al bij een persoon.")
    _delen.append(deel)


def persoondelen(instellingen: Any) -> Iterator[Persoondeel]:
    """Return the parts this gemeente has."""
    return (deel for deel in _delen if deel.toon(instellingen))
