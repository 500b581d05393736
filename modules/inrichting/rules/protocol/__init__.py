"""Who may see what, and why: the categories, the matrix and the one decision (domain 5.3). Pure."""

from modules.inrichting.rules.protocol.besluit import Grond, Lezer, Oordeel, beslis, beste_van, weiger
from modules.inrichting.rules.protocol.matrix import Cel, Matrix, OngeldigProtocol
from modules.inrichting.rules.protocol.standaard import standaardmatrix
from modules.inrichting.rules.protocol.woorden import (
    ALLE_MOMENTEN,
    Categorie,
    Functie,
    Grondsoort,
    Mate,
    Moment,
    Voorwaarde,
)

__all__ = [
    "ALLE_MOMENTEN",
    "Categorie",
    "Cel",
    "Functie",
    "Grond",
    "Grondsoort",
    "Lezer",
    "Mate",
    "Matrix",
    "Moment",
    "OngeldigProtocol",
    "Oordeel",
    "Voorwaarde",
    "beslis",
    "beste_van",
    "standaardmatrix",
    "weiger",
]
