"""Deviations from a rule, the rule itself, what policy is asked about it, and differences of insight."""

from modules.dossier.ruimte.models.afwijking import Afwijking
from modules.dossier.ruimte.models.beleid import Beleidssignaal, Regel
from modules.dossier.ruimte.models.verschil import Geschilpunt, Zienswijze

__all__ = ["Afwijking", "Beleidssignaal", "Geschilpunt", "Regel", "Zienswijze"]
