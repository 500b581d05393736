"""A document that goes, by whatever way, takes its content, its own files and its audittrail along.

A file that the dossier keeps stays where it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from keukentafel import opslag
from modules.zgw.documenten.models import (
    OPSLAG,
    Bestandsdeel,
    Informatieobject,
    Informatieobjectversie,
    Inhoud,
)
from modules.zgw.sporen.models import Spoor


def bestand_gaat_mee(*, instance: Bestandsdeel, **_anders: Any) -> None:
    """Remove the file of a piece that goes, once that is certain."""
    if instance.opslag_id is not None and instance.is_eigen:
        opslag.verwijder(OPSLAG, instance.opslag_id)


def inhoud_gaat_mee(*, instance: Informatieobjectversie, **_anders: Any) -> None:
    """Remove content after the last version that shows it."""
    ruim_inhoud([instance.inhoud_id])


def spoor_gaat_mee(*, instance: Informatieobject, **_anders: Any) -> None:
    """Remove the audittrail of a document that goes (drc-008)."""
    Spoor.objects.filter(bron="drc", hoofdobject_id=instance.pk).delete()


def ruim_inhoud(ids: Iterable[UUID | None]) -> None:
    """Remove content that no version shows any more."""
    Inhoud.objects.filter(pk__in=[id for id in ids if id is not None], versies=None).delete()


def ruim_wezen() -> int:
    """Remove files that no piece knows; returns how many. Only a killed process leaves any."""
    delen = Bestandsdeel.objects.filter(opslag_soort=OPSLAG).values_list("opslag_id", flat=True)
    return opslag.ruim_wezen(OPSLAG, (id for id in delen if id is not None))
