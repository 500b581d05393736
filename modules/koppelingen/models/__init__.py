"""The connections of a gemeente and what came through them."""

from modules.koppelingen.models.brp import BrpAntwoord
from modules.koppelingen.models.koppeling import Koppeling
from modules.koppelingen.models.ontvangen import Berichtstand, OntvangenBericht
from modules.koppelingen.models.spiegel import Spiegeldeel, Spiegelstand, Spiegelzaak

__all__ = [
    "Berichtstand",
    "BrpAntwoord",
    "Koppeling",
    "OntvangenBericht",
    "Spiegeldeel",
    "Spiegelstand",
    "Spiegelzaak",
]
