"""Questions about the library. They run in the scope of the platform."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max

from keukentafel.tenancy import in_platform
from modules.inrichting.bibliotheek.models import Inrichtingsjabloon, Inrichtingsjabloonversie, Sjabloonstand


@dataclass(frozen=True, slots=True)
class Kaart:
    """A published template as gemeenten see it."""

    id: UUID
    naam: str
    omschrijving: str
    van: str
    nummer: int


def tel_aangeboden() -> int:
    """Return how many templates wait for an answer of the supplier."""
    return Inrichtingsjabloon.objects.filter(stand=Sjabloonstand.AANGEBODEN).count()


def gepubliceerd(zoek: str = "") -> Sequence[Kaart]:
    """Return the templates that gemeenten may take over, by name; one query."""
    with in_platform():
        lijst = Inrichtingsjabloon.objects.filter(stand=Sjabloonstand.GEPUBLICEERD)
        if zoek:
            lijst = lijst.filter(naam__icontains=zoek) | lijst.filter(omschrijving__icontains=zoek)
        rijen = lijst.annotate(nummer=Max("versies__nummer")).order_by("naam")[:200]
        return [
            Kaart(rij.pk, rij.naam, rij.omschrijving, rij.van_gemeente or "Keukentafel", rij.nummer or 0)
            for rij in rijen
        ]


def versies_van(sjabloon_id: UUID) -> tuple[Inrichtingsjabloon, list[Inrichtingsjabloonversie]] | None:
    """Return a published template with its versions, newest first; None when there is no such."""
    with in_platform():
        rij = Inrichtingsjabloon.objects.filter(pk=sjabloon_id, stand=Sjabloonstand.GEPUBLICEERD).first()
        return None if rij is None else (rij, list(rij.versies.order_by("-nummer")[:50]))


def aangeboden_door(gemeente_id: UUID) -> list[Inrichtingsjabloon]:
    """Return what this gemeente offered, newest first."""
    with in_platform():
        return list(Inrichtingsjabloon.objects.filter(gemeente_id=gemeente_id).order_by("-gemaakt_op")[:50])
