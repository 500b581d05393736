"""Who may ask for the pages of toegang. The doors in `access.py` decide per household."""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, ingelogd, voor
from modules.dossier.rollen import ZIET
from modules.dossier.toegang.apps import HOUDT_TOEZICHT

_ZIET = voor(*ZIET)
_VAN_EEN_HUISHOUDEN = _ZIET.over("A")
_BEOORDEELT = voor(Rol.FG, Rol.TEAMLEIDER)

RECHTEN: dict[str, Recht] = {
    "toegang:vragen": _ZIET,
    "toegang:mijn_verzoeken": _ZIET,
    "toegang:intrekken": _ZIET,
    "toegang:verzoek": _ZIET,
    "toegang:nood": _ZIET,
    "toegang:veel": _ZIET,
    "toegang:gestopt": _ZIET,
    "toegang:rechten": _VAN_EEN_HUISHOUDEN,
    "toegang:vragen_hier": _VAN_EEN_HUISHOUDEN,
    "toegang:recht_intrekken": _VAN_EEN_HUISHOUDEN,
    "toegang:nood_hier": _VAN_EEN_HUISHOUDEN,
    "toegang:nood_stop": _VAN_EEN_HUISHOUDEN,
    "toegang:onderbreking": _VAN_EEN_HUISHOUDEN,
    "toegang:afschermen": _VAN_EEN_HUISHOUDEN,
    "toegang:eigen_adres": _ZIET,
    "toegang:toezicht": voor(*HOUDT_TOEZICHT),
    "toegang:instellingen": voor(Rol.BEHEERDER),
    "toegang:nood_beoordelen": _BEOORDEELT,
    "toegang:steekproef": voor(Rol.FG),
    "toegang:steekproefregel": voor(Rol.FG),
    "toegang:alarm": _BEOORDEELT,
    "toegang:attenderingen": ingelogd(),
    "toegang:gelezen": ingelogd(),
}
