"""Add a provision to a decision in the making, beside what a colleague added meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from modules.dossier.besluiten.actions.beschikking import change_beschikking, lock
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.queries.hulp import bestaande_hulp


@transaction.atomic
def add_hulp(*, beschikking: Beschikking, hulp: Mapping[str, Any], by: Any, at: datetime) -> Beschikking:
    """Add one provision; the same one twice is one. Who adds overwrites nothing, so no version is asked.

    :raises KanNuNiet: the decision lies with a colleague, was taken, or withdrawn.
    :raises WordtElders: it is made elsewhere.
    """
    rij = lock(beschikking)
    nieuw = dict(hulp)
    aanbieder = nieuw.pop("aanbieder", None)
    nieuw.setdefault("aanbieder_id", aanbieder.pk if aanbieder is not None else None)
    nu = bestaande_hulp(rij)
    if nieuw in nu:
        return rij
    return change_beschikking(
        beschikking=rij, gegevens={}, voorzieningen=[*nu, nieuw], gezien_versie=rij.versie, by=by, at=at
    )
