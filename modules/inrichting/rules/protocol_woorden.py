"""The informatieprotocol in words: who a function is, what a category holds, what a cell says.

Two voices: the screens of the gemeente say what somebody sees, the public page says `u` to a resident.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from modules.inrichting.rules.protocol import Categorie, Cel, Functie, Mate, Moment, Voorwaarde


class Beroep(StrEnum):
    """The kind of profession above a group of columns (domain 5.1)."""

    HULPVERLENER = "Hulpverlener met beroepsgeheim"
    AMBTENAAR = "Ambtenaar"
    REGIE = "Regie en leiding"
    BALIE = "Balie en administratie"
    PARTNER = "Partner"
    INWONER = "Inwoner"
    GEEN_INHOUD = "Ziet geen inhoud"


BEROEPEN: Final[Mapping[Functie, Beroep]] = MappingProxyType(
    {
        Functie.HULPVERLENER: Beroep.HULPVERLENER,
        Functie.JEUGDPROFESSIONAL: Beroep.HULPVERLENER,
        Functie.WMO_CONSULENT: Beroep.AMBTENAAR,
        Functie.KLANTMANAGER_WI: Beroep.AMBTENAAR,
        Functie.REGISSEUR: Beroep.REGIE,
        Functie.TEAMLEIDER: Beroep.REGIE,
        Functie.INLOOPPUNT: Beroep.BALIE,
        Functie.BACKOFFICE: Beroep.BALIE,
        Functie.AANBIEDER: Beroep.PARTNER,
        Functie.PARTNER: Beroep.PARTNER,
        Functie.INWONER: Beroep.INWONER,
        Functie.VERTEGENWOORDIGER: Beroep.INWONER,
        Functie.BEHEERDER: Beroep.GEEN_INHOUD,
        Functie.FG: Beroep.GEEN_INHOUD,
        Functie.SUPPORT: Beroep.GEEN_INHOUD,
    }
)
FUNCTIES: Final = tuple(functie for functie in Functie if BEROEPEN[functie] is not Beroep.GEEN_INHOUD)
"""The columns of the matrix. The others never see what stands in a dossier."""

TAKEN: Final[Mapping[Functie, str]] = MappingProxyType(
    {
        Functie.HULPVERLENER: "Praat met u, helpt u zelf of regelt hulp. Moet zwijgen over wat u vertelt.",
        Functie.JEUGDPROFESSIONAL: "Helpt kinderen en ouders en staat in een beroepsregister. "
        "Moet zwijgen over wat u vertelt.",
        Functie.WMO_CONSULENT: "Onderzoekt uw vraag om ondersteuning voor de gemeente en bereidt het besluit voor.",
        Functie.KLANTMANAGER_WI: "Helpt met werk en uitkering. Moet misbruik van een uitkering melden.",
        Functie.REGISSEUR: "Zorgt dat iedereen die helpt met u één plan volgt.",
        Functie.TEAMLEIDER: "Verdeelt het werk in het team en let op of alles op tijd gaat.",
        Functie.INLOOPPUNT: "Is het eerste aanspreekpunt en brengt uw vraag naar het juiste team.",
        Functie.BACKOFFICE: "Verwerkt besluiten, brieven en bestellingen van hulp.",
        Functie.AANBIEDER: "Geeft de hulp die in uw plan staat.",
        Functie.PARTNER: "Bijvoorbeeld een school, huisarts of verhuurder die zich zorgen maakt en dat meldt.",
        Functie.INWONER: "U zelf. U mag weten wat de gemeente over u opschrijft.",
        Functie.VERTEGENWOORDIGER: "Iemand die namens u mag beslissen, zoals een ouder, mentor of curator.",
        Functie.BEHEERDER: "Richt Keukentafel in en maakt accounts. Ziet niet wat er over u staat.",
        Functie.FG: "Let op uw privacy. Kan met een reden een steekproef bekijken.",
        Functie.SUPPORT: "Levert de software. Ziet niet wat er over u staat.",
    }
)
"""The task of each function in one sentence or two, as a resident reads it."""

INHOUD: Final[Mapping[Categorie, str]] = MappingProxyType(
    {
        Categorie.IDENTITEIT: "Wie u bent en waar u woont.",
        Categorie.CONTACT: "Wanneer u contact had en wat u vroeg.",
        Categorie.HUISHOUDEN: "Met wie u woont, wie het gezag heeft en wie u helpt.",
        Categorie.LEEFGEBIEDEN: "Hoe het gaat met bijvoorbeeld wonen, werk en mensen om u heen.",
        Categorie.GEZONDHEID: "Ziekte, medicijnen, verslaving en hoe u zich voelt.",
        Categorie.JUSTITIE: "Contact met politie, justitie of reclassering.",
        Categorie.GELD: "Inkomen, uitgaven en schulden.",
        Categorie.JEUGD: "Hoe het met kinderen gaat en wat ouders nodig hebben.",
        Categorie.VEILIGHEID: "Zorgen over geweld, mishandeling of een crisis.",
        Categorie.PLAN: "Wat u wilt bereiken en wie wat doet.",
        Categorie.BESLUITEN: "Welke hulp u krijgt en hoe daarover is besloten.",
        Categorie.WERKAANTEKENINGEN: "Geheugensteun van een medewerker, alleen voor zichzelf.",
    }
)
"""What belongs to each category, as a resident reads it."""

_KORT: Final[Mapping[Voorwaarde, str]] = MappingProxyType(
    {
        Voorwaarde.ALTIJD: "altijd",
        Voorwaarde.BETROKKEN: "alleen als betrokken",
        Voorwaarde.GROND: "met toestemming of andere grond",
        Voorwaarde.EIGEN: "alleen eigen",
    }
)
INZAGE: Final[Mapping[Mate, str]] = MappingProxyType(
    {Mate.NIETS: "niets", Mate.BESTAAT: "dat", Mate.SAMENVATTING: "samenvatting", Mate.ALLES: "alles"}
)
"""The key of each measure for the component `inzage`."""


def functienaam(functie: Functie) -> str:
    """Return the name inside a sentence: `hulpverlener`, but `Wmo-consulent`."""
    naam = str(functie.label)
    return naam if naam.startswith("Wmo") else in_zin(naam)


def in_zin(label: object) -> str:
    """Return a label inside a sentence: only its first letter changes, so `BSN` stays `BSN`."""
    tekst = str(label)
    return tekst[:1].lower() + tekst[1:]


def voorwaarde_kort(voorwaarde: Voorwaarde) -> str:
    """Return the condition as it stands in a cell."""
    return _KORT[voorwaarde]


def momenten_kort(momenten: Iterable[Moment]) -> str:
    """Return the moments in their order; nothing when it is every moment."""
    gekozen = set(momenten)
    if gekozen == set(Moment):
        return ""
    return ", ".join(in_zin(moment.label) for moment in Moment if moment in gekozen)


def cel_in_woorden(cel: Cel) -> str:
    """Return everything a cell says, in one line: `alles, mag schrijven, alleen als betrokken`."""
    delen = [str(cel.mate.label)]
    if cel.mate is Mate.NIETS:
        return delen[0]
    if cel.schrijft:
        delen.append("mag schrijven")
    delen.append(_KORT[cel.voorwaarde])
    if cel.vraagt_geheimhouding:
        delen.append("met beroepsgeheim")
    if cel.registratie:
        delen.append(f"met registratie {cel.registratie}")
    if cel.wet:
        delen.append(f"alleen van de wet {cel.wet}")
    if momenten := momenten_kort(cel.momenten):
        delen.append(f"bij {momenten}")
    return ", ".join(delen)


def cellen_in_woorden(cellen: Iterable[Cel]) -> str:
    """Return what one function sees of one category; `niets` without cells."""
    return "; ".join(cel_in_woorden(cel) for cel in cellen) or str(Mate.NIETS.label)
