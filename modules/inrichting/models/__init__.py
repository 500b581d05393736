"""What a gemeente chose: its team model, teams, people, words, modules and house style.

The upper floors read these rows through :mod:`modules.inrichting.queries` and through
``request.instellingen``; they change only through :mod:`modules.inrichting.actions`.
"""

from modules.inrichting.models.begrip import Begrip
from modules.inrichting.models.gebied import Adresgebied, Buurt, TeamGebied, Wijk
from modules.inrichting.models.huisstijl import Huisstijl
from modules.inrichting.models.inlooppunt import Inlooppunt
from modules.inrichting.models.keuzehulp import Gereedheidscheck, KeuzehulpUitkomst
from modules.inrichting.models.modulekeuze import ModuleKeuze
from modules.inrichting.models.organisatie import Organisatie
from modules.inrichting.models.protocol import Informatieprotocol
from modules.inrichting.models.stand import Inrichtingsstand, Instelling
from modules.inrichting.models.teamlid import Detachering, Expertise, Registratie, Teamlid
from modules.inrichting.models.teammodel import Teammodel
from modules.inrichting.models.wijkteam import Wijkteam

__all__ = [
    "Adresgebied",
    "Begrip",
    "Buurt",
    "Detachering",
    "Expertise",
    "Gereedheidscheck",
    "Huisstijl",
    "Informatieprotocol",
    "Inlooppunt",
    "Inrichtingsstand",
    "Instelling",
    "KeuzehulpUitkomst",
    "ModuleKeuze",
    "Organisatie",
    "Registratie",
    "TeamGebied",
    "Teamlid",
    "Teammodel",
    "Wijk",
    "Wijkteam",
]
