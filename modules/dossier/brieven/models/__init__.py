"""The rows behind letters."""

from modules.dossier.brieven.models.brief import (
    OPSLAG,
    Brief,
    Briefstand,
    Kanaal,
)
from modules.dossier.brieven.models.post import OPSLAG_BUNDEL, Bundelstand, Postbundel
from modules.dossier.brieven.models.ronde import Regelstand, Verzendregel, Verzendronde
from modules.dossier.brieven.models.sjabloon import Briefsjabloon, Sjabloonstand

__all__ = [
    "OPSLAG",
    "OPSLAG_BUNDEL",
    "Brief",
    "Briefsjabloon",
    "Briefstand",
    "Bundelstand",
    "Kanaal",
    "Postbundel",
    "Regelstand",
    "Sjabloonstand",
    "Verzendregel",
    "Verzendronde",
]
