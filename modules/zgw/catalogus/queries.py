"""Which version of a type holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connection

from modules.zgw.catalogus.models.catalogus import Versie, geldt


def geldende(soorten: Mapping[type[Versie], Iterable[UUID]], dag: date) -> dict[UUID, UUID]:
    """Return per soort the version to name: published and holding today, else the latest.

    One query for all kinds of types together, none without soorten.
    """
    vragen = [
        model._default_manager.filter(soort__in=ids).values_list(  # noqa: SLF001
            "pk", "soort", "is_concept", "begin_geldigheid", "einde_geldigheid"
        )
        for model, ids in ((model, set(ids)) for model, ids in soorten.items())
        if ids
    ]
    if not vragen:
        return {}

    def rang(rij: tuple[Any, ...]) -> tuple[bool, bool, date, str]:
        pk, _, is_concept, begin, einde = rij
        return (geldt(begin, einde, dag), not is_concept, begin, str(pk))

    return {rij[1]: rij[0] for rij in sorted(vragen[0].union(*vragen[1:], all=True), key=rang)}


_DELEN: Final = (
    ("statustypen", "catalogus_statustype", "zaaktype_id", "id", "volgnummer"),
    ("resultaattypen", "catalogus_resultaattype", "zaaktype_id", "id", "omschrijving"),
    ("eigenschappen", "catalogus_eigenschap", "zaaktype_id", "id", "naam"),
    ("roltypen", "catalogus_roltype", "zaaktype_id", "id", "omschrijving"),
    ("zaakobjecttypen", "catalogus_zaakobjecttype", "zaaktype_id", "id", "objecttype"),
    ("documentsoorten", "catalogus_zaaktypeinformatieobjecttype", "zaaktype_id", "documentsoort_id", "volgnummer"),
    ("besluitsoorten", "catalogus_zaaktypebesluit", "zaaksoort_id", "besluitsoort_id", "id"),
)  # fmt: skip
"""What a zaaktype has: the name of the part, its table, the way back, what is named, and the order."""
_DELENVRAAG: Final = " UNION ALL ".join(
    f"SELECT '{naam}', {weg}, array_agg({wat} ORDER BY {orde}, id) FROM {tabel} WHERE {weg} = ANY(%s) GROUP BY {weg}"  # noqa: S608 -- only the names above
    for naam, tabel, weg, wat, orde in _DELEN
)


def delen_van(zaaktypen: Iterable[UUID], zaaksoorten: Iterable[UUID]) -> dict[str, dict[UUID, list[UUID]]]:
    """Return per part of zaaktypen, by zaaktype (besluitsoorten by soort), the ids in their order. One query."""
    uit: dict[str, dict[UUID, list[UUID]]] = {naam: {} for naam, *_ in _DELEN}
    ids, soorten = list(set(zaaktypen)), list(set(zaaksoorten))
    waarden = [soorten if naam == "besluitsoorten" else ids for naam, *_ in _DELEN]
    with connection.cursor() as cursor:
        cursor.execute(_DELENVRAAG, waarden)
        for naam, van, delen in cursor.fetchall():
            uit[naam][van] = delen
    return uit
