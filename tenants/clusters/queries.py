"""What pages ask about clusters and moves. Rows of the platform only."""

from __future__ import annotations

from datetime import datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count
from django.http import HttpRequest

from keukentafel.tenancy import migraties
from tenants.clusters.models import Stap, Verhuizing
from tenants.clusters.namen import naam_van
from tenants.console.schil import LetOp
from tenants.models import Gemeente


def deel_van_gemeente(request: HttpRequest, gemeente: Any) -> dict[str, Any] | None:
    """Return where a gemeente lives; nothing where there is one cluster, and it never moved."""
    laatste = Verhuizing.objects.filter(gemeente=gemeente.pk).first()
    if not settings.KT_CLUSTERS and laatste is None:
        return None
    return {"staat_op": naam_van(gemeente.cluster), "laatste": laatste, "rij": gemeente}


def wie_stil_staat() -> dict[UUID, LetOp]:
    """Return the gemeenten whose move stopped halfway, in one query."""
    rijen = Verhuizing.objects.filter(stand="mislukt").values_list("gemeente_id", flat=True)
    return {pk: LetOp("let_op", "Verhuizing gestopt") for pk in rijen}


def stappen_van(rij: Verhuizing) -> list[dict[str, Any]]:
    """Return the five steps of a move, and how far each is."""
    volgorde = [stap for stap in Stap if stap is not Stap.KLAAR]
    nu = list(Stap).index(Stap(rij.stap))
    return [
        {
            "label": stap.label,
            "stand": "klaar" if nummer < nu else "nu" if nummer == nu else "wacht",
            "hoever": f"{rij.gedaan} van {rij.totaal} tabellen" if nummer == nu and rij.totaal else "",
        }
        for nummer, stap in enumerate(volgorde)
    ]


def verhuispagina(gemeente: Any, *, at: datetime) -> dict[str, Any]:
    """Return what the page of a move shows, in two queries."""
    rijen = list(Verhuizing.objects.filter(gemeente=gemeente.pk)[:20])
    nu = next((rij for rij in rijen if rij.stand in ("wacht", "bezig", "mislukt")), None)
    return {
        "rij": gemeente,
        "staat_op": naam_van(gemeente.cluster),
        "nu": nu,
        "nu_naar": naam_van(nu.naar) if nu else "",
        "stappen": stappen_van(nu) if nu else [],
        "loopt": nu is not None and nu.stand != "mislukt" and not nu.is_stil(at=at),
        "is_om": nu is not None and nu.omgezet_op is not None,
        "eerdere": [
            {"rij": rij, "van": naam_van(rij.van), "naar": naam_van(rij.naar)}
            for rij in rijen
            if rij is not nu
        ],
    }


def hoe_vol() -> dict[str, int]:
    """Return how many gemeenten live on each cluster, the emptiest first; one question."""
    vraag = Gemeente.objects.aanwezig().order_by().values_list("cluster").annotate(aantal=Count("pk"))
    per_cluster = dict(vraag)
    return dict(
        sorted(((naam, per_cluster.get(naam, 0)) for naam in migraties.clusters()), key=itemgetter(1))
    )
