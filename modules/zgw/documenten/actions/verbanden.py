"""Where documents belong. The registers of zaken and decisions register here what they know; this one knows none.

`registreer_bron("zaak", bestaat=…, hoort_bij=…, is_gesloten=…)` in `ready` of their app.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from modules.zgw.documenten.models import ObjectInformatieobject


@dataclass(frozen=True, slots=True)
class Bron:
    """What another register tells of its objects."""

    hoort_bij: Callable[[UUID, UUID], bool]
    """Does this document (second) belong to this object (first), at the source?"""
    zijn_gesloten: Callable[[list[UUID]], bool] = lambda _ids: False
    """Is one of these objects closed, so that its documents stand still (zrc-007)?"""


_bronnen: dict[str, Bron] = {}


def registreer_bron(objecttype: str, bron: Bron) -> None:
    """Say where objects of this kind are asked for."""
    _bronnen[objecttype] = bron


def hoort_bij(objecttype: str, object_id: UUID, document_id: UUID) -> bool:
    """Tell whether the register of an object knows that this document belongs to it (drc-004)."""
    bron = _bronnen.get(objecttype)
    return bron is not None and bron.hoort_bij(object_id, document_id)


def hoort_bij_gesloten(document_id: UUID) -> bool:
    """Tell whether a document belongs to something that is closed."""
    per_type: dict[str, list[UUID]] = {}
    for objecttype, object_id in ObjectInformatieobject.objects.filter(document=document_id).values_list(
        "objecttype", "object_id"
    ):
        per_type.setdefault(objecttype, []).append(object_id)
    return any(
        _bronnen[objecttype].zijn_gesloten(ids)
        for objecttype, ids in per_type.items()
        if objecttype in _bronnen
    )


def koppel(*, document_id: UUID, objecttype: str, object_id: UUID, huishouden_id: UUID | None = None) -> UUID:
    """Keep that a document belongs to an object; twice is once. Called by the register of the object."""
    from modules.zgw.documenten.models import Informatieobject

    rij, _nieuw = ObjectInformatieobject.objects.get_or_create(
        document_id=document_id, object_id=object_id, defaults={"objecttype": objecttype}
    )
    if huishouden_id is not None:
        Informatieobject.objects.filter(pk=document_id, huishouden_id=None).update(
            huishouden_id=huishouden_id
        )
    pk: UUID = rij.pk
    return pk


def ontkoppel(*, object_id: UUID, document_ids: Iterable[UUID] | None = None) -> None:
    """Forget that documents belong to an object: some of them, or all."""
    rijen = ObjectInformatieobject.objects.filter(object_id=object_id)
    if document_ids is not None:
        rijen = rijen.filter(document__in=list(document_ids))
    rijen.delete()
