"""The tables of zaken."""

from modules.zgw.zaken.models.bij_zaak import (
    Klantcontact,
    Resultaat,
    Status,
    ZaakContactmoment,
    ZaakDocument,
    ZaakEigenschap,
    ZaakObject,
    ZaakVerzoek,
)
from modules.zgw.zaken.models.rol import BetrokkeneType, Rol
from modules.zgw.zaken.models.zaak import Archiefstatus, Betalingsindicatie, Zaak, ZaakQuerySet

__all__ = [
    "Archiefstatus",
    "Betalingsindicatie",
    "BetrokkeneType",
    "Klantcontact",
    "Resultaat",
    "Rol",
    "Status",
    "Zaak",
    "ZaakContactmoment",
    "ZaakDocument",
    "ZaakEigenschap",
    "ZaakObject",
    "ZaakQuerySet",
    "ZaakVerzoek",
]
