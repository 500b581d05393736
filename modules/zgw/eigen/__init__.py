"""Our own catalogue: the types of the sociaal domein that every gemeente begins with, and how to find them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

DOMEIN: Final = "SOCDO"
GEEN_RSIN: Final = "000000000"
"""What stands in the catalogue until an administrator fills in the RSIN of the gemeente."""

HUISHOUDEN: Final = "SD-HUISHOUDEN"
WMO: Final = "SD-WMO"
JEUGD: Final = "SD-JEUGD"
PARTICIPATIE: Final = "SD-PARTICIPATIE"
ZAAKTYPE_VAN_WET: Final[Mapping[str, str]] = {"wmo": WMO, "jeugd": JEUGD, "participatie": PARTICIPATIE}
"""The zaaktype of a melding by the code of its law; every other law goes with the household itself."""
BESLUITTYPE_VAN_WET: Final[Mapping[str, str]] = {
    "wmo": "Besluit Wmo",
    "jeugd": "Besluit jeugdhulp",
    "participatie": "Besluit Participatiewet",
}
BESLUIT_OP_BEZWAAR: Final = "Besluit op bezwaar"
