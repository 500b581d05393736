"""Pages of a hundred, and bare lists where consumers expect them."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404

from api.zgw.kern.blik import Blik

PER_BLAD: Final = 100


def bladnummer(ruw: str) -> int:
    """Read `page`.

    :raises Http404: it is no page.
    """
    if not ruw:
        return 1
    if not ruw.isascii() or not ruw.isdigit() or not 0 < int(ruw[:9]) < 10**7:
        raise Http404
    return int(ruw)


def blad(rijen: QuerySet[Any], nummer: int) -> tuple[list[Any], int]:
    """Return the rows of a page and how many there are in all.

    :raises Http404: there is no such page.
    """
    begin = (nummer - 1) * PER_BLAD
    gelezen = list(rijen[begin : begin + PER_BLAD])
    if nummer == 1 and len(gelezen) < PER_BLAD:
        return gelezen, len(gelezen)
    if not gelezen and nummer > 1:
        raise Http404
    return gelezen, begin + len(gelezen) if len(gelezen) < PER_BLAD else rijen.order_by().count()


def omslag(
    resultaten: list[dict[str, Any]],
    aantal: int,
    nummer: int,
    pad: str,
    vraag: dict[str, list[str]],
    blik: Blik,
) -> dict[str, Any]:
    """Return {count, next, previous, results}; the links stand on the gemeente's own address."""

    def koppeling(naar: int) -> str:
        rest = {naam: waarden for naam, waarden in vraag.items() if naam != "page"}
        return f"{blik.basis}{pad}?{urlencode({**rest, 'page': [str(naar)]}, doseq=True)}"

    return {
        "count": aantal,
        "next": koppeling(nummer + 1) if aantal > nummer * PER_BLAD else None,
        "previous": koppeling(nummer - 1) if nummer > 1 else None,
        "results": resultaten,
    }
