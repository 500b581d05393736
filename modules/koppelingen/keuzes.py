"""What a gemeente chose about the BRP: the doelbinding per law, and which fields each role may ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from keukentafel.exchange.brp.messages import Veldgroep
from keukentafel.identity.rollen import Rol

WETTEN: Final = {"wmo": "Wmo 2015", "jeugd": "Jeugdwet", "participatie": "Participatiewet"}
GROEPNAMEN: Final = {
    Veldgroep.IDENTITEIT: "Naam, geslacht en geboortedatum",
    Veldgroep.ADRES: "Adres",
    Veldgroep.OVERLIJDEN: "Overlijden",
    Veldgroep.CURATELE: "Curatele",
    Veldgroep.GEZAG: "Gezag over een kind (alleen bij de Jeugdwet)",
}
ROLLEN: Final = (Rol.TEAMLID, Rol.REGISSEUR, Rol.TEAMLEIDER, Rol.BACKOFFICE, Rol.INLOOPPUNT)
_ALLES: Final = tuple(groep.value for groep in Veldgroep)
_STANDAARD: Final[Mapping[str, Sequence[str]]] = {
    Rol.TEAMLID: _ALLES,
    Rol.REGISSEUR: _ALLES,
    Rol.TEAMLEIDER: _ALLES,
    Rol.BACKOFFICE: (Veldgroep.IDENTITEIT.value, Veldgroep.ADRES.value, Veldgroep.OVERLIJDEN.value),
    Rol.INLOOPPUNT: (),
}


@dataclass(frozen=True, slots=True)
class BrpKeuzes:
    """`doelbinding`: code of the law → what the gemeente agreed on with the BRP."""

    doelbinding: Mapping[str, str] = field(default_factory=dict)
    verwerking: str = "Sociaal domein@Keukentafel"
    oin: str = ""
    sleutelkop: str = "X-API-KEY"
    velden: Mapping[str, Sequence[str]] = field(default_factory=lambda: dict(_STANDAARD))
    bewaar_uren: int = 24
    bewaar_dagen: int = 30

    @classmethod
    def uit(cls, waarden: Mapping[str, Any]) -> BrpKeuzes:
        """Read what was kept; what is unknown is left out."""
        return cls(**{naam: waarde for naam, waarde in waarden.items() if naam in cls.__dataclass_fields__})

    def groepen_van(self, rollen: Iterable[str]) -> frozenset[str]:
        """Return the groups that somebody with these roles may ask."""
        return frozenset(groep for rol in rollen for groep in self.velden.get(str(rol), ()))
