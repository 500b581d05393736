"""Who may ask for which page of sign-in and people."""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, ingelogd, openbaar, voor

RECHTEN: dict[str, Recht] = {
    "identity:inloggen": openbaar(),
    "identity:code": openbaar(),
    "identity:uitloggen": openbaar(),
    "identity:sessie": openbaar(),
    "identity:sessie_verlengen": openbaar(),
    "identity:uitnodiging": openbaar(),
    "identity:welkom": openbaar(),
    "identity:welkom_code_app": openbaar(),
    "identity:wachtwoord_vergeten": openbaar(),
    "identity:wachtwoord_gestuurd": openbaar(),
    "identity:thuis": ingelogd(),
    "identity:weer_ingelogd": ingelogd(),
    "identity:mijn_instellingen": ingelogd(),
    "identity:wachtwoord_wijzigen": ingelogd(),
    "identity:herstelcodes": ingelogd(),
    "identity:code_app": ingelogd(),
    "identity:sessie_beeindigen": ingelogd(),
    "identity:sessies_beeindigen": ingelogd(),
    "identity:mensen": voor(Rol.BEHEERDER, Rol.TEAMLEIDER),
    "identity:persoon": voor(Rol.BEHEERDER, Rol.TEAMLEIDER),
    "identity:uitnodigen": voor(Rol.BEHEERDER),
    "identity:persoon_rollen": voor(Rol.BEHEERDER),
    "identity:persoon_blokkeren": voor(Rol.BEHEERDER),
    "identity:persoon_deblokkeren": voor(Rol.BEHEERDER),
    "identity:persoon_uitnodigen": voor(Rol.BEHEERDER),
    "identity:persoon_uitloggen": voor(Rol.BEHEERDER),
    "identity:persoon_ontgrendelen": voor(Rol.BEHEERDER),
}
