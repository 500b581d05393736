"""Who may ask for the pages of sharing. The doors in `access.py` decide per household and per part."""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import MEDEWERKERS, Recht, openbaar, voor
from modules.dossier.delen.apps import (
    BEHEERT_CONVENANT,
    PARTNERS,
    ZIET_BEVESTIGINGEN,
    ZIET_REGISTRATIES,
    ZIET_WEGINGEN,
)
from modules.dossier.rollen import LEZEN, SCHRIJVEN

_LEEST = LEZEN.over("J")
_SCHRIJFT = SCHRIJVEN.over("J", schrijft=True)
_KIJKT_MEE = SCHRIJVEN.over("J")
_PARTNER = voor(*PARTNERS)

RECHTEN: dict[str, Recht] = {
    "delen:overzicht": _LEEST,
    "delen:toestemming": _LEEST,
    "delen:deling": _LEEST,
    **{
        f"delen:{naam}": _SCHRIJFT
        for naam in (
            "vragen", "vraag", "antwoord", "scan", "intrekken", "deling_nieuw", "deling_stop", "verhaal",
            "weging_nieuw",
        )
    },
    # A weighing hangs on no household in its address: the colleague who is asked may have no part in it.
    **{
        f"delen:{naam}": _KIJKT_MEE for naam in ("weging", "weging_oordeel", "weging_verteld", "weging_stop")
    },
    "delen:afwegingen": voor(*ZIET_WEGINGEN),
    "delen:met_mij_gedeeld": _PARTNER,
    "delen:gedeeld": _PARTNER,
    "delen:gedeelde_actie": _PARTNER,
    "delen:mijn_acties": _PARTNER,
    "delen:link": openbaar(),
    "delen:link_code": openbaar(),
    "delen:link_lezen": openbaar(),
    "delen:convenant": voor(*MEDEWERKERS, Rol.BEHEERDER, Rol.FG),
    "delen:convenant_beheer": voor(*BEHEERT_CONVENANT),
    "delen:convenant_publiceren": voor(*BEHEERT_CONVENANT),
    "delen:convenant_bevestigd": voor(*ZIET_BEVESTIGINGEN),
    "delen:partners": voor(Rol.BEHEERDER),
    "delen:partner_einde": voor(Rol.BEHEERDER),
    "delen:registraties": voor(*MEDEWERKERS, *ZIET_REGISTRATIES),
}  # fmt: skip
