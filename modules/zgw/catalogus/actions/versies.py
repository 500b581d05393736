"""What may be done with a version of a type: rules ztc-009 to ztc-013 and ztc-016."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from modules.zgw.catalogus.models import Catalogus, Soort, Zaaktype
from modules.zgw.catalogus.models.catalogus import Versie
from modules.zgw.fouten import GEHEEL, fout


def soort_van(catalogus: Catalogus, typesoort: str, identificatie: str) -> Soort:
    """Return the soort of this name in this catalogus; made when it is new."""
    return Soort.objects.get_or_create(catalogus=catalogus, typesoort=typesoort, identificatie=identificatie)[
        0
    ]


def weiger_gepubliceerd(versie: Versie, *, geforceerd: bool) -> None:
    """ztc-009: a published version stays as it is, unless by force.

    :raises Ongeldig: non-concept-object.
    """
    if not versie.is_concept and not geforceerd:
        raise fout(
            GEHEEL, "non-concept-object",
            "Dit type is gepubliceerd. Maak een nieuwe versie, of zet alleen eindeGeldigheid.",
        )  # fmt: skip


def weiger_deel_van_gepubliceerd(zaaktype: Zaaktype, *, geforceerd: bool) -> None:
    """ztc-010: the parts of a published zaaktype stay as they are, unless by force.

    :raises Ongeldig: non-concept-zaaktype.
    """
    if not zaaktype.is_concept and not geforceerd:
        raise fout(
            GEHEEL, "non-concept-zaaktype",
            "Dit zaaktype is gepubliceerd. Maak eerst een nieuwe versie van het zaaktype.",
        )  # fmt: skip


def weiger_overlap(
    model: type[Versie], soort: Soort, begin: date, einde: date | None, *, behalve: UUID | None = None
) -> None:
    """ztc-016: two published versions of one type never hold on the same day.

    :raises Ongeldig: overlap.
    """
    anderen = model._default_manager.filter(soort=soort, is_concept=False).exclude(pk=behalve)  # noqa: SLF001
    anderen = anderen.filter(Q(einde_geldigheid=None) | Q(einde_geldigheid__gt=begin))
    if einde is not None:
        anderen = anderen.filter(begin_geldigheid__lt=einde)
    if anderen.exists():
        raise fout("beginGeldigheid", "overlap", "Op deze dagen geldt al een andere versie van dit type.")


def weiger_andere_catalogus(veld: str, catalogus_id: UUID, soorten: Iterable[Soort]) -> None:
    """ztc-013: what hangs together stands in one catalogus.

    :raises Ongeldig: relations-incorrect-catalogus.
    """
    if any(soort.catalogus_id != catalogus_id for soort in soorten):
        raise fout(veld, "relations-incorrect-catalogus", "Dit type staat in een andere catalogus.")
