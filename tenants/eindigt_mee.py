"""What ends at the moment that a gemeente closes or moves, in the same transaction. Floors above register it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

Eindiger = Callable[[UUID, str], None]
_eindigers: dict[str, Eindiger] = {}


def registreer_eindiger(wat: str, eindiger: Eindiger) -> None:
    """Let something end with it: `eindiger` gets the gemeente and the connection of the transaction."""
    if wat in _eindigers:
        raise ValueError(f"{wat} eindigt al mee.")
    _eindigers[wat] = eindiger


def eindig_mee(gemeente_id: UUID, *, using: str = "default") -> None:
    """End it all; called inside the transaction that closes or moves the gemeente."""
    for eindiger in _eindigers.values():
        eindiger(gemeente_id, using)
