"""Which version of a row the form that was sent began from."""

from __future__ import annotations

from keukentafel.request import GemeenteRequest


def versie_van(request: GemeenteRequest, rij: object) -> int:
    """Return the version in the form; without one, or with nonsense, that of the row as it is now."""
    versie = request.POST.get("versie", "")
    huidig: int = getattr(rij, "versie", 0)
    return int(versie) if versie.isascii() and versie.isdigit() else huidig
