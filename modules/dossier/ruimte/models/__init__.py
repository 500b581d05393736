"""Deviations from a rule, the rule itself, and what policy is asked about it."""

from modules.dossier.ruimte.models.afwijking import Afwijking
from modules.dossier.ruimte.models.beleid import Beleidssignaal, Regel

__all__ = ["Afwijking", "Beleidssignaal", "Regel"]
