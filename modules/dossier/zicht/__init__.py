"""What one person sees of one household, category by category, and why (domain 5.3)."""

from modules.dossier.zicht.collegas import zichten_van
from modules.dossier.zicht.indeling import (
    MIJN,
    categorie_van,
    leefgebied_categorie,
    mate_over,
    onderwerp_van,
)
from modules.dossier.zicht.lezers import Plek, plekken_van
from modules.dossier.zicht.wachters import OnderbrekingNodig, registreer_wachter
from modules.dossier.zicht.zicht import Zicht, annoteer, zicht_van

__all__ = [
    "MIJN",
    "OnderbrekingNodig",
    "Plek",
    "Zicht",
    "annoteer",
    "categorie_van",
    "leefgebied_categorie",
    "mate_over",
    "onderwerp_van",
    "plekken_van",
    "registreer_wachter",
    "zicht_van",
    "zichten_van",
]
