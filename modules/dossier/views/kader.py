"""The frame of the pages below a household, with the people and the casus those pages work with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from keukentafel.request import GemeenteRequest
from modules.dossier.models import Casus, Huishouden
from modules.dossier.queries.feiten import casussen_van, eigen_casus
from modules.dossier.views.huishouden_kader import kader
from modules.inrichting.rules.protocol import Categorie

_CATEGORIE = {
    "gesprekken": Categorie.LEEFGEBIEDEN,
    "zelfredzaamheid": Categorie.LEEFGEBIEDEN,
    "huishouden": Categorie.CONTACT,
}
_ACTIEF = {"huishouden": "overzicht", "wie_keek_mee": "inzage"}


@dataclass(frozen=True, slots=True)
class Huishoudenkader:
    """What a page works with. `casus` is the running one, or the last one; None before the first."""

    huishouden: Huishouden
    leden: list[Any]
    casus: Casus | None
    variant: Any
    schrijft: bool = True

    @property
    def loopt(self) -> bool:
        """Tell whether a casus runs."""
        return self.casus is not None and not self.casus.is_afgesloten

    @property
    def mag_werken(self) -> bool:
        """Tell whether something may be added here: a casus runs, and this person writes this kind of data."""
        return self.loopt and self.schrijft


def lopende_casus(huishouden: Huishouden) -> Casus | None:
    """Return the casus that runs, else the last one; None before the first. One query."""
    return eigen_casus(huishouden, casussen_van(huishouden))


def huishouden_kader(
    request: GemeenteRequest, huishouden: Huishouden, onderdeel: str, vandaag: date
) -> dict[str, Any]:
    """Return the context of the frame: that of `_huishouden.html`, and `kader`. Three queries."""
    rand = kader(request, huishouden, actief=_ACTIEF.get(onderdeel, onderdeel))
    leden = sorted(huishouden.leden.filter(tot=None).select_related("inwoner"), key=_volwassenen_eerst)
    deel = Huishoudenkader(
        huishouden=huishouden,
        leden=leden,
        casus=rand["laatste"],
        variant=rand["instellingen_van_team"],
        schrijft=huishouden.zicht.mag(_CATEGORIE.get(onderdeel, Categorie.PLAN), schrijven=True),
    )
    return {**rand, "kader": deel, "vandaag": vandaag, "onderdeel": onderdeel}


def _volwassenen_eerst(lid: Any) -> tuple[bool, date, Any]:
    return (lid.rol == "kind", lid.inwoner.geboortedatum or date.max, lid.pk)
