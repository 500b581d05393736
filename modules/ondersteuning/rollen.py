"""Who in the gemeente may let the supplier in."""

from __future__ import annotations

from typing import Final

from keukentafel.identity.rollen import Rol

LAAT_TOE: Final = frozenset({Rol.BEHEERDER, Rol.FG})
"""These say yes or no, withdraw, and set the standing wish."""
HAALT_MASKER_WEG: Final = frozenset({Rol.FG})
"""Only the privacyfunctionaris lets somebody of the supplier read what residents told."""
