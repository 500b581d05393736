"""The one way out. `vraag` asks another machine something; `zet_klaar` tells somebody something, later.

Nothing else in the product may open a connection to somebody else's machine (a test of the house).
"""

from __future__ import annotations

from typing import Any

from keukentafel.uitgaand.fouten import NietToegestaan, Onbereikbaar, Onderbroken, TeGroot, UitgaandFout

__all__ = ["NietToegestaan", "Onbereikbaar", "Onderbroken", "TeGroot", "UitgaandFout", "mag", "vraag"]


def vraag(methode: str, url: str, **opties: Any) -> Any:
    """Ask something of an address on the list of this gemeente: see `deur.Deur.vraag`. One query.

    `lichaam` (bytes) or `json`, `vraag` (behind the address), `koppen`, `tijd` (seconds), `grootte` (bytes).

    :raises UitgaandFout: NietToegestaan, Onderbroken, Onbereikbaar or TeGroot, each with a Dutch sentence.
    """
    from keukentafel.uitgaand.deur import open_deur

    return open_deur().vraag(methode, url, **opties)


def mag(url: str) -> bool:
    """Tell whether an address stands on the list of this gemeente. One query, nothing is looked up."""
    from keukentafel.uitgaand.deur import open_deur

    return open_deur().mag(url)
