"""The parts of a zaaktype by their keys, as the dossier asks for them. Each kind is read when it is needed."""

from __future__ import annotations

from functools import cached_property
from uuid import UUID

from modules.zgw.catalogus.models import Resultaattype, Roltype, Statustype


class Onderdelen:
    """What a zaak of one version of a zaaktype may be given; at most three queries."""

    def __init__(self, zaaktype_id: UUID) -> None:
        self.zaaktype_id = zaaktype_id

    @cached_property
    def statussen(self) -> dict[str, Statustype]:
        """The phases by key, which a gemeente does not change; by name where there is none."""
        rijen = Statustype.objects.filter(zaaktype=self.zaaktype_id).order_by("volgnummer")
        return {rij.omschrijving_generiek or rij.omschrijving: rij for rij in rijen}

    @cached_property
    def resultaten(self) -> dict[str, Resultaattype]:
        """The ends by name."""
        return {rij.omschrijving: rij for rij in Resultaattype.objects.filter(zaaktype=self.zaaktype_id)}

    @cached_property
    def rollen(self) -> tuple[Roltype, ...]:
        """The roles."""
        return tuple(Roltype.objects.filter(zaaktype=self.zaaktype_id).order_by("omschrijving", "id"))

    def status(self, standen: tuple[str, ...]) -> tuple[str, Statustype] | None:
        """Return the first of these phases that the type has."""
        return next(((stand, self.statussen[stand]) for stand in standen if stand in self.statussen), None)

    def rol(self, omschrijving: str, generiek: str) -> Roltype | None:
        """Return the role of this name, else the first with this general name."""
        op_naam = (rij for rij in self.rollen if rij.omschrijving == omschrijving)
        algemeen = (rij for rij in self.rollen if rij.omschrijving_generiek == generiek)
        return next(op_naam, None) or next(algemeen, None)
