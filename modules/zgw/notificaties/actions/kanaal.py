"""Channels: our own, and those of others who publish through us."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction

from modules.zgw.fouten import fout
from modules.zgw.notificaties.models import Kanaal

EIGEN: Final[Mapping[str, tuple[str, ...]]] = {
    "zaken": ("bronorganisatie", "zaaktype", "zaaktype.catalogus", "vertrouwelijkheidaanduiding"),
    "documenten": (
        "bronorganisatie", "informatieobjecttype", "informatieobjecttype.catalogus", "vertrouwelijkheidaanduiding",
    ),
    "besluiten": ("verantwoordelijkeOrganisatie", "besluittype", "besluittype.catalogus"),
    "zaaktypen": ("catalogus",),
    "informatieobjecttypen": ("catalogus",),
    "besluittypen": ("catalogus",),
    "autorisaties": (),
}  # fmt: skip
"""The channels of our own registers, and the kenmerken of their messages."""


def make_own_kanalen(at: datetime) -> None:
    """Make the channels of our own registers that are not there, and mend their kenmerken. Safe to repeat."""
    bestaand = {kanaal.naam: kanaal for kanaal in Kanaal.objects.filter(naam__in=EIGEN)}
    for naam, filters in EIGEN.items():
        kanaal = bestaand.get(naam)
        if kanaal is None:
            Kanaal.objects.create(naam=naam, filters=list(filters))
        elif kanaal.filters != list(filters):
            kanaal.filters = list(filters)
            kanaal.save(update_fields=["filters"])


@transaction.atomic
def make_kanaal(*, naam: str, documentatie: str, filters: Sequence[str]) -> Kanaal:
    """Make a channel for somebody who publishes through us.

    :raises Ongeldig: the name is taken.
    """
    kanaal, nieuw = Kanaal.objects.get_or_create(
        naam=naam, defaults={"documentatie": documentatie, "filters": list(filters)}
    )
    if not nieuw:
        raise fout("naam", "unique", "Er is al een kanaal met deze naam.")
    return kanaal
