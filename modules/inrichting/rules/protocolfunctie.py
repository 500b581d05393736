"""What a function in the protocol asks of somebody (F074, F080, domain 5.1)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Final

from keukentafel.values.bevinding import Bevinding, Ernst
from modules.inrichting.rules.instellingsoort import Variant
from modules.inrichting.rules.protocol import Functie
from modules.inrichting.rules.protocol.woorden import AMBTENAAR, MET_BEROEPSGEHEIM

FUNCTIE_VAN_MODEL: Final[Mapping[Variant, Functie]] = MappingProxyType(
    {v: Functie.WMO_CONSULENT if v is Variant.TOEGANG else Functie.HULPVERLENER for v in Variant}
)
"""The function of a member for whom nothing was chosen: by the model of the team."""


def controleer_functie(
    functie: str, *, is_ambtenaar: bool, heeft_geheim: bool, registraties: Collection[str] = ()
) -> tuple[Bevinding, ...]:
    """Return what does not fit between a function, the official status, the secrecy and the registers.

    A helper keeps silent (Sr 272, Jeugdwet 7.3.11), an official reports (Sv 162): one person in one team is
    one of the two. A jeugdprofessional stands in the SKJ register; without it youth and safety stay closed.
    """
    if not functie:
        return ()
    gevonden = []
    if functie in MET_BEROEPSGEHEIM and not heeft_geheim:
        naam = Functie(functie).label
        gevonden.append(
            Bevinding(
                f"Een {str(naam).lower()} heeft beroepsgeheim. Zet dat vinkje, of kies een andere functie.",
                "geheimhouding",
            )
        )
    if functie in AMBTENAAR and not is_ambtenaar:
        naam = str(Functie(functie).label)
        naam = naam if naam.startswith("Wmo") else naam[:1].lower() + naam[1:]
        gevonden.append(
            Bevinding(
                f"Een {naam} is ambtenaar. Zet dat vinkje, of kies een andere functie.", "ambtelijke_status"
            )
        )
    if functie == Functie.JEUGDPROFESSIONAL and "SKJ" not in registraties:
        gevonden.append(
            Bevinding(
                "Een jeugdprofessional staat in het register van SKJ. Vul die registratie in. Tot dan blijven "
                "jeugd en veiligheid dicht.",
                "protocolfunctie",
                Ernst.LET_OP,
            )
        )
    return tuple(gevonden)
