"""The reasons that people gave before they saw a household, for Wie keek mee and the list of rights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from modules.dossier.toegang.codelijsten import Waarschuwing
from modules.dossier.toegang.models import Noodtoegang, Onderbreking

LAATSTE = 50


@dataclass(frozen=True, slots=True)
class OpgegevenReden:
    """Who wrote why, when, and what was asked."""

    gebruiker_id: UUID
    naam: str
    op: datetime
    waarom: str
    reden: str


def opgegeven_redenen(huishouden_id: UUID) -> list[OpgegevenReden]:
    """Return what people wrote at a warning or an emergency, newest first. Two queries."""
    vragen = Onderbreking.objects.filter(huishouden_id=huishouden_id).select_related("gebruiker")[:LAATSTE]
    noden = Noodtoegang.objects.filter(huishouden_id=huishouden_id).select_related("gebruiker")[:LAATSTE]
    redenen = [
        OpgegevenReden(rij.gebruiker_id, rij.gebruiker.naam, rij.op, _waarom(rij.redenen), rij.reden)
        for rij in vragen
    ] + [
        OpgegevenReden(
            rij.gebruiker_id,
            rij.gebruiker.naam,
            rij.van,
            f"Noodtoegang: {rij.get_reden_display()}",
            rij.toelichting,
        )
        for rij in noden
    ]
    return sorted(redenen, key=lambda reden: reden.op, reverse=True)[:LAATSTE]


def _waarom(redenen: list[str]) -> str:
    return " ".join(str(Waarschuwing(reden).label) for reden in redenen)
