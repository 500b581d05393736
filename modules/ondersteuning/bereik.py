"""What belongs to a look: which addresses its scope opens. The list says what may; the rest may not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from modules.ondersteuning.models import Inkijk
from support.models import Omvang

ALTIJD: Final = frozenset({"ondersteuning:meekijken_stoppen", "ondersteuning:meekijken_teller"})
"""The addresses of the look itself."""
_RUIMTES: Final[Mapping[str, frozenset[str]]] = {
    Omvang.INRICHTING: frozenset({"inrichting"}),
    Omvang.BERICHTEN: frozenset({"postvak", "koppelingen", "stroom"}),
}
"""Scope → the rooms of the product (the part of a route before the colon) that it opens."""
_NOOIT: Final = (
    "export", "download", "afdruk", "bestand", "bladzijde", "csv", "pdf", "zip", "logboek", "recht", "wie_keek",
)  # fmt: skip
"""What no look opens, wherever it stands: taking along, rights, and who looked."""
_DICHTE_RUIMTES: Final = frozenset({"toegang", "bewaren"})
"""Nor these rooms, also not of the one household: who may see it, and what was asked of its data."""
_DICHT: Final = frozenset({"koppelingen:contacten", "inrichting:informatieprotocol_openbaar"})
"""Nor what is asked live from another system, which knows no glass; nor what everybody reads, without a banner."""


def hoort_erbij(inkijk: Inkijk, route: str, kwargs: Mapping[str, Any]) -> bool:
    """Tell whether the scope of this look opens this route."""
    if route in ALTIJD:
        return True
    ruimte, _, naam = route.partition(":")
    if ruimte in _DICHTE_RUIMTES or route in _DICHT or any(woord in naam for woord in _NOOIT):
        return False
    if inkijk.omvang == Omvang.DOSSIER:
        return inkijk.huishouden_id is not None and kwargs.get("huishouden_id") == inkijk.huishouden_id
    if "huishouden_id" in kwargs:
        return False
    return ruimte in _RUIMTES[Omvang(inkijk.omvang)]


def begin_adres(inkijk: Inkijk) -> tuple[str, list[Any]]:
    """Return the route where a look begins, with its arguments."""
    if inkijk.omvang == Omvang.DOSSIER:
        return "dossier:huishouden", [inkijk.huishouden_id]
    if inkijk.omvang == Omvang.BERICHTEN:
        return "koppelingen:lijst", []
    return "inrichting:teammodel", []
