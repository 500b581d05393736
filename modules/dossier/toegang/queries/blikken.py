"""Who looked at which household on which day, and who had a part in it then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils.timezone import localdate

from keukentafel.audit.models import Logboekregel
from modules.dossier.models import Betrokkene, Casus, Regisseurschap, Toegangsgrond
from modules.dossier.toegang.rules.steekproef import Blik, Opdracht


def blikken_tussen(van: datetime, tot: datetime) -> list[Blik]:
    """Return every look at a household in this time, one per person, household and day. One query.

    What the oversight itself looked at is left out: that has reasons of its own.
    """
    rijen: Any = (
        Logboekregel.objects.filter(tijdstip__gte=van, tijdstip__lt=tot, soort="R")
        .exclude(huishouden_id=None)
        .exclude(gebruiker_id=None)
        .exclude(gebeurtenis__startswith="toegang.")
        .order_by()
        .annotate(dag=TruncDate("tijdstip"))
        .values("gebruiker_id", "huishouden_id", "dag")
        .annotate(aantal=Count("pk"))
    )
    return [Blik(rij["gebruiker_id"], rij["huishouden_id"], rij["dag"], rij["aantal"]) for rij in rijen]


def opdrachten_bij(blikken: Sequence[Blik]) -> list[Opdracht]:
    """Return the parts that these people ever had in these households. Four queries, whatever the number."""
    huishoudens = {blik.huishouden_id for blik in blikken}
    wie = {blik.gebruiker_id for blik in blikken}
    bij: dict[str, Any] = {"huishouden_id__in": huishoudens}
    delen: list[Iterable[tuple[Any, ...]]] = [
        Betrokkene.objects.filter(gebruiker_id__in=wie, **bij).values_list(
            "gebruiker_id", "huishouden_id", "van", "tot"
        ),
        Regisseurschap.objects.filter(gebruiker_id__in=wie, **bij).values_list(
            "gebruiker_id", "huishouden_id", "van", "tot"
        ),
        Casus.objects.filter(behandelaar_id__in=wie, **bij).values_list(
            "behandelaar_id", "huishouden_id", "begonnen_op", "afgesloten_op"
        ),
        Toegangsgrond.objects.filter(gebruiker_id__in=wie, soort__in=["verzoek", "nood"], **bij).values_list(
            "gebruiker_id", "huishouden_id", "van", "tot"
        ),
    ]
    return [_opdracht(*rij) for deel in delen for rij in deel]


def _opdracht(gebruiker_id: UUID, huishouden_id: UUID, van: Any, tot: Any) -> Opdracht:
    return Opdracht(gebruiker_id, huishouden_id, _dag(van), _dag(tot) if tot is not None else None)


def _dag(moment: Any) -> Any:
    return localdate(moment) if isinstance(moment, datetime) else moment
