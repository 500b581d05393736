"""Keep an uploaded file for the time it takes to read it in: encrypted, in the folder of the gemeente."""

from __future__ import annotations

from uuid import UUID

from keukentafel import opslag
from keukentafel.opslag import BestandWeg as Weg

SOORT = "inlezen"


class BestandWeg(Weg):
    """The file is no longer there."""

    text = "Dit bestand is niet meer bewaard. Kies het opnieuw om het in te lezen."


def bewaar(inlezing_id: UUID, inhoud: bytes) -> None:
    """Write the file; only this gemeente and this inlezing can open it again."""
    opslag.bewaar(SOORT, inlezing_id, inhoud)


def haal(inlezing_id: UUID) -> bytes:
    """Return the file.

    :raises BestandWeg: it was read in, stopped or removed.
    """
    try:
        return opslag.haal(SOORT, inlezing_id)
    except Weg as reden:
        raise BestandWeg from reden


def verwijder(inlezing_id: UUID) -> None:
    """Remove the file now; that it is already gone is fine."""
    opslag.verwijder(SOORT, inlezing_id, meteen=True)
