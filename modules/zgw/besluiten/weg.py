"""What goes along when a decision goes, by whatever way: its audittrail, and its ties with documents."""

from __future__ import annotations

from typing import Any

from modules.zgw.besluiten.models import Besluit, BesluitDocument
from modules.zgw.documenten.actions.verbanden import ontkoppel
from modules.zgw.sporen.models import Spoor


def spoor_gaat_mee(*, instance: Besluit, **_anders: Any) -> None:
    """Remove the audittrail of a decision that goes (brc-009)."""
    Spoor.objects.filter(bron="brc", hoofdobject_id=instance.pk).delete()


def verband_gaat_mee(*, instance: BesluitDocument, **_anders: Any) -> None:
    """Remove the tie of a document in the register of documents (brc-005)."""
    ontkoppel(object_id=instance.besluit_id, document_ids=[instance.document_id])
