"""Questions over decisions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from modules.zgw.besluiten.models import Besluit, BesluitDocument
from modules.zgw.catalogus.models import Besluittype


def gebruikt_besluittype(rij: Any) -> bool:
    """Tell whether a decision uses this version of a besluittype."""
    return isinstance(rij, Besluittype) and Besluit.objects.filter(besluittype=rij).exists()


def heeft_besluiten(zaken: Iterable[UUID]) -> bool:
    """Tell whether a decision stands with one of these zaken."""
    return Besluit.objects.filter(zaak__in=list(zaken)).exists()


def besluitdata(zaak: UUID) -> tuple[list[date], list[date]]:
    """Return the days on which the decisions of a zaak begin, and on which they end."""
    dagen = list(Besluit.objects.filter(zaak=zaak).values_list("ingangsdatum", "vervaldatum"))
    return [begin for begin, _ in dagen], [einde for _, einde in dagen if einde is not None]


def hoort_bij(besluit: UUID, document: UUID) -> bool:
    """Tell whether a document belongs to a decision (drc-004)."""
    return BesluitDocument.objects.filter(besluit=besluit, document_id=document).exists()


def zijn_gesloten(besluiten: list[UUID]) -> bool:
    """Tell whether one of these decisions stands with a closed zaak (zrc-007)."""
    return Besluit.objects.filter(pk__in=besluiten, zaak__einddatum__isnull=False).exists()
