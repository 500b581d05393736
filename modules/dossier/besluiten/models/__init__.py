"""The tables of decisions."""

from modules.dossier.besluiten.models.beschikking import Beschikking, Toewijzing
from modules.dossier.besluiten.models.bezwaar import Bezwaar
from modules.dossier.besluiten.models.klacht import Klacht
from modules.dossier.besluiten.models.mandaat import Mandaat

__all__ = ["Beschikking", "Bezwaar", "Klacht", "Mandaat", "Toewijzing"]
