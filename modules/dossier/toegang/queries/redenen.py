"""The reasons that people gave before they saw a household, for Wie keek mee and the list of rights."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from keukentafel.identity.rollen import Rol
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


def opgegeven_redenen(huishouden_id: UUID, *, voor: Any) -> list[OpgegevenReden]:
    """Return why people opened it at a warning or in an emergency, newest first. Two queries.

    What was asked and which reason was chosen is for every reader. The free words are for who wrote them
    and for the teamleider who judges them: they may hold anything, also what a wall keeps apart.
    """
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
    alles = voor.has_rol(Rol.TEAMLEIDER)
    redenen = [rij if alles or rij.gebruiker_id == voor.pk else replace(rij, reden="") for rij in redenen]
    return sorted(redenen, key=lambda reden: reden.op, reverse=True)[:LAATSTE]


def _waarom(redenen: list[str]) -> str:
    return " ".join(str(Waarschuwing(reden).label) for reden in redenen)
