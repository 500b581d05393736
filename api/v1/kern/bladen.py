"""Pages by cursor: the id of the last row, and nothing of what is in it."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet

from modules.zgw.fouten import Ongeldig, Veldfout

STANDAARD: Final = 50
HOOGSTENS: Final = 100


def blad(
    rijen: QuerySet[Any], volgorde: tuple[str, ...], na: UUID | None, hoeveel: int
) -> tuple[list[Any], UUID | None]:
    """Return one page and the cursor of the next. Only a row that the reader sees is a place to go on from.

    :raises Ongeldig: the cursor is no row of this list (any more).
    """
    if na is not None:
        anker = rijen.filter(pk=na).values(*{sleutel.lstrip("-") for sleutel in volgorde}).first()
        if anker is None:
            raise Ongeldig(Veldfout("cursor", "unknown", "Hier kan de lijst niet verder. Begin opnieuw."))
        rijen = rijen.filter(_voorbij(anker, volgorde))
    gelezen = list(rijen.order_by(*volgorde)[: hoeveel + 1])
    getoond = gelezen[:hoeveel]
    return getoond, getoond[-1].pk if len(gelezen) > hoeveel else None


def _voorbij(anker: dict[str, Any], volgorde: tuple[str, ...]) -> Q:
    """Return the condition for what comes after; empty values count as last, as the database sorts them."""
    uit, gelijk = Q(pk__in=[]), Q()
    for sleutel in volgorde:
        naam, af = sleutel.lstrip("-"), sleutel.startswith("-")
        waarde = anker[naam]
        if waarde is None:
            if af:  # descending begins with the empty ones
                uit |= gelijk & Q(**{f"{naam}__isnull": False})
            gelijk &= Q(**{f"{naam}__isnull": True})
            continue
        verder = Q(**{f"{naam}__{'lt' if af else 'gt'}": waarde})
        uit |= gelijk & (verder if af else verder | Q(**{f"{naam}__isnull": True}))
        gelijk &= Q(**{naam: waarde})
    return uit


def volgende(basis: str, pad: str, vraag: dict[str, list[str]], cursor: UUID | None) -> str | None:
    """Return the address of the next page, on the gemeente's own address."""
    if cursor is None:
        return None
    rest = {naam: waarden for naam, waarden in vraag.items() if naam != "cursor"}
    return f"{basis}{pad}?{urlencode({**rest, 'cursor': [str(cursor)]}, doseq=True)}"
