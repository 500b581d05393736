"""`Aanvullend`: a part of which a file may hold a few pieces, and the rest of the gemeente stays as it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Protocol, runtime_checkable

from modules.inrichting.configuratie.deel import Deel


@runtime_checkable
class Aanvullend(Protocol):
    """A part of pieces with a key each, such as documents."""

    def naast(self, nu: Any, inhoud: Any) -> Any:
        """Return of `nu` what the content names; what is not there is named as nothing, so that it can go again.

        :raises DeelOngeldig: the content is not of the right form.
        """

    def stukken(self, inhoud: Any) -> Mapping[str, str]:
        """Return the pieces by key, with their names on a screen."""


def naast(deel: Deel, nu: Any, inhoud: Any) -> Any:
    """Return what holds now, as far as this content speaks of it: all of it, unless the part adds."""
    return deel.naast(nu, inhoud) if isinstance(deel, Aanvullend) else nu


def met_stukken(inhoud: Mapping[str, Any], gekozen: Collection[str]) -> dict[str, Any]:
    """Return only these pieces of a part that adds."""
    return {sleutel: stuk for sleutel, stuk in inhoud.items() if sleutel in gekozen}
