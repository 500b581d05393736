"""The number beside the menu item of the informatieprotocol: what waits for whoever looks."""

from __future__ import annotations

from typing import Any

from keukentafel.context import registreer_teller
from keukentafel.identity.rollen import Rol
from modules.inrichting.models import Informatieprotocol
from modules.inrichting.models.protocol import ProtocolStatus


def _wacht_op(request: Any) -> int:
    """Return 1 for the privacyfunctionaris when a version waits; nobody else is asked anything."""
    if not request.user.has_rol(Rol.FG):
        return 0
    return int(Informatieprotocol.objects.filter(status=ProtocolStatus.TER_GOEDKEURING).count())


def register() -> None:
    """Give the menu its number."""
    registreer_teller("informatieprotocol", _wacht_op)
