"""Every resource of the API, in the order of the document."""

from __future__ import annotations

from typing import Final

from api.v1.acties import Acties
from api.v1.afsluitvoorstellen import Afsluitvoorstellen
from api.v1.beschikkingen import Beschikkingen
from api.v1.betrokkenen import Betrokkenen
from api.v1.bezwaren import Bezwaren
from api.v1.casussen import Casussen
from api.v1.doelen import Doelen
from api.v1.gesprekken import Gesprekken
from api.v1.huishoudens import Huishoudens
from api.v1.informatieprotocol import Informatieprotocollen
from api.v1.inrichting import Inrichtingen
from api.v1.kern.bron import Bron
from api.v1.klachten import Klachten
from api.v1.ladder_metingen import LadderMetingen
from api.v1.logboek import Logboek
from api.v1.meldingen import Meldingen
from api.v1.netwerk import Netwerkleden
from api.v1.personen import Personen
from api.v1.plannen import Plannen
from api.v1.regie import Regie
from api.v1.signalen import Signalen
from api.v1.teamleden import Teamleden
from api.v1.teams import Teams
from api.v1.termijnen import Termijnen
from api.v1.zrm_metingen import ZrmMetingen

BRONNEN: Final[tuple[type[Bron], ...]] = (
    Huishoudens, Personen, Netwerkleden, Betrokkenen, Regie, Casussen, Afsluitvoorstellen, Meldingen, Signalen,
    Gesprekken, ZrmMetingen, LadderMetingen, Plannen, Doelen, Acties, Beschikkingen, Bezwaren, Klachten,
    Termijnen, Teams, Teamleden, Inrichtingen, Informatieprotocollen, Logboek,
)  # fmt: skip
