"""What goes along when a zaak goes, by whatever way: its audittrail, and its ties in the register of documents."""

from __future__ import annotations

from typing import Any

from modules.zgw.documenten.actions.verbanden import ontkoppel
from modules.zgw.sporen.models import Spoor
from modules.zgw.zaken.models import Zaak, ZaakDocument


def spoor_gaat_mee(*, instance: Zaak, **_anders: Any) -> None:
    """Remove the audittrail of a zaak that goes (zrc-023)."""
    Spoor.objects.filter(bron="zrc", hoofdobject_id=instance.pk).delete()


def verband_gaat_mee(*, instance: ZaakDocument, **_anders: Any) -> None:
    """Remove the tie of a document in the register of documents (zrc-005)."""
    ontkoppel(object_id=instance.zaak_id, document_ids=[instance.document_id])
