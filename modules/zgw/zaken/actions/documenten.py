"""The documents of a zaak. The register of zaken leads; that of documents hears of it (zrc-003 to 005, 017)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from modules.zgw.catalogus.models import ZaaktypeInformatieobjecttype
from modules.zgw.documenten.actions.verbanden import koppel
from modules.zgw.documenten.models import Informatieobject
from modules.zgw.fouten import GEHEEL, fout
from modules.zgw.zaken.models import Status, Zaak, ZaakDocument

SOORT = "zaak"


@transaction.atomic
def link_document(
    *, zaak: Zaak, document_id: UUID, at: datetime, titel: str = "", beschrijving: str = "",
    vernietigingsdatum: datetime | None = None, status: Status | None = None,
) -> ZaakDocument:  # fmt: skip
    """Keep a document with a zaak, in both registers. Whether the zaak is closed is for the caller to ask.

    :raises Ongeldig: no such document, another kind than the zaaktype has, or there already.
    """
    soort = Informatieobject.objects.filter(pk=document_id).values_list("soort", flat=True).first()
    if soort is None:
        raise fout("informatieobject", "bad-url", "Dit document kennen we niet.")
    if not ZaaktypeInformatieobjecttype.objects.filter(
        zaaktype=zaak.zaaktype_id, documentsoort=soort
    ).exists():
        reden = "Een document van dit type hoort niet bij dit zaaktype."
        raise fout(GEHEEL, "missing-zaaktype-informatieobjecttype-relation", reden)
    if ZaakDocument.objects.filter(zaak=zaak, document_id=document_id).exists():
        raise fout(GEHEEL, "unique", "Dit document hoort al bij deze zaak.")
    weiger_andere_status(zaak, status)
    rij = ZaakDocument.objects.create(
        zaak=zaak, document_id=document_id, titel=titel, beschrijving=beschrijving, geregistreerd_op=at,
        vernietigingsdatum=vernietigingsdatum, status=status,
    )  # fmt: skip
    koppel(document_id=document_id, objecttype=SOORT, object_id=zaak.pk, huishouden_id=zaak.huishouden_id)
    return rij


def change_document(
    *, rij: ZaakDocument, titel: str, beschrijving: str, vernietigingsdatum: datetime | None, status: Status | None
) -> ZaakDocument:  # fmt: skip
    """Change what the zaak says of a document.

    :raises Ongeldig: a status of another zaak.
    """
    weiger_andere_status(rij.zaak, status)
    rij.titel, rij.beschrijving, rij.vernietigingsdatum, rij.status = (
        titel,
        beschrijving,
        vernietigingsdatum,
        status,
    )
    rij.save()
    return rij


def weiger_andere_status(zaak: Zaak, status: Status | None) -> None:
    """Refuse a status of another zaak.

    :raises Ongeldig: invalid.
    """
    if status is not None and status.zaak_id != zaak.pk:
        raise fout("status", "invalid", "Deze status hoort bij een andere zaak.")
