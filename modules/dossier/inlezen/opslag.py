"""Keep an uploaded file for the time it takes to read it in: encrypted, in the folder of the gemeente."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import UUID

from keukentafel.errors import Refusal
from keukentafel.tenancy.sleutels import ontsleutel, opslag_pad, versleutel


class BestandWeg(Refusal):
    """The file is no longer there."""

    text = "Dit bestand is niet meer bewaard. Kies het opnieuw om het in te lezen."


def bewaar(inlezing_id: UUID, inhoud: bytes) -> None:
    """Write the file; only this gemeente and this inlezing can open it again."""
    pad = opslag_pad("inlezen", inlezing_id)
    pad.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    tijdelijk = pad.with_suffix(".nieuw")
    beschrijver = os.open(tijdelijk, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(beschrijver, "wb") as uit:
        uit.write(versleutel("bestand", inhoud, bij=_plek(inlezing_id)))
    tijdelijk.replace(pad)


def haal(inlezing_id: UUID) -> bytes:
    """Return the file.

    :raises BestandWeg: it was read in, stopped or removed.
    """
    try:
        versleuteld = opslag_pad("inlezen", inlezing_id).read_bytes()
    except FileNotFoundError as fout:
        raise BestandWeg from fout
    return ontsleutel("bestand", versleuteld, bij=_plek(inlezing_id))


def verwijder(inlezing_id: UUID) -> None:
    """Remove the file; that it is already gone is fine."""
    pad: Path = opslag_pad("inlezen", inlezing_id)
    pad.unlink(missing_ok=True)


def _plek(inlezing_id: UUID) -> str:
    return f"inlezen_inlezing|bestand|{inlezing_id}"
