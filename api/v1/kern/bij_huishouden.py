"""What hangs on a household: listed per household through its door, as the pages of the screen are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Model
from django.http import Http404
from rest_framework import serializers

from api.v1.kern.bron import Bron, Vraag
from keukentafel.audit import Doel
from modules.dossier.access import huishouden_for
from modules.dossier.models import Casus, Huishouden
from modules.dossier.queries.feiten import casussen_van, eigen_casus


class HuishoudenNodig(Vraag):
    """A list that exists per household."""

    huishouden_id = serializers.UUIDField(help_text="Van welk huishouden.")


class BijHuishouden(Bron):
    """A resource whose rows belong to a household; the door decides, and the visit is on record."""

    model: ClassVar[type[Model]]
    bij: ClassVar[tuple[str, ...]] = ()
    doel: ClassVar[Doel] = Doel.HULP
    vraag: ClassVar[type[Vraag]] = HuishoudenNodig

    def huishouden(self, pk: UUID, *, lock: bool = False) -> Huishouden:
        """Open the household of this call."""
        return huishouden_for(self.wie, pk, doel=self.doel, lock=lock)

    def van_het_huishouden(self, waarden: Mapping[str, Any]) -> Huishouden:
        """Open the household that a list asks for, and keep it for the rows."""
        self.__dict__["hier"] = gevonden = self.huishouden(waarden["huishouden_id"])
        return gevonden

    @cached_property
    def hier(self) -> Huishouden:
        """The household that this call opened."""
        raise Http404

    def open(self, pk: UUID, *, lock: bool = False) -> Any:
        manager: Any = self.model._default_manager  # noqa: SLF001 -- Django's own name for it
        rij = manager.filter(pk=pk).select_related(*self.bij).first()
        if rij is None:
            raise Http404
        rij.huishouden = self.huishouden(rij.huishouden_id, lock=lock)
        self.na_de_deur(rij)
        return rij

    def na_de_deur(self, rij: Any) -> None:
        """Ask what the door of the household did not ask; raises GeenZicht."""


def lopende_casus(huishouden: Huishouden) -> Casus:
    """Return the casus that runs, or the last one.

    :raises Http404: there never was one.
    """
    casus = eigen_casus(huishouden, casussen_van(huishouden))
    if casus is None:
        raise Http404
    return casus
