"""What the Jeugdwet adds to the dossier of a household."""

from __future__ import annotations

from modules.jeugd.models.hulpvraag import Hulpvraag, Ouderkijk, Woonplaatsoordeel
from modules.jeugd.models.toekomst import Toekomstplan
from modules.jeugd.models.veiligheid import Meldcode, Verwijsmelding

__all__ = ["Hulpvraag", "Meldcode", "Ouderkijk", "Toekomstplan", "Verwijsmelding", "Woonplaatsoordeel"]
