"""The tables of sharing."""

from modules.dossier.delen.models.convenant import Convenant, ConvenantBevestiging, ConvenantStatus
from modules.dossier.delen.models.deling import (
    Deelantwoord,
    Deelbezoek,
    Deellink,
    Deling,
    Overdrachtstekst,
    PartnerLid,
)
from modules.dossier.delen.models.toestemming import Toestemming, Toestemminggever
from modules.dossier.delen.models.weging import Weging

__all__ = [
    "Convenant",
    "ConvenantBevestiging",
    "ConvenantStatus",
    "Deelantwoord",
    "Deelbezoek",
    "Deellink",
    "Deling",
    "Overdrachtstekst",
    "PartnerLid",
    "Toestemming",
    "Toestemminggever",
    "Weging",
]
