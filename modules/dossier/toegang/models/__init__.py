"""The tables of access, one noun a file."""

from modules.dossier.toegang.models.afscherming import Afscherming, EigenAdres, Onderbreking
from modules.dossier.toegang.models.alarm import Alarm, Kijkraam
from modules.dossier.toegang.models.attendering import Attendering
from modules.dossier.toegang.models.noodtoegang import Noodtoegang
from modules.dossier.toegang.models.steekproef import Steekproef, Steekproefregel
from modules.dossier.toegang.models.verzoek import Toegangsverzoek

__all__ = [
    "Afscherming",
    "Alarm",
    "Attendering",
    "EigenAdres",
    "Kijkraam",
    "Noodtoegang",
    "Onderbreking",
    "Steekproef",
    "Steekproefregel",
    "Toegangsverzoek",
]
