"""How a large file is cut into pieces (Documenten API, "Uploaden van bestanden")."""

from __future__ import annotations

from typing import Final

MAX_INHOUD: Final = 20 * 1024 * 1024
"""How many bytes come in with the document itself; what is larger comes in pieces."""
DEEL: Final = 10 * 1024 * 1024
"""How large a piece is: what one worker holds in its memory."""
MAX_OMVANG: Final = 1024 * 1024 * 1024
"""How large a document may be, in pieces."""


def verdeel(omvang: int, deel: int = DEEL) -> list[int]:
    """Return how many bytes each piece has; the last one what is left."""
    heel, rest = divmod(omvang, deel)
    return [deel] * heel + ([rest] if rest else [])
