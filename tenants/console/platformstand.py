"""What somebody at the supplier takes along as a file leaves a line in its logboek."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from tenants.platformboek import noteer


def noteer_uitgaand_bestand(request: HttpRequest, wat: str, regels: int, *, at: datetime) -> None:
    """Write that a list left as CSV, and how long it was."""
    noteer(
        "leverancier.bestand.opgehaald",
        by=request.user,
        at=at,
        soort="R",
        detail={"wat": wat, "regels": regels},
    )
