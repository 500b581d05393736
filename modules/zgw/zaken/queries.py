"""Questions over zaken."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Max

from modules.zgw.catalogus.models import (
    Eigenschap,
    Resultaattype,
    Roltype,
    Statustype,
    Zaakobjecttype,
    Zaaktype,
)
from modules.zgw.zaken.models import Resultaat, Rol, Status, Zaak, ZaakDocument, ZaakEigenschap, ZaakObject

_GEBRUIK: dict[type[Any], tuple[type[Any], str]] = {
    Zaaktype: (Zaak, "zaaktype"),
    Statustype: (Status, "statustype"),
    Resultaattype: (Resultaat, "resultaattype"),
    Roltype: (Rol, "roltype"),
    Eigenschap: (ZaakEigenschap, "eigenschap"),
    Zaakobjecttype: (ZaakObject, "zaakobjecttype"),
}


def gebruikt_type(rij: Any) -> bool:
    """Tell whether a zaak uses this version of a type, or this part of one."""
    if type(rij) not in _GEBRUIK:
        return False
    model, kolom = _GEBRUIK[type(rij)]
    if isinstance(rij, Zaaktype):
        return bool(model.objects.filter(zaaktype=rij).exists())
    return bool(model.objects.filter(**{kolom: rij}).exists())


def hoort_bij(zaak: UUID, document: UUID) -> bool:
    """Tell whether a document belongs to a zaak (drc-004)."""
    return ZaakDocument.objects.filter(zaak=zaak, document_id=document).exists()


def zijn_gesloten(zaken: list[UUID]) -> bool:
    """Tell whether one of these zaken is closed (zrc-007)."""
    return Zaak.objects.filter(pk__in=zaken, einddatum__isnull=False).exists()


def is_eindstatus(statustype: Statustype) -> bool:
    """Tell whether a status of this type closes a zaak: it has the highest number of its zaaktype (zrc-007)."""
    rijen = Statustype.objects.filter(zaaktype=statustype.zaaktype_id)
    return bool(statustype.volgnummer == rijen.aggregate(hoogste=Max("volgnummer"))["hoogste"])
