"""Who may ask for which page of the inrichting."""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, openbaar, voor

_BEHEER = voor(Rol.BEHEERDER)
_LEZEN = voor(Rol.BEHEERDER, Rol.TEAMLEIDER)

_ALLEEN_BEHEER = (
    "overzicht",
    "teammodel",
    "teammodel_team",
    "controleer",
    "teammodel_medewerkers",
    "weggooien",
    "terughalen",
    "versies",
    "versie_terug",
    "keuzehulp",
    "keuzehulp_opnieuw",
    "keuzehulp_uitkomst",
    "keuzehulp_vraag",
    "keuzehulp_eerder",
    "keuzehulp_gebruik",
    "gereedheid",
    "gereedheid_check",
    "team_nieuw",
    "gebieden",
    "gebieden_inlezen",
    "adressen_inlezen",
    "wijk_verwijderen",
    "team_wijzigen",
    "team_gebied",
    "team_stoppen",
    "team_hervatten",
    "teamlid_nieuw",
    "teamlid",
    "detachering_einde",
    "registratie_verwijderen",
    "organisatie_nieuw",
    "organisatie",
    "organisatie_verwijderen",
    "inlooppunten",
    "inlooppunt_nieuw",
    "inlooppunt",
    "inlooppunt_verwijderen",
    "modules",
    "begrippen",
    "begrip",
    "begrip_herstellen",
    "huisstijl",
    "huisstijl_publiceren",
    "huisstijl_weggooien",
    "huisstijl_voorbeeld",
    "huisstijl_proef",
    "protocol_cel_terug",
    "protocol_begin",
    "protocol_weggooien",
    "protocol_intrekken",
    "protocol_contact",
    "protocol_controleer",
    "protocol_terug",
)
_OOK_TEAMLEIDER = ("teams", "team", "persoon_teamleden", "organisaties")
_OOK_FG = ("protocol", "protocol_cel", "protocol_versies", "protocol_terughalen")
_IEDEREEN = (
    "huisstijl_css",  # the sign-in page wears the house style too
    "huisstijl_logo",
    "informatieprotocol_openbaar",  # every resident may read who may see what
)

RECHTEN: dict[str, Recht] = {
    **{f"inrichting:{naam}": _BEHEER for naam in _ALLEEN_BEHEER},
    **{f"inrichting:{naam}": _LEZEN for naam in _OOK_TEAMLEIDER},
    **{f"inrichting:{naam}": voor(Rol.BEHEERDER, Rol.FG) for naam in _OOK_FG},
    "inrichting:protocol_beoordelen": voor(Rol.FG),
    "inrichting:protocol_wat_ziet": voor(Rol.BEHEERDER, Rol.FG, Rol.TEAMLEIDER),
    **{f"inrichting:{naam}": openbaar() for naam in _IEDEREEN},
}
