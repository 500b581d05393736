"""A melding that came in on paper: its scan is a document of the household (F032)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from keukentafel.opslag.poort import Gekeurd
from keukentafel.values.datum_tekst import datum
from modules.dossier.documenten.actions.document import add_document
from modules.dossier.documenten.models import Document, Documentsoort
from modules.dossier.models import Melding
from modules.inrichting.rules.protocol import Categorie

_SLEUTEL = "scan"


@transaction.atomic
def keep_scan(*, melding: Melding, bestand: Gekeurd, by: Any, at: datetime) -> Document:
    """Keep the paper of a melding with its household, and with the melding where it is."""
    document = add_document(
        huishouden=melding.huishouden,
        bestand=bestand,
        titel=f"Melding op papier van {datum(localdate(melding.ontvangen_op))}",
        soort=Documentsoort.FORMULIER,
        categorie=Categorie.CONTACT,
        inwoner=melding.inwoner,
        by=by,
        at=at,
    )
    melding.gegevens = {**melding.gegevens, _SLEUTEL: str(document.pk)}
    melding.save(update_fields=["gegevens"])
    return document


def scan_van(melding: Melding) -> UUID | None:
    """Return the document that holds the paper of a melding, or None when there is none."""
    bekend = melding.gegevens.get(_SLEUTEL)
    return UUID(bekend) if isinstance(bekend, str) else None


def scan_url(melding: Melding) -> str:
    """Return where the paper is read; its own door says who may (category B)."""
    document_id = scan_van(melding)
    return reverse("documenten:bestand", args=[melding.huishouden_id, document_id]) if document_id else ""
