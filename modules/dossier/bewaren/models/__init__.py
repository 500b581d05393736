"""The tables of bewaren, one noun or one tight family a file."""

from modules.dossier.bewaren.models.verantwoording import Dpia, DpiaStand, Risico, Verwerker
from modules.dossier.bewaren.models.vernietiging import (
    Bewaarvoorstel,
    Boekregel,
    Deelsoort,
    Lijststand,
    Regelstand,
    Uitzondering,
    Vernietigingslijst,
    Vernietigingsregel,
    Voorstelstand,
)
from modules.dossier.bewaren.models.verzoek import (
    Aanvrager,
    Afschrift,
    Besluit,
    IdentiteitHoe,
    Ontvangst,
    Stukbesluit,
    Stukkeuze,
    Verzoek,
    VerzoekSoort,
    VerzoekStand,
    Weigergrond,
)

__all__ = [
    "Aanvrager",
    "Afschrift",
    "Besluit",
    "Bewaarvoorstel",
    "Boekregel",
    "Deelsoort",
    "Dpia",
    "DpiaStand",
    "IdentiteitHoe",
    "Lijststand",
    "Ontvangst",
    "Regelstand",
    "Risico",
    "Stukbesluit",
    "Stukkeuze",
    "Uitzondering",
    "Vernietigingslijst",
    "Vernietigingsregel",
    "Verwerker",
    "Verzoek",
    "VerzoekSoort",
    "VerzoekStand",
    "Voorstelstand",
    "Weigergrond",
]
