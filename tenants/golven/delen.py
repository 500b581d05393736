"""What this part shows elsewhere in the console: at a gemeente, and on the overview."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from tenants.console.schil import LetOp, Zindeel
from tenants.golven.models import Bijwerkregel, Bijwerkronde, RegelStand, Ring
from tenants.golven.queries import voor_gemeente


def van_gemeente(request: HttpRequest, gemeente: Any) -> dict[str, Any]:
    """Return the version of a gemeente, what comes, its ring and its last upgrades."""
    bericht = voor_gemeente(gemeente.pk)
    plaats = getattr(gemeente, "ringplaats", None)
    regels = Bijwerkregel.objects.filter(gemeente=gemeente.pk).exclude(stand=RegelStand.WACHT)
    return {
        "bericht": bericht,
        "ring": Ring(plaats.ring if plaats else Ring.GEWOON).label,
        "bijwerkingen": regels.select_related("ronde__uitgave").order_by("-ronde__begonnen_op")[:5],
    }


def wie_mislukte() -> dict[UUID, LetOp]:
    """Return the gemeenten that failed in the newest run, in one query."""
    nieuwste = Bijwerkronde.objects.order_by("-begonnen_op").values("pk")[:1]
    mislukt = Bijwerkregel.objects.filter(
        ronde__in=nieuwste, stand=RegelStand.MISLUKT, gemeente__isnull=False
    ).values_list("gemeente_id", flat=True)
    return {pk: LetOp("gevaar", "Bijwerken mislukt") for pk in mislukt}


def zin() -> Zindeel | None:
    """Say that gemeenten are being updated, in one query; nothing when no run is open."""
    ronde = Bijwerkronde.objects.open().select_related("uitgave").first()
    if ronde is None:
        return None
    hoe = "staat stil" if ronde.stand == "gepauzeerd" else "loopt"
    return Zindeel(f"Versie {ronde.uitgave.nummer}", f": de bijwerkronde {hoe}", reverse("golven:versies"))
