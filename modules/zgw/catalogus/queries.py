"""Which version of a type holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from modules.zgw.catalogus.models.catalogus import Versie


def geldende(model: type[Versie], soorten: Iterable[UUID], dag: date) -> dict[UUID, UUID]:
    """Return per soort the version to name: published and holding today, else the latest. One query."""
    ids = set(soorten)
    if not ids:
        return {}
    versies = model._default_manager.filter(soort__in=ids).only(  # noqa: SLF001
        "pk", "soort_id", "is_concept", "begin_geldigheid", "einde_geldigheid"
    )

    def rang(versie: Versie) -> tuple[bool, bool, date, str]:
        return (versie.geldt_op(dag), not versie.is_concept, versie.begin_geldigheid, str(versie.pk))

    return {versie.soort_id: versie.pk for versie in sorted(versies, key=rang)}
