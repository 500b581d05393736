"""The documents that hold a decision. The register of decisions leads (brc-003 to 005, 008)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from modules.zgw.besluiten.models import Besluit, BesluitDocument
from modules.zgw.catalogus.models import BesluittypeInformatieobject
from modules.zgw.documenten.actions.verbanden import koppel
from modules.zgw.documenten.models import Informatieobject
from modules.zgw.fouten import GEHEEL, fout

SOORT = "besluit"


@transaction.atomic
def link_document(*, besluit: Besluit, document_id: UUID) -> BesluitDocument:
    """Keep a document with a decision, in both registers. Whether its zaak is closed is for the caller to ask.

    :raises Ongeldig: no such document, another kind than the besluittype has, or there already.
    """
    soort = Informatieobject.objects.filter(pk=document_id).values_list("soort", flat=True).first()
    if soort is None:
        raise fout("informatieobject", "bad-url", "Dit document kennen we niet.")
    if not BesluittypeInformatieobject.objects.filter(
        besluitsoort=besluit.soort_id, documentsoort=soort
    ).exists():
        reden = "Een document van dit type hoort niet bij dit besluittype."
        raise fout(GEHEEL, "missing-besluittype-informatieobjecttype-relation", reden)
    if BesluitDocument.objects.filter(besluit=besluit, document_id=document_id).exists():
        raise fout(GEHEEL, "unique", "Dit document hoort al bij dit besluit.")
    rij = BesluitDocument.objects.create(besluit=besluit, document_id=document_id)
    koppel(
        document_id=document_id,
        objecttype=SOORT,
        object_id=besluit.pk,
        huishouden_id=besluit.huishouden_id,
    )
    return rij
