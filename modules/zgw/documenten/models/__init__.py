"""The tables of the register of documents."""

from modules.zgw.documenten.models.bij_document import (
    AardRelatie,
    Gebruiksrecht,
    ObjectInformatieobject,
    Objecttype,
    Verzending,
)
from modules.zgw.documenten.models.informatieobject import (
    Algoritme,
    Documentstatus,
    Informatieobject,
    Informatieobjectversie,
    Ondertekeningsoort,
)
from modules.zgw.documenten.models.inhoud import OPSLAG, Bestandsdeel, Inhoud

__all__ = [
    "OPSLAG",
    "AardRelatie",
    "Algoritme",
    "Bestandsdeel",
    "Documentstatus",
    "Gebruiksrecht",
    "Informatieobject",
    "Informatieobjectversie",
    "Inhoud",
    "ObjectInformatieobject",
    "Objecttype",
    "Ondertekeningsoort",
    "Verzending",
]
