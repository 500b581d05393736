"""Writing down again what a request needs to know, after each change."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import F

from modules.inrichting.lader import ALLE_MODULES
from modules.inrichting.models import (
    Begrip,
    Huisstijl,
    Informatieprotocol,
    Inrichtingsstand,
    Instelling,
    ModuleKeuze,
    Teammodel,
)
from modules.inrichting.models.teammodel import INHOUD, TeammodelStatus


@transaction.atomic
def renew_stand(*, at: datetime) -> None:
    """Write what holds now into the one row that every request reads, under a new kenmerk.

    Called at the end of every action that changes what staff see; requests that began before the
    commit keep what they had.
    """
    gegevens = _gegevens()
    bestaat = Inrichtingsstand.objects.select_for_update().values_list("versie", flat=True).first()
    gegevens["versie"] = (bestaat or 0) + 1
    if bestaat is None:
        Inrichtingsstand.objects.create(kenmerk=uuid4(), gegevens=gegevens, gewijzigd_op=at)
    else:
        Inrichtingsstand.objects.update(
            kenmerk=uuid4(), gegevens=gegevens, gewijzigd_op=at, versie=F("versie") + 1
        )


def _gegevens() -> dict[str, Any]:
    uit = set(ModuleKeuze.objects.filter(aan=False).values_list("code", flat=True))
    versies = Teammodel.objects.filter(status__in=[TeammodelStatus.ACTIEF, TeammodelStatus.VERVALLEN]).values(
        "id", "status", *INHOUD
    )
    actief = [rij["id"] for rij in versies if rij["status"] == TeammodelStatus.ACTIEF]
    return {
        "modules": sorted(ALLE_MODULES - uit),
        "begrippen": {b.sleutel: [b.enkelvoud, b.meervoud, b.lidwoord] for b in Begrip.objects.all()},
        "huisstijl": _huisstijl(),
        "teammodel": str(actief[0]) if actief else None,
        "teammodellen": {str(rij["id"]): {deel: rij[deel] for deel in INHOUD} for rij in versies},
        "protocol": Informatieprotocol.objects.geldig().values("nummer", "inhoud").first(),
        "secties": dict(Instelling.objects.values_list("sectie", "waarden")),
    }


def _huisstijl() -> dict[str, str]:
    stijl = Huisstijl.objects.gepubliceerd().defer("logo_png").first()
    if stijl is None:
        return {}
    return {"css_adres": stijl.css_adres, "logo": stijl.logo, "logo_adres": stijl.logo_adres}
