"""What an address says of a place in a list: an id, or the moment and the id of the last row that was shown.

Whatever stands in an address can be typed by hand: what is no id or no moment, finds nothing.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

NIEMAND = UUID(int=0)
"""The id of nothing: no row has it."""


def lees_id(tekst: str) -> UUID:
    """Return the id in a text, or that of nothing."""
    try:
        return UUID(tekst)
    except ValueError:
        return NIEMAND


def lees_grens(tekst: str) -> tuple[datetime, UUID] | None:
    """Return the moment and the id of the last row shown; None when the list begins at its begin."""
    moment, _, rij_id = tekst.partition("_")
    try:
        gelezen = datetime.fromisoformat(moment)
        return (gelezen, UUID(rij_id)) if gelezen.tzinfo else None
    except ValueError:
        return None
