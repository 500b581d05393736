"""What the Wmo keeps of a melding: the onderzoek, the verslag, the aanvraag, and what was weighed."""

from modules.wmo.models.maatwerk import Maatwerk, Vorm, Wens
from modules.wmo.models.verslag import Oordeel, Verslag, Wijze
from modules.wmo.models.zaak import Herkomst, Identiteit, Onderdeel, TijdelijkeHulp, Zaak

__all__ = [
    "Herkomst",
    "Identiteit",
    "Maatwerk",
    "Onderdeel",
    "Oordeel",
    "TijdelijkeHulp",
    "Verslag",
    "Vorm",
    "Wens",
    "Wijze",
    "Zaak",
]
