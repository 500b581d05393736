"""The sources of work that the dossier itself and its rooms know. The laws add their own."""

from modules.dossier.werk.bronnen.besluiten import BESLUITEN
from modules.dossier.werk.bronnen.brieven import BRIEVEN
from modules.dossier.werk.bronnen.plan import PLAN
from modules.dossier.werk.bronnen.ruimte import RUIMTE

EIGEN = (BESLUITEN, BRIEVEN, PLAN, RUIMTE)
