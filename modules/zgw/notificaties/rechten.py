"""Only the administrator looks after subscriptions. Nothing of a household stands here."""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, voor

RECHTEN: dict[str, Recht] = {
    "notificaties:lijst": voor(Rol.BEHEERDER),
    "notificaties:abonnement": voor(Rol.BEHEERDER),
    "notificaties:doe": voor(Rol.BEHEERDER),
}
