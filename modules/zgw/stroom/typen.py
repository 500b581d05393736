"""The parts of a zaaktype by their keys, as the dossier asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from modules.zgw.catalogus.models import Resultaattype, Roltype, Statustype


@dataclass(frozen=True, slots=True)
class Onderdelen:
    """What a zaak of one type may be given."""

    statussen: dict[str, Statustype]
    resultaten: dict[str, Resultaattype]
    rollen: tuple[Roltype, ...]

    def status(self, standen: tuple[str, ...]) -> tuple[str, Statustype] | None:
        """Return the first of these phases that the type has."""
        return next(((stand, self.statussen[stand]) for stand in standen if stand in self.statussen), None)

    def rol(self, omschrijving: str, generiek: str) -> Roltype | None:
        """Return the role of this name, else the first with this general name."""
        op_naam = (rij for rij in self.rollen if rij.omschrijving == omschrijving)
        algemeen = (rij for rij in self.rollen if rij.omschrijving_generiek == generiek)
        return next(op_naam, None) or next(algemeen, None)


def onderdelen_van(zaaktype_id: Any) -> Onderdelen:
    """Return the parts of a version of a zaaktype; three queries."""
    statussen = Statustype.objects.filter(zaaktype=zaaktype_id).order_by("volgnummer")
    return Onderdelen(
        statussen={rij.omschrijving_generiek or rij.omschrijving: rij for rij in statussen},
        resultaten={rij.omschrijving: rij for rij in Resultaattype.objects.filter(zaaktype=zaaktype_id)},
        rollen=tuple(Roltype.objects.filter(zaaktype=zaaktype_id).order_by("omschrijving", "id")),
    )
