"""How far a new gemeente is, on its page in the console: a number, counted by the gemeente itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from modules.inrichting.opstart import AANTAL, tel_opstart
from tenants.console.cijfers import registreer_cijfer
from tenants.console.models import Gemeentecijfer
from tenants.console.schil import Gemeentedeel, registreer_gemeentedeel

CIJFER = "opstart"


def _gegevens(_request: HttpRequest, gemeente: Any) -> dict[str, Any] | None:
    rij = Gemeentecijfer.objects.filter(gemeente_id=gemeente.pk, sleutel=CIJFER).first()
    return None if rij is None else {"klaar": rij.waarde, "totaal": AANTAL, "geteld_op": rij.geteld_op}


def register() -> None:
    """Let it be counted, and shown."""
    registreer_cijfer(CIJFER, tel_opstart)
    registreer_gemeentedeel(
        Gemeentedeel(
            "opstart", "Op weg naar het eerste huishouden", "inrichting/_opstart_console.html", _gegevens, 15
        )
    )
