"""`Anoniem`: the visitor who did not sign in."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from keukentafel.identity.rollen import Rol


class Anoniem:
    """Stands where a Gebruiker would stand, and may nothing."""

    pk: Final = None
    id: Final = None
    naam: Final = ""
    gebruikersnaam: Final = ""
    initialen: Final = ""
    is_actief: Final = False
    is_active: Final = False
    is_authenticated: Final = False
    is_anonymous: Final = True
    rollen: frozenset[Rol] = frozenset()
    teams: frozenset[UUID] = frozenset()
    weergave: Final = "licht"
    compacte_lijsten: Final = False
    sneltoetsen: Final = False

    def has_rol(self, *rollen: Rol) -> bool:
        """Return False: a visitor holds no role."""
        return False

    def __str__(self) -> str:
        return "Bezoeker"


ANONIEM = Anoniem()
