"""Questions over documents."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from modules.zgw.catalogus.models import Informatieobjecttype
from modules.zgw.documenten.models import Documentstatus, Informatieobject, Informatieobjectversie


def gebruikt_type(rij: Any) -> bool:
    """Tell whether a document uses this version of a type."""
    if not isinstance(rij, Informatieobjecttype):
        return False
    return bool(Informatieobjectversie.objects.filter(informatieobjecttype=rij).exists())


def zonder_gebruiksrecht(ids: list[UUID]) -> bool:
    """Tell whether of one of these documents it is not said yet if conditions hold (zrc-007)."""
    return bool(Informatieobject.objects.filter(pk__in=ids, versie__indicatie_gebruiksrecht=None).exists())


def zijn_gearchiveerd(ids: list[UUID]) -> bool:
    """Tell whether all these documents are archived (zrc-022)."""
    anders = Informatieobject.objects.filter(pk__in=ids).exclude(versie__status=Documentstatus.GEARCHIVEERD)
    return not anders.exists()


def document_van(id: UUID) -> Informatieobject | None:
    """Return a document with its newest version and its type, or None."""
    return (
        Informatieobject.objects.select_related("versie__informatieobjecttype", "versie__inhoud")
        .filter(pk=id)
        .first()
    )


def document_van_bron(bron_id: UUID) -> Informatieobject | None:
    """Return the document that shows this document of the dossier, or None."""
    return Informatieobject.objects.select_related("versie").filter(bron_id=bron_id).first()
