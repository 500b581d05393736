"""A document that is destroyed takes its file along."""

from __future__ import annotations

from typing import Any

from keukentafel import opslag
from modules.dossier.documenten.models import OPSLAG, Document


def bestand_gaat_mee(*, instance: Document, **_anders: Any) -> None:
    """Remove the file of a row that goes, once that is certain."""
    opslag.verwijder(OPSLAG, instance.pk)


def ruim_wezen() -> int:
    """Remove files that no document knows; returns how many. Only a killed process leaves any."""
    return opslag.ruim_wezen(OPSLAG, Document.objects.values_list("pk", flat=True))
