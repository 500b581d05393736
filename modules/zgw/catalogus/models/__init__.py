"""The tables of the catalogue."""

from modules.zgw.catalogus.models.besluittype import Besluittype, BesluittypeInformatieobject
from modules.zgw.catalogus.models.catalogus import Catalogus, Soort, Typesoort
from modules.zgw.catalogus.models.informatieobjecttype import (
    Informatieobjecttype,
    Richting,
    ZaaktypeInformatieobjecttype,
)
from modules.zgw.catalogus.models.onderdelen import (
    Eigenschap,
    Formaat,
    RolGeneriek,
    Roltype,
    Statustype,
    Zaakobjecttype,
)
from modules.zgw.catalogus.models.resultaattype import Afleidingswijze, Archiefnominatie, Resultaattype
from modules.zgw.catalogus.models.zaaktype import Zaaktype, ZaaktypeBesluit

__all__ = [
    "Afleidingswijze",
    "Archiefnominatie",
    "Besluittype",
    "BesluittypeInformatieobject",
    "Catalogus",
    "Eigenschap",
    "Formaat",
    "Informatieobjecttype",
    "Resultaattype",
    "Richting",
    "RolGeneriek",
    "Roltype",
    "Soort",
    "Statustype",
    "Typesoort",
    "Zaakobjecttype",
    "Zaaktype",
    "ZaaktypeBesluit",
    "ZaaktypeInformatieobjecttype",
]
